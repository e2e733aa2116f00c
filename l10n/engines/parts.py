"""Requests cut at clauses and answers joined: for input longer than the model was trained on, and for the stuck."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from l10n.model.engine import Alignment, Hypothesis, Request
from l10n.model.trail import Span

_STRONG = re.compile(r"[。！？；][”’」』）]*|[.!?;][\"'”’)]*(?=\s)")
_CLAUSE = re.compile(r"[，：、—][”’」』）]*|[,:][\"'”’)]*(?=\s)")
_ANYWHERE = re.compile(r"\s+|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_LEAST = 4                  # characters in a part
_SIGN = {"zh": dict(zip(",;:，；：、", "，；：，；：、", strict=True)),
         "en": dict(zip(",;:，；：、", ",;:,;:,", strict=True))}
_LOWERED = frozenset((
    "The", "A", "An", "It", "They", "We", "He", "She", "This", "That", "These", "Those", "There", "And", "But", "Or",
    "In", "On", "At", "For", "With", "By", "From", "To", "Of", "As", "When", "While",
))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a request as a request of its own; `locks` and `tags` are the numbers of those that it holds."""

    request: Request
    start: int
    locks: tuple[int, ...]
    tags: tuple[int, ...]


def whole(request: Request) -> Part:
    """The request as the only part of itself."""
    return Part(request, 0, tuple(range(len(request.locks))), tuple(range(len(request.tags))))


def parts_of(request: Request, too_long: Callable[[Request], bool]) -> list[Part]:
    """The request cut until no part is too long; a part that cannot be cut stays as it is."""
    waiting, done = [whole(request)], []
    while waiting:
        part = waiting.pop()
        cut = halves(part.request, anywhere=True) if too_long(part.request) else None
        if cut is None:
            done.append(part)
        else:
            waiting += [_within(part, half) for half in reversed(cut)]
    return done


def halves(request: Request, anywhere: bool = False) -> tuple[Part, Part] | None:
    """The request cut near its middle, after a sentence's end before after a clause, never inside a lock; else None.

    `anywhere` allows a cut between words, or Han characters, when there is no clause.
    """
    middle = len(request.text) / 2
    for pattern in (_STRONG, _CLAUSE, _ANYWHERE)[: 3 if anywhere else 2]:
        ends = [match.end() for match in pattern.finditer(request.text)]
        free = [at for at in ends if all(not lock.start < at < lock.end for lock in request.locks)
                and len(request.text[:at].strip()) >= _LEAST and len(request.text[at:].strip()) >= _LEAST]
        central = [at for at in free if abs(at - middle) <= 0.6 * middle]
        if central:
            at = min(central, key=lambda at: abs(at - middle))
            return _part(request, 0, at), _part(request, at, len(request.text))
    return None


def joined(request: Request, parts: Sequence[Part], answers: Sequence[Hypothesis], target: str) -> Hypothesis:
    """The answers of a request's parts as one; `target` is the primary language subtag of the answers."""
    if len(parts) == 1:
        return answers[0]
    texts = [part.request.text for part in parts]
    fitted = [_lowered(_signed(answer, text, target) if number < len(parts) - 1 else answer, ["", *texts][number])
              for number, (answer, text) in enumerate(zip(answers, texts, strict=True))]
    between = " " if target == "en" else ""
    starts = [0, *accumulate(len(answer.text) + len(between) for answer in fitted)]
    lock_spans: list[Span | None] = [None] * len(request.locks)
    tag_spans: list[Span | None] = [None] * len(request.tags)
    for part, answer, at in zip(parts, fitted, starts, strict=False):
        for number, span in zip(part.locks, answer.lock_spans, strict=False):
            lock_spans[number] = (span[0] + at, span[1] + at) if span else None
        for number, span in zip(part.tags, answer.tag_spans, strict=False):
            tag_spans[number] = (span[0] + at, span[1] + at) if span else None
    sizes = [max(1, len(answer.text)) for answer in fitted]
    score = sum(answer.score * size for answer, size in zip(fitted, sizes, strict=True)) / sum(sizes)
    return Hypothesis(between.join(answer.text for answer in fitted), score, tuple(lock_spans), tuple(tag_spans),
                      _joined_alignment(parts, fitted, starts), any(answer.looped for answer in fitted))


def _part(request: Request, start: int, end: int) -> Part:
    """The part between two offsets, without white space at its ends; tags that cross an edge are not in it."""
    text = request.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    locks = [i for i, lock in enumerate(request.locks) if start <= lock.start and lock.end <= end]
    tags = [i for i, tag in enumerate(request.tags) if start <= tag.start < tag.end <= end]
    locked = [replace(lock, start=lock.start - start, end=lock.end - start)
              for lock in map(request.locks.__getitem__, locks)]
    tagged = [replace(tag, start=tag.start - start, end=tag.end - start) for tag in map(request.tags.__getitem__, tags)]
    return Part(Request(request.text[start:end], tuple(locked), tuple(tagged)), start, tuple(locks), tuple(tags))


def _within(outer: Part, inner: Part) -> Part:
    """A part of a part as a part of the whole."""
    return Part(inner.request, outer.start + inner.start, tuple(outer.locks[i] for i in inner.locks),
                tuple(outer.tags[i] for i in inner.tags))


def _signed(answer: Hypothesis, source: str, target: str) -> Hypothesis:
    """An answer with the sign that ends its source: a full stop that the source lacks goes, a clause sign comes."""
    text = answer.text
    sign = _SIGN.get(target, {}).get(source[-1:], "")
    locked = any(span and span[1] == len(text) for span in answer.lock_spans)
    if text[-1:] in ("。", ".") and source[-1:] not in ("。", ".") and not locked:
        text = text[:-1] + sign
    elif sign and text[-1:].isalnum():
        text += sign
    return replace(answer, text=text)


def _lowered(answer: Hypothesis, before: str) -> Hypothesis:
    """An answer without the capital of its first word, when the source before it did not end a sentence."""
    word = re.match(r"[A-Za-z]+", answer.text)
    if not before or _STRONG.search(before[-2:] + " ") or not word or word[0] not in _LOWERED:
        return answer
    return replace(answer, text=answer.text[0].lower() + answer.text[1:])


def _joined_alignment(parts: Sequence[Part], answers: Sequence[Hypothesis], starts: Sequence[int]) -> Alignment | None:
    """The alignments of the parts along one diagonal; None when a part has none."""
    found = [answer.alignment for answer in answers if answer.alignment]
    if len(found) < len(answers):
        return None
    sources = [tuple((a + part.start, b + part.start) for a, b in alignment.source_spans)
               for part, alignment in zip(parts, found, strict=True)]
    targets = [tuple((min(a, len(answer.text)) + at, min(b, len(answer.text)) + at) for a, b in alignment.target_spans)
               for at, answer, alignment in zip(starts, answers, found, strict=False)]
    width, rows, left = sum(map(len, sources)), [], 0
    for alignment in found:
        size = len(alignment.source_spans)
        rows += [(0.0,) * left + row + (0.0,) * (width - left - size) for row in alignment.weights]
        left += size
    return Alignment(tuple(chain.from_iterable(sources)), tuple(chain.from_iterable(targets)), tuple(rows))
