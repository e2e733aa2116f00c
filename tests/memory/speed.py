"""Measures a memory of many pairs in a process of its own: `python -m tests.memory.speed FOLDER PAIRS [TMX-MEGABYTES]`.

Prints JSON: seconds to store, seconds for 100 fuzzy look-ups (file just opened, and again), what was found, peak memory.
Sentences are made of a vocabulary with the frequencies of a language (Zipf), so that common words are as common.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from l10n.model.inline import Text, plain
from l10n.resources.memory import add_entries, add_pair, open_memory
from l10n.resources.memory_fuzzy import find_fuzzy
from l10n.stages.leverage import masker_of
from tests.memory.kits import EN_ZH, ZH_EN, kit_of

LOOKUPS = 100


class Language:
    """Makes sentences of words whose frequencies fall as those of a language do."""

    def __init__(self, chinese: bool, seed: int) -> None:
        self.random = random.Random(seed)
        self.chinese = chinese
        letters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)] if chinese else "aeioulnrstdm"
        size = (2 if chinese else 7, 0)[0]
        self.words = ["".join(self.random.choices(letters, k=self.random.randint(1 if chinese else 2, size))) for _ in range(20_000)]
        self.sums = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def sentence(self) -> list[str]:
        words = self.random.choices(self.words, cum_weights=self.sums, k=self.random.randint(6, 30))
        words.insert(self.random.randrange(len(words)), str(self.random.randint(2, 90_000)))
        return words

    def text(self, words: list[str]) -> str:
        return "".join(words) + "。" if self.chinese else " ".join(words) + "."

    def nearly(self, words: list[str]) -> list[str]:
        """The sentence with a tenth of its words and its number changed."""
        new = [str(self.random.randint(2, 90_000)) if word.isdigit() else word for word in words]
        for _ in range(max(1, len(words) // 10)):
            at = self.random.randrange(len(new))
            new[at] = new[at] if new[at].isdigit() else self.random.choice(self.words)
        return new


def measure_lookups(folder: Path, number: int, chinese: bool) -> dict[str, object]:
    """Seconds of wall clock and of this process for 100 look-ups with placeables in a memory of `number` pairs."""
    pair, language = (ZH_EN if chinese else EN_ZH), Language(chinese, 1)
    sentences = [language.sentence() for _ in range(number)]
    path = folder / f"speed-{chinese}.sqlite"
    started = time.perf_counter()
    with open_memory(path, write=True) as memory:
        add_entries(memory, (add_pair(language.text(words), str(n), pair) for n, words in enumerate(sentences)))
    found: dict[str, object] = {"store": time.perf_counter() - started, "bytes": path.stat().st_size}
    chosen = language.random.sample(range(number), LOOKUPS)
    asked = [(n, (Text(language.text(language.nearly(sentences[n]))),)) for n in chosen]
    kit = kit_of(pair)
    with open_memory(path) as memory:
        for name in ("cold", "warm"):
            masker = masker_of(kit.protect)
            wall, cpu = time.perf_counter(), time.process_time()
            answers = [find_fuzzy(memory, source, pair, masker) for _, source in asked]
            found[name], found[name + "_cpu"] = time.perf_counter() - wall, time.process_time() - cpu
    hits = [any(plain(m.entry.target) == str(n) for m in answer) for (n, _), answer in zip(asked, answers, strict=True)]
    return found | {"found": sum(hits)}


def write_tmx(path: Path, megabytes: int) -> int:
    """A TMX file of that size; its number of pairs."""
    english, chinese = Language(False, 2), Language(True, 3)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n')
        while file.tell() < megabytes * 1_000_000:
            for unit in _units(english, chinese, 500):
                file.write(unit)
            count += 500
        file.write("</body></tmx>\n")
    return count


def _units(english: Language, chinese: Language, number: int) -> Iterator[str]:
    for _ in range(number):
        first, second = english.text(english.sentence()), chinese.text(chinese.sentence())
        yield (f'<tu><tuv xml:lang="en"><seg>{first} <bpt i="1">&lt;b></bpt>x<ept i="1">&lt;/b></ept></seg></tuv>'
               f'<tuv xml:lang="zh-CN"><seg>{second} <bpt i="1">&lt;b></bpt>x<ept i="1">&lt;/b></ept></seg></tuv></tu>\n')


def measure_import(folder: Path, tmx: Path) -> dict[str, object]:
    """Seconds, pairs and peak memory (MB) of `l10n memory import` in this process."""
    from click.testing import CliRunner

    from l10n.cli.main import cli

    started = time.perf_counter()
    result = CliRunner().invoke(cli, ["memory", "import", str(tmx), "--memory", str(folder / "big.sqlite"), "--json"])
    (row,) = json.loads(result.stdout)["files"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {"seconds": time.perf_counter() - started, "stored": row["stored"], "peak": peak}


if __name__ == "__main__":
    where, what = Path(sys.argv[1]), sys.argv[2]
    if what.endswith(".tmx"):
        print(json.dumps(measure_import(where, Path(what))))
    else:
        print(json.dumps({"en": measure_lookups(where, int(what), False), "zh": measure_lookups(where, int(what), True)}))
