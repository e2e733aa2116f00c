"""Random tiny packages for tests: numpy weights, a SentencePiece model of text written here, no training of weights."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from l10n.engines.marks import CLOSE, SLOTS, TAGS

MARKS = (*SLOTS, CLOSE, *(mark for pair in TAGS for mark in pair))
PREFIX = ">>zh<<"
OURS = {"marks": {"form": "slot"}, "normalise": "l10n-1", "alignment": {"layer": -2, "heads": 1}}
LINES = (
    "The harbour office opened four new counters for parcels.", "A red boat waits near the old bridge.",
    "We tested the antenna on the roof and it worked well.", "Rain stopped the match, so the teams went home.",
    "The ministry said that 4.4 million stations stand.", "Fibre reaches every village in the valley.",
    "港口办公室新开了四个包裹柜台。", "一艘红船停在旧桥附近。", "我们在屋顶测试了天线，效果很好。", "比赛因雨停止，各队回家了。",
    "工信部表示，已建成440万个基站。", "光纤通到山谷里的每个村庄。",
)


def build(folder: Path, source: str = "en", target: str = "zh", **extra: Any) -> Path:
    """An unpacked package; `extra` goes into metadata.json. Marks are pieces when extra has `l10n`."""
    model = folder / "model"
    model.mkdir(parents=True)
    pieces = _sentencepiece(folder / "sentencepiece.model", ours="l10n" in extra)
    write_model(model, pieces)
    metadata = {"package_version": "0.0.1", "argos_version": "1.9", "from_code": source, "to_code": target,
                "from_name": source, "to_name": target, **extra}
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def pack(folder: Path, archive: Path, top: str = "translate-tiny") -> Path:
    """The folder as an .argosmodel file."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                opened.write(path, f"{top}/{path.relative_to(folder).as_posix()}")
    return archive


def _sentencepiece(path: Path, ours: bool) -> list[str]:
    import sentencepiece

    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 4), model_writer=out, vocab_size=420, model_type="unigram", byte_fallback=True,
        hard_vocab_limit=False, character_coverage=1.0, user_defined_symbols=[*MARKS, PREFIX] if ours else [PREFIX],
        normalization_rule_name="identity" if ours else "nmt_nfkc", minloglevel=2, num_threads=1,
    )
    path.write_bytes(out.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


class Shape(NamedTuple):
    """Width, encoder and decoder layers, heads, and how many times as wide the feed-forward layer is."""

    width: int = 16
    encoder: int = 1
    decoder: int = 2
    heads: int = 2
    inner: int = 2


TINY = Shape()


def write_model(folder: Path, pieces: list[str], shape: Shape = TINY, quantization: str | None = None) -> None:
    """A CTranslate2 model of random weights."""
    from ctranslate2.specs import TransformerSpec

    random, size = np.random.default_rng(7), shape.width
    spec = TransformerSpec.from_config((shape.encoder, shape.decoder), shape.heads, pre_norm=True)

    def matrix(*rows_and_columns: int) -> Any:
        return random.normal(0, 2 / size**0.5, rows_and_columns).astype(np.float32)

    def norm(to: Any) -> None:
        to.gamma, to.beta = np.ones(size, np.float32), np.zeros(size, np.float32)

    def linear(to: Any, rows: int, columns: int) -> None:
        to.weight, to.bias = matrix(rows, columns), matrix(rows)

    def attention(to: Any, shapes: tuple[int, ...]) -> None:
        norm(to.layer_norm)
        for place, rows in zip(to.linear, shapes, strict=True):
            linear(place, rows, size)

    embedding = matrix(len(pieces), size)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight, spec.decoder.projection.bias = matrix(len(pieces), size), matrix(len(pieces))
    spec.decoder.projection.bias[pieces.index("</s>")] = -3.0       # answers end, but not at once
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        attention(layer.self_attention, (3 * size, size))
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, shape.inner * size, size)
        linear(layer.ffn.linear_1, size, shape.inner * size)
    for layer in spec.decoder.layer:
        attention(layer.attention, (size, 2 * size, size))
    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))
