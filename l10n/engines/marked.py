"""A request as pieces with marks, and an answer of pieces back as text with the places of locks and tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from l10n.engines.marks import CLOSE, MARK, SLOTS, SPACE, TAGS, space_source, space_target
from l10n.engines.spelling import normalise, offsets_into
from l10n.model.engine import Alignment, Hypothesis, Request
from l10n.model.trail import Span
from l10n.resources.models import ModelPackage


@dataclass(frozen=True, slots=True)
class Marked:
    """A request in the model's spelling. `slots[i]` is lock i's mark, `tags[i]` tag i's pair; None: not given to it."""

    request: Request
    text: str
    pieces: tuple[str, ...]
    slots: tuple[str | None, ...]
    tags: tuple[tuple[str, str] | None, ...]
    ours: bool
    target: str


def mark(request: Request, package: ModelPackage, tokenizer: Any) -> Marked:
    """The pieces of a request; locks and tags become marks when the package understands them."""
    ours = package.l10n.get("normalise") == "l10n-1"
    if not package.marks:
        text = normalise(request.text, package.source) if ours else request.text
        none = (None,) * len(request.locks)
        return Marked(request, text, tuple(tokenizer.encode(text)), none, (None,) * len(request.tags), ours, package.target)
    slots: tuple[str | None, ...] = tuple(SLOTS[: len(request.locks)]) + (None,) * (len(request.locks) - len(SLOTS))
    tags = _usable_tags(request)
    text = _with_marks(request, slots, tags, package.source)
    spaced, starts = space_source(text, package.source)
    pieces = tokenizer.encode(spaced)
    if starts and pieces[:1] == [SPACE]:
        pieces = pieces[1:]
    return Marked(request, spaced, tuple(pieces), slots, tags, True, package.target)


def fill(source: Marked, pieces: Sequence[str], tokenizer: Any, score: float) -> Hypothesis:
    """The hypothesis of target pieces: slots filled with their targets, marks taken out, places told.

    A mark that was not asked for, or that stands twice, makes its lock or tag uncarried; it never shows in the text.
    """
    decoded = _decode(pieces, tokenizer, source)
    marks = MARK.findall(decoded)
    locks = {slot: number for number, slot in enumerate(source.slots) if slot and marks.count(slot) == 1}
    tags = {pair: number for number, pair in enumerate(source.tags)
            if pair and [marks.count(m) for m in pair] == [1, 1] and marks.index(pair[0]) < marks.index(pair[1])}
    opened: dict[str, int] = {}
    lock_spans: list[Span | None] = [None] * len(source.slots)
    tag_spans: list[Span | None] = [None] * len(source.tags)
    out: list[str] = []
    size = 0
    for part in re.split(f"({MARK.pattern})", decoded):
        piece = part
        if MARK.fullmatch(part):
            piece = source.request.locks[locks[part]].target if part in locks else ""
            if part in locks:
                lock_spans[locks[part]] = (size, size + len(piece))
            for (opening, closing), number in tags.items():
                if part == opening:
                    opened[opening] = size
                elif part == closing:
                    tag_spans[number] = (opened[opening], size)
        out.append(piece)
        size += len(piece)
    text = "".join(out)
    lead = len(text) - len(text.lstrip())
    shift = [(_shift(span, lead)) for span in lock_spans], [_shift(span, lead) for span in tag_spans]
    return Hypothesis(text.strip(), score, tuple(shift[0]), tuple(shift[1]))


def align(source: Marked, pieces: Sequence[str], attention: Sequence[Sequence[float]], tokenizer: Any) -> Alignment:
    """Attention as an Alignment whose offsets refer to the request's text and to the filled hypothesis."""
    into_source = offsets_into(source.request.text, source.text)
    source_spans = [(into_source[a], into_source[b]) for a, b in _piece_spans(source.pieces, source.text, tokenizer)]
    decoded = _decode(pieces, tokenizer, source)
    filled = fill(source, pieces, tokenizer, 0.0).text
    into_target = offsets_into(filled, decoded)
    target_spans = [(into_target[a], into_target[b]) for a, b in _piece_spans(pieces, decoded, tokenizer)]
    rows = []
    for row in list(attention)[: len(target_spans)]:
        kept = list(row)[: len(source_spans)]
        total = sum(kept) or 1.0
        rows.append(tuple(value / total for value in kept))
    return Alignment(tuple(source_spans), tuple(target_spans[: len(rows)]), tuple(rows))


def _usable_tags(request: Request) -> tuple[tuple[str, str] | None, ...]:
    """Marks for the tags that surround words and touch no lock: only these were seen in training."""
    free = iter(TAGS)
    chosen: list[tuple[str, str] | None] = []
    for tag in request.tags:
        touches = any(tag.start < lock.end and lock.start < tag.end for lock in request.locks)
        nested = any(o is not tag and o.start < tag.end and tag.start < o.end for o in request.tags)
        chosen.append(None if tag.start >= tag.end or touches or nested else next(free, None))
    return tuple(chosen)


def _with_marks(
    request: Request, slots: Sequence[str | None], tags: Sequence[tuple[str, str] | None], language: str
) -> str:
    """The normalised text with marks in it; each stretch between marks is normalised by itself, edges kept apart."""
    points: list[tuple[int, int, str]] = []
    for lock, slot in zip(request.locks, slots, strict=True):
        if slot:
            points += [(lock.start, 1, slot), (lock.end, 0, CLOSE)]
    for tag, pair in zip(request.tags, tags, strict=True):
        if pair:
            points += [(tag.start, 1, pair[0]), (tag.end, 0, pair[1])]
    # Marks are put in as private characters first, so that normalising sees the sentence whole.
    holes = {point: chr(0xE000 + number) for number, point in enumerate(sorted(points))}
    text, at = "", 0
    for point in sorted(points):
        text += request.text[at: point[0]] + holes[point]
        at = point[0]
    text = normalise(text + request.text[at:], language)
    for (_, _, written), hole in holes.items():
        text = text.replace(hole, written)
    return text


def _decode(pieces: Sequence[str], tokenizer: Any, source: Marked) -> str:
    """Target text of pieces, marks still in it."""
    if not source.ours:
        return str(tokenizer.decode(list(pieces))).strip()
    text = str(tokenizer.lazy_processor().decode(list(pieces)))
    return space_target(text, source.target)


def _piece_spans(pieces: Sequence[str], text: str, tokenizer: Any) -> list[Span]:
    """Where each piece stands in the text; pieces of one byte-spelt character share its place."""
    spans, at = [], 0
    for piece in pieces:
        bare = piece.replace(SPACE, "").replace("@@", "")
        if not bare or re.fullmatch(r"<0x[0-9A-F]{2}>", bare):
            spans.append((at, min(at + bool(bare), len(text))))
            continue
        found = text.find(bare, at)
        if found < 0 or found > at + 12:
            spans.append((at, at))
            continue
        spans.append((found, found + len(bare)))
        at = found + len(bare)
    return spans


def _shift(span: Span | None, by: int) -> Span | None:
    return (span[0] - by, span[1] - by) if span else None
