"""Guards: what counts as a broken answer."""

from pathlib import Path

import pytest

from l10n.engines.guards import broken
from l10n.model.engine import Hypothesis, Lock, Request
from tests.cases import read_cases


@pytest.mark.parametrize("verdict,source,target", read_cases(Path(__file__).with_name("guards.cases"), fields=3))
def test_case(verdict: str, source: str, target: str) -> None:
    assert broken(Request(source), Hypothesis(target, -1.0)) is (verdict == "broken")


def test_what_locks_bring_in_is_no_copy_and_no_loop() -> None:
    source = "visit www.example.com/a/a/a/a/a today"
    request = Request(source, (Lock(6, 31, "www.example.com/a/a/a/a/a"),))
    target = "今天访问www.example.com/a/a/a/a/a"
    assert not broken(request, Hypothesis(target, -1.0, ((4, 29),)))
    assert broken(Request("visit us today"), Hypothesis(target, -1.0))
