"""Pieces find their places in the text that they spell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.pieces import piece_spans
from l10n.resources.argos_settings import open_argos_package
from l10n.resources.models import ModelPackage


def words(pieces: list[str], text: str) -> list[str]:
    return [text[slice(*span)] for span in piece_spans(pieces, text)]


def test_leading_spaces_do_not_count() -> None:
    assert words(["▁The", "▁", "chip", "s", "."], "The chips.") == ["The", "", "chip", "s", "."]


def test_bytes_of_one_character_share_its_place() -> None:
    assert words(["▁a", "<0xF0>", "<0x9F>", "<0x9C>", "<0x81>", "b"], "a🜁b") == ["a", "🜁", "🜁", "🜁", "🜁", "b"]


def test_broken_bytes_have_no_width() -> None:
    assert words(["a", "<0xF0>", "b"], "ab") == ["a", "", "b"]


def test_a_tokeniser_that_normalises_is_followed() -> None:
    assert words(["▁1", "⁄2", ",", "ok", "..."], "½，ok…") == ["½", "½", "，", "ok", "…"] or words(
        ["▁1⁄2", ",", "ok", "..."], "½，ok…") == ["½", "，", "ok", "…"]


def test_moses_escapes_and_joiners() -> None:
    assert words(["the", "sta@@", "tion", "&apos;s"], "the station's") == ["the", "sta", "tion", "'s"]


def test_a_left_out_character_does_not_derail() -> None:
    assert words(["▁a", "b"], "a\u0000b") == ["a", "b"]


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.sampled_from("The port 港口，。½…é"), st.characters(codec="utf-8")), max_size=30))
def test_every_letter_is_in_some_piece_in_order(ours: ModelPackage, text: str) -> None:
    text = " ".join(text.split()).replace("▁", "")
    pieces = open_argos_package(ours.folder).tokenizer.encode(text)
    spans = piece_spans(pieces, text)
    assert len(spans) == len(pieces)
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, c in enumerate(text) if c.isalnum() and c.isascii()} <= covered
