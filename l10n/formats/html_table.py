"""Bilingual tables as one HTML file, to read in a browser and to edit in anything that opens HTML. No script.

Line breaks are <br>: programs that save HTML break its lines where they like. The skeleton is a <meta>.
"""

import re
from collections.abc import Iterator
from typing import Any

from l10n.errors import FormatError
from l10n.formats.bitable import Row, Seen, bilingual, header, is_locked, parse_rows, rows
from l10n.formats.charset import decode
from l10n.formats.xliff_common import add, clean, line_of, local
from l10n.formats.xliff_json import freeze_article
from l10n.formats.xliff_take import Parsed
from l10n.model.article import Article

MARK = "l10n-skeleton"
MAX_CELL = 1_000_000  # characters
_LOOKS = re.compile(rb"<meta\s[^>]{0,200}name=[\"']?l10n-skeleton", re.IGNORECASE)
_FOLDED = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t\n]*")
_STARTS, _ENDS = (re.compile(f"<{slash}table\\b", re.IGNORECASE) for slash in ("", "/"))
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg"))
_FILLER = "\N{NO-BREAK SPACE}"
_BLOCKS = frozenset(("p", "div", "li"))
_STYLE = """
body { font: 15px/1.5 "Segoe UI", "Noto Sans", "Noto Sans SC", "Microsoft YaHei", sans-serif; margin: 1.5em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { box-sizing: border-box; border: 1px solid #bbb; padding: .4em .6em; text-align: left; vertical-align: top;
  white-space: pre-wrap; overflow-wrap: break-word }
thead th { background: #1f4e79; color: #fff; position: sticky; top: 0 }
.id { width: 5% } .kind, .state { width: 8% } .source, .target { width: 22% }
.terms, .findings { width: 12% } .comments { width: 11% } .locked { background: #f2f2f2 } td.findings { color: #a00000 }
"""


def write_html(article: Article) -> bytes:
    """The article as a page with one table."""
    from lxml import etree

    root = etree.Element("html", {"lang": "en"})
    head = add(root, "head")
    add(head, "meta", {"charset": "utf-8"})
    add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", {"name": MARK, "content": freeze_article(article)})
    add(head, "title", text=clean(article.name))
    add(head, "style", text=_STYLE)
    table = add(add(root, "body"), "table")
    titles = add(add(table, "thead"), "tr")
    for field, title in zip(Row._fields, header(article), strict=True):
        add(titles, "th", {"scope": "col", "class": field}, title)
    body = add(table, "tbody")
    tags = {"source": article.pair.source, "target": article.pair.target}
    for row in rows(article, MAX_CELL):
        made = add(body, "tr", {"class": "locked"} if is_locked(row) else None)
        made.tail = "\n"
        for field, text in zip(Row._fields, row, strict=True):
            cell = add(made, "td", {"class": field} | ({"lang": tags[field]} if field in tags else {}))
            _put(cell, text.replace("\t", "<#0009>") if field in tags else text)  # programs take tabs for spaces
    page = etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")
    return bytes(page) + b"\n"


def looks_like_html(data: bytes) -> bool:
    """True for a page that holds a table of ours, not an article."""
    return _LOOKS.search(data) is not None


def parse_html(name: str, data: bytes) -> Parsed:
    """The units of the first table with a column `source`. Raises FormatError."""
    from lxml import etree

    text, _, _ = decode(name, data)
    if len(_ENDS.findall(text)) < len(_STARTS.findall(text)):
        raise FormatError(name, "is cut off inside its table", "take a complete copy of the file")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=len(data) > 8_000_000)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
        tables = [list(_rows(table)) for table in root.iter("table")]
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise FormatError(name, "is no HTML that can be read", "use the file as l10n wrote it") from error
    frozen = next((e.get("content") or "" for e in root.iter("meta") if e.get("name") == MARK), "")
    return parse_rows(name, bilingual(name, tables), frozen)


def _put(cell: Any, text: str) -> None:
    first, *others = text.split("\n")
    cell.text = first
    for line in others:
        add(cell, "br").tail = line


def _rows(table: Any) -> Iterator[Seen]:
    for row in table.iter("tr"):
        yield Seen(line_of(row), [_text(cell) for cell in row if local(cell) in ("td", "th")])


def _text(cell: Any) -> str:
    """The words of a cell, a line for each <br> and each block of it."""
    lines = [""]
    _gather(cell, lines)
    text = "\n".join(lines)
    return text if text.strip(f"{_FILLER}\n") else ""  # what programs fill empty cells with


def _gather(element: Any, lines: list[str]) -> None:
    """Adds the element's text to the last line; folded lines of the file are spaces, at edges nothing."""
    lines[-1] += _unfolded(element.text, lines[-1], len(element) == 0)
    for child in element:
        tag = local(child)
        if tag == "br" or (tag in _BLOCKS and any(lines)):
            lines.append("")
        if tag not in _SILENT:
            _gather(child, lines)
        lines[-1] += _unfolded(child.tail, lines[-1], child.getnext() is None)


def _unfolded(text: str | None, before: str, last: bool) -> str:
    made = _FOLDED.sub("\n", text or "")
    if not before:
        made = made.removeprefix("\n")
    if last:
        made = made.removesuffix("\n")
    return made.replace("\n", " ")
