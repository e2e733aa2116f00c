"""Obedience of the embedded models on the project's own cases: `python -m benchmarks.terms [--worst N]`.

The cases are tests/stages/obey.*.cases. Each sentence is an article of its own. Printed for each direction, with the
model's slots and as if it knew none: constraints met and flagged, how each was met, broken promises (must be 0), wanted
forms that stand, CPU seconds against a run without constraints; then the worst sentences. Exits 1 when anything is
silently wrong.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.engines.table import load_engine
from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.engine import Engine
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.model.trail import Rung
from l10n.pipeline import Kit, Options, load_kit, localise_segments
from l10n.resources.models import ModelPackage, find_package
from l10n.stages.verify import verify

CASES = Path(__file__).parents[1] / "tests" / "stages"
PAIRS = (Pair("en", "zh-Hans"), Pair("zh-Hans", "en"))
# From the surest to the least sure way of meeting a constraint: a sentence is as bad as its worst rungs.
HARM = {Rung.FLAGGED: 8, Rung.SPLICE: 3, Rung.SPLIT: 3, Rung.REDECODE: 2, Rung.NATIVE: 1}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and the forms that must stand in its translation (`!`: must not)."""

    source: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A case with its segment after adapting, the forms that are missing and the broken promises."""

    case: Case
    segment: Segment
    missing: tuple[str, ...]
    broken: tuple[str, ...]


def read_cases(language: str) -> list[Case]:
    """The cases of a source language."""
    lines = (CASES / f"obey.{language}.cases").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" => ") for line in lines if line.strip() and not line.startswith("#")]
    return [Case(source, tuple(wanted.split(" | "))) for source, wanted in rows]


def run(cases: Sequence[Case], kit: Kit, engine: Engine) -> tuple[list[Result], float]:
    """The results and the CPU seconds of protecting, translating and adapting."""
    pair = kit.protect.pair
    articles = [
        Article("case", "lines", pair, body=(Block("b", BlockKind.PARAGRAPH, (Segment("s", (Text(case.source),)),)),))
        for case in cases
    ]
    started = time.process_time()
    done = localise_segments(articles, kit, engine)
    seconds = time.process_time() - started
    return [judge(case, next(article.segments)) for case, article in zip(cases, done, strict=True)], seconds


def judge(case: Case, segment: Segment) -> Result:
    """What is missing in a segment and what its proofs promise wrongly."""
    target = segment.target_text
    missing = tuple(
        form for form in case.wanted if (form[1:] in target if form.startswith("!") else form not in target)
    )
    return Result(case, segment, missing, verify(segment))


def engines(package: ModelPackage) -> list[tuple[str, Engine]]:
    """The model with its slots and as if it knew none, on one worker."""
    plain = replace(package, l10n={name: value for name, value in package.l10n.items() if name != "marks"})
    return [("slots", load_engine("argos", package, 1)), ("no slots", load_engine("argos", plain, 1))]


def show(pair: Pair, label: str, results: Sequence[Result], cost: float) -> None:
    """The table rows of one run."""
    for name in ("term", "fact"):
        rungs = Counter(
            proof.rung.value
            for result in results
            for proof in result.segment.proofs
            if proof.kind != "tag" and (proof.kind == "term") is (name == "term")
        )
        total, flagged = sum(rungs.values()), rungs["flagged"]
        met = f"{total - flagged} of {total} ({100 * (total - flagged) / max(1, total):.1f}%)"
        ways = ", ".join(f"{rung} {count}" for rung, count in rungs.most_common())
        print(f"{pair!s:12} {label:9} {name}s met {met:18} {ways}")
    wanted, missing = sum(len(r.case.wanted) for r in results), sum(len(r.missing) for r in results)
    broken = sum(len(r.broken) for r in results)
    print(f"{'':22} wanted forms {wanted - missing} of {wanted}; silently wrong {broken}; CPU {cost:.2f} of the free run")


def worst(results: Sequence[Result], count: int) -> None:
    """The sentences with the most harm done."""
    def harm(result: Result) -> int:
        return sum(HARM.get(proof.rung, 0) for proof in result.segment.proofs) + 20 * len(result.broken)

    for result in sorted(results, key=harm, reverse=True)[:count]:
        ways = "; ".join(f"{p.source} -> {p.target} ({p.rung.value})" for p in result.segment.proofs)
        print(f"  {result.case.source}\n    {result.segment.target_text}\n    {ways}")
        for line in result.broken:
            print(f"    BROKEN {line}")


def main() -> None:
    """Measure both directions and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", type=int, default=5, metavar="N", help="sentences to show for each run (default 5)")
    count, broken = parser.parse_args().worst, 0
    for pair in PAIRS:
        cases = read_cases(pair.source_language)
        free = load_kit(Options(pair, terms=False, facts=False))
        for label, engine in engines(find_package(pair, None)):
            run(cases[:2], free, engine)
            _, free_seconds = run(cases, free, engine)
            run(cases[:1], load_kit(Options(pair)), engine)
            results, seconds = run(cases, load_kit(Options(pair)), engine)
            broken += sum(len(result.broken) for result in results)
            show(pair, label, results, seconds / max(0.01, free_seconds))
            worst(results, count)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
