"""Word alignment (align.c) called from Python: trains it, and finds phrase pairs worth a slot."""
import ctypes
import subprocess
import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from common import SPACE

TABLE = 1 << 26                             # size of a lexical table in align.c
ROUNDS = 3

_EN_STOP = """a an the and or but nor if then than that this these those there here it its he him his she her they them
their we us our you your i my me is are was were be been being am do does did done has have had having will would shall
should can could may might must to of in on at by for with from as into onto about over under between through during
before after above below up down out off no not so such also too very just only more most much many some any all each
both either neither own same other another which who whom whose what when where why how s t"""
_ZH_STOP = """的 了 在 是 和 与 或 及 以及 并 而 但 也 就 都 还 又 很 更 最 不 没 没有 有 个 一个 这 那 这个 那个
这些 那些 其 他 她 它 他们 她们 它们 我 你 您 我们 你们 自己 之 于 以 为 被 把 将 对 从 到 向 由 因 因为 所以 如果
当 时 中 上 下 里 内 后 前 会 能 可以 可能 应该 要 需要 使用 来 去 着 过 等 地 得 该 此 您的 你的 我们的 他们的 的是
这种 一些 所有 每个 如何 什么 只 再 已 已经 则 即 若 让 使 给 用 所"""
EN_STOP, ZH_STOP = frozenset(_EN_STOP.split()), frozenset(_ZH_STOP.split())


class Aligner:
    """Lexical tables of both directions and the compiled align.c."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self.library, self.threads, self.file = compile_aligner(folder), threads, folder / "aligner.npy"
        self.trained = self.file.exists()
        memory = np.load(self.file) if self.trained else np.empty((2, TABLE + 65536), np.float32)
        self.memory, self.tables = memory, [(row[:TABLE], row[TABLE:]) for row in memory]

    def train(self, data: dict[str, Any], pairs: int) -> None:
        """Fill the tables from about so many pairs, and save them; nothing to do when they were loaded."""
        if self.trained:
            return
        rows = len(data["source"])
        step, sides = max(1, rows // pairs), [side(data, lang) for lang in ("en", "zh")]
        c = ctypes.c_int64

        def one(way: int) -> None:
            (a, a_at), (b, b_at) = sides[way], sides[1 - way]
            self.library.train(pointer(a), pointer(a_at), pointer(b), pointer(b_at), c(rows), c(step), ROUNDS,
                               *map(pointer, self.tables[way]))

        in_threads([lambda: one(0), lambda: one(1)])
        np.save(self.file, self.memory)
        self.trained = True

    def extract(self, data: dict[str, Any], kinds: Sequence[np.ndarray]) -> None:
        """Fill data["spans"] and data["n_spans"] up to six spans a pair with aligned phrases."""
        (e, e_at), (z, z_at) = (side(data, lang) for lang in ("en", "zh"))
        texts = [pointer(x) for x in (e, e_at, z, z_at)]
        rest = [pointer(x) for table in self.tables for x in table]
        rest += [pointer(x) for x in (*kinds, data["spans"], data["n_spans"])]
        cuts = np.linspace(0, len(data["source"]), self.threads + 1).astype(int).tolist()

        def one(first: int, last: int) -> None:
            self.library.extract(*texts, ctypes.c_int64(first), ctypes.c_int64(last), *rest)

        in_threads([lambda a=a, b=b: one(a, b) for a, b in pairwise(cuts)])


def side(data: dict[str, Any], lang: str) -> tuple[np.ndarray, np.ndarray]:
    """Piece numbers of a language and where each pair starts in them."""
    return data[lang], np.concatenate([[0], np.cumsum(data[lang + "_len"], dtype=np.int64)])


def piece_kinds(pieces: Sequence[str], stop: frozenset[str]) -> np.ndarray:
    """Flags of each piece for align.c: 1 starts a word, 2 content, 4 punctuation."""
    kinds = np.zeros(65536, np.uint8)
    for i, piece in enumerate(pieces):
        bare = piece.lstrip("▁")
        word = any(c.isalnum() for c in bare) and not piece.startswith("<0x")
        content = (word and bare.lower() not in stop) or piece == SPACE
        kinds[i] = piece.startswith("▁") + 2 * content + 4 * (not word and bool(bare))
    return kinds


def compile_aligner(folder: Path) -> ctypes.CDLL:
    """Compile align.c into a folder and load it."""
    library, source = folder / "align.so", Path(__file__).with_name("align.c")
    options = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-lm"]
    subprocess.run(["cc", str(source), "-o", str(library), *options], check=True)
    return ctypes.CDLL(str(library))


def pointer(table: np.ndarray) -> ctypes.c_void_p:
    """Address of an array for a C call."""
    return ctypes.c_void_p(table.ctypes.data)


def in_threads(calls: Sequence[Callable[[], None]]) -> None:
    """Run the calls at the same time: C code lets go of the interpreter lock."""
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
