"""The protocol of engines: strings in, hypotheses out. Engines know nothing of articles, glossaries or locales.

A Request may hold locks and tags. An engine whose model understands marks uses them and reports where they went; any
other engine translates the plain text and reports the alignment, from which the caller splices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.model.pair import Pair
from l10n.model.trail import Span


@dataclass(frozen=True, slots=True)
class Lock:
    """The source text between start and end shall stand in the target as `target`, exactly once."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline pair around the source text between start and end; start == end for a code that stands alone."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence. Locks do not overlap one another and do not cross a tag's edge; in order of start.

    `prefix` is target text that the answer shall begin with; an engine that cannot force it may ignore it.
    """

    text: str
    locks: tuple[Lock, ...] = ()
    tags: tuple[Tag, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Attention between pieces. `weights[t][s]`: how much target piece t looks at source piece s (rows sum to 1).

    `source_spans` and `target_spans` are the pieces' offsets in the request's text and in the hypothesis' text.
    """

    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer. `text` is free of marks: where the model carried a lock, the lock's target string stands there.

    `score` is the mean log-probability per token. `lock_spans[i]` is where lock i of the request stands in `text`, None
    where the model did not carry it; `tag_spans[i]` likewise for tags. `looped` tells that a guard saw a repetition, a
    copy of the source, an absurd length or broken characters, and that no retry mended it.
    """

    text: str
    score: float
    lock_spans: tuple[Span | None, ...] = ()
    tag_spans: tuple[Span | None, ...] = ()
    alignment: Alignment | None = None
    looped: bool = False


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How to decode: beam width, hypotheses wanted per request (best first), whether to return alignments."""

    beam: int = 4
    n_best: int = 4
    alignment: bool = True


class Engine(Protocol):
    """What the pipeline needs of an engine."""

    @property
    def name(self) -> str:
        """Name with version, for trails and reports: `argos translate-en_zh 1.0`."""
        ...

    @property
    def marks(self) -> bool:
        """True when the model was trained to carry locks and tags."""
        ...

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """N-best hypotheses for each request, best first, never empty; order as given. Raises EngineError.

        All requests of all articles come in one call; the engine removes duplicates, sorts by length and batches.
        """
        ...
