"""Answers read back: the order follows both directions, nothing else changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from l10n.engines.argos import ArgosEngine
from l10n.engines.decoder import Decoder
from l10n.engines.rerank import Reranked
from l10n.model.engine import EngineOptions, Hypothesis, Lock, Request
from l10n.model.pair import Pair
from l10n.resources.models import find_package

PAIR = Pair("en", "zh-Hans")
ANSWERS = (Hypothesis("网络", -0.2), Hypothesis("新网络", -0.4), Hypothesis("新新新", -0.1, looped=True))


class Fixed:
    name, marks = "fixed", True

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return [ANSWERS for _ in requests]


@dataclass(frozen=True)
class Back:
    scores: dict[str, float]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [self.scores[source] for source, _ in pairs]


def order(scores: dict[str, float], weight: float = 1.0) -> list[str]:
    engine = Reranked(Fixed(), Back(scores), weight)  # type: ignore[arg-type]
    return [h.text for h in engine.translate([Request("The new network")], PAIR, EngineOptions())[0]]


def test_an_answer_that_leaves_out_less_comes_first() -> None:
    assert order({"网络": -3.0, "新网络": -1.0, "新新新": 0.0}) == ["新网络", "网络", "新新新"]


def test_without_weight_the_engines_order_stands() -> None:
    assert order({"网络": -3.0, "新网络": -1.0, "新新新": 0.0}, weight=0.0) == ["网络", "新网络", "新新新"]


@pytest.mark.parametrize("pair", [PAIR, Pair("zh-Hans", "en")], ids=str)
def test_embedded_packages_read_each_other_back(pair: Pair) -> None:
    other = Decoder(find_package(Pair(pair.target, pair.source), None), 1)
    engine = ArgosEngine(find_package(pair, None), 1)
    texts = {"en": "The new network covers ten cities.", "zh-Hans": "新网络覆盖十个城市。"}
    request = Request(texts[pair.source], (Lock(0, 3, "X"),))
    plain = engine.translate([request], pair, EngineOptions())[0]
    again = Reranked(engine, other).translate([request], pair, EngineOptions())[0]
    assert sorted(h.text for h in plain) == sorted(h.text for h in again)
    right, wrong = other.score([(texts[pair.target], texts[pair.source]), (texts[pair.target], texts[pair.source][::-1])])
    assert right > wrong
    assert other.score([("", texts[pair.source])]) == [float("-inf")]
