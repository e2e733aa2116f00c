"""Signs of a broken translation: loops, copies, absurd lengths (argos#363, #444, LibreTranslate#46, #168, #567)."""

import re
from collections.abc import Sequence

from l10n.model.engine import Hypothesis, Request
from l10n.model.trail import Span

_UNIT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'’.,-]*[A-Za-z0-9])?|[\u3400-\u9fff]|[^\sA-Za-z0-9\u3400-\u9fff]")
_BROKEN = "\N{REPLACEMENT CHARACTER}"       # bytes that are no character
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}")      # names are left out: they may stay
_FILL = re.compile(r"[.\-_=*·…—~]+")        # leaders and rules repeat on purpose
LONGEST = 12                # units of the longest n-gram that is watched
RATIO, FREE = 4.0, 30.0     # an answer weighs at most RATIO times its source and FREE more
SHORT = 0.12                # and at least this part of it, when the source weighs more than 60
HAN_WEIGHT = 2.5            # characters of English that one Han character stands for


def broken(request: Request, hypothesis: Hypothesis) -> bool:
    """True when the hypothesis repeats itself, copies its source, has an absurd length or holds broken characters.

    What locks brought in is left out of account on both sides.
    """
    if not hypothesis.text.strip() or hypothesis.text.count(_BROKEN) > request.text.count(_BROKEN):
        return True
    source = without(request.text, [(lock.start, lock.end) for lock in request.locks])
    target = without(hypothesis.text, [span for span in hypothesis.lock_spans if span])
    return looped(source, target) or copied(source, target) or misshapen(request.text, hypothesis.text)


def looped(source: str, target: str) -> bool:
    """True when the target repeats an n-gram that the source does not.

    An n-gram of up to 12 units (a Latin word, a Han character, a sign) that follows itself twice more is a loop; a
    single unit must stand four times in a row, because Chinese doubles words; an n-gram of four units that stands four
    times anywhere is one, too.
    """
    units, others = _UNIT.findall(_FILL.sub(" ", target)), _UNIT.findall(_FILL.sub(" ", source))
    return (_longest_run(units) and not _longest_run(others)) or (
        _most_frequent(units) >= 4 and _most_frequent(others) < 3)


def copied(source: str, target: str) -> bool:
    """True when a real sentence comes back untranslated: its words, or Han characters, stand in the target again."""
    words = _LATIN_WORD.findall(source)
    if len(words) >= 4 and len(_HAN.findall(source)) < len(words):
        stayed = set(_LATIN_WORD.findall(target))
        return sum(word in stayed for word in words) >= 0.8 * len(words)
    han = _HAN.findall(source)
    if len(han) < 6:
        return False
    kept = set(_HAN.findall(target))
    return sum(character in kept for character in han) >= 0.8 * len(han)


def misshapen(source: str, target: str) -> bool:
    """True for an answer absurdly long or short for its source; lengths are weighted by script."""
    given, got = _weight(source), _weight(target)
    return got > RATIO * given + FREE or (given > 60 and got < SHORT * given)


def without(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans taken out."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _longest_run(units: list[str]) -> bool:
    """True when some n-gram stands so many times in a row that it is a loop."""
    for size in range(1, LONGEST + 1):
        needed = 4 if size == 1 else 3
        run = 0
        for at in range(size, len(units)):
            run = run + 1 if units[at] == units[at - size] else 0
            if run >= size * (needed - 1):
                return True
    return False


def _most_frequent(units: list[str]) -> int:
    """How often the commonest 4-gram stands in the text."""
    counts: dict[tuple[str, ...], int] = {}
    for at in range(len(units) - 3):
        gram = tuple(units[at:at + 4])
        counts[gram] = counts.get(gram, 0) + 1
    return max(counts.values(), default=0)


def _weight(text: str) -> float:
    han = len(_HAN.findall(text))
    return len(text) - han + HAN_WEIGHT * han
