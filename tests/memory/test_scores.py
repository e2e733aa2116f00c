"""Scores, keys, features and the repair of values on generated sentences."""

import string
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from l10n.model.fact import Day, Money, Number, Percent, Value
from l10n.model.inline import Text, flat, plain
from l10n.model.pair import Pair
from l10n.resources.memory import add_entries, add_pair, open_memory
from l10n.resources.memory_content import freeze, peeled, thaw, wrapped
from l10n.resources.memory_fuzzy import find_fuzzy, score
from l10n.resources.memory_text import features, hash_of, key_of, marked, normalised, tokens
from l10n.resources.number_style import load_number_style
from l10n.stages.leverage import masker_of
from l10n.text.facts import find_facts, value_key
from l10n.text.render import render_value
from tests.memory.kits import EN_ZH, ZH_EN, kit_of, leveraged
from tests.strategies import contents

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.text(st.sampled_from(string.ascii_letters + "  0123456789.,%-' 一二三人工智能的了，。5G\u3000Ａ（é"), max_size=40)


@cache
def masker(pair: Pair):
    return masker_of(kit_of(pair).protect)


@SOME
@given(TEXTS, TEXTS, st.sampled_from((None, EN_ZH, ZH_EN)))
def test_scores_are_symmetric_reflexive_and_bounded(first: str, second: str, pair: Pair | None) -> None:
    masks = masker(pair) if pair else None
    there, back = score(first, second, masks), score(second, first, masks)
    assert there == back and 0 <= there <= 100
    assert score(first, first, masks) == 100
    assert (there == 100) is (normalised(first) == normalised(second))


@SOME
@given(TEXTS, TEXTS)
def test_the_tokens_of_a_text_are_found_in_it(first: str, second: str) -> None:
    assert tokens(first + " ") == tokens(first)
    assert tokens(first + "\n" + second) == tokens(first) + tokens(second)
    assert features(first) == features(first.upper()) == features(f" {first} ") and features(first)
    assert all(" " not in feature and '"' not in feature for feature in features(first))


@SOME
@given(contents())
def test_content_is_kept_whole(content) -> None:
    bare, pairs = peeled(content)
    assert wrapped(bare, pairs) == content
    assert thaw(freeze(content)) == flat(content) and plain(flat(content)) == plain(content)
    assert key_of(content) == key_of(flat(content)) == hash_of(marked(content)) != 0
    assert -(2**63) <= key_of(content) < 2**63


def test_keys_are_the_same_on_every_machine() -> None:
    """They stand in exported files."""
    assert key_of((Text("It rains."),)) == hash_of("It rains.") == 7171551284140637945


@pytest.mark.parametrize("frozen", [  # every fault of JSON and of its shape is one kind of error
    "", "[", "1", '[["a"]]', '[["a","open","b","c","d","e"]]', '[["a","odd","b","c","d"]]', "[1]", "null"])
