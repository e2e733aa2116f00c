"""Bilingual tables as XLSX for Excel and LibreOffice: the source locked, the target open, states from a list.

The skeleton travels in a hidden sheet. Limits of a cell and of names: ECMA-376.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from l10n.errors import FormatError
from l10n.formats.bitable import Row, Seen, header, is_locked, parse_rows, rows
from l10n.formats.office import check_office, settled
from l10n.formats.xliff_json import freeze_article
from l10n.formats.xliff_take import Parsed
from l10n.formats.xlsx_notes import notes_of
from l10n.model.article import Article, State

SHEET, HIDDEN = "Translation", "l10n"
MAX_CELL = 32_767  # characters
MAX_ROWS, MAX_COLUMNS = 200_000, 64  # that are read
WIDTHS = {"id": 9, "kind": 12, "source": 52, "target": 52, "state": 12, "terms": 24, "findings": 30, "comments": 30}
OPEN = frozenset(("target", "state", "comments"))  # columns that a person may change
_CHUNK = 32_000
# `_x000D_` in a cell means a character; text that looks so is written with its own underscore as one.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_xlsx(article: Article) -> bytes:
    """The article as a workbook. Raises FormatError when a segment is longer than a cell."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _put_row(sheet, 1, header(article))
    count = 1
    for count, row in enumerate(rows(article, MAX_CELL), 2):
        _put_row(sheet, count, row)
        _style_row(sheet, count, row)
    _style_sheet(sheet, count)
    _put_skeleton(book.create_sheet(HIDDEN), freeze_article(article))
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue())


def parse_xlsx(name: str, data: bytes) -> Parsed:
    """The units of a workbook: those of the sheet `Translation`, else of the first one. Raises FormatError."""
    from openpyxl import load_workbook

    check_office(name, data, "xl/")
    try:
        book = load_workbook(BytesIO(data), read_only=True)
        frozen = "".join(cells[0] for _, cells in _rows(book[HIDDEN])) if HIDDEN in book.sheetnames else ""
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        notes = notes_of(name, data, str(getattr(sheet, "_worksheet_path", "")))
        seen = [Seen(line, cells, notes.get(line, ())) for line, cells in _rows(sheet)]
    except Exception as error:  # the library lets any error of a damaged part through
        what = " ".join(str(error).split()) or type(error).__name__
        raise FormatError(name, f"is no workbook that can be read ({what})", "save it anew as .xlsx") from error
    return parse_rows(name, seen, frozen)


def _put_row(sheet: Any, number: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, 1):
        written = _LOOKS_ESCAPED.sub("_x005F_", text)
        if len(written) > MAX_CELL:
            raise FormatError(SHEET, f"row {number} is longer than a cell holds", "write XLIFF instead")
        cell = sheet.cell(number, column)
        if text:
            cell.value = written
            cell.data_type = "s"  # never a formula or an error
            cell.quotePrefix = text.startswith(tuple("=+-@"))


def _style_row(sheet: Any, number: int, row: Row) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    line = Side("thin", color="BFBFBF")
    box = Border(line, line, line, line)
    top, grey = Alignment(wrap_text=True, vertical="top"), PatternFill("solid", fgColor="F2F2F2")
    fixed = is_locked(row)
    sheet.row_dimensions[number].height = _height(row)
    for column, field in enumerate(Row._fields, 1):
        cell = sheet.cell(number, column)
        cell.alignment, cell.border = top, box
        changes = field in OPEN and (not fixed or field == "comments")
        cell.protection = Protection(locked=not changes)
        if changes:
            cell.number_format = "@"  # what is typed stays text: 2025-06 is no date
        else:
            cell.fill = grey
        if field == "findings" and "error " in row.findings:
            cell.font = Font(color="C00000")


def _height(row: Row) -> float:
    """Points for the row: not every program makes rows as high as their text."""
    lines = (
        sum(max(1, ceil(_columns(line) * 1.15 / WIDTHS[field])) for line in text.split("\n"))
        for field, text in zip(Row._fields, row, strict=True)
    )
    return min(15.0 * max(lines), 409.0)  # a program allows no more


def _columns(text: str) -> int:
    """How many digits wide a text is: a Han character is as wide as two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _style_sheet(sheet: Any, last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, (field, width) in enumerate(WIDTHS.items(), 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        cell = sheet.cell(1, column)
        cell.font, cell.alignment = Font(bold=True, color="FFFFFF"), Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", fgColor="1F4E79" if field in OPEN else "595959")
        if field == "state":
            choice = DataValidation("list", formula1=f'"{",".join(State)}"', allow_blank=True, showErrorMessage=True)
            choice.error = f"One of {', '.join(State)}"
            sheet.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{max(last, 2)}")
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put_skeleton(sheet: Any, frozen: str) -> None:
    sheet.sheet_state = "veryHidden"
    for number, at in enumerate(range(0, len(frozen), _CHUNK), 1):
        _put_row(sheet, number, (frozen[at : at + _CHUNK],))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # some programs write wrong ones
    values = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    for line, cells in enumerate(values, 1):
        yield line, [_text(value) for value in cells] or [""]


def _text(value: Any) -> str:
    """A cell's value as text; dates and numbers as a person would write them."""
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat(*(" ",) if isinstance(value, datetime) else ())
        case _:
            return str(value)
