"""Corpora -> clean pairs -> pieces -> spans -> first embeddings.  Runs on a CPU, once for both directions.

Each stage writes files into --out and is skipped when they are already there:
clean.tsv, heldout.tsv, sources.json; sentencepiece.model; tokens.npz; spans.npz; embedding-WIDTH.npy; constrained.json.
"""
import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

import constrain
import embedding
import numpy as np
import sentencepiece as spm
from align import EN_STOP, ZH_STOP, Aligner, piece_kinds
from clean import clean
from common import MARKS, SLOTS, normalise
from pieces import Coder, encode_pairs, load_coder, pairs_of

CHUNK = 20000                       # pairs encoded at a time


CODER: list[Coder] = []             # filled by start_coder, once in each worker process


def train_pieces(args: argparse.Namespace) -> None:
    """Train the joint SentencePiece model on a sample of both sides; the first 12 sources are taken whole.

    A mark precedes every Chinese line, so that no piece glues the sentence-initial space to Han; the
    pieces of a span are then the same inside and outside a sentence.
    """
    rng = random.Random(1)
    total = sum(source["kept"] for source in json.loads((args.out / "sources.json").read_text()))
    with tempfile.NamedTemporaryFile("w", dir=args.out, suffix=".txt", encoding="utf-8") as sample:
        for number, en, zh in pairs_of(args.out / "clean.tsv"):
            if rng.random() < args.spm_lines / total or number < args.whole:
                sample.write(f"{en}\n{SLOTS[0]}{zh}\n")
        sample.flush()
        spm.SentencePieceTrainer.train(
            input=sample.name, model_prefix=str(args.out / "sentencepiece"), model_type="unigram",
            vocab_size=args.vocab, character_coverage=0.9997, byte_fallback=True, split_digits=True,
            normalization_rule_name="identity", user_defined_symbols=list(MARKS), max_sentencepiece_length=12,
            seed_sentencepiece_size=200000, pad_id=3, unk_id=0, bos_id=1, eos_id=2, num_threads=args.procs,
            hard_vocab_limit=False, minloglevel=1)
    (args.out / "sentencepiece.vocab").unlink()


def encode(args: argparse.Namespace) -> None:
    """Write tokens.npz: every pair as piece numbers, with the spans that text alone gives."""
    with Pool(args.procs, start_coder, (args.out,)) as pool:
        parts = list(pool.imap(encode_chunk, chunks(pairs_of(args.out / "clean.tsv"))))
    data = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    np.savez(args.out / "tokens.npz", **data)
    print(f"{len(data['source'])} pairs, {len(data['en'])} English and {len(data['zh'])} Chinese pieces, "
          f"{data['n_spans'].sum()} spans from numbers, names and terms", flush=True)


def chunks(rows: Iterator[tuple[int, str, str]]) -> Iterator[list[tuple[int, str, str]]]:
    """Lists of CHUNK rows."""
    while part := list(islice(rows, CHUNK)):
        yield part


def start_coder(folder: Path) -> None:
    """Load what encode_chunk needs into this worker process."""
    CODER.append(load_coder(folder))


def encode_chunk(rows: Sequence[tuple[int, str, str]]) -> dict[str, np.ndarray]:
    """encode_pairs for the worker processes."""
    return encode_pairs(CODER[-1], rows)


def align(args: argparse.Namespace) -> None:
    """Write spans.npz: candidate spans of all pairs, those of tokens.npz first, then aligned phrases."""
    data = dict(np.load(args.out / "tokens.npz"))
    pieces = load_coder(args.out).pieces
    aligner = Aligner(args.out, args.procs)
    aligner.train(data, args.align_pairs)
    aligner.extract(data, [piece_kinds(pieces, EN_STOP), piece_kinds(pieces, ZH_STOP)])
    np.savez(args.out / "spans.npz", spans=data["spans"], n_spans=data["n_spans"])
    print(f"{data['n_spans'].sum()} spans, {(data['n_spans'] > 0).mean():.0%} of the pairs have one", flush=True)


def embed(args: argparse.Namespace) -> None:
    """Write embedding-WIDTH.npy."""
    vocab = spm.SentencePieceProcessor(model_file=str(args.out / "sentencepiece.model")).get_piece_size()
    np.save(args.out / f"embedding-{args.width}.npy",
            embedding.initial(dict(np.load(args.out / "tokens.npz")), vocab, args.width))


def test_sets(args: argparse.Namespace) -> None:
    """Write constrained.json from the held-out articles and the evaluation sets of --constrain."""
    held = [line.split("\t")[1:] for line in (args.out / "heldout.tsv").read_text(encoding="utf-8").splitlines()]
    sets = {"held-out articles": [(en, zh) for en, zh in held]}
    for name in args.constrain:
        sides = [[normalise(line, lang) for line in (args.eval / f"{name}.{lang}").read_text("utf-8").splitlines()]
                 for lang in ("en", "zh")]
        sets[name] = list(zip(*sides, strict=True))
    constrain.write(args.out, sets, load_coder(args.out))


def parse_args() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with NAME.tsv or NAME.tsv.xz at any depth")
    parser.add_argument("--eval", type=Path, required=True, help="folder with NAME.en and NAME.zh, never trained on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sources", type=Path, default=Path(__file__).with_name("sources.toml"))
    parser.add_argument("--vocab", type=int, default=8000, help="8000 below a million pairs, 32000 above")
    parser.add_argument("--width", type=int, default=256, help="of the embeddings: that of the preset")
    parser.add_argument("--spm-lines", type=int, default=110000, help="pairs sampled to train SentencePiece")
    parser.add_argument("--whole", type=int, default=12, help="so many first sources are taken whole for that")
    parser.add_argument("--align-pairs", type=int, default=250000, help="pairs that train the aligner")
    parser.add_argument("--constrain", nargs="*", default=["newsdev2017"], help="sets of --eval to mark for tests")
    parser.add_argument("--procs", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Run all stages that still have to be run."""
    args = parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    stages = [(clean, "sources.json"), (train_pieces, "sentencepiece.model"), (encode, "tokens.npz"),
              (align, "spans.npz"), (embed, f"embedding-{args.width}.npy"), (test_sets, "constrained.json")]
    for stage, result in stages:
        began = time.time()
        if not (args.out / result).exists():
            stage(args)
        print(f"{result}: {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
