"""The engine `argos`: Argos Translate packages, decoded by CTranslate2 in one sorted, token-batched call.

Packages are described and tokenised through argostranslate.package; decoding leaves argostranslate out, because its own
loop translates about one sentence at a time and exposes neither n-best, attention nor guards.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from l10n.engines.alignment import patched_files
from l10n.engines.guards import looped
from l10n.engines.marked import Marked, align, fill, mark
from l10n.errors import EngineError
from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.model.pair import Pair
from l10n.resources.models import ModelPackage
from l10n.resources.paths import home

BATCH_TOKENS = 1536                 # measured best between 1024 and 2048 tokens on two cores
BUCKETS = (12, 24, 48, 96, 1 << 30)   # source pieces; each bucket bounds the length of its answers
RETRY = {"repetition_penalty": 1.3, "no_repeat_ngram_size": 4}


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
    def described(self) -> Any:
        """The argostranslate Package of the folder."""
        return argos_package(self.package.folder)

    @cached_property
    def model(self) -> Any:
        """The CTranslate2 translator: one single-threaded worker a core."""
        import ctranslate2

        folder = self.package.folder / "model"
        files = None if self.package.l10n.get("alignment") else patched_files(folder)
        workers = self.threads or os.cpu_count() or 1
        try:
            return ctranslate2.Translator(
                str(folder), device="cpu", compute_type="auto", inter_threads=workers, intra_threads=1,
                max_queued_batches=-1, **({"files": files} if files else {}),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(str(folder), f"cannot be loaded ({error})", "type `l10n models verify`") from error

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        """N-best hypotheses for each request; equal requests are decoded once."""
        unique = list(dict.fromkeys(request for request in requests if request.text.strip()))
        sources = [mark(request, self.package, self.described.tokenizer) for request in unique]
        found = self._decode(sources, options, {})
        answers = {s.request: self._hypotheses(s, raw, options) for s, raw in zip(sources, found, strict=True)}
        stuck = [source for source in sources if answers[source.request][0].looped]
        if stuck:
            for source, raw in zip(stuck, self._decode(stuck, options, RETRY), strict=True):
                again = self._hypotheses(source, raw, options)
                if not again[0].looped:
                    answers[source.request] = again
        empty = (Hypothesis("", 0.0),)
        return [answers.get(request, empty) for request in requests]

    def _decode(self, sources: Sequence[Marked], options: EngineOptions, extra: dict[str, Any]) -> list[Any]:
        """CTranslate2's results for the sources, in order; all buckets are queued before any is waited for."""
        waiting: list[tuple[Marked, Any]] = []
        for low, high in zip((0, *BUCKETS), BUCKETS, strict=False):
            group = [source for source in sources if low < len(source.pieces) <= high or (not low and not source.pieces)]
            if group:
                waiting += zip(group, self._submit(group, options, extra), strict=True)
        try:
            results = {id(source): future.result() for source, future in waiting}
        except (RuntimeError, ValueError) as error:
            raise EngineError(self.name, f"decoding failed ({error})", "try --beam 1, or another --model") from error
        return [results[id(source)] for source in sources]

    def _submit(self, group: Sequence[Marked], options: EngineOptions, extra: dict[str, Any]) -> Iterable[Any]:
        prefix = self.described.target_prefix
        longest = max(len(source.pieces) for source in group)
        futures: Iterable[Any] = self.model.translate_batch(
            [source.pieces for source in group],
            target_prefix=[[prefix]] * len(group) if prefix else None,
            beam_size=options.beam, num_hypotheses=min(options.n_best, options.beam), length_penalty=1.0,
            max_batch_size=BATCH_TOKENS, batch_type="tokens", max_input_length=0,
            max_decoding_length=min(400, 2 * longest + 16), disable_unk=True, return_scores=True,
            return_attention=options.alignment, asynchronous=True, **extra,
        )
        return futures

    def _hypotheses(self, source: Marked, result: Any, options: EngineOptions) -> tuple[Hypothesis, ...]:
        prefix = self.described.target_prefix
        made = []
        for number, (pieces, score) in enumerate(zip(result.hypotheses, result.scores, strict=True)):
            if prefix and pieces[:1] == [prefix]:
                pieces = pieces[1:]
            hypothesis = fill(source, pieces, self.described.tokenizer, float(score))
            missing = None in hypothesis.lock_spans or None in hypothesis.tag_spans
            if number == 0 and options.alignment and missing:
                hypothesis = replace(hypothesis, alignment=align(source, pieces, result.attention[0], self.described.tokenizer))
            made.append(replace(hypothesis, looped=looped(source.request.text, hypothesis.text)))
        made.sort(key=lambda hypothesis: hypothesis.looped)
        return tuple(made)


def argos_package(folder: Path) -> Any:
    """argostranslate's Package of a folder, with argostranslate's settings kept inside our own folder.

    Importing argostranslate.settings makes folders under HOME and reads settings.json there; both are led to
    home()/argos, also where HOME itself is unusable.
    """
    own = home() / "argos"
    names = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "HOME": "home"}
    before = {name: os.environ.get(name) for name in names}
    try:
        for name, inner in names.items():
            (own / inner).mkdir(parents=True, exist_ok=True)
            os.environ[name] = str(own / inner)
        from argostranslate.package import Package

        return Package(folder)
    except OSError as error:
        raise EngineError(str(own), "cannot be used", "set L10N_HOME to a writable folder") from error
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
