"""The engine `argos`: Argos Translate packages, decoded by CTranslate2 in one sorted, token-batched call.

Packages are described and tokenised through argostranslate.package; decoding leaves argostranslate out, because its own
loop translates about one sentence at a time and exposes neither n-best, attention nor guards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from l10n.engines.decoder import Decoder
from l10n.engines.parts import Part, halves, joined, parts_of, whole
from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.model.pair import Pair
from l10n.resources.models import ModelPackage

LONGEST = 128               # source pieces in one piece of input; training left out sentences longer than 160
RETRY: Mapping[str, Any] = {"repetition_penalty": 1.4, "no_repeat_ngram_size": 3}
EMPTY = (Hypothesis("", 0.0),)

Answers = dict[Request, tuple[Hypothesis, ...]]
Cut = Callable[[Request], Sequence[Part]]


@dataclass(frozen=True)
class ArgosEngine:
    """An Argos package behind the Engine protocol. Thread-safe; the model is loaded at the first call."""

    package: ModelPackage
    threads: int = 0

    @property
    def name(self) -> str:
        """`argos translate-en_zh 1.0`."""
        return f"argos {self.package.name}"

    @property
    def marks(self) -> bool:
        """True when the package's metadata says that the model carries slots and tags."""
        return self.package.marks

    @cached_property
    def decoder(self) -> Decoder:
        """What decodes for this engine."""
        return Decoder(self.package, self.threads)

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """N-best hypotheses for each request; equal requests are decoded once; white space is its own answer.

        Long requests are cut at clauses. An answer that a guard calls broken is tried again against repetition, then
        cut in halves; what stays broken is marked `looped`.
        """
        unique = list(dict.fromkeys(request for request in requests if request.text.strip()))
        answers = self._answers(unique, options, {}, self._short_parts)
        for extra, cut in ((RETRY, self._short_parts), ({}, _halved), (RETRY, _halved)):
            stuck = [r for r in unique if answers[r][0].looped and (cut != _halved or halves(r))]
            for request, again in self._answers(stuck, options, extra, cut).items():
                if not again[0].looped:
                    answers[request] = again
        return [answers[request] if request.text.strip() else _blank(request) for request in requests]

    def _answers(
        self, requests: Sequence[Request], options: EngineOptions, extra: Mapping[str, Any], cut: Cut
    ) -> Answers:
        """The answers of requests whose parts are decoded in one call."""
        parts = {request: cut(request) for request in requests}
        asked = list(dict.fromkeys(part.request for listed in parts.values() for part in listed if part.request.text))
        found = dict(zip(asked, self.decoder.decode(asked, options, extra), strict=True))
        return {request: self._joined(request, listed, found) for request, listed in parts.items()}

    def _joined(self, request: Request, parts: Sequence[Part], found: Answers) -> tuple[Hypothesis, ...]:
        if len(parts) == 1 and parts[0].request == request:
            return found[request]
        best = [found.get(part.request, EMPTY) for part in parts]
        depth = min(map(len, best))
        return tuple(joined(request, parts, [answers[rank] for answers in best], self.package.target_language)
                     for rank in range(depth))

    def _short_parts(self, request: Request) -> Sequence[Part]:
        if len(request.text) + 8 * len(request.locks) <= LONGEST:       # hardly a character is more than one piece
            return [whole(request)]
        return parts_of(request, lambda part: self.decoder.size(part) > LONGEST)


def _halved(request: Request) -> Sequence[Part]:
    return halves(request) or [whole(request)]


def _blank(request: Request) -> tuple[Hypothesis, ...]:
    """The answer to a request of white space: itself, with nothing carried."""
    return (replace(EMPTY[0], text=request.text, lock_spans=(None,) * len(request.locks),
                    tag_spans=(None,) * len(request.tags)),)
