"""Sentence pairs as piece numbers, with the candidate spans that text alone gives."""
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import candidates
import numpy as np
import sentencepiece as spm

MAX_TOKENS, MAX_SPANS = 160, 6      # longer pairs are dropped, so that positions fit one byte


class Coder(NamedTuple):
    """What a worker process needs to encode pairs."""

    model: Any
    pieces: list[str]
    byte_pieces: frozenset[int]
    terms: candidates.Terms


def pairs_of(path: Path) -> Iterator[tuple[int, str, str]]:
    """(source number, English, Chinese) of clean.tsv."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            number, en, zh = line.rstrip("\n").split("\t")
            yield int(number), en, zh


def load_coder(folder: Path) -> Coder:
    """Pieces and the term table, which comes from term lists and the dictionary."""
    sources = json.loads((folder / "sources.json").read_text())
    wanted = {i for i, source in enumerate(sources) if source["name"].startswith(("terms", "cedict"))}
    terms = candidates.read_terms((en, zh) for i, en, zh in pairs_of(folder / "clean.tsv") if i in wanted)
    model = spm.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    size = range(model.get_piece_size())
    return Coder(model, [model.id_to_piece(i) for i in size], frozenset(i for i in size if model.is_byte(i)), terms)


def encode_pairs(coder: Coder, rows: Sequence[tuple[int, str, str]]) -> dict[str, np.ndarray]:
    """Piece arrays, lengths, source numbers and text-based spans of clean rows."""
    kept = []
    for number, en, zh in rows:
        en_ids, zh_ids = coder.model.encode(en), coder.model.encode(zh)
        if max(len(en_ids), len(zh_ids)) <= MAX_TOKENS:
            plain = coder.byte_pieces.isdisjoint(en_ids) and coder.byte_pieces.isdisjoint(zh_ids)
            kept.append((number, en_ids, zh_ids, token_spans(coder, (en, zh), (en_ids, zh_ids)) if plain else []))
    table = np.zeros((len(kept), MAX_SPANS, 4), np.uint8)
    for row, (_, _, _, spans) in zip(table, kept, strict=True):
        row[:len(spans)] = np.array(spans, np.uint8).reshape(-1, 4)
    numbers, en, zh, spans = zip(*kept, strict=True)
    sizes = {name: np.array([len(x) for x in rows], np.uint8) for name, rows in
             (("n_spans", spans), ("en_len", en), ("zh_len", zh))}
    texts = {"en": np.concatenate(en).astype(np.uint16), "zh": np.concatenate(zh).astype(np.uint16)}
    return {"source": np.array(numbers, np.uint8), "spans": table} | sizes | texts


def token_spans(coder: Coder, pair: tuple[str, str], ids: tuple[list[int], list[int]]) -> list[tuple[int, ...]]:
    """Candidate spans of a pair in pieces; those that cut a piece or begin inside an English word are left out."""
    en_at, zh_at = (boundaries([coder.pieces[i] for i in side]) for side in ids)
    spans = []
    for e0, e1, z0, z1 in candidates.all_spans(*pair, coder.terms):
        i, j, k, m = en_at.get(e0), en_at.get(e1 + 1), zh_at.get(z0 + 1), zh_at.get(z1 + 1)
        if (e0 == 0 or pair[0][e0 - 1] == " ") and None not in (i, j, k, m):
            spans.append((i, j - i, k, m - k))
    return spans[:MAX_SPANS]


def boundaries(pieces: Sequence[str]) -> dict[int, int]:
    """Character offset of every piece start, and of the end of the text -> piece index.

    Offsets count the space in front of the text: the first word starts at 1, its space at 0.
    """
    starts, at = {}, 0
    for index, piece in enumerate(pieces):
        starts[at] = index
        at += len(piece)
    starts[at] = len(pieces)
    return starts
