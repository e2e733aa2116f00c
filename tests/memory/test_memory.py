"""What a memory keeps and answers: the same words, codes and neighbours; the approved and the latest first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.model.article import State
from l10n.model.inline import Code, CodeKind, Text, plain
from l10n.model.memory import Entry, Origin
from l10n.resources.memory import (
    Memory,
    add_entries,
    add_pair,
    all_entries,
    find_exact,
    in_context,
    mark_used,
    open_memory,
    remember,
)
from l10n.resources.memory_admin import Wanted, count, figures, near_sentences, pairs, remove, search
from l10n.resources.memory_fuzzy import find_fuzzy, score
from tests.memory.kits import EN_ZH, ZH_EN, article_of, bold, translated

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path: Path):
    with open_memory(tmp_path / "m.sqlite", write=True) as opened:
        yield opened


def targets(memory: Memory, source: str, around: tuple[int, int] = (0, 0)) -> list[str]:
    return [plain(match.entry.target) for match in find_exact(memory, (Text(source),), EN_ZH, around)]


def test_only_approved_segments_are_remembered(memory: Memory) -> None:
    article = article_of("One.", "Two.", "Three.", "Four.")
    for state, stored in ((State.INITIAL, 0), (State.TRANSLATED, 0), (State.REVIEWED, 4), (State.FINAL, 4), (State.REVIEWED, 0)):
        assert remember(memory, translated(article, "一。", "二。", "三。", "四。", state=state)) == stored
    assert {entry.state for entry in all_entries(memory)} == {State.FINAL}
    assert {entry.origin.kind for entry in all_entries(memory)} == {"person"}


def test_an_untranslated_or_empty_segment_is_no_entry(memory: Memory) -> None:
    article = article_of("One.", " ", "Three.")
    assert remember(memory, translated(article, " ", "x", (), state=State.FINAL)) == 0


def test_what_is_not_translated_is_no_entry(memory: Memory) -> None:
    from dataclasses import replace

    article = translated(article_of("x = 1"), "x = 1")
    assert remember(memory, article.map_blocks(lambda block: replace(block, translate=False))) == 0


def test_the_latest_of_several_approved_targets_comes_first_and_all_are_kept(memory: Memory) -> None:
    for when, target in ((EARLY, "旧。"), (LATE, "新。")):
        remember(memory, translated(article_of("Same."), target), when)
    assert targets(memory, "Same.") == ["新。", "旧。"]
    remember(memory, translated(article_of("Same."), "旧。"), datetime(2026, 7, 1, tzinfo=UTC))
    assert targets(memory, "Same.") == ["旧。", "新。"], "approved once more, it is the latest"


def test_an_approved_target_comes_before_a_later_import(memory: Memory) -> None:
    remember(memory, translated(article_of("Same."), "批准。"), EARLY)
    add_entries(memory, [add_pair("Same.", "导入。", EN_ZH)], LATE)
    assert targets(memory, "Same.") == ["批准。", "导入。"]


def test_the_same_neighbours_come_before_everything_else(memory: Memory) -> None:
    first = article_of("Start.", "Open.", "End.")
    second = article_of("Other.", "Open.", "Stop.")
    remember(memory, translated(first, "开始。", "打开。", "结束。"), EARLY)
    remember(memory, translated(second, "其他。", "开放。", "停。"), LATE)
    around = {segment.source_text: keys for segment, keys in in_context(first)}
    found = find_exact(memory, (Text("Open."),), EN_ZH, around["Open."])
    assert [(plain(m.entry.target), m.context, m.score) for m in found] == [("打开。", True, 100), ("开放。", False, 100)]


@pytest.mark.parametrize("one,other", [
    ("Same.", "Same"), ("Same.", "same."), ("Same.", "Same。"), ("It is 5.", "It is 6."), ("A b.", "A  c."), ("AB", "A B"),
])
def test_other_words_are_no_exact_match(memory: Memory, one: str, other: str) -> None:
    add_entries(memory, [add_pair(one, "甲", EN_ZH)])
    assert targets(memory, other) == []


@pytest.mark.parametrize("one,other", [("A b.", " A  b.\n"), ("Cafe\u0301", "Caf\u00e9"), ("A\u00a0b", "A b")])
def test_white_space_and_composition_make_no_difference(memory: Memory, one: str, other: str) -> None:
    add_entries(memory, [add_pair(one, "甲", EN_ZH)])
    assert targets(memory, other) == ["甲"]


def test_the_other_direction_is_another_pair(memory: Memory) -> None:
    add_entries(memory, [add_pair("Same.", "甲", EN_ZH)])
    assert find_exact(memory, (Text("Same."),), ZH_EN) == [] and find_exact(memory, (Text("甲"),), ZH_EN) == []


def test_codes_inside_make_a_difference_and_codes_around_do_not(memory: Memory) -> None:
    inside = (Text("Very "), *bold("big"), Text("."))
    remember(memory, translated(article_of(inside, bold("Whole.")), (Text("非常"), *bold("大"), Text("。")), bold("全部。")))
    assert find_exact(memory, (Text("Very big."),), EN_ZH) == []
    assert len(find_exact(memory, inside, EN_ZH)) == 1
    for source in ((Text("Whole."),), bold("Whole."), bold("Whole.", "7")):
        (match,) = find_exact(memory, source, EN_ZH)
        assert match.entry.target == (Text("全部。"),)


def test_a_pair_around_one_side_only_is_kept_as_it_stands(memory: Memory) -> None:
    source, target = bold("Whole."), (Text("全"), *bold("部。"))
    remember(memory, translated(article_of(source), target))
    (entry,) = all_entries(memory)
    assert (entry.source, entry.target) == (source, target)
    assert find_exact(memory, source, EN_ZH)


def test_content_comes_back_byte_for_byte(memory: Memory) -> None:
    odd = (
        Text('a "\\ \x0b\u2028 𠀀'), Code("1", CodeKind.ALONE, "<br class='x'>\n", "<br>", "\n"), Text(" b "),
        Code("q", CodeKind.OPEN, "<a href=\"?a&b\">"), Text("  "), Code("q", CodeKind.CLOSE, "</a>"),
    )
    add_entries(memory, [Entry(odd, odd[2:], EN_ZH, State.FINAL, Origin("person", "d", -5, 2**63 - 1))])
    (entry,) = all_entries(memory)
    assert (entry.source, entry.target, entry.origin) == (odd, odd[2:], Origin("person", "d", -5, 2**63 - 1))


def test_fuzzy_matches_are_ordered_and_bounded(memory: Memory) -> None:
    add_entries(memory, [
        add_pair(source, "甲", EN_ZH) for source in
        ("The old plant made 400 cars.", "The old plant made 40 red cars.", "Nothing at all.", "The new plant made cars.")
    ])
    found = find_fuzzy(memory, (Text("The old plant made 500 cars."),), EN_ZH, least=60)
    assert [plain(m.entry.source) for m in found] == [
        "The old plant made 400 cars.", "The old plant made 40 red cars.", "The new plant made cars."]
    assert found[0].score == 99 and all(60 <= m.score <= 99 and not m.context for m in found)
    assert find_fuzzy(memory, (Text("The old plant made 400 cars."),), EN_ZH, least=99) == [], "an exact one is not fuzzy"


def test_a_sentence_with_other_codes_is_a_near_match(memory: Memory) -> None:
    add_entries(memory, [add_pair("It is very big here.", "甲", EN_ZH)])
    (match,) = find_fuzzy(memory, (Text("It is "), *bold("very"), Text(" big here.")), EN_ZH)
    assert match.score == 99


def test_common_words_are_found_through_their_neighbours(memory: Memory) -> None:
    """Every word of the sentence stands in more entries than an index row tells much for."""
    words = ["the", "net", "was", "built", "in", "time", "by", "us"]
    fill = [add_pair(f"{a} {b} {n}.", "x", EN_ZH) for n in range(60) for a in words for b in words]
    add_entries(memory, [add_pair("the net was built in time by us", "甲", EN_ZH), *fill])
    found = find_fuzzy(memory, (Text("the net was built in time by you"),), EN_ZH)
    assert [plain(m.entry.target) for m in found] == ["甲"]


def test_scores_by_hand() -> None:
    assert score("a b c d", "a b c d") == 100 and score("a b c d", "a  b c d ") == 100
    assert score("a b c d", "a b c e") == 75 and score("甲乙丙丁", "甲乙丙戊") == 75
    assert score("通感一体化", "通感一体") == 80 and score("It grew 5 %.", "It grew 7 %.") == 99
    assert score("A b c d", "a b c d") == 99 and score("Ｇ级，", "G级,") == 99
    assert score("a b", "") == 0 and score("", "") == 100 and score("a", "b") == 0


def test_uses_are_counted(memory: Memory) -> None:
    add_entries(memory, [add_pair("One.", "一。", EN_ZH), add_pair("Two.", "二。", EN_ZH)])
    mark_used(memory, [1, 1, 99])
    assert [entry.used for entry in all_entries(memory)] == [2, 0] and figures(memory)["used"] == 2


def test_search_and_count_and_remove(memory: Memory) -> None:
    remember(memory, translated(article_of("Big red.", "Small blue.", name="x.html"), "大红。", "小蓝。"), EARLY)
    add_entries(memory, [add_pair("Green.", "绿。", EN_ZH, "y.tmx"), add_pair("红。", "Red.", ZH_EN, "y.tmx")], LATE)
    assert [plain(e.source) for e in search(memory, Wanted(words="RED"))] == ["红。", "Big red."]
    assert [plain(e.source) for e in search(memory, Wanted(words="红"), 1)] == ["红。"]
    assert pairs(memory) == {EN_ZH: 3, ZH_EN: 1} and figures(memory)["documents"] == 2
    assert count(memory, Wanted(document="y.tmx")) == 2 and count(memory, Wanted(origin="person", state="reviewed")) == 2
    assert count(memory, Wanted(before="2026-03-01")) == 2 and count(memory, Wanted(ids=(1, 4))) == 2
    assert remove(memory, Wanted(words="red", document="x.html")) == 1
    assert targets(memory, "Big red.") == [] and near_sentences(memory, "Big red one.", 30) == []
    assert targets(memory, "Small blue.") == ["小蓝。"] and near_sentences(memory, "Small bluish.", 30)
    assert remove(memory, Wanted(words="%")) == 0 and remove(memory, Wanted()) == 3 and list(all_entries(memory)) == []
