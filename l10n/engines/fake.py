"""Engines for tests and dry runs: deterministic, no model.

`identity` answers with the source text. `fake` is a pseudo-localiser: it keeps the order of the words, wraps each word that
is not locked in brackets of the target's script and carries locks and tags, so that a person sees what would be translated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.model.pair import Pair
from l10n.model.trail import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class FakeEngine:
    """`echo` True gives the identity engine. `marks` False makes it behave like a model that knows no marks."""

    echo: bool = False
    marks: bool = True

    @property
    def name(self) -> str:
        """`identity` or `fake`."""
        return "identity" if self.echo else "fake"

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """One hypothesis a request."""
        return [(self._answer(request),) for request in requests]

    def _answer(self, request: Request) -> Hypothesis:
        locks = request.locks if self.marks else ()
        edges = sorted({p for lock in locks for p in (lock.start, lock.end)}
                       | {p for tag in request.tags for p in (tag.start, tag.end)} | {0, len(request.text)})
        place = {edges[0]: 0}
        out = ""
        spans: dict[int, Span] = {}
        for start, end in zip(edges, edges[1:], strict=False):
            number = next((i for i, lock in enumerate(locks) if lock.start <= start < lock.end), None)
            if number is None:
                out += self._pseudo(request.text[start:end])
            elif locks[number].start == start:
                spans[number] = (len(out), len(out) + len(locks[number].target))
                out += locks[number].target
            place[end] = len(out)
        tags: tuple[Span | None, ...] = tuple((place[tag.start], place[tag.end]) for tag in request.tags)
        if not self.marks:
            tags = (None,) * len(request.tags)
        lock_spans = tuple(spans.get(i) for i in range(len(request.locks)))
        return Hypothesis(out, -1.0, lock_spans, tags)

    def _pseudo(self, text: str) -> str:
        if self.echo:
            return text
        return _WORD.sub(lambda m: f"[{m[0]}]", text)
