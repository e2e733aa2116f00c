"""Lines of a subtitle: where a text may break, how it is shared out over lines and over cues.

Widths are characters of the target: 42 for English, 16 full-width ones for Chinese (a Latin letter takes half a place),
as broadcasters and streaming services ask for. No mark of clreq 3.1.3 starts or ends a line against the rule.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]
LIMITS = {"en": 42.0, "zh": 16.0}
HELD = 20.0  # penalty for a break inside a term, a number or a date
_MANY = 6  # lines above which breaks are chosen one after another instead of all together
_NO_START = frozenset("，。、；：？！）》」』】”’…—·,.;:?!)]}%％‰℃°")
_NO_END = frozenset("（《「『【“‘([{$¥€£￥#")
_PARTICLES = frozenset("的地得了着過过吗嗎呢吧啊们們")
_MEASURES = frozenset("年月日时時分秒个個万萬亿億元台名家项項位次倍人号號点點米吨噸")
_LATIN = re.compile(r"[A-Za-z0-9.,'’_@/+-]{2}")
_STARTERS_ZH = frozenset("和与與及但而并並以在从從对對为為将將把被让讓因如若")
_STARTERS_EN = frozenset((
    "and but or nor so yet because although though while when where which who that if than as since until after before "
    "in on at to for from with by of into over under about between through during"
).split())
_CLINGING_EN = frozenset(
    ("a an the this that these those my our your his her its their no not of to in on at for").split()
)


def width(text: str, language: str) -> float:
    """The width of a text in the unit of its language's limit."""
    if language != "zh":
        return float(len(text))
    return sum(1.0 if character >= "\u2e80" or character in "“”‘’…—" else 0.5 for character in text)


def break_lines(text: str, language: str, held: Sequence[Span] = ()) -> list[Span]:
    """The spans of the lines: as few as the limit allows, of like width, broken at marks before words before the rest.

    A break inside one of the spans `held` comes last of all.
    """
    limit = LIMITS.get(language, LIMITS["en"])
    whole = width(text, language)
    if whole <= limit:
        return [(0, len(text))]
    wanted = math.ceil(whole / limit)
    places = break_places(text, language, held)
    if wanted > _MANY:
        return _greedy(text, places, language)
    spans = _balanced(text, places, language, wanted)
    if any(width(text[a:b], language) > limit for a, b in spans):
        spans = min((spans, _balanced(text, places, language, wanted + 1)), key=lambda s: _overflow(text, s, language))
    return spans


def break_places(text: str, language: str, held: Sequence[Span] = ()) -> dict[int, float]:
    """Where a line may end, by offset, with a penalty: 0 after a sentence, 1 after a clause, more inside one."""
    found = {}
    for at in range(1, len(text)):
        penalty = _penalty(text, at, language)
        if penalty is not None:
            found[at] = penalty
    for start, end in held:
        for at in range(start + 1, end):
            if at in found:
                found[at] = HELD
    return found


def shared(text: str, places: dict[int, float], weights: Sequence[float], projected: Sequence[int]) -> list[Span]:
    """The text cut into one part a cue: each about its source's share, at a good place near where its code fell.

    A text that cannot be cut so often stands once more in the cues that would be empty otherwise.
    """
    total, done = sum(weights) or 1.0, 0.0
    cuts: list[int] = [0]
    for number in range(len(weights) - 1):
        done += weights[number]
        ideal = len(text) * done / total
        near = projected[number] if number < len(projected) else ideal
        open_places = [at for at in places if at > cuts[-1]]
        if not open_places:
            break
        cuts.append(min(open_places, key=lambda at: _distance(at, ideal, near, len(text)) + places[at]))
    cuts.append(len(text))
    parts = _spans(text, cuts[1:])
    return [*parts, *[parts[-1]] * (len(weights) - len(parts))]


def _distance(at: int, ideal: float, near: float, size: int) -> float:
    """How far a place is from where it should be: from the share of the source, less so from the code's place."""
    return 24 * abs(at - ideal) / size + 8 * abs(at - near) / size


