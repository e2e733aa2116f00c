"""Locks and tags into marks and back, with offsets."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.marked import Marked, alignment, fill, mark, source_spans, target_spans
from l10n.engines.marks import MARK
from l10n.model.engine import Lock, Request, Tag
from l10n.resources.argos_settings import open_argos_package
from l10n.resources.models import ModelPackage

TEXT = "The “ministry” said that 4.4 million stations stand."
REQUEST = Request(TEXT, (Lock(5, 13, "工信部"), Lock(25, 36, "440万")), (Tag(37, 45, "b"),))


@pytest.fixture(scope="session")
def tokenizer(ours: ModelPackage) -> Any:
    return open_argos_package(ours.folder).tokenizer


@pytest.fixture
def marked(ours: ModelPackage, tokenizer: Any) -> Marked:
    return mark(REQUEST, ours, tokenizer)


def test_source_is_spelt_as_in_training(marked: Marked) -> None:
    assert marked.text.text == 'The "⦅1⦆ministry⦅/⦆" said that⦅2⦆ 4.4 million⦅/⦆⟨1⟩ stations⟨/1⟩ stand.'
    assert [piece for piece in marked.pieces if MARK.fullmatch(piece)] == ["⦅1⦆", "⦅/⦆", "⦅2⦆", "⦅/⦆", "⟨1⟩", "⟨/1⟩"]


def test_source_pieces_know_their_words(marked: Marked) -> None:
    spans = source_spans(marked)
    words = {piece: TEXT[slice(*span)] for piece, span in zip(marked.pieces, spans, strict=True)}
    assert words["⦅1⦆"] == "ministry"
    assert words["⦅2⦆"] == "4.4 million"
    assert words["⦅/⦆"] == words["⟨1⟩"] == ""
    kept = {at for start, end in spans for at in range(start, end)}
    assert kept >= {at for at, character in enumerate(TEXT) if not character.isspace()}


@pytest.mark.parametrize("decoded,text,locks,tags", [
    ("⦅1⦆表示，已建成⦅2⦆个 ⟨1⟩站⟨/1⟩。", "工信部表示，已建成440万个站。", ["工信部", "440万"], ["站"]),
    ("⦅2⦆个⟨1⟩站⟨/1⟩，⦅1⦆说。", "440万个站，工信部说。", ["工信部", "440万"], ["站"]),
    ("⦅1⦆和⦅1⦆表示⦅2⦆", "和表示440万", [None, "440万"], [None]),
    ("部门表示⦅2⦆个站", "部门表示440万个站", [None, "440万"], [None]),
    ("⦅7⦆表示⦅1⦆⦅/⦆有⟨3⟩⦅2⦆⟨/3⟩", "表示工信部有440万", ["工信部", "440万"], [None]),
    ("⟨/1⟩站⟨1⟩⦅1⦆⦅2⦆", "站工信部440万", ["工信部", "440万"], [None]),
    ("⟨1⟩⟨1⟩站⟨/1⟩", "站", [None, None], [None]),
    ("", "", [None, None], [None]),
])
def test_answers(marked: Marked, decoded: str, text: str, locks: list[str | None], tags: list[str | None]) -> None:
    filled = fill(marked, decoded)
    assert filled.text.text == text
    assert [span and text[slice(*span)] for span in filled.lock_spans] == locks
    assert [span and text[slice(*span)] for span in filled.tag_spans] == tags


@pytest.mark.parametrize("decoded,text", [
    ("The⦅1⦆ said", "The MIIT said"), ("(⦅1⦆) said", "(MIIT) said"), ('"⦅1⦆" said', '"MIIT" said'),
    ("non-⦅1⦆, yes", "non-MIIT, yes"), ("about⟨1⟩ ⦅1⦆⟨/1⟩ now", "about MIIT now"), ("said ⦅5⦆ today", "said today"),
    ("⦅1⦆'s plan", "MIIT's plan"),
])
def test_spaces_in_english(ours: ModelPackage, tokenizer: Any, decoded: str, text: str) -> None:
    package = replace(ours, source="zh", target="en")
    source = mark(Request("工信部今天说", (Lock(0, 3, "MIIT"),), (Tag(3, 5, "b"),)), package, tokenizer)
    assert fill(source, decoded).text.text == text


def test_a_tag_around_one_lock_stands_where_the_lock_stands(ours: ModelPackage, tokenizer: Any) -> None:
    source = mark(Request("The 6G plan", (Lock(4, 6, "6G"),), (Tag(3, 6, "b"),)), ours, tokenizer)
    assert source.tags == (None,)
    assert fill(source, "那个⦅1⦆计划").tag_spans == ((2, 4),)


def test_standalone_nested_and_fifth_tags_are_not_given_to_the_model(ours: ModelPackage, tokenizer: Any) -> None:
    text = "one two three four five six seven"
    tags = [Tag(0, 3, "a"), Tag(4, 4, "b"), Tag(8, 13, "c"), Tag(9, 12, "d"), Tag(14, 18, "e"), Tag(19, 23, "f"),
            Tag(24, 27, "g"), Tag(28, 33, "h")]
    source = mark(Request(text, (), tuple(tags)), ours, tokenizer)
    assert [bool(pair) for pair in source.tags] == [True, False, False, False, True, True, True, False]


def test_nine_locks_have_slots_the_tenth_has_none(ours: ModelPackage, tokenizer: Any) -> None:
    text = " ".join("abcdefghijk")
    source = mark(Request(text, tuple(Lock(2 * i, 2 * i + 1, f"词{i}") for i in range(11))), ours, tokenizer)
    assert [bool(slot) for slot in source.slots] == [True] * 9 + [False] * 2
    assert fill(source, "".join(f"⦅{k}⦆" for k in range(1, 10))).lock_spans[9:] == (None, None)


def test_signs_of_the_text_itself_are_no_marks(ours: ModelPackage, tokenizer: Any) -> None:
    source = mark(Request("a ⦅1⦆ b ⟨/1⟩ c▁d"), ours, tokenizer)
    assert source.text.text == "a (1) b </1> c_d"
    kept = mark(Request("x 6G y", (Lock(2, 4, "⦅2⦆ ⟨1⟩"),)), ours, tokenizer)
    filled = fill(kept, "甲⦅1⦆乙")
    assert filled.text.text == "甲⦅2⦆ ⟨1⟩乙"
    assert filled.lock_spans == ((1, 8),)


def test_stock_packages_get_and_give_plain_text(stock: ModelPackage) -> None:
    tokenizer = open_argos_package(stock.folder).tokenizer
    source = mark(REQUEST, stock, tokenizer)
    assert source.pieces == tuple(tokenizer.encode(TEXT))
    filled = fill(source, "部门⦅1⦆说")
    assert (filled.text.text, filled.lock_spans, filled.tag_spans) == ("部门⦅1⦆说", (None, None), (None,))


def test_alignment_speaks_of_the_filled_text(marked: Marked) -> None:
    pieces, decoded = ["⦅1⦆", "表", "示", "⦅2⦆", "个", "站"], "⦅1⦆表示⦅2⦆个站"
    filled = fill(marked, decoded)
    width = len(marked.pieces)
    rows = [[0.5 if column == row else 0.0 for column in range(width)] + [0.5] for row in range(len(pieces))]
    found = alignment(source_spans(marked), target_spans(filled, pieces, decoded), rows)
    assert [filled.text.text[slice(*span)] for span in found.target_spans] == ["工信部", "表", "示", "440万", "个", "站"]
    assert all(sum(row) == 1.0 and len(row) == width for row in found.weights)


WORDS = st.lists(st.sampled_from(["port", "6G", "“net”", "４G", "，", "(a)", "工信部", "é", "e\u0301", "…", " ", "\u3000"]),
                 min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.integers(0, 9), st.sampled_from(("en", "zh")))
def test_any_lock_comes_back_at_its_place(ours: ModelPackage, tokenizer: Any, words: list[str], which: int, source: str) -> None:
    text, chosen = " ".join(words), words[which % len(words)]
    start = len(" ".join(words[: which % len(words)])) + (which % len(words) > 0)
    request = Request(text, (Lock(start, start + len(chosen), "【目标】"),))
    package = replace(ours, source=source, target="zh" if source == "en" else "en")
    marked_ = mark(request, package, tokenizer)
    if marked_.slots[0]:
        spans = source_spans(marked_)
        assert spans[marked_.pieces.index("⦅1⦆")] == (start, start + len(chosen))
        inside = marked_.pieces[marked_.pieces.index("⦅1⦆") + 1: marked_.pieces.index("⦅/⦆")]
        assert "".join(inside).strip("▁")
    else:
        assert not chosen.strip()
    decoded = "前⦅1⦆后"
    filled = fill(marked_, decoded)
    if marked_.slots[0]:
        assert filled.lock_spans[0]
        assert filled.text.text[slice(*filled.lock_spans[0])] == "【目标】"
    else:
        assert filled.text.text.replace(" ", "") == "前后"
