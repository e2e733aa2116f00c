"""Every format of pages: how it is known, read and written. A new one is one file and one line here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from l10n.errors import UsageError
from l10n.formats import docx, dump, html, markdown, plain, subtitles
from l10n.formats.charset import decode
from l10n.formats.docx_zip import is_docx
from l10n.formats.html_options import HtmlOptions
from l10n.model.article import Article
from l10n.model.pair import Pair


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `looks_like` tells from decoded text how sure it is, 0-1; `suffixes` break ties.

    `is_binary` tells a file that is no text from its name and bytes; None for formats of text.
    """

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], float]
    read: Callable[[str, bytes, Pair], Article]
    write: Callable[[Article], bytes]
    is_binary: Callable[[str, bytes], bool] | None = None


def _looks_like_html(text: str) -> float:
    head = text[:3000]
    if re.search(r"<!doctype html|<html[\s>]", head, re.I):
        return 1.0
    return 0.7 if len(re.findall(r"</?(?:p|div|h[1-6]|article|body|table|ul|li)\b[^>]*>", head, re.I)) >= 2 else 0.0


FORMATS: tuple[Format, ...] = (
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), _looks_like_html, html.read, html.write),
    Format("markdown", (".md", ".markdown", ".mdown"), markdown.looks_like_markdown, markdown.read, markdown.write),
    Format("docx", (".docx",), lambda text: 0.0, docx.read, docx.write, is_docx),
    Format("vtt", (".vtt",), subtitles.looks_like_vtt, subtitles.read_vtt, subtitles.write),
    Format("srt", (".srt",), subtitles.looks_like_srt, subtitles.read_srt, subtitles.write),
    Format("dump", (".txt", ".dump"), dump.looks_like_dump, dump.read, dump.write),
    Format("plain", (".txt", ".text"), lambda text: 0.3, plain.read, plain.write),
)


_TELLING = ("html", "markdown", "vtt", "srt")  # their suffixes mean them and nothing else


def detect(name: str, data: bytes) -> Format:
    """The format of a file by its suffix and content. Raises FormatError for a binary file of no known format."""
    binary = next((row for row in FORMATS if row.is_binary and row.is_binary(name, data)), None)
    if binary:
        return binary
    text, _, _ = decode(name, data)
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""

    def sure(row: Format) -> float:
        looks = row.looks_like(text)
        if row.name == "html" and not looks:
            return 0.1 if suffix in row.suffixes else 0.0  # not one tag: the suffix misleads
        if suffix in row.suffixes:
            return looks + (0.6 if row.name in _TELLING else 0.15)
        if row.name in ("vtt", "srt"):
            return looks  # timings: no other text looks so
        return looks * (0.5 if suffix else 1.0)

    return max(FORMATS, key=sure)


def read_article(
    name: str, data: bytes, pair: Pair, format_name: str | None, *, options: HtmlOptions | None = None
) -> Article:
    """The article of a file; its format is found unless named. Raises FormatError, EmptyError, UsageError.

    `options` say how a page is read: its article or the whole of it, ITS rules, addresses. Other formats have none.
    """
    if format_name is None:
        row = detect(name, data)
    else:
        row = by_name(format_name)
    if options and row.name == "html":
        return html.read(name, data, pair, options)
    return row.read(name, data, pair)


def write_native(article: Article) -> bytes:
    """The article in its own format, targets in the places of their sources."""
    return by_name(article.format).write(article)


def by_name(name: str) -> Format:
    """The format of that name. Raises UsageError."""
    for row in FORMATS:
        if row.name == name:
            return row
    raise UsageError(f"--format {name}", "no such format", f"use one of {', '.join(row.name for row in FORMATS)}")
