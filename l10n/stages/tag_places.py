"""Places in a translation where a code may stand: between words, outside numbers and terms, pairs nested and apart."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from l10n.model.engine import Alignment
from l10n.model.trail import Span
from l10n.stages.draft import Draft

_LATIN = re.compile(r"[A-Za-z0-9%\u00c0-\u024f]")
_NO_SPACE_BEHIND = re.compile("[\\s(\\[{“‘\u2e80-\u9fff\uff00-\uffef]")
_NO_SPACE_BEFORE = re.compile("[\\s)\\]},.;:!?”’\u2e80-\u9fff\uff00-\uffef]")
_HAN = re.compile("[\u3400-\u9fff]")
# A Latin word or a figure with its inner marks, and the scale words, units and counters that belong to a figure.
_TOKEN = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f]+(?:['’.,:/–-](?=[A-Za-z0-9\u00c0-\u024f])[A-Za-z0-9\u00c0-\u024f]+)*(?:%|％|(?<=\d)[万亿千百]+)?"
)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where a text must not be cut: `held` are words, numbers, constraints and the model's pieces of Chinese words."""

    text: str
    held: tuple[Span, ...]

    @staticmethod
    def of(draft: Draft, alignment: Alignment | None) -> "Edges":
        """The edges of a draft; spans that overlap are joined."""
        spans = [match.span() for match in _TOKEN.finditer(draft.text)]
        spans += [span for span in draft.spans if span and span[0] < span[1]]
        if alignment and not draft.edits:
            pieces = alignment.target_spans
            spans += [s for s in pieces if s[1] <= len(draft.text) and _HAN.search(draft.text, *s)]
        joined: list[Span] = []
        for start, end in sorted(spans):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return Edges(draft.text, tuple(joined))

    def moved(self, place: int, step: int) -> int:
        """The place, moved to an edge of the word that it is inside of: backwards for step -1, else onwards."""
        at = bisect_right(self.held, (place, -1)) - 1
        if at >= 0 and self.held[at][0] < place < self.held[at][1]:
            return self.held[at][0 if step < 0 else 1]
        return place

    def around(self, span: Span) -> Span:
        """The span with its edges moved outwards to whole words, without white space at its ends."""
        start, end = self.moved(span[0], -1), self.moved(span[1], 1)
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end)

    def word_near(self, place: int, bounds: Span) -> Span | None:
        """The word nearest to a place inside the bounds: a held span, or one other letter."""
        low, high = bounds
        best: Span | None = None
        at = low
        while at < high:
            k = bisect_right(self.held, (at, len(self.text) + 1)) - 1
            word = self.held[k] if k >= 0 and self.held[k][0] <= at < self.held[k][1] else (at, at + 1)
            at = word[1]
            if word[0] < low or word[1] > high or not any(c.isalnum() for c in self.text[word[0] : word[1]]):
                continue
            if best is None or _far(word, place) < _far(best, place):
                best = word
        return best


def stood(draft: Draft, place: int, equiv: str, taken: list[Span]) -> Span:
    """Where the characters that a code stands for are in the text; put there when the translation has none.

    For white space the white space nearest to the place is taken, for a sign the nearest such sign.
    """
    white = equiv.isspace()
    found = [m.span() for m in re.finditer(r"\s" if white else re.escape(equiv), draft.text)]
    free = [span for span in found if span not in taken and (draft.free(*span) or not white)]
    near = min(free, key=lambda span: abs(span[0] - place), default=None)
    if near is not None and (not white or abs(near[0] - place) <= 12):
        return draft.replace(*near, equiv) if draft.text[near[0] : near[1]] != equiv else near
    place = Edges.of(draft, None).moved(min(place, len(draft.text)), 1)
    return _inserted(draft, place, equiv)


def parted(draft: Draft, spans: list[Span], seen: list[tuple[int, int]], source: str) -> list[Span]:
    """The spans, with a space in the text wherever a code that shows words (its number, its place in the source) would
    touch a Latin word, or had a space in the source and touches no Chinese character or opening bracket.
    """
    draft.tags = list(spans)
    for number, place in seen:
        at = (draft.tags[number] or (0, 0))[0]
        before, behind = draft.text[at - 1 : at], draft.text[at : at + 1]
        spaced = (source[place - 1 : place].isspace(), source[place : place + 1].isspace())
        if _LATIN.match(behind) or (spaced[1] and behind and not _NO_SPACE_BEFORE.match(behind)):
            _inserted(draft, at, " ")
            draft.tags[number] = (at, at)
        if _LATIN.match(before) or (spaced[0] and before and not _NO_SPACE_BEHIND.match(before)):
            _inserted(draft, at, " ")
    return [span or (0, 0) for span in draft.tags]


def _inserted(draft: Draft, place: int, new: str) -> Span:
    """Put characters between two words; what ends at the place does not grow by them."""
    ended = [[k for k, s in enumerate(spans) if s and s[1] == place] for spans in (draft.spans, draft.tags)]
    span = draft.replace(place, place, new)
    for spans, numbers in zip((draft.spans, draft.tags), ended, strict=True):
        for k in numbers:
            held = spans[k]
            if held and held[0] < place:
                spans[k] = (held[0], place)
    return span


def kept_apart(spans: list[Span], groups: list[tuple[int, bool, Span]], edges: Edges) -> list[Span]:
    """The spans nested as they were: each inside its parent, those side by side apart, none that held words empty.

    `groups` are (number of the parent or -1, whether it is a pair, span in the source), in order of opening.
    """
    settled: list[Span] = []
    for number, (start, end) in enumerate(spans):
        parent, pair, source = groups[number]
        low, high = settled[parent] if parent >= 0 else (0, len(edges.text))
        start, end = min(max(start, low), high), min(max(end, low), high)
        for other in range(number):
            a, b = settled[other]
            if groups[other][0] != parent:
                continue
            if not groups[other][1]:
                if pair and start < a < end:  # a code that stood before the pair
                    settled[other] = (start, start)
            elif start < a < end and pair:
                end = a
            elif start < b and a < end:
                start, end = max(start, b), max(end, b)
        if pair and start == end and source[0] < source[1]:
            start, end = _with_word(settled, groups, number, (start, (low, high)), edges)
        settled.append((start, max(start, end)))
    return settled


def _with_word(
    settled: list[Span], groups: list[tuple[int, bool, Span]], number: int, at: tuple[int, Span], edges: Edges
) -> Span:
    """The nearest word that no pair beside it holds, for a pair that would be empty; its place when there is none."""
    place, (low, high) = at
    parent = groups[number][0]
    sides = [settled[k] for k in range(number) if groups[k][0] == parent and groups[k][1]]
    left = max([low, *(b for _, b in sides if b <= place)])
    right = min([high, *(a for a, _ in sides if a >= place)])
    return edges.word_near(place, (left, right)) or (place, place)


def _far(word: Span, place: int) -> int:
    return max(word[0] - place, place - word[1], 0)
