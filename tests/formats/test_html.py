"""The HTML reader and its native writer, on pages of our own: nothing of a page is lost, in place or translated."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest

from l10n.engines.fake import FakeEngine
from l10n.formats import html
from l10n.formats.charset import decode
from l10n.formats.html_proof import changed
from l10n.model.article import Article, BlockKind
from l10n.model.inline import Code, Text, codes, map_text
from l10n.model.pair import Pair
from l10n.pages.render import PageOptions, render_page
from l10n.pipeline import Kit, Options, load_kit, localise

PAGES = Path(__file__).parents[1] / "golden" / "pages"
NAMES = sorted(path.name for path in PAGES.glob("*.html"))
PAIR = Pair("en", "zh-Hans")
# Their tags cross or close nothing. Browsers repair the first four otherwise than the parser here does.
DIFFERENT = ("block_in_inline.html", "odd_nesting.html", "table_in_paragraph.html", "unclosed.html")
CROSSED = (*DIFFERENT, "deep_list.html", "nested_a.html")


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit(Options(PAIR, terms=False, facts=False))


def article_of(name: str) -> Article:
    return html.read(name, (PAGES / name).read_bytes(), PAIR)


def tree_of(name: str, data: bytes) -> Any:
    return html.parse(name, decode(name, data)[0])


def pseudo(article: Article) -> Article:
    """Every text in brackets, codes where they were: the transformation of the engine `fake`."""
    return article.map_segments(
        lambda s: replace(s, target=map_text(s.source, lambda text: re.sub(r"[^\W\d_]+", r"[\g<0>]", text)))
    )


def counted(tree: Any) -> Counter[tuple[str, ...]]:
    """Elements with their attributes; those whose words are translated without the words."""
    found: Counter[tuple[str, ...]] = Counter()
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "meta", "script", "link"):
            spoken = ("alt", "title", "aria-label", "placeholder", "label", "value")
            shown = {k: "" if k in spoken else v for k, v in element.items()}
            if re.match("en|zh-Hans$", shown.get("lang", "")):
                shown["lang"] = "that of the page"
            found[(element.tag, *(f"{k}={v}" for k, v in sorted(shown.items())))] += 1
    return found


def test_there_are_enough_pages() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_written_back_without_a_translation_it_is_the_same_page(name: str) -> None:
    article = article_of(name)
    assert [f.code for f in article.findings] == (["html.repaired"] if name in CROSSED else [])
    data = html.write(article)
    assert not changed(tree_of(name, (PAGES / name).read_bytes()), tree_of(name, data))
    assert html.write(html.read(name, data, PAIR)) == data


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_when_it_is_translated(name: str) -> None:
    article = pseudo(article_of(name))
    before, after = tree_of(name, (PAGES / name).read_bytes()), tree_of(name, html.write(article))
    assert counted(after) == counted(before)
    assert after.get("lang") == "zh-Hans"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_through_the_pipeline_and_no_tag_splits_a_word(name: str, kit: Kit) -> None:
    original = article_of(name)
    [article] = localise([replace(original, pair=PAIR)], kit, FakeEngine())
    before, after = tree_of(name, (PAGES / name).read_bytes()), tree_of(name, html.write(article))
    assert counted(after) == counted(before)
    for segment in article.segments:
        if segment.target is None:
            continue
        assert Counter(c.native for c in codes(segment.target)) == Counter(c.native for c in codes(segment.source))
        for left, code, right in zip(segment.target, segment.target[1:], segment.target[2:], strict=False):
            if isinstance(left, Text) and isinstance(code, Code) and isinstance(right, Text):
                split = re.search(r"[A-Za-z]$", left.text) and re.match(r"[A-Za-z]", right.text)
                assert not split or name == "wbr_shy.html", (left, right)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_a_block_or_left_out_with_a_reason(name: str) -> None:
    article = article_of(name)
    words = " ".join([b.text for b in article.blocks] + [d.text for d in article.dropped])
    for paragraph in tree_of(name, (PAGES / name).read_bytes()).iter("p", "li", "td", "figcaption"):
        for word in re.findall(r"[^\W\d_]{6,}", paragraph.text or ""):
            if not any(a.tag in ("pre", "noframes", "video", "iframe") for a in paragraph.iterancestors()):
                assert word in words or "translate" in name or "aria" in name, word


def test_head_fields_and_left_out_parts() -> None:
    article = article_of("json_ld.html")
    texts = {block.kind: block.text for block in article.head}
    assert texts[BlockKind.TITLE] == "New network to reach every village"
    assert (texts[BlockKind.SECTION], texts[BlockKind.SOURCE], texts[BlockKind.AUTHOR]) == (
        "Business",
        "Valley Times",
        "Anna Lind",
    )
    assert article.meta.published and article.meta.published.isoformat() == "2025-03-02T09:15:00+01:00"
    assert article.meta.url == "https://example.org/n/1"


def test_head_of_the_page_in_place_is_translated() -> None:
    data = html.write(pseudo(article_of("json_ld.html"))).decode()
    assert '<html lang="zh-Hans">' in data
    assert '"headline":"[New] [network] [to] [reach] [every] [village]"' in data
    assert '"description":"[A] [plan]' in data
    assert '"inLanguage":"zh-Hans"' in data
    assert '<link rel="alternate" hreflang="en" href="https://example.org/n/1">' in data
    assert "<title>[New] [network]" in data
    data = html.write(pseudo(article_of("open_graph.html"))).decode()
    assert 'property="og:title" content="[New] [network]' in data
    assert 'name="description" content="[A] [plan] [for] &quot;[masts]&quot;' in data
    assert 'property="og:locale" content="zh_CN"' in data


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hidden_text.html", "Hidden words"),
        ("share_bars.html", "Facebook"),
        ("comment_thread.html", "waited for this"),
        ("related_news.html", "Other masts"),
        ("several_articles.html", "Ferry fares"),
    ],
)
def test_what_is_no_part_of_the_article_is_left_out_with_its_reason(name: str, words: str) -> None:
    article = article_of(name)
    assert words not in " ".join(block.text for block in article.body)
    assert [drop.reason for drop in article.dropped if words in drop.text]


def test_untranslated_parts_are_no_blocks() -> None:
    for name, words in (
        ("translate_no.html", "NetUp"),
        ("notranslate_class.html", "Form Nine"),
        ("its.html", "Elmsund"),
    ):
        for block in article_of(name).blocks:
            assert words not in block.text
    assert "go()" not in " ".join(block.text for block in article_of("code_pre.html").blocks)


@pytest.mark.parametrize("name", ["gb18030.html", "gbk_declared_utf8.html", "utf8_declared_gbk.html"])
def test_charsets(name: str) -> None:
    article = html.read(name, (PAGES / name).read_bytes(), Pair("und", "en"))
    assert article.pair.source == "zh-Hans"
    assert "市政府周一表示，新网络将在五月前覆盖所有村庄。" in [block.text for block in article.body]


def as_a_browser_sees_it(data: bytes) -> list[tuple[object, ...]]:
    """The tree that the parsing algorithm of HTML makes, as a list; white space joined outside <pre>."""
    found: list[tuple[object, ...]] = []

    def walk(element: Any, kept: bool) -> None:
        kept = kept or element.tag in ("pre", "textarea", "script", "style")
        found.append(("open", str(element.tag), tuple(sorted((str(k), v) for k, v in element.attrib.items()))))
        words(element.text, kept)
        for child in element:
            walk(child, kept)
            words(child.tail, kept)
        found.append(("close", str(element.tag)))

    def words(text: str | None, kept: bool) -> None:
        if text and (kept or text.strip()):
            found.append(("text", text if kept else " ".join(text.split())))

    walk(html5lib.parse(decode("a", data)[0], treebuilder="etree", namespaceHTMLElements=False), False)
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name not in DIFFERENT])
def test_a_browser_sees_the_same_page(name: str) -> None:
    data = (PAGES / name).read_bytes()
    assert as_a_browser_sees_it(html.write(article_of(name))) == as_a_browser_sees_it(data)


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_browser_sees_the_same_words_where_tags_cross(name: str) -> None:
    data = (PAGES / name).read_bytes()
    before, after = as_a_browser_sees_it(data), as_a_browser_sees_it(html.write(article_of(name)))
    said = ["".join(str(e[1]) for e in tree if e[0] == "text").split() for tree in (before, after)]
    assert sorted("".join(said[0])) == sorted("".join(said[1]))


@pytest.mark.parametrize("kind", ["clean", "bilingual"])
@pytest.mark.parametrize("name", NAMES)
def test_the_new_pages_are_html_without_a_parse_error(name: str, kind: str, kit: Kit) -> None:
    [article] = localise([replace(article_of(name), pair=PAIR)], kit, FakeEngine())
    text = render_page(article, PageOptions(kind=kind)).decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert tree.find(".//main") is not None or tree.find(".//article") is not None
    assert not re.search("[\ufdd0\ufdd1]", text)
