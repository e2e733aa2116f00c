"""Requests through CTranslate2: spelt as pieces, sorted, batched by tokens, decoded, and filled."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from l10n.engines.alignment import patched_files
from l10n.engines.guards import broken
from l10n.engines.marked import Marked, alignment, decode, fill, mark, source_spans, target_spans
from l10n.engines.marks import SPACE
from l10n.engines.spelling import traced
from l10n.errors import EngineError
from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.resources.argos_settings import open_argos_package
from l10n.resources.models import ModelPackage

MOST_TOKENS, LEAST_TOKENS = 1024, 192   # source pieces in a batch with padding; measured: more is no faster
BATCHES = 4                             # a worker, so that none waits long for the last one
CLASSES = (16, 32, 64, 128, 256, 512)    # source pieces; a batch keeps to one class
LONGEST_ANSWER = 400                    # pieces
OPTIONS = ("length_penalty", "repetition_penalty", "no_repeat_ngram_size")     # that a package may name
CURE = "try --beam 1, or another --model"


@dataclass(frozen=True, slots=True)
class Batch:
    """Marked requests of similar length that are decoded together; `numbers` are their places in the order asked."""

    numbers: tuple[int, ...]
    sources: tuple[Marked, ...]


@dataclass(frozen=True)
class Decoder:
    """A package that is loaded at the first use. Thread-safe: CTranslate2 queues calls of several threads."""

    package: ModelPackage
    threads: int = 0

    @cached_property
    def described(self) -> Any:
        """The argostranslate Package of the folder."""
        return open_argos_package(self.package.folder)

    @property
    def tokenizer(self) -> Any:
        """The package's tokeniser, as argostranslate loads it."""
        return self.described.tokenizer

    @property
    def workers(self) -> int:
        """Single-threaded workers: more workers were measured faster than more threads a worker."""
        return self.threads or os.cpu_count() or 1

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """How the package is decoded: ours by mean log-probability; stock ones with the settings of Argos Translate.

        A package's metadata may name options of its own. The vocabulary map is never used: with a target prefix
        CTranslate2 4.8 then forces wrong tokens.
        """
        if self.package.l10n.get("normalise") != "l10n-1":
            return {"length_penalty": 0.2, "replace_unknowns": True}
        own = self.package.l10n.get("decoding")
        own = own if isinstance(own, dict) else {}
        chosen = {name: own[name] for name in OPTIONS if isinstance(own.get(name), int | float)}
        return {"length_penalty": 1.0, "disable_unk": True, **chosen}

    @cached_property
    def model(self) -> Any:
        """The CTranslate2 translator. Raises EngineError."""
        import ctranslate2

        folder = self.package.folder / "model"
        try:
            files = None if self.package.l10n.get("alignment") else patched_files(folder)
            return ctranslate2.Translator(
                str(folder), device="cpu", compute_type="auto", inter_threads=self.workers, intra_threads=1,
                max_queued_batches=-1, **({"files": files} if files else {}),
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(str(folder), f"cannot be loaded ({error})", "type `l10n models verify`") from error

    def size(self, request: Request) -> int:
        """Source pieces of a request."""
        return len(mark(request, self.package, self.tokenizer).pieces)

    def decode(
        self, requests: Sequence[Request], options: EngineOptions, extra: Mapping[str, Any]
    ) -> list[tuple[Hypothesis, ...]]:
        """Hypotheses of each request, sound ones before broken ones; all batches are queued before any is awaited."""
        batches = batched([mark(request, self.package, self.tokenizer) for request in requests], self.workers)
        waiting = [(batch, self._submit(batch.sources, options, {**self.settings, **extra})) for batch in batches]
        answers: dict[int, tuple[Hypothesis, ...]] = {}
        for batch, futures in waiting:
            for number, source, future in zip(batch.numbers, batch.sources, futures, strict=True):
                try:
                    result = future.result()
                except (RuntimeError, ValueError, IndexError) as error:
                    raise EngineError(self.package.name, f"decoding failed ({error})", CURE) from error
                answers[number] = self._hypotheses(source, result, options)
        return [answers[number] for number in range(len(requests))]

    def _submit(self, sources: Sequence[Marked], options: EngineOptions, settings: Mapping[str, Any]) -> Sequence[Any]:
        prefixes = [self._prefix(source) for source in sources]
        # The limit follows from the class, so that an answer never depends on what it was batched with.
        longest = min(LONGEST_ANSWER, 2 * ceiling(len(sources[0].pieces)) + 16)
        try:
            futures: Sequence[Any] = self.model.translate_batch(
                [source.pieces for source in sources],
                target_prefix=prefixes if any(prefixes) else None,
                beam_size=options.beam, num_hypotheses=max(1, min(options.n_best, options.beam)),
                max_input_length=0, return_scores=True, return_attention=options.alignment, asynchronous=True,
                **{"max_decoding_length": longest, **settings},
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(self.package.name, f"decoding failed ({error})", CURE) from error
        return futures

    def _prefix(self, source: Marked) -> list[str] | None:
        """The pieces that the answer has to begin with: the package's own prefix, then the request's."""
        own = [self.described.target_prefix] if self.described.target_prefix else []
        if not source.request.prefix:
            return own or None
        text = traced(source.request.prefix, source.target).text if source.ours else source.request.prefix
        pieces = list(self.tokenizer.encode(text))
        if source.target == "zh" and pieces[:1] == [SPACE]:
            pieces = pieces[1:]         # Chinese targets began without it in training
        return own + pieces

    def _hypotheses(self, source: Marked, result: Any, options: EngineOptions) -> tuple[Hypothesis, ...]:
        prefix, power = self.described.target_prefix, self.settings["length_penalty"]
        sources = source_spans(source) if options.alignment else ()
        made = []
        for number, (pieces, score) in enumerate(zip(result.hypotheses, result.scores, strict=True)):
            rows = result.attention[number] if options.alignment else ()
            mean = score * max(1, len(pieces) + 1) ** (power - 1)
            if prefix and pieces[:1] == [prefix]:
                pieces, rows = pieces[1:], rows[1:]
            text = decode(source, pieces, self.tokenizer)
            filled = fill(source, text)
            aligned = alignment(sources, target_spans(filled, pieces, text), rows) if options.alignment else None
            hypothesis = Hypothesis(filled.text.text, mean, filled.lock_spans, filled.tag_spans, aligned)
            made.append(replace(hypothesis, looped=broken(source.request, hypothesis)))
        return tuple(sorted(made, key=lambda hypothesis: hypothesis.looped))


def ceiling(size: int) -> int:
    """The upper end of the class of lengths that a source of so many pieces belongs to."""
    return next((bound for bound in CLASSES if size <= bound), size)


def batched(sources: Sequence[Marked], workers: int) -> list[Batch]:
    """Batches of one class of lengths, the longest first, several for each worker; all sources are in them once."""
    order = sorted(range(len(sources)), key=lambda number: -len(sources[number].pieces))
    total = sum(len(source.pieces) for source in sources)
    limit = min(MOST_TOKENS, max(LEAST_TOKENS, total // (workers * BATCHES)))
    groups: list[list[int]] = []
    for number in order:
        group = groups[-1] if groups else []
        size, longest = len(sources[number].pieces), len(sources[group[0]].pieces) if group else 0
        if group and ceiling(size) == ceiling(longest) and longest * (len(group) + 1) <= limit:
            group.append(number)
        else:
            groups.append([number])
    return [Batch(tuple(group), tuple(sources[number] for number in group)) for group in groups]
