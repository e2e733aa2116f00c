"""Every bilingual format: how it is known, written and read. A new one is one file and one line here.

A row's reader gives units; edits are taken over in one place for all of them (`xliff_take`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from l10n.errors import FormatError, UsageError
from l10n.formats import csv_table, docx_table, html_table, po, tmx, xliff1, xliff2, xlsx_table
from l10n.formats.xliff_json import freeze_article, thaw_article
from l10n.formats.xliff_take import Parsed, article_of
from l10n.model.article import Article

SKELETON_SUFFIX = ".l10n"
_XLIFF1 = re.compile(rb"<(?:\w+:)?xliff\s[^>]*\bversion\s*=\s*[\"']1")
_LINE = 76  # characters of a skeleton's line: mail and version control break longer ones


@dataclass(frozen=True, slots=True)
class Exchange:
    """A bilingual format. Of the suffixes the first is that of new files.

    `looks_like` tells it from others with the same suffix. `carries` is True when the skeleton travels in the file;
    beside one that does not carry it goes a file of `write_skeleton`.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Article], bytes]
    parse: Callable[[str, bytes], Parsed]
    looks_like: Callable[[bytes], bool]
    carries: bool

    def read(self, name: str, data: bytes, article: Article | None = None) -> Article:
        """The article with the file's edits; `article` is the one that was written. Raises FormatError."""
        return article_of(self.parse(name, data), article)


def _is_xliff1(data: bytes) -> bool:
    return _XLIFF1.search(data[:8192].replace(b"\0", b"")) is not None  # NUL bytes out: UTF-16


EXCHANGE: tuple[Exchange, ...] = (
    Exchange(
        "xliff", (".xlf", ".xliff"), xliff2.write_xliff, xliff2.parse_xliff, lambda data: not _is_xliff1(data), True
    ),
    Exchange("xliff1", (".xlf", ".xliff"), xliff1.write_xliff, xliff1.parse_xliff, _is_xliff1, True),
    Exchange("tmx", (".tmx",), tmx.write_tmx, tmx.parse_tmx, bool, False),
    Exchange("po", (".po", ".pot"), po.write_po, po.parse_po, bool, False),
    Exchange("csv", (".csv",), csv_table.write_csv, csv_table.parse_csv, bool, False),
    Exchange("xlsx", (".xlsx",), xlsx_table.write_xlsx, xlsx_table.parse_xlsx, bool, True),
    Exchange(
        "docx",
        (".bilingual.docx", ".docx"),
        docx_table.write_docx,
        docx_table.parse_docx,
        docx_table.looks_like_docx,
        True,
    ),
    Exchange(
        "html",
        (".bilingual.html", ".html", ".htm"),
        html_table.write_html,
        html_table.parse_html,
        html_table.looks_like_html,
        True,
    ),
)


def by_exchange_name(name: str) -> Exchange:
    """The format of that name. Raises UsageError."""
    for row in EXCHANGE:
        if row.name == name:
            return row
    raise UsageError(f"--to {name}", "no such format", f"use one of {', '.join(row.name for row in EXCHANGE)}")


def detect_exchange(name: str, data: bytes) -> Exchange:
    """The format of a file by its suffix and content. Raises FormatError for what is no bilingual file."""
    rows = _by_suffix(name)
    found = next((row for row in rows if row.looks_like(data)), None)
    if found is None:
        # A damaged file with a suffix of its own: its reader says what is wrong with it.
        found = next((row for row in rows if name.lower().endswith(row.suffixes[0])), None)
    if found is None:
        suffixes = ", ".join(dict.fromkeys(row.suffixes[0] for row in EXCHANGE))
        raise FormatError(name, "is no bilingual file", f"give one of {suffixes}")
    return found


def parse_exchange(name: str, data: bytes) -> Parsed:
    """What a file of any bilingual format says before it meets its article. Raises FormatError."""
    return detect_exchange(name, data).parse(name, data)


def read_exchange(name: str, data: bytes, article: Article | None = None) -> Article:
    """The article of a bilingual file with the edits that were made in it.

    `article` is the one that was written into the file, where it travels beside it; else the file's own skeleton is
    used, and without any the units become an article of paragraphs. What cannot be taken over becomes a finding of the
    article (`exchange.*`). Raises FormatError.
    """
    return article_of(parse_exchange(name, data), article)


def write_skeleton(article: Article) -> bytes:
    """The article as the file that goes beside a bilingual file: ASCII, compressed, whole."""
    frozen = freeze_article(article)
    return "".join(f"{frozen[at : at + _LINE]}\n" for at in range(0, len(frozen), _LINE)).encode()


def read_skeleton(name: str, data: bytes) -> Article:
    """The article of `write_skeleton`. Raises FormatError."""
    return thaw_article(name, data.decode("ascii", "replace"))


def _by_suffix(name: str) -> tuple[Exchange, ...]:
    lower = name.lower()
    return tuple(row for row in EXCHANGE if lower.endswith(row.suffixes))
