"""Offsets survive every change of a text."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.traced import Traced

TEXTS = st.text(st.one_of(st.sampled_from("ab  ,.，。（）中国e\u0301\u0302한ᄒ\u1161ａ"), st.characters(codec="utf-8")), max_size=30)
FEW = settings(max_examples=150, deadline=None)


def sound(traced: Traced, original: str) -> None:
    assert len(traced.text) == len(traced.spans)
    for (a, b), (c, d) in zip(traced.spans, traced.spans[1:], strict=False):
        assert a <= c
        assert b <= d
    assert all(0 <= a <= b <= len(original) for a, b in traced.spans)


@FEW
@given(TEXTS)
def test_composed_is_nfc_where_no_jamo_stand_and_keeps_places(text: str) -> None:
    traced = Traced.of(text).composed()
    sound(traced, text)
    if not re.search("[\u1100-\u11ff]", text):
        assert traced.text == unicodedata.normalize("NFC", text)


@FEW
@given(TEXTS)
def test_substitution_gives_what_re_gives(text: str) -> None:
    pattern = re.compile(r"\s+|([,，])\s*")
    traced = Traced.of(text).sub(pattern, lambda m: (1, " ") if m[1] else (" ",))
    sound(traced, text)
    assert traced.text == pattern.sub(lambda m: f"{m[1]} " if m[1] else " ", text)


@FEW
@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_place_and_origin_are_inverse_on_unchanged_text(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    traced = Traced.of(text)
    assert traced.place(start, end) == (start, end)
    assert traced.origin(start, end) == (start, end)


def test_what_is_inserted_has_no_width_and_moves_the_rest() -> None:
    traced = Traced.of("the chip").inserted([(4, "<"), (8, ">")])
    assert traced.text == "the <chip>"
    assert traced.origin(4, 5) == (4, 4)
    assert traced.origin(5, 9) == (4, 8)
    assert traced.origin(9, 10) == (8, 8)


def test_literals_take_the_place_between_groups() -> None:
    traced = Traced.of("a (bc) d").sub(re.compile(r"\((\w+)\)"), lambda m: ("（", 1, "）"))
    assert traced.text == "a （bc） d"
    assert traced.origin(2, 3) == (2, 3)
    assert traced.origin(5, 6) == (5, 6)
    assert traced.place(3, 5) == (3, 5)


def test_a_removed_stretch_has_an_empty_place() -> None:
    traced = Traced.of("ab--cd").sub(re.compile("-+"), lambda m: ())
    assert traced.text == "abcd"
    assert traced.place(2, 4) == (2, 2)
    assert traced.place(4, 6) == (2, 4)


def test_translation_of_one_character_to_several_or_none() -> None:
    traced = Traced.of("a，\u200bb").translated({ord("，"): ", ", 0x200B: None})
    assert traced.text == "a, b"
    assert traced.spans == ((0, 1), (1, 2), (1, 2), (3, 4))
