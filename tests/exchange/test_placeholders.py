"""Codes in the cells of tables and in PO, as a translator sees them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from l10n.formats.bitable_text import to_content, to_words
from l10n.model.inline import Code, Content, Placeable, PlaceableKind, Text, merge_text
from tests.cases import read_cases
from tests.strategies import contents

CASES = read_cases(Path(__file__).parent / "placeholders.cases")
# Texts of which the reader takes a sign that the writer would not write so.
ONE_WAY = ("<#1F600>", "<#FFFFFF>", "<#12>")


def told(content: Content) -> str:
    return " ".join(
        f"{item.kind.value}:{item.id}" if isinstance(item, Code) else json.dumps(item.text, ensure_ascii=False)
        for item in content if isinstance(item, Code | Text))


def names(content: Content) -> dict[str, str]:
    return {item.id: item.id for item in content if isinstance(item, Code)}


@pytest.mark.parametrize("text, held", CASES)
def test_a_cell_holds(text: str, held: str) -> None:
    content = to_content(text)
    assert told(content) == held
    if not any(sign in text for sign in ONE_WAY):
        assert to_words(content, names(content)) == text


@settings(max_examples=200, deadline=None)
@given(contents(placeables=False))
def test_any_content_comes_back(content: Content) -> None:
    written = to_words(content, names(content))
    back = to_content(written)
    assert [(c.id, c.kind) for c in back if isinstance(c, Code)] == [(c.id, c.kind) for c in content if isinstance(c, Code)]
    bare = tuple(item if isinstance(item, Text) else Text(f"{{{item.id}}}") for item in content if not isinstance(item, Placeable))
    assert merge_text(tuple(item if isinstance(item, Text) else Text(f"{{{item.id}}}") for item in back if not isinstance(item, Placeable))) == merge_text(bare)
    assert not any(character in written for character in "\r\x0b\x1f\ufffe\u2028")
    assert written == written.strip("\n")


def test_a_placeable_shows_its_words() -> None:
    assert to_words((Placeable("6G", "6G技术", PlaceableKind.TERM), Text(" <1> grows")), {}) == "6G <#003C>1> grows"
