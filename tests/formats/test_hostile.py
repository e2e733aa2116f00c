"""Hostile and damaged files: one clear line of the right class, or made harmless, in seconds."""

import codecs
import time
from collections.abc import Callable

import pytest

from l10n.errors import EmptyError, FormatError, L10nError
from l10n.formats.table import detect, read_article, write_native
from l10n.model.pair import Pair

PAIR = Pair("en", "zh-Hans")
SECONDS = 5.0
TEXT = (
    "<p>The council said on Monday that the <b>new network</b> would reach every <a href='/x'>village</a> by May.</p>\n"
)


def page(inner: str) -> bytes:
    head = "<title>New network to reach every village</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{inner}{TEXT}</article></body></html>".encode()


def error_of(name: str, data: bytes, format_name: str | None = None) -> L10nError:
    with pytest.raises(L10nError) as caught:
        read_article(name, data, PAIR, format_name)
    message = str(caught.value)
    assert "\n" not in message and message.startswith(name) and message.count(": ") >= 1
    return caught.value


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "noname"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\u3000\n".encode(), codecs.BOM_UTF8, codecs.BOM_UTF8 + b" \n"])
def test_empty_files(name: str, data: bytes) -> None:
    assert type(error_of(name, data)) is EmptyError


@pytest.mark.parametrize("format_name", ["html", "markdown", "plain", "dump"])
@pytest.mark.parametrize("data", ["\u3000\n".encode(), codecs.BOM_UTF8 + b"\n", b"-----\n*****\n"])
def test_empty_files_read_as_a_named_format(format_name: str, data: bytes) -> None:
    assert type(error_of("a.x", data, format_name)) is EmptyError


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x7fELF\x02\x01\x01" + bytes(64),
        bytes(range(256)) * 40,
        bytes(3000),
    ],
    ids=["pdf", "zip", "png", "elf", "all bytes", "zeros"],
)
def test_binary_files(data: bytes) -> None:
    for name in ("a.txt", "a.html"):
        error = error_of(name, data)
        assert isinstance(error, FormatError) and not isinstance(error, EmptyError)


def test_broken_utf16() -> None:
    error = error_of("a.txt", codecs.BOM_UTF16_LE + "Words of a text.".encode("utf-16-le") + b"\x00\xd8x")
    assert isinstance(error, FormatError) and "utf-16" in str(error)


def test_a_file_of_60_mb_is_refused_at_once() -> None:
    start = time.process_time()
    error = error_of("a.html", b"<p>words of a text</p>\n" * 2_700_000)
    assert isinstance(error, FormatError) and "50 MB" in str(error)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "首页\n登录\n注册\n友情链接\n版权所有 某某网\n京ICP备12345678号\n".encode()),
        ("a.txt", b"Home\nMenu\nSign in\nShare on Facebook\nAll rights reserved.\n"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav><footer>(c) 2025</footer></body></html>"),
        ("a.html", b"<html><head><title>Frames</title></head><frameset cols='1,2'><frame src='a'></frameset></html>"),
        ("a.html", b"<html><body><script>var words = 'no text';</script></body></html>"),
        ("a.md", b"---\ntitle: Only a title\n---\n"),
        ("a.md", b"```\ncode only\n```\n"),
    ],
)
def test_files_without_an_article(name: str, data: bytes) -> None:
    assert type(error_of(name, data)) is EmptyError


