"""An edit of one unit in each format, made with a plain reader of that format and none of our code.

`change` maps what a person changes to the new text: id, target, state, comments.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping

import polib
from lxml import etree, html

Change = Mapping[str, str]
TWO, ONE = "{urn:oasis:names:tc:xliff:document:2.0}", "{urn:oasis:names:tc:xliff:document:1.2}"


def edit(kind: str, data: bytes, unit: str, change: Change) -> bytes:
    """The file with the change in the unit."""
    return EDITORS[kind](data, unit, change)


def _xliff2(data: bytes, unit: str, change: Change) -> bytes:
    root = etree.fromstring(data)
    element = next(e for e in root.iter(TWO + "unit") if e.get("id") == unit)
    segment = element.find(TWO + "segment")
    if "target" in change:
        target = segment.find(TWO + "target")
        if target is None:
            target = etree.SubElement(segment, TWO + "target")
        _only(target, change["target"])
    if "state" in change:
        segment.set("state", change["state"])
    if "comments" in change:
        notes = etree.Element(TWO + "notes")
        element.insert(0, notes)
        etree.SubElement(notes, TWO + "note").text = change["comments"]
    element.set("id", change.get("id", unit))
    return etree.tostring(root)


def _xliff1(data: bytes, unit: str, change: Change) -> bytes:
    root = etree.fromstring(data)
    element = next(e for e in root.iter(ONE + "trans-unit") if e.get("id") == unit)
    target = element.find(ONE + "target")
    if "target" in change:
        _only(target, change["target"])
    if "state" in change:
        target.set("state", {"reviewed": "signed-off"}.get(change["state"], change["state"]))
    if "comments" in change:
        etree.SubElement(element, ONE + "note").text = change["comments"]
    element.set("id", change.get("id", unit))
    return etree.tostring(root)


def _tmx(data: bytes, unit: str, change: Change) -> bytes:
    root = etree.fromstring(data)
    element = next(e for e in root.iter("tu") if e.get("tuid") == unit)
    if "target" in change:
        if len(element.findall("tuv")) == 1:
            made = etree.SubElement(element, "tuv", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
            etree.SubElement(made, "seg")
        _only(element.findall("tuv")[1].find("seg"), change["target"])
    if "state" in change:
        next(e for e in element.iter("prop") if e.get("type") == "x-l10n-state").text = change["state"]
    if "comments" in change:
        note = etree.Element("note")
        note.text = change["comments"]
        element.insert(0, note)
    element.set("tuid", change.get("id", unit))
    return etree.tostring(root)


def _po(data: bytes, unit: str, change: Change) -> bytes:
    file = polib.pofile(data.decode())
    entry = next(entry for entry in file if entry.msgctxt == unit)
    entry.msgstr = change.get("target", entry.msgstr)
    if change.get("state") == "reviewed":
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.tcomment = change.get("comments", entry.tcomment)
    entry.msgctxt = change.get("id", unit)
    return f"{file}\n".encode()


def _csv(data: bytes, unit: str, change: Change) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    _set(rows, rows[0], unit, change)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _xlsx(data: bytes, unit: str, change: Change) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheet = book["Translation"]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == unit)
    for field, text in change.items():
        row[_column(titles, field)].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(data: bytes, unit: str, change: Change) -> bytes:
    import docx

    document = docx.Document(io.BytesIO(data))
    table = document.tables[0]
    titles = [cell.text for cell in table.rows[0].cells]
    row = next(row for row in table.rows if row.cells[0].text == unit)
    for field, text in change.items():
        row.cells[_column(titles, field)].text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _html(data: bytes, unit: str, change: Change) -> bytes:
    root = html.fromstring(data.decode())
    titles = [cell.text for cell in root.iter("th")]
    row = next(row for row in root.iter("tr") if row[0].text == unit)
    for field, text in change.items():
        _only(row[_column(titles, field)], text)
    return html.tostring(root, encoding="utf-8")


def _only(element: etree._Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def _column(titles: list[str | None], field: str) -> int:
    return next(at for at, title in enumerate(titles) if re.match(rf"{field}\b", title or ""))


def _set(rows: list[list[str]], titles: list[str], unit: str, change: Change) -> None:
    row = next(row for row in rows if row[0] == unit)
    for field, text in change.items():
        row[_column(titles, field)] = text


EDITORS: dict[str, Callable[[bytes, str, Change], bytes]] = {
    "xliff": _xliff2, "xliff1": _xliff1, "tmx": _tmx, "po": _po, "csv": _csv, "xlsx": _xlsx, "docx": _docx, "html": _html,
}
