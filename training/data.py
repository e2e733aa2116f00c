"""Prepared pairs with random access, slots and tags set anew on every pass, batches of about equal token count."""
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import torch
from common import BOS, CLOSE, EOS, PAD, SLOTS, SPACE, TAGS

SLOT_SHARE, TAG_SHARE, JOIN_SHARE = 0.6, 0.15, 0.05     # shares of the pairs
SLOT_COUNTS = (1, 1, 2, 2, 3, 4)                        # slots of a pair that gets some
TAG_COUNTS = (1, 1, 2, 2, 3)                            # tag pairs of a pair that gets some
HARD_SHARE = 0.6                                        # of those: only from the first HARD spans, mostly numbers
HARD, KNOWN = 4, 6
POOL = 24                                               # batches that are sorted by length together

Span = tuple[int, int, int, int]                        # source start, length, target start, length, in pieces
Point = tuple[int, int, int]                            # target position, first source position, end
Change = tuple[int, int, list[int], bool]               # start, length, new pieces, whether the old ones stay inside


class Numbers(Protocol):
    """What is used of a SentencePieceProcessor."""

    def piece_to_id(self, piece: str) -> int: ...


class Pair(NamedTuple):
    """Piece numbers of a pair in translation direction, and its candidate spans."""

    src: list[int]
    tgt: list[int]
    spans: list[Span]


class Example(NamedTuple):
    """A marked pair, and which source pieces some target pieces stand for."""

    src: list[int]
    tgt: list[int]
    points: set[Point]


class Batch(NamedTuple):
    """Padded source, padded target with <s> and </s>, and points as rows of (row, target position, first, end)."""

    src: torch.Tensor
    tgt: torch.Tensor
    points: torch.Tensor


