"""A page that is read from right to left: its direction comes from CLDR, its style knows no left and no right."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from lxml import html as lxml_html

from l10n.model.article import Article
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.pages.environment import TEMPLATES
from l10n.pages.index import index_entry, render_index
from l10n.pages.render import KINDS, PageOptions, render_page
from l10n.resources import catalog, locale
from tests.pages.rtl import make_locale
from tests.pages.sample import article


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Article]:
    make_locale(tmp_path, monkeypatch)
    given = article().map_segments(lambda s: replace(s, target=s.target and (Text("وافقت المدينة على تجربة 6G."),)))
    yield replace(given, pair=Pair("en", "ar"))
    locale.locale_section.cache_clear()
    catalog.load_catalog.cache_clear()


def test_a_folder_makes_a_locale_and_its_direction_is_known(arabic: Article) -> None:
    page = render_page(arabic)
    root = lxml_html.document_fromstring(page.decode())
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert [e.text_content() for e in root.xpath("//p[@class='byline']/span")] == ["المصدر: وافقت المدينة على تجربة 6G.",
                                                                                 "المحرر: وافقت المدينة على تجربة 6G."]
    assert root.xpath("//footer//a/text()") == ["اقرأ النص الأصلي"]
    assert root.xpath("//div[@class='text']//span[@lang='en']/@dir") == ["ltr"]


@pytest.mark.parametrize("kind", KINDS)
def test_both_sides_have_their_direction(arabic: Article, kind: str) -> None:
    page = render_page(arabic, PageOptions(kind))
    html5lib.HTMLParser(strict=True).parse(page, transport_encoding="utf-8")
    root = lxml_html.document_fromstring(page.decode())
    assert set(root.xpath("//div[@class='source']/@dir")) <= {"ltr"}


def test_the_index_has_its_direction(arabic: Article) -> None:
    page = render_index([index_entry(arabic, "a.html")], "ar")
    html5lib.HTMLParser(strict=True).parse(page, transport_encoding="utf-8")
    assert b'<html lang="ar" dir="rtl">' in page


def test_no_style_names_a_side() -> None:
    physical = re.compile(r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right|float)\s*:|text-align:\s*(?:left|right))")
    for path in sorted(TEMPLATES.glob("*.j2")):
        found = physical.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found[0] if found else ''}"
