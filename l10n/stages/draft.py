"""A translation under repair: text, places of constraints and of tags that move along when the text changes."""

import re
from dataclasses import dataclass, field

from l10n.model.inline import Placeable
from l10n.model.trail import Rung, Span

_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
# Behind digits these make another value of them: 2400 万, 2,400 million, 26.5 percent; 千瓦 and 百分点 are units.
SCALE = re.compile(
    r"\s?(?:[万亿%％‰]|千(?![瓦米克兆赫卡伏])|百(?!分)|percent|(?:hundred|thousand|million|billion|trillion)\b)", re.I
)
_MORE_DIGITS = re.compile(r"[.,]\d")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")


@dataclass(slots=True)
class Draft:
    """Mutable on purpose: one lives only inside one call of the ladder.

    `spans[i]` and `rungs[i]` belong to constraint i; `tags[k]` is where tag k's words stand, None when unknown.
    `extra` counts numbers and names with digits that the source does not hold.
    """

    text: str
    wanted: tuple[Placeable, ...]
    spans: list[Span | None] = field(default_factory=list)
    rungs: list[Rung] = field(default_factory=list)
    tags: list[Span | None] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    edits: list[tuple[int, int, int]] = field(default_factory=list)
    score: float = 0.0
    looped: bool = False
    extra: int = 0

    @property
    def unmet(self) -> list[int]:
        """Numbers of the constraints that have no place yet."""
        return [number for number, span in enumerate(self.spans) if span is None]

    def meet(self, number: int, span: Span, rung: Rung) -> None:
        """Record that a constraint is met at a place."""
        self.spans[number], self.rungs[number] = span, rung

    def free(self, start: int, end: int) -> bool:
        """True when no met constraint touches the place."""
        return all(span is None or end <= span[0] or span[1] <= start for span in self.spans)

    def replace(self, start: int, end: int, new: str) -> Span:
        """Put new text at a place and move everything behind it; the new text's span."""
        self.text = self.text[:start] + new + self.text[end:]
        shift = len(new) - (end - start)
        self.edits.append((start, end, len(new)))
        self.spans = [_moved(span, start, end, shift) for span in self.spans]
        self.tags = [_moved(span, start, end, shift) for span in self.tags]
        return (start, start + len(new))

    def now(self, place: int) -> int:
        """Where an offset of the text as it was at first stands now; inside replaced text, its start."""
        for start, end, size in self.edits:
            if place >= end:
                place += size - (end - start)
            elif place > start:
                place = start
        return place

    def fits(self, start: int, end: int) -> bool:
        """True when a constraint may stand at the place: no met one there, no word or number cut beside free text."""
        if not self.free(start, end):
            return False
        ends, starts = {span[1] for span in self.spans if span}, {span[0] for span in self.spans if span}
        before = " " if start in ends else self.text[max(0, start - 3) : start]
        behind = " " if end in starts else self.text[end : end + 12]
        return clean(before + self.text[start:end] + behind, len(before), len(before) + end - start)

    def find(self, form: str) -> Span | None:
        """The first clean, untaken occurrence of a form: not inside a word or number, not inside a met constraint."""
        at = self.text.find(form)
        while at >= 0:
            if self.fits(at, at + len(form)):
                return (at, at + len(form))
            at = self.text.find(form, at + 1)
        return None


def strip(draft: Draft) -> None:
    """Take white space off both ends."""
    draft.replace(len(draft.text.rstrip()), len(draft.text), "")
    draft.replace(0, len(draft.text) - len(draft.text.lstrip()), "")


def part_words(draft: Draft) -> None:
    """Put a space wherever a met constraint touches a Latin word or number: `Marchof`, `2,400towns`."""
    for index in range(len(draft.spans)):
        span = draft.spans[index]
        if span and span[0] < span[1]:
            if _touches(draft.text, span[1]):
                draft.replace(span[1], span[1], " ")
                draft.spans[index] = span
            if _touches(draft.text, span[0]):
                draft.spans[index] = None
                draft.replace(span[0], span[0], " ")
                draft.spans[index] = (span[0] + 1, span[1] + 1)


def _touches(text: str, place: int) -> bool:
    return 0 < place < len(text) and bool(_LATIN.match(text[place]) and _LATIN.match(text[place - 1]))


def clean(text: str, start: int, end: int) -> bool:
    """True when the edges of the span cut no Latin word and no number."""
    if start >= end:
        return False
    if start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]):
        return False
    if end < len(text) and _LATIN.match(text[end]) and _LATIN.match(text[end - 1]):
        return False
    if text[start].isdigit() and re.search(r"\d[.,]$", text[max(0, start - 2) : start]):
        return False
    if text[start].isdigit() and text[:start].endswith("百分之"):
        return False
    if start and text[start - 1] in "上下本每" and _WEEKDAY.match(text, start):
        return False               # 上 before 周五 makes it last Friday
    if text[end - 1].isdigit() and (_MORE_DIGITS.match(text, end) or SCALE.match(text, end)):
        return False
    return not (text[end - 1] == "万" and text[end : end + 1] == "亿")


def _moved(span: Span | None, start: int, end: int, shift: int) -> Span | None:
    if span is None:
        return None
    a, b = span
    if a >= end:
        a += shift
    elif a > start:
        a = start
    if b >= end:
        b += shift
    elif b > start:
        b = start
    return (a, max(a, b))