def test_damaged_content_is_a_value_error(frozen: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        thaw(frozen)


@pytest.mark.parametrize("text,found", [
    ("The 5G network, 2,400 sites.", ["the", "5g", "network", ",", "0", "sites", "."]),
    ("增长26.5%。", ["增", "长", "0", "%", "。"]), ("don’t re-do it", ["don't", "re", "-", "do", "it"]),
    ("Ｒ18　１２，", ["r18", "0", ","]), ("a\u200bb", ["a", "b"]), ("", []), ("a\x00number\x00b", ["a", "number", "b"]), ("𠀀é", ["𠀀", "é"]),
])
def test_tokens_by_hand(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


@pytest.mark.parametrize("text,found", [
    ("The 5G network, 2,400 sites.", "5g network sites the"), ("人工智能", "人工 工智 智能"), ("人 a 工", "a 人 工"),
    ("42 %", "0"), ("", "0"), ("don't", "don t"),
])
def test_features_by_hand(text: str, found: str) -> None:
    assert " ".join(features(text)) == found


@SOME
@given(st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta eta theta".split()), min_size=5, max_size=9), st.data())
def test_a_sentence_with_one_word_changed_is_found(tmp_path_factory, words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    other = [*words[:place], "omega", *words[place + 1 :]]
    path = tmp_path_factory.mktemp("m") / "m.sqlite"
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(" ".join(words), "甲", EN_ZH), add_pair("alpha one two three four", "乙", EN_ZH)])
        found = find_fuzzy(memory, (Text(" ".join(other)),), EN_ZH)
    assert found and plain(found[0].entry.target) == "甲"
    assert found[0].score == int(100 * (len(words) - 1) / len(words))


VALUES = st.one_of(
    st.integers(2, 9_999_999).map(lambda n: Number(Decimal(n))),
    st.integers(11, 999).map(lambda n: Percent(Decimal(n) / 10)),
)
SHAPES = {
    Pair("en", "zh-Hans"): ("The total for the north is {}.", "北方合计为{}。"),
    Pair("zh-Hans", "en"): ("北方合计为{}。", "The total for the north is {}."),
}


@FEW
@given(VALUES, VALUES, st.sampled_from((EN_ZH, ZH_EN)))
def test_any_value_in_any_form_is_exchanged_by_value(tmp_path_factory, old, new, pair: Pair) -> None:
    """The target holds the new value and nothing of the old one; a form that is doubtful leaves the target empty."""
    assume(type(old) is type(new) and value_key(old) != value_key(new))
    source, target = SHAPES[pair]
    said = [render_value(value, load_number_style(pair.source))[0] for value in (old, new)]
    before = target.format(render_value(old, load_number_style(pair.target))[0])
    path = Path(tmp_path_factory.mktemp("m")) / "m.sqlite"
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(source.format(said[0]), before, pair)])
    segment = leveraged(source.format(said[1]), pair, path)
    assert segment.target is not None, segment.trail
    facts = find_facts(segment.target_text, pair.target)
    assert [value_key(fact.value) for fact in facts] == [value_key(new)]


SMALL = st.integers(11, 14)
KINDS = {
    "number": SMALL.map(lambda n: Number(Decimal(n))),
    "percent": SMALL.map(lambda n: Percent(Decimal(n))),
    "money": SMALL.map(lambda n: Money(Number(Decimal(n) * 10**8), "CNY")),
    "day": st.builds(Day, st.integers(2021, 2023), st.integers(3, 4), SMALL),
}


@st.composite
def changed_values(draw: st.DrawFn) -> tuple[list[Value], list[Value]]:
    """Three old values and three new ones, kind by kind, of so few that the same one often stands twice."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=3, max_size=3))
    return [draw(KINDS[kind]) for kind in kinds], [draw(KINDS[kind]) for kind in kinds]


@SOME
@given(changed_values(), st.sampled_from((EN_ZH, ZH_EN)))
def test_each_value_goes_to_its_own_place_or_nowhere(tmp_path_factory, values, pair: Pair) -> None:
    """The translation names the three in another order: a value that could go to two places must stop the filling."""
    english, chinese = "The red part is {0}; the blue part is {1}; the rest is {2}.", "其余为{2}，蓝色部分为{1}，红色部分为{0}。"
    source, target = (english, chinese) if pair == EN_ZH else (chinese, english)

    def said(pattern: str, tag: str, chosen: list[Value]) -> str:
        return pattern.format(*(render_value(value, load_number_style(tag))[0] for value in chosen))

    old, new = values
    path = Path(tmp_path_factory.mktemp("m")) / "m.sqlite"
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(said(source, pair.source, old), said(target, pair.target, old), pair)])
    segment = leveraged(said(source, pair.source, new), pair, path)
    if segment.target is None:
        refs = [value_key(value) for value in old]
        assert len(set(refs)) < 3, segment.trail
    else:
        assert segment.target_text == said(target, pair.target, new)
