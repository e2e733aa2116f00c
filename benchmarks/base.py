"""The embedded model's speed as a multiple of a base transformer's (6 + 6 layers, width 512) in the same settings.

Both are int8 packages on one worker with beam 4 and the same batches; each answers with the same number of pieces, so that
random weights serve for the base model. Its vocabulary is once ours and once 32,000 pieces, which is usual.
"""

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.sentences import sentences
from l10n.model.pair import Pair
from l10n.resources.models import find_package
from tests.engines.tiny import Shape, write_model

BASE = Shape(512, 6, 6, 8, 4)
PIECES = 30                     # in each answer
SENTENCES, ROUNDS = 96, 3


def seconds(model: Any, sources: list[list[str]]) -> float:
    """CPU seconds for all answers."""
    began = time.process_time()
    model.translate_batch(
        sources, beam_size=4, max_batch_size=2048, batch_type="tokens", min_decoding_length=PIECES,
        max_decoding_length=PIECES)
    return time.process_time() - began


def ratios(pair: Pair) -> dict[str, float]:
    """How many times the pieces a second of each base model the embedded one gives; medians of alternating rounds."""
    import ctranslate2
    import sentencepiece

    folder = find_package(pair, None).folder
    pieces = json.loads((folder / "model" / "shared_vocabulary.json").read_text(encoding="utf-8"))
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    sources = [[*processor.encode(text, out_type=str), "</s>"] for text in sentences(SENTENCES)]
    with tempfile.TemporaryDirectory() as scratch:
        models = {"ours": ctranslate2.Translator(str(folder / "model"), intra_threads=1)}
        for size in (len(pieces), 32000):
            at = Path(scratch) / str(size)
            at.mkdir()
            write_model(at, pieces + [f"piece{n}" for n in range(size - len(pieces))], BASE, "int8")
            models[f"{size}"] = ctranslate2.Translator(str(at), intra_threads=1)
        times: dict[str, list[float]] = {name: [] for name in models}
        for _ in range(ROUNDS):
            for name, model in models.items():
                times[name].append(seconds(model, sources))
    middle = {name: statistics.median(found) for name, found in times.items()}
    return {name: round(middle[name] / middle["ours"], 1) for name in middle if name != "ours"}


if __name__ == "__main__":
    print(ratios(Pair("en", "zh-Hans")))
