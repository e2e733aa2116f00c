"""The labelled set: every pair and article tells the codes that its line names, and no other; seeded faults are found."""

from collections import Counter

import pytest

from benchmarks.checks import score, seeded
from l10n.checks.table import ARTICLE_CHECKS, SEGMENT_CHECKS
from l10n.model.finding import Severity
from tests.checks.labelled_cases import FOLDER, Case, cases, found, terms
from tests.checks.seed import EN_ZH, ZH_EN, errors

CASES = list(cases())
ENOUGH = 8
# Checks that no single article of the set can make fail, or that repeat what a reader tells; tested elsewhere.
FEWER = {"article.titleless": 2, "article.language": 2, "article.joined": 4, "state.untranslated": 4, "names.varied": 6,
         "terms.inconsistent": 3, "terms.late": 4, "abbreviations.late": 4}


def params() -> list:
    """A test for each case; a case that names a known failure must fail."""
    marks = {case.name: [pytest.mark.xfail(reason=case.known, strict=True)] if case.known else [] for case in CASES}
    return [pytest.param(case, id=case.name, marks=marks[case.name]) for case in CASES]


@pytest.mark.parametrize("case", params())
def test_what_a_linguist_expects(case: Case) -> None:
    assert found(case) == case.expected


def test_the_set_is_large_and_half_of_it_is_right() -> None:
    lines = [line for path in FOLDER.glob("*.cases") if path.stem != "articles"
             for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) >= 500
    assert sum(line.endswith("=> ok") for line in lines) * 2 >= len(lines)
    assert len({line.split(" => ", 1)[1].rsplit(" => ", 1)[0] for line in lines}) > 0.98 * len(lines)


def test_every_check_has_positive_cases() -> None:
    counts = Counter(code for case in CASES for code in case.expected)
    for check in (*SEGMENT_CHECKS, *ARTICLE_CHECKS):
        if not check.code.startswith(("exchange.", "html.")):
            assert counts[check.code] >= FEWER.get(check.code, ENOUGH), check.code


def test_errors_are_right_98_times_in_100() -> None:
    severities = {check.code: check.severity for check in (*SEGMENT_CHECKS, *ARTICLE_CHECKS)}
    for code, numbers in score().items():
        if severities[code] is Severity.ERROR:
            assert numbers.precision >= 0.98, f"{code}: {numbers}"


def test_right_pairs_raise_no_error() -> None:
    from l10n.checks.kit import CheckKit

    for pair in (EN_ZH, ZH_EN):
        good = [(c.subject.source_text, c.subject.target_text) for c in CASES if c.pair == pair and not c.expected
                and hasattr(c.subject, "source_text")]
        assert errors(good, CheckKit(pair, terms())) == []


def test_seeded_faults_are_found_97_times_in_100() -> None:
    made, found_of = seeded(step=5)
    assert sum(made.values()) > 1000
    assert sum(found_of.values()) >= 0.97 * sum(made.values()), {f: (found_of[f], made[f]) for f in made}
