"""Signs of a broken translation: loops and absurd lengths (argos#444, LibreTranslate#46, #168)."""

import re

_UNIT = re.compile(r"[A-Za-z0-9'’.-]+|[\u3400-\u9fff]|[^\sA-Za-z0-9\u3400-\u9fff]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def looped(source: str, target: str) -> bool:
    """True when the target repeats an n-gram beyond reason, or is absurdly long for its source.

    An n-gram of 1-8 units that follows itself three times (for single units five) is a loop, unless the source repeats
    as well. Length is compared in characters weighted by script: one Han character weighs as much as 2.5 others.
    """
    units = _UNIT.findall(target)
    if _longest_run(units) and not _longest_run(_UNIT.findall(source)):
        return True
    return _weight(target) > 6 * _weight(source) + 40


def _longest_run(units: list[str]) -> bool:
    """True when some n-gram stands so many times in a row that it is a loop."""
    for size in range(1, 9):
        needed = 5 if size == 1 else 3
        run = 0
        for at in range(size, len(units)):
            run = run + 1 if units[at] == units[at - size] else 0
            if run >= size * (needed - 1):
                return True
    return False


def _weight(text: str) -> float:
    han = len(_HAN.findall(text))
    return len(text) - han + 2.5 * han
