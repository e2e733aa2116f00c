"""A request as pieces with marks, and an answer of pieces back as text with the places of locks and tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from l10n.engines.marks import CLOSE, MARK, NEUTRAL, SLOTS, SPACE, TAGS, close_han, space_source, space_target
from l10n.engines.pieces import piece_spans
from l10n.engines.spelling import traced
from l10n.engines.traced import Traced
from l10n.model.engine import Alignment, Request
from l10n.model.trail import Span
from l10n.resources.models import ModelPackage

MarkPair = tuple[str, str]     # opening and closing mark


@dataclass(frozen=True, slots=True)
class Marked:
    """A request in the model's spelling. `slots[i]` is lock i's mark, `tags[i]` tag i's pair; None: not given to it.

    `target` is the target's primary language subtag, `ours` whether the package follows our spelling.
    """

    request: Request
    text: Traced
    pieces: tuple[str, ...]
    slots: tuple[str | None, ...]
    tags: tuple[MarkPair | None, ...]
    ours: bool
    target: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Target text with its slots filled, traced to the text as decoded; where locks and tags stand in it."""

    text: Traced
    lock_spans: tuple[Span | None, ...]
    tag_spans: tuple[Span | None, ...]


def mark(request: Request, package: ModelPackage, tokenizer: Any) -> Marked:
    """The pieces of a request; locks and tags become marks when the package understands them."""
    slots: tuple[str | None, ...] = (None,) * len(request.locks)
    tags: tuple[MarkPair | None, ...] = (None,) * len(request.tags)
    if package.l10n.get("normalise") != "l10n-1":
        text = Traced.of(request.text)
        return Marked(request, text, tuple(tokenizer.encode(request.text)), slots, tags, False, package.target_language)
    text = traced(request.text, package.source).translated(NEUTRAL)
    starts = False
    if package.marks:
        slots, tags = _usable_slots(request, text), _usable_tags(request, text)
        text, starts = space_source(_with_marks(text, request, slots, tags), package.source)
    pieces = tokenizer.encode(text.text)
    if starts and pieces[:1] == [SPACE]:
        pieces = pieces[1:]
    return Marked(request, text, tuple(pieces), slots, tags, True, package.target_language)


def decode(source: Marked, pieces: Sequence[str], tokenizer: Any) -> str:
    """Target text of pieces, marks still in it."""
    if not source.ours:
        return str(tokenizer.decode(list(pieces))).strip()
    return str(tokenizer.lazy_processor().decode(list(pieces)))     # tokenizer.decode would turn _ into a space


def fill(source: Marked, decoded: str) -> Filled:
    """The decoded text with slots filled and marks taken out.

    A mark that was not asked for, or that stands twice, makes its lock or tag uncarried; it never shows in the text.
    A tag around nothing but one lock stands where the lock stands.
    """
    if not source.ours:
        return Filled(Traced.of(decoded), _none(source.slots), _none(source.tags))
    text = space_target(Traced.of(decoded), source.target)
    locks, tags = _carried(source, MARK.findall(text.text))
    text = _without(text, {*locks, *(mark for pair in tags for mark in pair)})
    if source.target == "zh":
        text = close_han(text)
    values = {mark: source.request.locks[number].target for mark, number in locks.items()}
    places, size = {}, 0
    for part in re.split(f"({MARK.pattern})", text.text):
        value = values.get(part, "") if MARK.fullmatch(part) else part
        places[part] = (size, size + len(value))
        size += len(value)
    lock_spans: list[Span | None] = [None] * len(source.slots)
    for mark_, number in locks.items():
        lock_spans[number] = places[mark_]
    tag_spans = [_around_lock(source.request, number, lock_spans) for number in range(len(source.tags))]
    for (opening, closing), number in tags.items():
        tag_spans[number] = (places[opening][0], places[closing][0])
    filled = text.sub(MARK, lambda match: (values.get(match[0], ""),))
    return Filled(filled, tuple(lock_spans), tuple(tag_spans))


def source_spans(source: Marked) -> tuple[Span, ...]:
    """Where each source piece stands in the request's text."""
    # A slot's own mark counts as its words, because the model looks at the mark when it writes the slot.
    words = {slot: (lock.start, lock.end) for slot, lock in zip(source.slots, source.request.locks, strict=True)}
    text = source.text.text
    return tuple(words.get(piece) or source.text.origin(*_trimmed(text, span))
                 for piece, span in zip(source.pieces, piece_spans(source.pieces, text), strict=True))


