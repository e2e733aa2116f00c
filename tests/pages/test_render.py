"""The localised page: what stands on it, in which words, and how sentences are joined."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import html5lib
import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from l10n.errors import UsageError
from l10n.model.article import Article, Block, BlockKind, Meta, Segment, State
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.model.trail import Proof, Rung
from l10n.pages.filters import whole_figures
from l10n.pages.render import KINDS, PageOptions, render_page
from tests.pages.sample import article, block, reverse, traditional
from tests.strategies import articles


def tree_of(page: bytes) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page.decode())


def words(page: bytes, path: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in tree_of(page).xpath(path)]


def test_a_chinese_page_says_everything_in_chinese() -> None:
    page = render_page(article())
    root = tree_of(page)
    assert (root.get("lang"), root.get("dir")) == ("zh-Hans", "ltr")
    assert words(page, "//title") == words(page, "//h1") == ["港口城市启动6G外场试验 5G用户达125万户"]
    assert words(page, "//p[@class='section']") == ["科技"]
    assert words(page, "//p[@class='byline']/*") == ["2025年4月18日 15:44", "来源：海岸日报", "责任编辑：王芳"]
    assert root.xpath("//time/@datetime") == ["2025-04-18T15:44:41"]
    assert root.xpath("//meta[@name='description']/@content") == ["该市批准开展6G外场试验。试验涵盖通感一体化等关键技术。"]
    assert words(page, "//footer/p") == ["本文由l10n从英文机器翻译，未使用任何在线服务。", "共13句：未翻译1句和已翻译12句。", "阅读原文"]


def test_an_english_page_says_everything_in_english() -> None:
    page = render_page(reverse(article()))
    assert tree_of(page).get("lang") == "en"
    assert words(page, "//p[@class='byline']/*") == [
        "Source: Coastal Daily", "April 18, 2025, 3:44 p.m.", "Editor: Wang Fang"]
    assert words(page, "//footer/p")[:2] == [
        "Machine translated from Simplified Chinese by l10n, without any online service.",
        "13 sentences: 11 translated and 2 reviewed."]


def test_a_traditional_page_has_traditional_text_and_strings() -> None:
    page = render_page(traditional(article()))
    assert words(page, "//h1") == ["港口城市啟動6G外場試驗 5G用戶達125萬戶"]
    assert words(page, "//p[@class='byline']/*") == ["2025年4月18日 15:44", "來源：海岸日報", "責任編輯：王芳"]
    assert "通感一體化" in words(page, "//p/strong")


def test_the_body_keeps_its_structure_and_inline_codes() -> None:
    body = tree_of(render_page(article())).xpath("//div[@class='text']")[0]
    assert [child.tag for child in body] == ["p", "h2", "p", "ul", "div", "p"]
    assert body.xpath("p/strong/text()") == ["通感一体化"]
    assert body.xpath("div/table//td/text()") == ["18600个"]


def test_an_untranslated_sentence_shows_its_source_and_says_so() -> None:
    page = render_page(article())
    assert tree_of(page).xpath("//span[@lang='en']/text()") == ["Engineers expect results by < 2026."]
    assert b"by &lt; 2026" in page


@pytest.mark.parametrize("published, has_time, iso, shown", [
    (datetime(2025, 4, 18), False, "2025-04-18", "2025年4月18日"),
    (datetime(2025, 4, 18, 9, 5), True, "2025-04-18T09:05:00", "2025年4月18日 09:05"),
    (datetime(2025, 4, 18, 9, 5, tzinfo=UTC), True, "2025-04-18T09:05:00+00:00", "2025年4月18日 09:05"),
    (datetime(2025, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=8))), True, "2025-12-31T23:59:00+08:00", "2025年12月31日 23:59"),
])
def test_the_date_is_printed_as_the_page_had_it(published: datetime, has_time: bool, iso: str, shown: str) -> None:
    page = render_page(replace(article(), meta=Meta(published, has_time)))
    assert tree_of(page).xpath("//time/@datetime") == [iso]
    assert words(page, "//time") == [shown]


def test_no_byline_and_no_link_when_nothing_is_known() -> None:
    page = render_page(replace(article(), head=article().head[:1], meta=Meta()))
    assert not words(page, "//p[@class='byline']")
    assert not tree_of(page).xpath("//a | //link | //time")


def test_language_pairs_are_named_once_each() -> None:
    links = tree_of(render_page(article())).xpath("//link[@rel='alternate']")
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("en", "https://example.com/news/6g.html"), ("fr", "https://example.com/fr")]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    meta = Meta(url="javascript:alert(1)", alternates=(("en", "data:text/html,x"),))
    page = render_page(replace(article(), meta=meta))
    assert b"javascript" not in page
    assert b"data:text" not in page


# Joining sentences: target language, first sentence, second sentence, how they stand together.
JOINED = [
    ("zh-Hans", "第一句。", "第二句。", "第一句。第二句。"),
    ("zh-Hans", "他说：“好。”", "“走吧。”", "他说：“好。”“走吧。”"),
    ("zh-Hans", "见Release 18.", "Next one.", "见Release 18. Next one."),
    ("zh-Hans", "版本为R18", "第二句。", "版本为R18第二句。"),
    ("en", "One.", "Two.", "One. Two."),
    ("en", "“One.”", "“Two.”", "“One.” “Two.”"),
    ("en", "One ", " two.", "One two."),
    ("en", "", "Two.", "Two."),
]


@pytest.mark.parametrize("tag, first, second, joined", JOINED)
@pytest.mark.parametrize("gap", ["", " ", "\n", "\u3000"])
def test_sentences_are_joined_as_the_target_language_does(tag: str, first: str, second: str, joined: str, gap: str) -> None:
    segments = tuple(Segment(str(n), (Text("x"),), (Text(t),), State.TRANSLATED, gap) for n, t in enumerate((first, second)))
    pair = Pair("en" if tag != "en" else "zh-Hans", tag)
    page = render_page(Article("a", "plain", pair, body=(Block("b", BlockKind.PARAGRAPH, segments),)))
    assert words(page, "//div[@class='text']/p") == [joined]


def test_without_a_page_skeleton_the_blocks_make_the_body() -> None:
    kind = BlockKind
    body = (
        block("1", kind.PARAGRAPH, ("a", "甲")), block("2", kind.HEADING, ("b", "乙"), level=3), block("3", kind.ITEM, ("c", "丙")),
        block("4", kind.ITEM, ("d", "丁")), block("5", kind.QUOTE, ("e", "戊")), block("6", kind.ATTRIBUTE, ("f", "己")),
        replace(block("7", kind.CODE, ("if a < b:", None)), translate=False),
    )
    page = render_page(Article("a", "plain", Pair("en", "zh-Hans"), body=body))
    text = tree_of(page).xpath("//div[@class='text']")[0]
    assert [child.tag for child in text] == ["p", "h3", "ul", "blockquote", "pre"]
    assert text.xpath("ul/li/text()") == ["丙", "丁"]
    assert text.xpath("pre/code/text()") == ["if a < b:"]


def test_a_long_description_is_cut_between_words() -> None:
    long = block("1", BlockKind.PARAGRAPH, ("x", "Networks, stations and ships " * 20))
    page = render_page(Article("a", "plain", Pair("zh-Hans", "en"), body=(long,)))
    said = tree_of(page).xpath("//meta[@name='description']/@content")[0]
    assert len(said) <= 160
    assert re.fullmatch(r"(?:Networks, stations and ships )+.*(?:Networks|stations|and|ships)…", said)


def test_the_bilingual_page_shows_both_sides_states_and_findings() -> None:
    page = render_page(article(), PageOptions("bilingual"))
    root = tree_of(page)
    assert len(root.xpath("//div[@class='source']")) == len(root.xpath("//div[@class='target']")) == 13
    assert set(root.xpath("//div[@class='source']/@lang")) == {"en"}
    assert words(page, "//div[@class='source']/strong") == ["synaesthesia integration"]
    assert words(page, "//p[contains(@class, 'note error')]") == ["错误 numbers.missing 240 is missing: write 240"]
    assert words(page, "//span[@class='state']").count("未翻译") == 1


def test_a_doubted_translation_is_not_called_untranslated() -> None:
    page = render_page(article().map_segments(lambda s: replace(s, state=State.INITIAL)), PageOptions("bilingual"))
    assert words(page, "//span[@class='state']").count("待核对") == 12
    assert "共13句：未翻译1句和待核对12句。" in words(page, "//footer/p")


def test_comments_and_locks_are_on_the_bilingual_page() -> None:
    def noted(segment: Segment) -> Segment:
        return replace(segment, locked=True, comments=("<ask> Li",), state=State.FINAL)

    page = render_page(reverse(article()).map_segments(noted), PageOptions("bilingual"))
    assert words(page, "//p[@class='note']")[0] == "Comment <ask> Li"
    assert words(page, "//span[@class='state']")[0] == "final · locked"


def test_an_unknown_kind_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no page of kind 'fancy'"):
        render_page(article(), PageOptions("fancy"))


def test_the_same_article_gives_the_same_bytes() -> None:
    assert render_page(article()) == render_page(article())


def test_nothing_outside_is_loaded() -> None:
    for kind in KINDS:
        root = tree_of(render_page(article(), PageOptions(kind)))
        assert not root.xpath("//script | //img | //iframe | //object | //link[@rel!='alternate']")
        style = root.xpath("//style/text()")[0]
        assert "url(" not in style
        assert "@import" not in style


@settings(max_examples=40, deadline=None)
@given(articles())
def test_every_page_is_strict_html5(given_article: Article) -> None:
    for kind in KINDS:
        page = render_page(given_article, PageOptions(kind))
        html5lib.HTMLParser(strict=True).parse(page, transport_encoding="utf-8")


def test_a_headline_parts_neither_figures_nor_terms() -> None:
    html = whole_figures("港口市6G外场测试<5G用户>125万户", ("外场测试", "一个过于冗长的术语名称"))
    assert html == ('港口市<span class="figure">6G</span><span class="figure">外场测试</span>&lt;'
                    '<span class="figure">5G</span>用户&gt;<span class="figure">125万户</span>')
    proof = Proof("term", "x", "test", "外场", (0, 4), (8, 10), Rung.SLOT)
    given = article().map_segments(lambda s: replace(s, proofs=(proof,)) if s.id == "b1.s1" else s)
    assert '<span class="figure">外场</span>' in render_page(given).decode()


def test_a_page_without_title_is_called_after_its_file() -> None:
    page = render_page(replace(article(), head=(), name="film.v2.srt"))
    assert words(page, "//h1") == ["film.v2"]