HOSTILE: dict[str, Callable[[], bytes]] = {
    "10,000 nested div": lambda: page("<div>" * 10_000 + "x" + "</div>" * 10_000),
    "10,000 nested span": lambda: page("<p>" + "<span>" * 10_000 + "x</p>"),
    "5,000 unclosed b": lambda: page("<p>" + "<b>x " * 5_000),
    "5,000 nested lists": lambda: page("<ul><li>" * 5_000),
    "150 inline levels, 300 times": lambda: page(("<p>" + "<b>" * 150 + "some words" + "</b>" * 150 + "</p>") * 300),
    "100,000 columns": lambda: page("<table><tr>" + "<td>cell a</td>" * 100_000 + "</tr></table>"),
    "70,000 columns": lambda: page("<table><tr>" + "<td>cell a</td>" * 70_000 + "</tr></table>"),
    "100,000 empty columns": lambda: page("<table><tr>" + "<td>" * 100_000 + "</table>"),
    "5 MB line of words": lambda: page("<p>" + "word and text, " * 333_000 + "end.</p>"),
    "5 MB word": lambda: page("x" * 5_000_000),
    "2 MB of <": lambda: page("<p>" + "<" * 2_000_000 + "</p>"),
    "2 MB of &": lambda: page("<p>" + "&" * 2_000_000 + "</p>"),
    "quotes in tags": lambda: page("<a '" * 200_000 + '<a "' * 200_000),
    "3 MB in a comment": lambda: b"<!--" + b"-- <b>" * 500_000 + page("")[:0] + page(""),
    "200,000 comments": lambda: b"<!-- x -->" * 200_000 + page(""),
    "100,000 attributes": lambda: page("<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + ">text</p>"),
    "5 MB attribute": lambda: page('<p title="' + "x" * 5_000_000 + '">text</p>'),
    "40,000 inline elements": lambda: page("<p>" + "<b>x</b> y " * 40_000 + "end.</p>"),
    "70,000 br": lambda: page("<p>" + "word<br>" * 70_000 + "end.</p>"),
    "30,000 share bars": lambda: page('<div class="share">x</div>' * 30_000),
    "3 MB of spaces": lambda: page("<p>" + " " * 3_000_000 + "a. The council said so on Monday.</p>"),
    "spaces in a style": lambda: page('<p style="display' + " " * 500_000 + 'x">The council said so.</p>'),
    "3 MB of line ends": lambda: page("<p>word" + "\n" * 3_000_000 + "a. The council said so on Monday.</p>"),
    "odd references": lambda: page("<p>" + "&lt;&amp;&#x41;&#1114112;&#xD800;&#0;" * 50_000 + "</p>"),
}


def outcome(data: bytes) -> tuple[bytes, str]:
    """The page written back, or the message of its refusal."""
    try:
        return write_native(read_article("a.html", data, PAIR, None)), ""
    except FormatError as error:
        return b"", str(error)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_seconds(name: str) -> None:
    data = HOSTILE[name]()
    start = time.process_time()
    written, message = outcome(data)
    assert time.process_time() - start < SECONDS
    assert "\n" not in message and len(message) < 200
    assert message or b"village" in written


@pytest.mark.parametrize("name", ["10,000 nested div", "10,000 nested span", "100,000 columns", "100,000 attributes"])
def test_what_no_page_needs_is_refused(name: str) -> None:
    assert type(error_of("a.html", HOSTILE[name]())) is FormatError


def test_entities_of_a_document_type_are_never_read() -> None:
    data = (
        b'<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
        b"<html><body><p>The council said &b; and &c; on Monday, and so on.</p></body></html>"
    )
    article = read_article("a.html", data, PAIR, None)
    assert "The council said &b; and &c; on Monday" in article.body[0].text


def test_the_clean_page_holds_no_script() -> None:
    bad = (
        '<p onclick="a()">The council said <a href="javascript:alert(1)">so</a> on <b onmouseover="x()">Monday</b>.</p>'
        '<script>alert(1)</script><img src="x" onerror="y()" alt="A map"><iframe src="javascript:z()"></iframe>'
    )
    article = read_article("a.html", page(bad), PAIR, None)
    from l10n.pages.clean import clean_html

    shown = clean_html("".join(p if isinstance(p, str) else "x" for p in article.page), "")
    inline = clean_html("".join(i.native for s in article.segments for i in s.source if hasattr(i, "native")), "")
    for text in (shown, inline):
        assert "onclick" not in text and "onerror" not in text and "onmouseover" not in text
        assert "javascript:" not in text and "<script" not in text and "<iframe" not in text


DETECTED = [
    ("a.html", b"<!DOCTYPE html><p>Words of a page.</p>", "html"),
    ("a.txt", b"<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>", "html"),
    ("a", b"<html><body><p>Words</p></body></html>", "html"),
    ("a.md", b"# Title\n\nWords with **bold**.\n", "markdown"),
    ("a.md", b"Plain words in a Markdown file.\n", "markdown"),
    ("noname", b"# Title\n\nSee [this](http://a.example), `code` and **bold**.\n\n* item\n", "markdown"),
    ("a.txt", b"Just some plain words.\n\nAnd more of them here.\n", "plain"),
    ("noname", b"Just some plain words.\n\nAnd more of them here.\n", "plain"),
    ("a.txt", b"a < b and c > d: the <p> element is explained in this text.\n\nNext paragraph.\n", "plain"),
    (
        "a.txt",
        b"Menu\nBusiness\nNew mast on the hill opens\n2025-03-02 09:15 Valley Times Editor: Li Yan\n"
        b"A new mast was opened on Sunday.\nRelated news\nAll rights reserved.\n",
        "dump",
    ),
    (
        "a.html",
        b"Menu\nNew mast on the hill opens\n2025-03-02 09:15 Valley Times Editor: Li Yan\n"
        b"A new mast was opened on Sunday.\nRelated news\nShare on Facebook\nAll rights reserved.\n",
        "dump",
    ),
]


@pytest.mark.parametrize(("name", "data", "wanted"), DETECTED)
def test_detection(name: str, data: bytes, wanted: str) -> None:
    assert detect(name, data).name == wanted


def test_a_page_of_2_mb_is_read_proven_and_written_in_two_seconds() -> None:
    paragraph = (
        "<p>" + "The council said on Monday that it <b>works</b>, and so did <a href='/x'>others</a>. " * 4 + "</p>\n"
    )
    data = page(paragraph * (2_000_000 // len(paragraph)))
    read_article("a.html", page(""), PAIR, None)  # what is loaded once is not counted
    seconds = []
    while len(seconds) < 3 and min(seconds, default=2.0) >= 2:      # the best of three: the other core may be busy
        start = time.process_time()
        article = read_article("a.html", data, PAIR, "html")
        written = write_native(article)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 2
    assert not article.findings and len(written) >= len(data) - 100
