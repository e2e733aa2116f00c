"""Measures the checks on the labelled set and on seeded faults, and writes docs/checks.md; `make quality` calls main().

The set is tests/checks/labelled/*.cases. Precision of a check: of the findings that it told, how many the set expects;
recall: of the findings that the set expects, how many it told. Known failures count like any other case.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from l10n.checks.kit import CheckKit
from l10n.model.article import Segment
from tests.checks.labelled_cases import cases, found, terms
from tests.checks.seed import EN_ZH, ZH_EN, measure

NUMBERS = Path(__file__).parents[1] / "docs" / "quality-checks.json"


@dataclass(frozen=True, slots=True)
class Score:
    """How often a check told what the set expects (right), told something else (wrong), or kept silent (missed)."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Right findings of all that were told; 1 when none was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right findings of all that are expected; 1 when none is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score() -> dict[str, Score]:
    """The score of each check that the set expects or that told something, by code."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for case in cases():
        told, wanted = Counter(found(case)), Counter(case.expected)
        right += told & wanted
        wrong += told - wanted
        missed += wanted - told
    codes = sorted({*right, *wrong, *missed})
    return {code: Score(right[code], wrong[code], missed[code]) for code in codes}


def seeded(step: int = 1) -> tuple[Counter[str], Counter[str]]:
    """For each kind of fault how many were made in the right pairs of the set (every step-th), and how many were found."""
    made, hit = Counter[str](), Counter[str]()
    for pair in (EN_ZH, ZH_EN):
        right = [case.subject for case in cases() if case.pair == pair and not case.expected]
        texts = [(s.source_text, s.target_text) for s in right if isinstance(s, Segment)][::step]
        for fault, _, told, _ in measure(texts, CheckKit(pair, terms())):
            made[fault] += 1
            hit[fault] += told
    return made, hit


def numbers() -> dict[str, object]:
    """Everything that is measured, as JSON values."""
    made, hit = seeded()
    listed = list(cases())
    return {
        "cases": len(listed),
        "right": sum(not case.expected for case in listed),
        "checks": {code: asdict(each) for code, each in score().items()},
        "seeded": {fault: [hit[fault], made[fault]] for fault in sorted(made)},
    }


def main() -> None:
    """Measure, write docs/quality-checks.json and docs/checks.md, print the extremes."""
    from benchmarks.check_page import main as write_page

    measured = numbers()
    NUMBERS.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_page()
    for code, each in sorted(score().items(), key=lambda item: (item[1].precision, item[1].recall))[:8]:
        print(f"{code:26} precision {each.precision:.3f}  recall {each.recall:.3f}  ({each})")


if __name__ == "__main__":
    main()
