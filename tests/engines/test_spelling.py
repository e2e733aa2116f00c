"""The spelling that the models were trained with."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import marks
from l10n.engines.marks import space_source, space_target
from l10n.engines.spelling import normalise, traced
from l10n.engines.traced import Traced
from tests.cases import read_cases

TRAINING = Path(__file__).parents[2] / "training" / "common.py"
CASES = read_cases(Path(__file__).with_name("spelling.cases"), fields=3)
TEXTS = st.text(st.one_of(
    st.sampled_from("ab 中国，,。.:;?!“”\"'「」（）()…　１２％e\u03015G万⦅⟨ -—《》\u200b\u00a0"),
    st.characters(codec="utf-8")), max_size=30)
MARKED = st.lists(st.sampled_from(
    ["⦅1⦆", "⦅2⦆", "⦅/⦆", "⟨1⟩", "⟨/1⟩", "⟨2⟩", " ", "  ", "word", "中", "(", '"', ".", "，"]), max_size=14).map("".join)
FEW = settings(max_examples=300, deadline=None)


@pytest.fixture(scope="module")
def common() -> Any:
    if not TRAINING.exists():
        pytest.skip("the training code is not part of an installed product")
    spec = importlib.util.spec_from_file_location("training_common", TRAINING)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Letters:
    """Stands for a SentencePiece model: the text is its own only piece."""

    def encode(self, text: str, out_type: type) -> list[str]:
        return [text]

    def decode(self, pieces: list[str]) -> str:
        return pieces[0]


@pytest.mark.parametrize("language,text,wanted", CASES)
def test_case(language: str, text: str, wanted: str) -> None:
    text = text.encode().decode("unicode_escape") if "\\u" in text and text.isascii() else text
    assert normalise(text, language) == wanted


@pytest.mark.parametrize("language,text,wanted", CASES)
def test_normalised_text_stays(language: str, text: str, wanted: str) -> None:
    assert normalise(wanted, language) == wanted


@FEW
@given(TEXTS, st.sampled_from(("en", "zh")))
def test_training_and_product_normalise_alike(common: Any, text: str, language: str) -> None:
    assert normalise(text, language) == common.normalise(text, language)


@FEW
@given(MARKED, st.sampled_from(("en", "zh")))
def test_training_and_product_space_marks_alike(common: Any, text: str, language: str) -> None:
    assert common.encode(Letters(), text, language) == [space_source(Traced.of(text), language)[0].text]
    assert common.decode(Letters(), [text], language) == space_target(Traced.of(text), language).text


def test_training_and_product_have_the_same_marks(common: Any) -> None:
    assert (common.SLOTS, common.CLOSE, common.TAGS) == (marks.SLOTS, marks.CLOSE, marks.TAGS)
    assert common.NORMALISATION == "l10n-1"


@FEW
@given(TEXTS, st.sampled_from(("en", "zh")))
def test_places_only_grow_and_stay_inside(text: str, language: str) -> None:
    result = traced(text, language)
    assert len(result.text) == len(result.spans)
    for (a, b), (c, d) in zip(result.spans, result.spans[1:], strict=False):
        assert a <= c
        assert b <= d
    assert all(0 <= a <= b <= len(text) for a, b in result.spans)


@FEW
@given(TEXTS)
def test_a_kept_letter_knows_its_own_place(text: str) -> None:
    result = traced(text, "zh")
    for character, (start, end) in zip(result.text, result.spans, strict=True):
        if character.isascii() and character.isalpha() and end == start + 1:
            assert normalise(text[start:end], "zh") in (character, "")
