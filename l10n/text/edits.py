"""Where places of a text lie after it was edited."""

import difflib

from l10n.text.profile import HOLE, OBJECT

_SMALL = 400  # runs up to this long are compared mark by mark


def moved_offsets(before: str, after: str) -> list[int]:
    """For each offset of the old text, and its end, the offset of the new text that belongs to it; never falling.

    Letters and figures anchor the places, so that time grows with the text; only the marks between two of them are
    compared.
    """
    old, new = _words(before), _words(after)
    if len(old) != len(new) or not all(_same(before[a], after[b]) for a, b in zip(old, new, strict=True)):
        return _compared(before, after) if len(before) <= 10 * _SMALL else _stretched(before, after)
    places: list[int] = []
    left = right = 0
    for a, b in [*zip(old, new, strict=True), (len(before), len(after))]:
        places += [right + at for at in _run(before[left:a], after[right:b])]
        left, right = a, b
    return [*places, len(after)]


def _words(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isalnum() or char in (HOLE, OBJECT)]


def _same(one: str, other: str) -> bool:
    """True for the same letter, or two Han characters: a simplified one and its traditional form."""
    return one.casefold() == other.casefold() or (_is_han(one) and _is_han(other))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _run(before: str, after: str) -> list[int]:
    if before == after:
        return list(range(len(before)))
    if len(before) > _SMALL or len(after) > _SMALL:
        return _stretched(before, after)[:-1]
    return _compared(before, after)[:-1]


def _compared(before: str, after: str) -> list[int]:
    places = [0] * (len(before) + 1)
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for i in range(i1, i2):
            places[i] = min(j1 + (i - i1), j2)
    places[len(before)] = len(after)
    return places


def _stretched(before: str, after: str) -> list[int]:
    return [min(at, len(after)) for at in range(len(before))] + [len(after)]
