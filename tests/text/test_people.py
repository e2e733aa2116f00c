"""People in an article: the case file says who, and Pinyin is spelled as on passports."""

from pathlib import Path

import pytest

from l10n.text.people import mentions, named, romanised
from l10n.text.pinyin import SYLLABLES, is_given
from tests.cases import read_cases


@pytest.mark.parametrize("article,wanted", read_cases(Path(__file__).with_name("people.cases")))
def test_people(article: str, wanted: str) -> None:
    language, text = article.split(" | ", 1)
    texts = text.split(" / ")
    names = named(texts, language)
    found = [f"{t[m.start:m.end]} = {m.name}" for t in texts for m in mentions(t, names, language)]
    assert (", ".join(names) or "-", ", ".join(found) or "-") == tuple(wanted.split(" | "))


@pytest.mark.parametrize("name,full,alone", [
    ("谢存", "Xie Cun", "Xie"), ("吕梁", "Lyu Liang", "Lyu"), ("单小明", "Shan Xiaoming", "Shan"),
    ("欧阳修", "Ouyang Xiu", "Ouyang"), ("王西安", "Wang Xi'an", "Wang"), ("曾毅", "Zeng Yi", "Zeng"),
    ("尉迟恭", "Yuchi Gong", "Yuchi"), ("任绿", "Ren Lyu", "Ren"), ("岳略", "Yue Lyue", "Yue"),
])
def test_pinyin(name: str, full: str, alone: str) -> None:
    """GB/T 28039-2011; lüe has no spelling there, the passport's is kept."""
    assert romanised(name) == (full, alone)


def test_syllables() -> None:
    """The standard table has about 400 syllables without tones, ü as v or yu among them."""
    assert 400 <= len(SYLLABLES) <= 412
    assert all(map(is_given, ("Cun", "Guohua", "Xiao-ming", "Ya'an", "Er")))
    assert not any(map(is_given, ("Life", "Island", "Street", "Xiaomingwei", "Bridge")))
