"""Hostile and odd markup: what leaves is harmless, and nothing that a page needs is lost."""

import time

import pytest

from l10n.pages.clean import clean_html

HARMLESS = [
    ('<p onclick="x()" style="color:red" class="k">a</p>', "<p>a</p>"),
    ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
    ("<style>p{}</style><p>a</p>", "<p>a</p>"),
    ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
    ('<a href=" jAvAsCrIpT&#58;alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
    ('<a href="data:text/html,x">a</a>', '<a rel="noopener noreferrer">a</a>'),
    ('<img src=x onerror=alert(1)>', '<img src="x">'),
    ('<img src="data:image/svg+xml,x" alt="a">', '<img alt="a">'),
    ('<iframe src="https://example.com"></iframe><p>a</p>', "<p>a</p>"),
    ("<svg><script>alert(1)</script><p>a</p></svg>", "<p>a</p>"),
    ("<form><input><button>a</button></form>", "a"),
    ("<!-- c --><p>a</p><!--", "<p>a</p>"),
    ("<p>a<b>b</p>c", "<p>a<b>b</b></p><b>c</b>"),
    ('<meta http-equiv="refresh" content="0"><p>a</p>', "<p>a</p>"),
    ('<base href="https://example.com"><p>a</p>', "<p>a</p>"),
    ("<math><mtext></p><style><!--</style><img src onerror=alert(1)>", ''),
]
KEPT = [
    '<p lang="en" dir="ltr" title="t" translate="no">a</p>',
    "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
    "H<sub>2</sub>O, m<sup>2</sup>",
    '<time datetime="2025-04-18">18日</time>',
    '<figure><img src="https://example.com/i.png" alt="a" width="2" height="3"><figcaption>c</figcaption></figure>',
    '<ol start="3" reversed="" type="a"><li value="7">a</li></ol>',
    "<dl><dt>a</dt><dd>b</dd></dl>",
    '<a href="mailto:a@example.com" rel="noopener noreferrer">a</a>',
    '<blockquote cite="https://example.com"><p>a</p></blockquote>',
    '<p id="n1">a</p>',
]


@pytest.mark.parametrize("html, left", HARMLESS)
def test_hostile_markup_is_made_harmless(html: str, left: str) -> None:
    assert clean_html(html) == left


@pytest.mark.parametrize("html", KEPT)
def test_what_a_page_needs_stays(html: str) -> None:
    assert clean_html(html) == html


def test_tables_stand_in_boxes_that_scroll() -> None:
    table = '<table><tbody><tr><td colspan="2">1<table><tbody><tr><td>2</td></tr></tbody></table></td></tr></tbody></table>'
    framed = table.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    assert clean_html(table) == framed


def test_words_that_look_like_a_table_are_no_table() -> None:
    assert clean_html('<p title="<table>">&lt;table&gt;</p>') == '<p title="&lt;table&gt;">&lt;table&gt;</p>'


@pytest.mark.parametrize("href, full", [
    ("/a?b=1&amp;c=2", "https://example.com/a?b=1&amp;c=2"),
    ("b.html", "https://example.com/x/b.html"),
    ("#n1", "#n1"),
    ("https://example.org/", "https://example.org/"),
])
def test_relative_links_lead_to_the_original_site(href: str, full: str) -> None:
    cleaned = clean_html(f'<a href="{href}">a</a>', "https://example.com/x/a.html#top")
    assert f'href="{full}"' in cleaned


def test_without_an_address_relative_links_stay() -> None:
    assert 'href="b.html"' in clean_html('<a href="b.html">a</a>', "file:///a.html")


def test_deep_nesting_ends() -> None:
    started = time.perf_counter()
    clean_html("<div>" * 5_000 + "a" + "</div>" * 5_000)
    assert time.perf_counter() - started < 5
