"""Engines for tests and dry runs: deterministic, no model.

`identity` answers with the source text. `fake` is a pseudo-localiser: it keeps the order of the words, puts each word
in brackets or replaces it from a table, and carries locks and tags, so that a person sees what would be translated.
`fake-plain` does the same but behaves like a model that knows no marks: it reports an alignment instead.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from l10n.model.engine import Alignment, EngineOptions, Hypothesis, Request
from l10n.model.pair import Pair
from l10n.model.trail import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[\u3400-\u9fff]+")
_TOKEN = re.compile(rf"{_WORD.pattern}|\d[\d.,]*|[^\s\w]|\w")


@dataclass(frozen=True, slots=True)
class FakeEngine:
    """`echo` leaves words as they are; `marks` False reports alignments only; `words` translates some words."""

    echo: bool = False
    marks: bool = True
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """`identity`, `fake` or `fake-plain`."""
        return "identity" if self.echo else "fake" if self.marks else "fake-plain"

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """One hypothesis a request."""
        return [(self._answer(request, options),) for request in requests]

    def _answer(self, request: Request, options: EngineOptions) -> Hypothesis:
        locks = dict(enumerate(request.locks)) if self.marks else {}
        starts = {lock.start: number for number, lock in locks.items()}
        place = {0: 0}
        spans: dict[int, Span] = {}
        pieces: list[tuple[Span, Span]] = []
        out = ""
        for start, end in pairwise(_edges(request)):
            number = starts.get(start)
            inside = number is None and any(lock.start <= start < lock.end for lock in locks.values())
            if number is not None:
                spans[number] = (len(out), len(out) + len(locks[number].target))
                pieces.append(((start, locks[number].end), spans[number]))
                out += locks[number].target
            elif not inside:
                out = self._plain(request.text, (start, end), out, pieces)
            place[end] = len(out)
        tags = [(place[tag.start], place[tag.end]) if self.marks else None for tag in request.tags]
        alignment = _one_to_one(pieces) if options.alignment else None
        return Hypothesis(out, -1.0, tuple(spans.get(i) for i in range(len(request.locks))), tuple(tags), alignment)

    def _plain(self, text: str, span: Span, out: str, pieces: list[tuple[Span, Span]]) -> str:
        """`out` with the words between two offsets of the text; their places are put into `pieces`."""
        at = span[0]
        for match in _TOKEN.finditer(text, *span):
            out += text[at:match.start()]
            word = match[0] if self.echo else self._word(match[0])
            pieces.append((match.span(), (len(out), len(out) + len(word))))
            out, at = out + word, match.end()
        return out + text[at:span[1]]

    def _word(self, word: str) -> str:
        return self.words.get(word) or (f"[{word}]" if _WORD.fullmatch(word) else word)


def _edges(request: Request) -> list[int]:
    """The offsets at which a lock or tag begins or ends, with both ends of the text."""
    ends = {at for lock in request.locks for at in (lock.start, lock.end)}
    ends |= {at for tag in request.tags for at in (tag.start, tag.end)}
    return sorted({0, len(request.text), *ends})


def _one_to_one(pieces: Sequence[tuple[Span, Span]]) -> Alignment:
    rows = [tuple(float(row == column) for column in range(len(pieces))) for row in range(len(pieces))]
    return Alignment(tuple(source for source, _ in pieces), tuple(target for _, target in pieces), tuple(rows))
