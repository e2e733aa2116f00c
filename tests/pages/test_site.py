"""Addresses of localised pages: canonical and hreflang links, the site map that grows from run to run, faults."""

import json
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as lxml_html

from l10n.cli.localise import localise
from l10n.errors import FormatError, UsageError
from l10n.model.article import Article, Meta
from l10n.model.pair import Pair
from l10n.pages.index import SitemapEntry, read_sitemap, render_sitemap
from l10n.pages.render import PageOptions, render_page
from l10n.review.outputs import write_outputs
from l10n.review.site import placed, site_base, write_sitemap
from tests.pages.sample import article, reverse

BASE = "https://example.org/zh/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def links(page: bytes, rel: str) -> list[tuple[str | None, str | None]]:
    found = lxml_html.document_fromstring(page.decode()).xpath(f"//link[@rel='{rel}']")
    return [(link.get("hreflang"), link.get("href")) for link in found]


@pytest.mark.parametrize("kind", ["clean", "bilingual"])
def test_a_page_names_its_own_address_and_its_languages(kind: str) -> None:
    page = render_page(placed(article(), BASE, "6g.zh-Hans.html"), PageOptions(kind))
    assert links(page, "canonical") == [(None, BASE + "6g.zh-Hans.html")]
    assert links(page, "alternate") == [
        ("en", "https://example.com/news/6g.html"), ("fr", "https://example.com/fr"), ("zh-Hans", BASE + "6g.zh-Hans.html")]


def test_without_a_base_a_page_has_no_address() -> None:
    page = render_page(placed(article(), "", "6g.zh-Hans.html"))
    assert placed(article(), "", "6g.zh-Hans.html") == article()
    assert links(page, "canonical") == []
    assert "zh-Hans" not in dict(links(page, "alternate"))


@pytest.mark.parametrize("written, base", [("", ""), ("https://example.org", "https://example.org/"), (BASE, BASE)])
def test_a_base_ends_in_a_slash(written: str, base: str) -> None:
    assert site_base(written) == base


@pytest.mark.parametrize("written", ["example.org", "ftp://example.org", "https://", "https://example.org/?a", "https://a b/", "/zh"])
def test_what_is_no_base_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="no address of a folder"):
        site_base(written)


def write(folder: Path, given: Article, name: str, base: str = BASE) -> tuple[Article, Path]:
    done = write_outputs(given, folder, name, "fake", 0.1, page="clean", theme=None, site=base)
    return given, done.page


def test_the_site_map_grows_and_forgets_what_is_gone(tmp_path: Path) -> None:
    first = write(tmp_path, article(), "6g ü")
    write_sitemap([first], tmp_path, BASE)
    second = write(tmp_path, reverse(article()), "6g")
    root = etree.fromstring(write_sitemap([second], tmp_path, BASE).read_bytes())
    assert root.xpath("//s:loc/text()", namespaces=SPACES) == [BASE + "6g%20%C3%BC.zh-Hans.html", BASE + "6g.en.html"]
    assert root.xpath("//s:url[1]/x:link/@hreflang", namespaces=SPACES) == ["en", "fr", "zh-Hans"]
    assert root.xpath("//s:url[1]/x:link/@href", namespaces=SPACES)[2] == BASE + "6g%20%C3%BC.zh-Hans.html"
    first[1].unlink()
    root = etree.fromstring(write_sitemap([second], tmp_path, BASE).read_bytes())
    assert root.xpath("//s:loc/text()", namespaces=SPACES) == [BASE + "6g.en.html"]


def test_a_site_map_is_read_as_it_was_written() -> None:
    entries = [SitemapEntry(BASE + "a.html", (("en", "https://example.com/a"), ("zh-Hans", BASE + "a.html")))]
    assert read_sitemap("s", render_sitemap(entries)) == entries


def test_a_broken_site_map_is_told(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset>")
    with pytest.raises(FormatError, match=r"sitemap\.xml:1: broken site map"):
        write_sitemap([write(tmp_path, article(), "a")], tmp_path, BASE)


def test_pages_of_a_site_and_their_reports_agree(tmp_path: Path) -> None:
    given = replace(article(), meta=Meta(url="https://example.com/en"), pair=Pair("en", "zh-Hant"))
    _, page = write(tmp_path, given, "a")
    assert page.name == "a.zh-Hant.html"
    html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")
    assert json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["article"]["url"] == "https://example.com/en"


@pytest.mark.parametrize("kind, mapped", [("clean", True), ("bilingual", False), ("same", False)])
def test_the_command_maps_pages_that_are_pages(kind: str, mapped: bool, tmp_path: Path) -> None:
    (tmp_path / "film.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nThe city opened.\n", encoding="utf-8")
    arguments = [str(tmp_path / "film.srt"), "--to", "zh", "--engine", "fake", "--page", kind, "--site", BASE, "-o", str(tmp_path / "o")]
    done = CliRunner().invoke(localise, arguments)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "o" / "sitemap.xml").is_file() is mapped
    wrong = CliRunner().invoke(localise, [*arguments[:-4], "--site", "nowhere", "-o", str(tmp_path / "o")])
    assert isinstance(wrong.exception, UsageError)
