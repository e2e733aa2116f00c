"""Text that remembers which characters of the original each of its characters came from."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from l10n.model.trail import Span

Template = Callable[[re.Match[str]], Sequence[int | str]]


@dataclass(frozen=True, slots=True)
class Traced:
    """`spans[i]` is where character i stood in the original; both ends only grow. What is inserted has no width."""

    text: str
    spans: tuple[Span, ...]

    @staticmethod
    def of(text: str) -> "Traced":
        """The original itself."""
        return Traced(text, tuple((i, i + 1) for i in range(len(text))))

    def composed(self) -> "Traced":
        """The text in NFC; the characters of a composed cluster share its place."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        parts, spans = [], []
        edges = [i for i, c in enumerate(self.text) if not i or not unicodedata.combining(c)]
        for start, end in zip(edges, [*edges[1:], len(self.text)], strict=True):
            part = unicodedata.normalize("NFC", self.text[start:end])
            parts.append(part)
            spans += [self.origin(start, end)] * len(part)
        return Traced("".join(parts), tuple(spans))

    def translated(self, table: Mapping[int, str | None]) -> "Traced":
        """As str.translate; what stands for a character has its place."""
        changed = self.text.translate(table)
        if changed == self.text:
            return self
        spans = [span for c, span in zip(self.text, self.spans, strict=True) for _ in c.translate(table)]
        return Traced(changed, tuple(spans))

    def sub(self, pattern: re.Pattern[str], template: Template) -> "Traced":
        """As re.sub; the template gives numbers of groups to copy and strings, which take the place between these."""
        parts: list[str] = []
        spans: list[Span] = []
        at = 0
        for match in pattern.finditer(self.text):
            parts.append(self.text[at:match.start()])
            spans += self.spans[at:match.start()]
            at = match.start()
            items = list(template(match))
            for number, item in enumerate(items):
                if isinstance(item, int):
                    start, end = match.span(item)
                    parts.append(self.text[start:end])
                    spans += self.spans[start:end]
                    at = end
                else:
                    later = [match.start(other) for other in items[number:] if isinstance(other, int)]
                    parts.append(item)
                    spans += [self.origin(at, later[0] if later else match.end())] * len(item)
            at = match.end()
        if not at and not parts:
            return self
        return Traced("".join(parts) + self.text[at:], (*spans, *self.spans[at:]))

    def stripped(self) -> "Traced":
        """Without white space at the ends."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, lead + len(self.text.strip()))

    def cut(self, start: int, end: int) -> "Traced":
        """The characters from start to end."""
        return Traced(self.text[start:end], self.spans[start:end])

    def inserted(self, points: Sequence[tuple[int, str]]) -> "Traced":
        """With strings put in at offsets of this text, which stand in ascending order."""
        parts: list[str] = []
        spans: list[Span] = []
        at = 0
        for point, new in points:
            parts += [self.text[at:point], new]
            spans += self.spans[at:point]
            spans += [self.origin(point, point)] * len(new)
            at = point
        return Traced("".join(parts) + self.text[at:], (*spans, *self.spans[at:]))

    def origin(self, start: int, end: int) -> Span:
        """Where a stretch of this text stood in the original."""
        if start < end:
            return self.spans[start][0], self.spans[end - 1][1]
        here = self.spans[start][0] if start < len(self.spans) else self.spans[-1][1] if self.spans else 0
        return here, here

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the original stands in this text."""
        return self.places([(start, end)])[0]

    def places(self, spans: Sequence[Span]) -> list[Span]:
        """Where stretches of the original stand in this text."""
        starts = [start for start, _ in self.spans]
        found = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]
        return [(first, max(first, last)) for first, last in found]


