"""Damages of XLSX, DOCX and HTML tables."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from tests.exchange.damaged.base import Case, Change, cut, each, recoded, text

TARGET, STATE = 4, 5  # columns of the sheet, from 1


def edited_office(kind: str, data: bytes, before: str, after: str) -> bytes:
    """The file with one word changed as a person would, by another library than ours where there is one."""
    if kind == "html":
        return text((f">{before}<", f">{after}<"))(data)
    if kind == "xlsx":
        return sheet(lambda s: _put_cell(s, _row_of(s, before), TARGET, after))(data)
    return document(lambda d: _replace(d, before, after))(data)


def sheet(change: Callable[[Any], None], book_change: Callable[[Any], None] | None = None) -> Change:
    """A change to the sheet of the workbook, made by openpyxl."""

    def changed(data: bytes) -> bytes:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data))
        change(book["Translation"])
        if book_change:
            book_change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return changed


def document(change: Callable[[Any], None]) -> Change:
    """A change to the document, made by python-docx."""

    def changed(data: bytes) -> bytes:
        import docx

        opened = docx.Document(io.BytesIO(data))
        change(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()

    return changed


def part(name: str, change: Callable[[bytes], bytes], add: dict[str, bytes] | None = None) -> Change:
    """A change to one part of the zip file; `add` are more parts."""

    def changed(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            assert name in old.namelist()
            for info in old.infolist():
                content = old.read(info)
                new.writestr(info.filename, change(content) if info.filename == name else content)
            for added, content in (add or {}).items():
                new.writestr(added, content)
        return out.getvalue()

    return changed


def no_change(*_: Any) -> None:
    """Opened and saved."""


def _put_cell(worksheet: Any, row: int, column: int, value: Any) -> None:
    worksheet.cell(row, column).value = value


def _row_of(worksheet: Any, words: str) -> int:
    return next(row for row in range(1, 9) if worksheet.cell(row, TARGET).value == words)


def _replace(opened: Any, before: str, after: str) -> None:
    runs = [run for row in opened.tables[0].rows for cell in row.cells for p in cell.paragraphs for run in p.runs]
    found = [run for run in runs if before in run.text]
    assert len(found) == 1, before
    found[0].text = found[0].text.replace(before, after)


def _drop_row(opened: Any, at: int, times: int = 0) -> None:
    """Deletes a row, or with `times` puts copies of it behind it."""
    import copy

    row = opened.tables[0].rows[at]._tr
    for _ in range(times):
        row.addnext(copy.deepcopy(row))
    if not times:
        row.getparent().remove(row)


def _split_runs(opened: Any) -> None:
    """Word cuts what was typed at different times into runs of their own."""
    for row in opened.tables[0].rows[1:]:
        paragraph = row.cells[3].paragraphs[0]
        words = paragraph.text
        paragraph.runs[0].text = words[:1]
        paragraph.add_run(words[1:]).bold = True


def _typed(opened: Any) -> None:
    """A paragraph above the table and one below."""
    opened.tables[0]._tbl.addprevious(opened.add_paragraph("Dear Li, here is the text.")._p)
    opened.add_paragraph("Regards")


def _delete_column(opened: Any, at: int) -> None:
    for row in opened.tables[0].rows:
        row._tr.remove(row.cells[at]._tc)


def _sort(worksheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in worksheet.iter_rows(min_row=2)]
    for number, cells in enumerate(sorted(rows, key=lambda row: str(row[2])), 2):
        for column, value in enumerate(cells, 1):
            worksheet.cell(number, column).value = value


BOMB = {"xl/media/zero.bin": bytes(300 * 1024 * 1024)}
ENTITY = (b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
HTML_ROW = r"<tr[^>]*><td class=\"id\">{}</td>.*?</tr>\n"

CASES: tuple[Case, ...] = (
    *each("xlsx", "row deleted", sheet(lambda s: s.delete_rows(2))),
    *each("xlsx", "row copied", sheet(lambda s: [_put_cell(s, 9, c, s.cell(2, c).value) for c in range(1, 9)])),
    *each("xlsx", "column deleted", sheet(lambda s: s.delete_cols(3))),
    *each("xlsx", "column of states deleted", sheet(lambda s: s.delete_cols(5))),
    *each("xlsx", "header deleted", sheet(lambda s: s.delete_rows(1))),
    *each("xlsx", "id overwritten", sheet(lambda s: _put_cell(s, 2, 1, "u77"))),
    *each("xlsx", "code deleted", sheet(lambda s: _put_cell(s, 3, TARGET, "两个粗体字。"))),
    *each("xlsx", "locked row changed", sheet(lambda s: _put_cell(s, 4, TARGET, "叁。"))),
    *each("xlsx", "source overwritten", sheet(lambda s: _put_cell(s, 2, 3, "Won."))),
    *each("xlsx", "unknown state", sheet(lambda s: _put_cell(s, 5, STATE, "ok"))),
    *each("xlsx", "target emptied", sheet(lambda s: _put_cell(s, 2, TARGET, None))),
    *each("xlsx", "a formula for a target", sheet(lambda s: _put_cell(s, 5, TARGET, '=HYPERLINK("http://example.com")'))),
    *each("xlsx", "hidden sheet deleted", sheet(no_change, lambda book: book.remove(book["l10n"]))),
    *each("xlsx", "hidden sheet overwritten", sheet(no_change, lambda book: _put_cell(book["l10n"], 1, 1, "x"))),
    *each("xlsx", "truncated", cut(0.6)),
    *each("xlsx", "a part is damaged", part("xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2])),
    *each("xlsx", "zip bomb", part("xl/workbook.xml", bytes, BOMB)),
    *each("xlsx", "entity in a part", part("xl/worksheets/sheet1.xml", lambda data: b"<?xml version='1.0'" + ENTITY[1] + data)),
    *each("xlsx", "an XLS of that name", lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
    *each("xlsx", "a CSV of that name", lambda data: b"id,source,target\nu1,One.,1\n"),
    *each("xlsx", "a document of that name", lambda data: _docx_bytes()),
    *each("xlsx", "sorted by source", sheet(_sort)),
    *each("xlsx", "a sheet of notes before ours", sheet(no_change, lambda book: _put_cell(book.create_sheet("Notes", 0), 1, 1, "Hi"))),
    *each("xlsx", "a number typed as a number", sheet(lambda s: _put_cell(s, 2, 8, 2025))),
    *each("docx", "row deleted", document(lambda d: _drop_row(d, 1))),
    *each("docx", "row copied", document(lambda d: _drop_row(d, 1, times=1))),
    *each("docx", "column deleted", document(lambda d: _delete_column(d, 2))),
    *each("docx", "code deleted", document(lambda d: _replace(d, "两个<1>粗体</1>", "两个粗体"))),
    *each("docx", "locked row changed", document(lambda d: _replace(d, "三。", "叁。"))),
    *each("docx", "table deleted", document(lambda d: d.tables[0]._tbl.getparent().remove(d.tables[0]._tbl))),
    *each("docx", "hidden paragraph deleted", document(
        lambda d: [p._p.getparent().remove(p._p) for p in d.paragraphs if p.text.startswith("l10n-skeleton")])),
    *each("docx", "truncated", cut(0.6)),
    *each("docx", "a part is damaged", part("word/document.xml", lambda data: data[: len(data) // 2])),
    *each("docx", "entity in a part", part("word/document.xml", lambda data: data.replace(*ENTITY, 1))),
    *each("docx", "Word: runs cut, words made bold", document(_split_runs)),
    *each("docx", "words above and below the table", document(_typed)),
    *each("html", "row deleted", text((HTML_ROW.format("u1"), ""))),
    *each("html", "row copied", text((HTML_ROW.format("u1"), r"\g<0>\g<0>"))),
    *each("html", "code deleted", text(("两个&lt;1&gt;粗体&lt;/1&gt;", "两个粗体"))),
    *each("html", "locked row changed", text(("三。", "叁。"))),
    *each("html", "skeleton removed", text((r'<meta name="l10n-skeleton"[^>]*>', ""))),
    *each("html", "truncated", cut(0.93)),
    *each("html", "a script added", text(("四。", "四。<script>alert(1)</script>"))),
    *each("html", "saved as GB18030", lambda data: recoded("gb18030")(text(("utf-8", "gb18030"))(data))),
    *each("html", "Word: paragraphs and spans", text(
        (r"<td class=\"target\"([^>]*)>([^<]*)</td>", r'<td\1><p class="MsoNormal"><span lang="ZH-CN">\2</span></p></td>'))),
)


def _docx_bytes() -> bytes:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()