def _penalty(text: str, at: int, language: str) -> float | None:
    left, right = text[at - 1], text[at]
    spaced = right.isspace()
    if left.isspace() or left in _NO_END or _next(text, at) in _NO_START:
        return None
    if left in "。！？!?…" or (left == "." and spaced):
        return 0.0
    if left in "，；：,;:、" and (spaced or left > "\u2e80"):
        return 1.0
    if language == "zh":
        return _penalty_zh(left, right, spaced)
    return _penalty_en(text, at) if spaced else None


def _next(text: str, at: int) -> str:
    """What stands behind white space at a place; one character, empty at the end."""
    while at < len(text) and text[at].isspace():
        at += 1
    return text[at : at + 1]


def _penalty_zh(left: str, right: str, spaced: bool) -> float | None:
    if spaced:
        return 2.0
    if _LATIN.match(left + right):
        return None
    if right in _PARTICLES or (left.isdigit() and right in _MEASURES):
        return 14.0
    return 3.0 if right in _STARTERS_ZH or left in "”》」』）" else 6.0


def _penalty_en(text: str, at: int) -> float:
    before = text[max(0, at - 20) : at].split()[-1:]
    after = text[at : at + 20].split()[:1]
    if before and before[0].lower() in _CLINGING_EN:
        return 12.0
    return 3.0 if after and after[0].lower() in _STARTERS_EN else 6.0


def _balanced(text: str, places: dict[int, float], language: str, count: int) -> list[Span]:
    """The best way to break the text into `count` lines, fewer where there are not so many places."""
    limit = LIMITS.get(language, LIMITS["en"])
    ideal = width(text, language) / count
    ends = [*places, len(text)]
    widths = [width(text[:end], language) for end in ends]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * len(ends)
    for number in range(count):
        row: list[tuple[float, tuple[int, ...]]] = []
        for j, end in enumerate(ends):
            options = [(best[i][0], best[i][1], widths[j] - widths[i]) for i in range(j)] if number else []
            if not number:
                options = [(0.0, (), widths[j])]
            costs = [
                (cost + _cost(size, ideal, limit) + places.get(end, 0.0), (*cuts, end))
                for cost, cuts, size in options
            ]
            row.append(min(costs, default=(math.inf, ())))
        best = row
    cost, cuts = best[-1]
    if math.isinf(cost):
        return [(0, len(text))]
    return _spans(text, cuts)


def _cost(size: float, ideal: float, limit: float) -> float:
    """What a line of a size costs: too wide above all, else how unlike the others it is."""
    return 20 * max(0.0, size - limit) + 30 * ((size - ideal) / limit) ** 2


def _greedy(text: str, places: dict[int, float], language: str) -> list[Span]:
    """Lines filled one after the other."""
    limit = LIMITS.get(language, LIMITS["en"])
    unit = 0.5 if language == "zh" else 1.0
    cuts: list[int] = []
    start = last = 0
    size = 0.0
    for at in range(1, len(text) + 1):
        size += width(text[at - 1], language)
        if size > limit + unit / 2 and last > start:
            cuts.append(last)
            start, size = last, width(text[last:at], language)
        if at in places:
            last = at
    return _spans(text, (*cuts, len(text)))


def _spans(text: str, cuts: Sequence[int]) -> list[Span]:
    """Spans between cuts without white space at their edges."""
    spans = []
    for a, b in pairwise((0, *cuts)):
        piece = text[a:b]
        a += len(piece) - len(piece.lstrip())
        spans.append((a, max(a, b - (len(piece) - len(piece.rstrip())))))
    return spans


def _overflow(text: str, spans: Sequence[Span], language: str) -> tuple[float, int]:
    limit = LIMITS.get(language, LIMITS["en"])
    return sum(max(0.0, width(text[a:b], language) - limit) for a, b in spans), len(spans)
