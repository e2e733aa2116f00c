"""The list of a batch and its site map."""

from dataclasses import replace
from datetime import datetime

import html5lib
import pytest
from lxml import etree
from lxml import html as lxml_html

from l10n.model.article import Meta
from l10n.pages.index import SitemapEntry, index_entry, render_index, render_sitemap
from tests.pages.sample import article, reverse


@pytest.mark.parametrize("tag, heading, foot", [
    ("en", "Localised articles", "2 articles, machine translated by l10n without any online service."),
    ("zh-Hans", "本地化文章", "共2篇文章，由l10n机器翻译，未使用任何在线服务。"),
    ("zh-Hant", "在地化文章", "共2篇文章，由l10n機器翻譯，未使用任何線上服務。"),
])
def test_the_index_lists_every_page(tag: str, heading: str, foot: str) -> None:
    entries = [index_entry(article(), "6g.zh-Hans.html"), index_entry(replace(reverse(article()), meta=Meta()), "b.html")]
    page = render_index(entries, tag)
    html5lib.HTMLParser(strict=True).parse(page, transport_encoding="utf-8")
    root = lxml_html.document_fromstring(page.decode())
    assert root.get("lang") == tag
    assert root.xpath("//h1/text()") == [heading]
    assert root.xpath("//h2/a/@href") == ["6g.zh-Hans.html", "b.html"]
    assert root.xpath("//h2/a/text()") == ["港口城市启动6G外场试验 5G用户达125万户", "Port city starts 6G field trials"]
    assert root.xpath("//h2[1]/@lang") == [given for given in ("zh-Hans", "en") if given != tag]
    assert root.xpath("//footer/p/text()") == [foot]
    assert len(root.xpath("//time")) == 1


def test_an_entry_counts_each_finding_once() -> None:
    given = article()
    finding = given.findings[0]
    doubled = given.map_segments(lambda s: replace(s, findings=(finding,)) if s.id == "b7.s2" else s)
    assert (index_entry(doubled, "a.html").errors, index_entry(doubled, "a.html").warnings) == (1, 0)


def test_an_empty_batch_has_an_index() -> None:
    page = render_index((), "en")
    assert "0 articles" in page.decode()


def test_the_site_map_names_all_languages_of_a_page() -> None:
    pair = (("en", "https://example.com/a?x=1&y=2"), ("zh-Hans", "https://example.com/a.zh.html"), ("fr", "javascript:x"))
    data = render_sitemap([
        SitemapEntry("https://example.com/a.zh.html", pair, datetime(2025, 4, 18, 15, 44)), SitemapEntry("a.html", pair)])
    root = etree.fromstring(data)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert root.xpath("//s:loc/text()", namespaces=spaces) == ["https://example.com/a.zh.html"]
    assert root.xpath("//s:lastmod/text()", namespaces=spaces) == ["2025-04-18"]
    assert root.xpath("//x:link/@hreflang", namespaces=spaces) == ["en", "zh-Hans"]
    assert root.xpath("//x:link/@href", namespaces=spaces)[0] == "https://example.com/a?x=1&y=2"