class Corpus:
    """Piece arrays of many pairs with random access."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.source, self.n_spans, self.spans = arrays["source"], arrays["n_spans"], arrays["spans"]
        self.ids = {lang: arrays[lang] for lang in ("en", "zh")}
        self.size = {lang: arrays[lang + "_len"].astype(int) for lang in ("en", "zh")}
        self.at = {lang: np.concatenate([[0], np.cumsum(size)]) for lang, size in self.size.items()}

    def pair(self, row: int, target: str) -> Pair:
        """One pair with target "en" or "zh"."""
        en, zh = (self.ids[lang][self.at[lang][row]:self.at[lang][row + 1]].tolist() for lang in ("en", "zh"))
        spans = [tuple(span) for span in self.spans[row, :self.n_spans[row]].tolist()]
        if target == "zh":
            return Pair(en, zh, spans)
        return Pair(zh, en, [(k, m, i, n) for i, n, k, m in spans])


def load_corpus(folder: Path) -> Corpus:
    """Corpus of a folder made by prepare.py."""
    return Corpus(dict(np.load(folder / "tokens.npz")) | dict(np.load(folder / "spans.npz")))


class Marker:
    """Sets slots and tags in pairs of piece numbers."""

    def __init__(self, model: Numbers) -> None:
        self.space, self.close = model.piece_to_id(SPACE), model.piece_to_id(CLOSE)
        self.slots = [model.piece_to_id(mark) for mark in SLOTS]
        self.tags = [(model.piece_to_id(opening), model.piece_to_id(closing)) for opening, closing in TAGS]
        self.marks = {self.close, *self.slots, *[mark for pair in self.tags for mark in pair]}

    def mark(self, pair: Pair, rng: random.Random, slots: int, tags: int) -> Example:
        """The pair with up to so many of its spans in slots and in tags.

        Slot numbers are random; tags are numbered from left to right in the source.  The target of a
        slot is the mark alone.  A bare space piece in front of an opening mark goes, as in common.encode.
        """
        src, tgt, spans = pair
        chosen = disjoint(spans[:HARD] if rng.random() < HARD_SHARE else spans, rng, slots + tags)
        source, target = [], []
        for k, (i, n, j, m) in zip(rng.sample(self.slots, min(slots, len(self.slots))), chosen[:slots], strict=False):
            source.append((i, n, [k, *src[i:i + n], self.close], True))
            target.append((j, m, [k], False))
        for (a, b), (i, n, j, m) in zip(self.tags, sorted(chosen[slots:]), strict=False):
            source.append((i, n, [a, *src[i:i + n], b], True))
            target.append((j, m, [a, *tgt[j:j + m], b], True))
        (new_src, src_at), (new_tgt, tgt_at) = replace(src, source), replace(tgt, target)
        free = disjoint([span for span in spans if span not in chosen], rng, KNOWN)
        known = chosen + [span for span in free if not any(overlap(span, other) for other in chosen)]
        points = {(tgt_at[t], src_at[i], src_at[i + n - 1] + 1) for i, n, j, m in known for t in range(j, j + m)}
        if src[0] == self.space and any(change[0] == 1 for change in source):
            return Example(new_src[1:], new_tgt, {(t, a - 1, b - 1) for t, a, b in points if a})
        return Example(new_src, new_tgt, points)


class Feed:
    """Endless batches of one direction; set `final` to go over to the in-domain mix."""

    def __init__(self, corpus: Corpus, sources: list[dict[str, Any]], direction: str, marker: Marker) -> None:
        self.corpus, self.sources, self.direction, self.marker = corpus, sources, direction, marker
        self.target, self.final, self.epoch = direction[-2:], False, 0
        self.tokens, self.seed, self.limit = 2000, 1, 90

    def example(self, row: int, rng: random.Random) -> Example:
        """One row, marked at random; a Chinese target loses its leading space piece."""
        pair = self.corpus.pair(row, self.target)
        slots = min(len(pair.spans), rng.choice(SLOT_COUNTS)) if rng.random() < SLOT_SHARE else 0
        tags = rng.choice(TAG_COUNTS) if pair.spans and rng.random() < TAG_SHARE else 0
        if slots + tags:
            one = self.marker.mark(pair, rng, slots, tags)
        else:
            one = Example(pair.src, pair.tgt, {(t, i, i + n) for i, n, j, m in pair.spans for t in range(j, j + m)})
        if self.target == "zh" and one.tgt[0] == self.marker.space:
            return Example(one.src, one.tgt[1:], {(t - 1, a, b) for t, a, b in one.points if t})
        return one

    def rows(self, rng: np.random.Generator) -> list[int]:
        """Row numbers of one epoch by source weight, in random order; long pairs are left out."""
        key = self.direction.replace("-", "_")
        weight = np.array([(row["final"] if self.final else row[key]) * (row[key] > 0) for row in self.sources])
        wanted = weight[self.corpus.source]
        rows = np.repeat(np.arange(len(wanted)), np.floor(wanted + rng.random(len(wanted))).astype(int))
        size = np.maximum(self.corpus.size["en"], self.corpus.size["zh"])
        return rng.permutation(rows[size[rows] <= self.limit]).tolist()

    def joined(self, last: Example, one: Example, rng: random.Random) -> bool:
        """Whether two examples become one: seldom, and only without marks."""
        return (rng.random() < JOIN_SHARE and len(last.src) + len(one.src) < self.limit
                and self.marker.marks.isdisjoint([*last.src, *one.src]))

    def __iter__(self) -> Iterator[Batch]:
        """Batches of one epoch after another; `final` takes effect at the next pool."""
        while True:
            rng = random.Random(self.seed + self.epoch)
            rows, final = self.rows(np.random.default_rng(self.seed + self.epoch)), self.final
            self.epoch += 1
            for pool in self.pools(rows, rng):
                yield from batches(pool, self.tokens, rng)
                if self.final != final:
                    break

    def pools(self, rows: Iterable[int], rng: random.Random) -> Iterator[list[Example]]:
        """Lists of examples that fill POOL batches."""
        pool: list[Example] = []
        load = 0
        for row in rows:
            one = self.example(row, rng)
            if pool and self.joined(pool[-1], one, rng):
                one = join(pool.pop(), one)
            pool.append(one)
            load += max(len(one.src), len(one.tgt))
            if load > POOL * self.tokens:
                yield pool
                pool, load = [], 0
        if pool:
            yield pool


def disjoint(spans: list[Span], rng: random.Random, most: int) -> list[Span]:
    """Up to most random spans that overlap on neither side."""
    chosen: list[Span] = []
    for span in rng.sample(spans, len(spans)):
        if len(chosen) < most and not any(overlap(span, other) for other in chosen):
            chosen.append(span)
    return chosen


def overlap(one: Span, two: Span) -> bool:
    """Whether two spans share a piece on either side."""
    (i, n, j, m), (a, b, c, d) = one, two
    return (i < a + b and a < i + n) or (j < c + d and c < j + m)


def replace(tokens: list[int], changes: list[Change]) -> tuple[list[int], list[int]]:
    """Tokens with the changes applied, and the new place of every old token."""
    out: list[int] = []
    place: list[int] = []
    at = 0
    for start, length, new, inside in sorted(changes, key=lambda change: change[0]):
        place += range(len(out), len(out) + start - at)
        out += tokens[at:start]
        place += [len(out) + (1 + k if inside else 0) for k in range(length)]
        out += new
        at = start + length
    place += range(len(out), len(out) + len(tokens) - at)
    return out + tokens[at:], place


def join(one: Example, two: Example) -> Example:
    """Two examples as one."""
    s, t = len(one.src), len(one.tgt)
    return Example(one.src + two.src, one.tgt + two.tgt, one.points | {(k + t, a + s, b + s) for k, a, b in two.points})


def batches(pool: list[Example], tokens: int, rng: random.Random) -> list[Batch]:
    """The pool sorted by length and cut where the padded size of a side would exceed tokens, in random order."""
    pool = sorted(pool, key=lambda one: (len(one.src) // 4, len(one.tgt)))
    parts: list[list[Example]] = [[]]
    width = 0
    for one in pool:
        width = max(width, len(one.src) + 1, len(one.tgt) + 1)
        if parts[-1] and width * (len(parts[-1]) + 1) > tokens:
            parts.append([])
            width = max(len(one.src) + 1, len(one.tgt) + 1)
        parts[-1].append(one)
    rng.shuffle(parts)
    return [batch(part) for part in parts]


def batch(part: list[Example]) -> Batch:
    """Tensors of some examples."""
    points = [(row, *point) for row, one in enumerate(part) for point in sorted(one.points)]
    return Batch(pad([[*one.src, EOS] for one in part]), pad([[BOS, *one.tgt, EOS] for one in part]),
                 torch.tensor(points, dtype=torch.long).reshape(-1, 4))


def pad(rows: list[list[int]]) -> torch.Tensor:
    """Table of token lists, as wide as the longest."""
    table = np.full((len(rows), max(map(len, rows))), PAD, np.int64)
    for line, row in zip(table, rows, strict=True):
        line[:len(row)] = row
    return torch.from_numpy(table)
