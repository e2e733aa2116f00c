"""Bilingual tables as CSV (RFC 4180), in UTF-8 with a byte order mark so that Excel reads them right.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again (OWASP:
CSV injection).
"""

import csv
import io
import re
from collections.abc import Iterator

from l10n.errors import FormatError
from l10n.formats.bitable import Seen, header, parse_rows, rows
from l10n.formats.charset import decode
from l10n.formats.xliff_take import Parsed
from l10n.model.article import Article

MAX_CELL = 131_072  # characters; Python's reader takes no more
_FORMULA = tuple("=+-@\t\r＝＋－＠'")
_DELIMITERS = ",;\t"
_SAID = re.compile(r"sep=([,;\t])\r?\n")


def write_csv(article: Article) -> bytes:
    """The article as a table. Raises FormatError when a segment is longer than a cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header(article))
    for row in rows(article, MAX_CELL - 1):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def parse_csv(name: str, data: bytes) -> Parsed:
    """The units of a table with commas, semicolons or tabs between its cells, in any usual charset.

    Raises FormatError.
    """
    text, _, _ = decode(name, data)
    return parse_rows(name, _rows(name, text))


def harmless(cell: str) -> str:
    """The cell with an apostrophe where it would be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_meant(cell: str) -> str:
    """The cell without the apostrophe of `harmless`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _rows(name: str, text: str) -> Iterator[Seen]:
    said = _SAID.match(text)  # a line that tells Excel the delimiter
    skipped = 1 if said else 0
    text = text[said.end() :] if said else text
    title = text.partition("\n")[0]
    delimiter = said[1] if said else max(_DELIMITERS, key=title.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1 + skipped
    try:
        for cells in reader:
            yield Seen(line, [as_meant(cell) for cell in cells])
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise FormatError(f"{name}:{line}", f"is no CSV ({error})", "save it as CSV in UTF-8") from error