def target_spans(filled: Filled, pieces: Sequence[str], decoded: str) -> tuple[Span, ...]:
    """Where each target piece stands in the filled text; `decoded` is what the pieces spell."""
    text = filled.text.text
    return tuple(_trimmed(text, span) for span in filled.text.places(piece_spans(pieces, decoded)))


def alignment(sources: tuple[Span, ...], targets: tuple[Span, ...], attention: Sequence[Sequence[float]]) -> Alignment:
    """Attention without what went to the end of the sentence; each row sums to 1, or to 0 where there was nothing."""
    rows = []
    for row in attention[: len(targets)]:
        kept = row[: len(sources)]
        total = sum(kept) or 1.0
        rows.append(tuple([value / total for value in kept]))
    return Alignment(sources, targets[: len(rows)], tuple(rows))


def _usable_slots(request: Request, text: Traced) -> tuple[str | None, ...]:
    """A slot for each of the first nine locks that hold a character in the model's spelling."""
    free = iter(SLOTS)
    places = [text.place(lock.start, lock.end) for lock in request.locks]
    return tuple(next(free, None) if text.text[a:b].strip() else None for a, b in places)


def _usable_tags(request: Request, text: Traced) -> tuple[MarkPair | None, ...]:
    """Marks for the first four tags that surround words and touch no lock and no other tag: training had only these."""
    free = iter(TAGS)
    chosen: list[MarkPair | None] = []
    for tag in request.tags:
        start, end = text.place(tag.start, tag.end)
        touches = any(tag.start < lock.end and lock.start < tag.end for lock in request.locks)
        nested = any(o is not tag and o.start < tag.end and tag.start < o.end for o in request.tags)
        usable = text.text[start:end].strip() and not touches and not nested
        chosen.append(next(free, None) if usable else None)
    return tuple(chosen)


def _with_marks(text: Traced, request: Request, slots: Sequence[str | None], tags: Sequence[MarkPair | None]) -> Traced:
    """The text with marks around the words of locks and tags, white space at their edges left outside."""
    points: list[tuple[int, int, str]] = []
    spans = [(lock.start, lock.end, slot and (slot, CLOSE)) for lock, slot in zip(request.locks, slots, strict=True)]
    spans += [(tag.start, tag.end, pair) for tag, pair in zip(request.tags, tags, strict=True)]
    for start, end, pair in spans:
        if pair:
            start, end = _trimmed(text.text, text.place(start, end))
            points += [(start, 1, pair[0]), (end, 0, pair[1])]      # at one place the closing mark comes first
    return text.inserted([(at, new) for at, _, new in sorted(points)])


def _carried(source: Marked, marks: Sequence[str]) -> tuple[dict[str, int], dict[MarkPair, int]]:
    """The slots and tag pairs that stand in the answer exactly once, in the right order: mark -> number."""
    locks = {slot: number for number, slot in enumerate(source.slots) if slot and marks.count(slot) == 1}
    tags = {pair: number for number, pair in enumerate(source.tags)
            if pair and [marks.count(mark) for mark in pair] == [1, 1] and marks.index(pair[0]) < marks.index(pair[1])}
    return locks, tags


def _without(text: Traced, kept: set[str]) -> Traced:
    """The text without the marks that are not kept; of the white space around one, one space stays."""
    for bad in {*MARK.findall(text.text)} - kept:
        pattern = re.compile(rf"( ?)({re.escape(bad)})( ?)")
        text = text.sub(pattern, lambda m: (1,) if m[1] else (3,))
    return text.stripped()


def _around_lock(request: Request, number: int, lock_spans: Sequence[Span | None]) -> Span | None:
    """Where a tag stands that surrounds nothing but one lock."""
    tag = request.tags[number]
    inside = _trimmed(request.text, (tag.start, tag.end))
    for lock, span in zip(request.locks, lock_spans, strict=True):
        if tag.start < tag.end and inside == _trimmed(request.text, (lock.start, lock.end)):
            return span
    return None


def _none(marks: Sequence[object]) -> tuple[None, ...]:
    """None for every lock or tag: nothing was carried."""
    return (None,) * len(marks)


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
