"""Our path against the stock Argos decoding loop: same model, sentences and machine, one run; printed as ratios.

Each path runs in processes of its own, in turns, and the median of its runs counts, so that a busy machine hurts all
alike. `same` decodes with the settings of the stock loop, so that it shows what batches and workers alone give.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.sentences import paragraphs, requests, sentences, words
from l10n.model.engine import EngineOptions, Request
from l10n.model.pair import Pair

ROOT = Path(__file__).resolve().parent.parent
PAIR = Pair("en", "zh-Hans")
WRITTEN = ROOT / "docs" / "benchmarks.json"


def run_stock(texts: list[str]) -> None:
    """The stock loop: paragraph by paragraph, 32-token batches, beam 4, one hypothesis."""
    from benchmarks.stock import translate_paragraphs, translator
    from l10n.resources.models import find_package

    folder = find_package(PAIR, None).folder
    translate_paragraphs(folder, translator(folder), paragraphs(texts))


def run_stock_single(texts: list[str]) -> None:
    """The stock loop with ARGOS_INTRA_THREADS=1, which a user may set: better on busy machines and small models."""
    from benchmarks.stock import translate_paragraphs, translator
    from l10n.resources.models import find_package

    folder = find_package(PAIR, None).folder
    translate_paragraphs(folder, translator(folder, 1), paragraphs(texts))


def run_same(texts: list[str]) -> None:
    """Our engine with the package treated as a stock one: the settings of the stock loop, our batches and guards."""
    from l10n.engines.argos import ArgosEngine
    from l10n.resources.models import find_package

    engine = ArgosEngine(replace(find_package(PAIR, None), l10n={}))
    engine.translate([Request(text) for text in texts], PAIR, EngineOptions(beam=4, n_best=1, alignment=False))


def run_plain(texts: list[str]) -> None:
    """Our engine with the same beam and one hypothesis, no alignment."""
    _engine([Request(text) for text in texts], EngineOptions(beam=4, n_best=1, alignment=False))


def run_full(texts: list[str]) -> None:
    """Our engine as the pipeline calls it: four hypotheses with alignments."""
    _engine([Request(text) for text in texts], EngineOptions())


def run_locked(texts: list[str]) -> None:
    """As the pipeline calls it, with terms locked."""
    _engine(requests(texts), EngineOptions())


PATHS: dict[str, Callable[[list[str]], None]] = {
    "stock": run_stock, "stock_single": run_stock_single, "same": run_same, "plain": run_plain, "full": run_full, "locked": run_locked,
}


def child(path: str, count: int) -> None:
    """Print what one path needed: seconds of wall and of CPU for the sentences, peak memory in MB."""
    texts = sentences()[:count]
    PATHS[path](texts[:1])
    began, busy = time.perf_counter(), time.process_time()
    PATHS[path](texts)
    figures = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - busy, "words": words(texts),
               "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    print(json.dumps(figures))


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Medians of the figures of every path over some rounds, with its start: process begin to first sentence done."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in PATHS}
    for _ in range(rounds):
        for name, found in runs.items():
            began = time.perf_counter()
            _child(name, 1)
            start = time.perf_counter() - began
            found.append(_child(name, 200) | {"start_seconds": start})
    return {name: {key: statistics.median(run[key] for run in found) for key in found[0]}
            for name, found in runs.items()}


def report(rounds: int) -> dict[str, float]:
    """The ratios that count, each against the stock loop; speed is words a second of wall time."""
    found = measure(rounds)
    stock = found["stock"]
    ratios = {"help_seconds": help_seconds()}
    for name in ("same", "plain", "full", "locked"):
        ours = found[name]
        ratios[f"{name}_speed_ratio"] = stock["seconds"] / ours["seconds"]
        ratios[f"{name}_speed_ratio_single"] = found["stock_single"]["seconds"] / ours["seconds"]
        ratios[f"{name}_cpu_ratio_single"] = found["stock_single"]["cpu"] / ours["cpu"]
        ratios[f"{name}_memory_ratio"] = ours["peak_mb"] / stock["peak_mb"]
        ratios[f"{name}_start_ratio"] = ours["start_seconds"] / stock["start_seconds"]
    for name, figures in found.items():
        ratios[f"{name}_words_per_second"] = figures["words"] / figures["seconds"]
        ratios[f"{name}_peak_mb"] = figures["peak_mb"]
        ratios[f"{name}_start_seconds"] = figures["start_seconds"]
    return {key: round(value, 2) for key, value in ratios.items()}


def help_seconds() -> float:
    """Seconds that `l10n --help` takes: the least of five runs."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "l10n", "--help"], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Run the benchmark; --write records it in docs/benchmarks.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--child", choices=PATHS)
    parser.add_argument("--count", type=int, default=200)
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.child, chosen.count)
        return
    ratios = report(chosen.rounds)
    for key, value in ratios.items():
        print(f"{key:28} {value:8.2f}")
    if chosen.write:
        WRITTEN.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")


def _engine(asked: list[Request], options: EngineOptions) -> None:
    from l10n.engines.table import load_engine
    from l10n.resources.models import find_package

    load_engine("argos", find_package(PAIR, None), 0).translate(asked, PAIR, options)


def _child(path: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.bench", "--child", path, "--count", str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
