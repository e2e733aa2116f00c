"""The embedded packages translate, and carry locks as their metadata says."""

import pytest

from l10n.engines.argos import ArgosEngine
from l10n.engines.marks import MARK
from l10n.model.engine import EngineOptions, Lock, Request
from l10n.model.pair import Pair
from l10n.resources.models import find_package

LOCKED = {
    Pair("en", "zh-Hans"): [
        Request("The ministry said that the new network covers ten cities.", (Lock(4, 12, "工信部"), Lock(46, 49, "10个"))),
        Request("About 26.5 percent of users like it.", (Lock(6, 18, "26.5%"),)),
        Request("Engineers will test the antenna next week."),
    ],
    Pair("zh-Hans", "en"): [
        Request("工信部表示，新网络覆盖十个城市。", (Lock(0, 3, "MIIT"), Lock(11, 13, "ten"))),
        Request("约26.5%的用户喜欢它。", (Lock(1, 6, "26.5 percent"),)),
        Request("工程师下周将测试天线。"),
    ],
}


@pytest.mark.parametrize("pair", LOCKED, ids=str)
def test_embedded_package_translates_and_carries_locks(pair: Pair) -> None:
    package = find_package(pair, None)
    engine = ArgosEngine(package)
    assert package.origin == "embedded"
    assert engine.marks
    answers = engine.translate(LOCKED[pair], pair, EngineOptions())
    han = any("\u4e00" <= character <= "\u9fff" for character in answers[2][0].text)
    assert han is (pair.target == "zh-Hans")
    carried = 0
    for request, hypotheses in zip(LOCKED[pair], answers, strict=True):
        for hypothesis in hypotheses:
            assert not MARK.search(hypothesis.text)
            for lock, span in zip(request.locks, hypothesis.lock_spans, strict=True):
                assert span is None or hypothesis.text[slice(*span)] == lock.target
        carried += sum(any(h.lock_spans[i] for h in hypotheses) for i in range(len(request.locks)))
    assert carried == 3


@pytest.mark.parametrize("pair", LOCKED, ids=str)
def test_the_card_tells_source_licence_and_scores(pair: Pair) -> None:
    card = (find_package(pair, None).folder / "README.md").read_text(encoding="utf-8")
    rows = [line for line in card.splitlines() if line.startswith("* ") and ": " in line and line.split(": ")[1][0].isdigit()]
    assert len(rows) >= 25
    assert not [row for row in rows if row.endswith((", unknown", ", not stated"))]
    assert all(name in card for name in ("flores-dev", "newsdev2017", "held-out articles"))
