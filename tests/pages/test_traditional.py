"""Simplified text in traditional characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit
from l10n.resources.glossary import default_glossaries, load_glossary
from l10n.resources.typography import load_typography
from l10n.stages.protect import protect_article
from l10n.stages.task import task_of
from l10n.text.traditional import is_traditional, to_simplified, to_traditional
from l10n.text.typography import adapt_text

# Words whose characters depend on the word: OpenCC's phrases decide, not single characters.
CASES = [
    ("头发和发展", "頭髮和發展"), ("皇后在后面", "皇后在後面"), ("五公里里面", "五公里裡面"), ("干净的干部", "乾淨的幹部"),
    ("通感一体化", "通感一體化"), ("工业和信息化部", "工業和信息化部"), ("IMT-2030（6G）推进组", "IMT-2030（6G）推進組"),
    ("Release 18, 439.5万", "Release 18, 439.5萬"), ("", ""),
]


@pytest.mark.parametrize("simplified, traditional", CASES)
def test_words_are_converted_as_words(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional


@pytest.mark.parametrize("traditional", [case[1] for case in CASES])
def test_traditional_text_stays(traditional: str) -> None:
    assert to_traditional(traditional) == traditional


def test_another_profile_changes_words_too() -> None:
    assert to_traditional("网络软件", "s2twp") == "網路軟體"


def test_terms_are_found_in_traditional_text() -> None:
    glossary = load_glossary(default_glossaries())
    text = "工業和信息化部發布通感一體化技術，歐盟參加。"
    found = [text[m.start : m.end] for m in glossary.match(text, "zh-Hant")]
    assert {"工業和信息化部", "通感一體化", "歐盟"} <= set(found)
    assert [m.text for m in glossary.match(text, "zh-Hans")] == found
    concept = next(m.concept for m in glossary.match("歐盟", "zh-Hant"))
    assert glossary.find_target(concept, text, "zh-Hant")[0].start == text.index("歐盟")
    assert not glossary.find_target(concept, "歐洲參加。", "zh-Hant")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="后里干台面发历钟复系松累准采划着的一是在国会发電國會風採皇 abc", max_size=30))
def test_converting_twice_changes_nothing_more_and_back_keeps_places(text: str) -> None:
    once = adapt_text(text, load_typography("zh-Hant"))[0]
    assert adapt_text(once, load_typography("zh-Hant"))[0] == once
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize("text, expected", [
    ("風採", True), ("發展", True), ("发展", False), ("后里", False), ("abc", False), ("发展與", False), ("", False)])
def test_what_counts_as_traditional(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


def test_a_traditional_source_is_read_by_the_engine_in_simplified_characters_and_shown_as_it_is() -> None:
    text = "工業和信息化部發布通感一體化技術。"
    segment = Segment("s", (Text(text),))
    kit = load_kit(Options(Pair("zh-Hans", "en"), engine="fake"))
    article = Article("a", "plain", kit.translate.pair, body=(Block("b", BlockKind.PARAGRAPH, (segment,)),))
    protected = protect_article(article, kit.protect)
    assert protected.body[0].text == text
    task = task_of(protected.body[0].segments[0])
    assert task.request.text == "工业和信息化部发布通感一体化技术。"
    assert [text[a:b] for a, b in task.places] == [p.source for p in task.wanted]
