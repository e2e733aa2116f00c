"""Argos Translate's own decoding loop, rebuilt from argostranslate 1.11 as the reference of tests and of the benchmark.

argostranslate.translate itself imports stanza and torch, so it cannot be imported here; its settings and its calls are
those of PackageTranslation.hypotheses and apply_packaged_translation. Sentences are given already split.
"""

from pathlib import Path
from typing import Any

from l10n.resources.argos_settings import open_argos_package

BATCH_TOKENS = 32       # ARGOS_BATCH_SIZE
BEAM = 4                # ARGOS_BEAM_SIZE


def translator(folder: Path, threads: int = 0) -> Any:
    """The translator as argostranslate makes it: one worker; 0 threads means CTranslate2's default, as it ships."""
    import ctranslate2

    path = str(folder / "model")
    return ctranslate2.Translator(path, device="cpu", inter_threads=1, intra_threads=threads, compute_type="auto")


def translate_paragraphs(folder: Path, model: Any, paragraphs: list[list[str]], hypotheses: int = 1) -> list[str]:
    """The best translation of each paragraph, one paragraph after the other; a paragraph is a list of sentences."""
    package = open_argos_package(folder)
    return [translate_paragraph(package, model, paragraph, hypotheses)[0] for paragraph in paragraphs]


def translate_paragraph(package: Any, model: Any, paragraph: list[str], hypotheses: int = 1) -> list[str]:
    """The hypotheses of a paragraph: sentence pieces are concatenated before they are decoded to text."""
    tokenized = [package.tokenizer.encode(sentence) for sentence in paragraph]
    prefix = [[package.target_prefix]] * len(tokenized) if package.target_prefix != "" else None
    batches = model.translate_batch(
        tokenized, target_prefix=prefix, replace_unknowns=True, max_batch_size=BATCH_TOKENS, batch_type="tokens",
        beam_size=max(hypotheses, BEAM), num_hypotheses=hypotheses, length_penalty=0.2, return_scores=True,
    )
    values = []
    for number in range(hypotheses):
        value = package.tokenizer.decode([token for batch in batches for token in batch.hypotheses[number]])
        if package.target_prefix != "" and value.startswith(package.target_prefix):
            value = value[len(package.target_prefix):]
        values.append(value.removeprefix(" "))
    return values
