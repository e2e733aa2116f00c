"""Engines without a model."""

import pytest

from l10n.engines.fake import FakeEngine
from l10n.engines.table import ENGINES, load_engine
from l10n.errors import ModelError, UsageError
from l10n.model.engine import EngineOptions, Lock, Request, Tag
from l10n.model.pair import Pair

PAIR, OPTIONS = Pair("en", "zh-Hans"), EngineOptions()
REQUEST = Request("The 6G plan costs 4.4 million yuan", (Lock(4, 6, "第六代"), Lock(18, 29, "440万")), (Tag(4, 11, "b"), Tag(34, 34, "i")))


def test_fake_brackets_words_and_carries_locks_and_tags() -> None:
    answer = load_engine("fake", None, 0).translate([REQUEST], PAIR, OPTIONS)[0][0]
    assert answer.text == "[The] 第六代 [plan] [costs] 440万 [yuan]"
    assert [answer.text[slice(*span)] for span in answer.lock_spans if span] == ["第六代", "440万"]
    assert [span and answer.text[slice(*span)] for span in answer.tag_spans] == ["第六代 [plan]", ""]


def test_fake_plain_carries_nothing_but_aligns() -> None:
    engine = load_engine("fake-plain", None, 0)
    assert not engine.marks
    answer = engine.translate([REQUEST], PAIR, OPTIONS)[0][0]
    assert answer.lock_spans == (None, None)
    assert answer.tag_spans == (None, None)
    aligned = answer.alignment
    assert aligned
    for number, row in enumerate(aligned.weights):
        assert row.index(1.0) == number
        source = REQUEST.text[slice(*aligned.source_spans[number])]
        assert source in answer.text[slice(*aligned.target_spans[number])]


def test_identity_leaves_the_text() -> None:
    for text in ("a b", "", " \n", "港口，a"):
        answer = load_engine("identity", None, 0).translate([Request(text)], PAIR, OPTIONS)[0][0]
        assert answer.text == text


def test_word_table() -> None:
    engine = FakeEngine(words={"port": "港口"})
    assert engine.translate([Request("port city")], PAIR, OPTIONS)[0][0].text == "港口 [city]"


def test_a_lock_with_a_tag_inside_is_one_lock() -> None:
    request = Request("ab cd ef", (Lock(0, 5, "X"),), (Tag(3, 5, "b"),))
    answer = FakeEngine().translate([request], PAIR, OPTIONS)[0][0]
    assert (answer.text, answer.lock_spans) == ("X [ef]", ((0, 1),))


def test_every_engine_of_the_table_has_a_name_and_answers() -> None:
    for name in ENGINES:
        if name == "argos":
            continue
        engine = load_engine(name, None, 0)
        assert engine.name == name
        assert len(engine.translate([REQUEST, REQUEST], PAIR, OPTIONS)) == 2


def test_unknown_engine_and_missing_package_are_clear_errors() -> None:
    with pytest.raises(UsageError, match="use one of argos, fake"):
        load_engine("magic", None, 0)
    with pytest.raises(ModelError, match="needs a translation package"):
        load_engine("argos", None, 0)
