"""Bilingual tables as DOCX, for people who have a word processor and no translation tool.

The skeleton is a hidden paragraph behind the table. Reading follows WordprocessingML (ECMA-376): changes that are
tracked count as made, and comments in the margin count as comments of their row.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from l10n.errors import FormatError
from l10n.formats.bitable import Row, Seen, bilingual, header, is_locked, parse_rows, rows
from l10n.formats.office import check_office, read_part, settled
from l10n.formats.xliff_common import local, parse_xml, tool_tag
from l10n.formats.xliff_json import freeze_article
from l10n.formats.xliff_take import Parsed
from l10n.model.article import Article

MARK = "l10n-skeleton:"
MAX_CELL = 1_000_000  # characters
WIDTHS = {"id": 14, "kind": 21, "source": 66, "target": 66, "state": 20, "terms": 26, "findings": 28, "comments": 28}
_MARGIN = 14  # millimetres
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(("del", "moveFrom"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def write_docx(article: Article) -> bytes:
    """The article as a document with one table."""
    import docx
    from docx.shared import Mm

    document: Any = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    _lay_out(document.sections[0])
    titles = header(article)
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS.values(), strict=True):
        column.width = Mm(width)
    found = list(rows(article, MAX_CELL))
    _fill(table.rows[0], titles, article, bold=True)
    _repeat(table.rows[0])
    pattern = [table.add_row() for _ in found]
    for made, row in zip(pattern, found, strict=True):
        _fill(made, row, article, shade="F2F2F2" if is_locked(row) else "")
    _hide(document.add_paragraph(), MARK + freeze_article(article))
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())


def looks_like_docx(data: bytes) -> bool:
    """True for a document that holds a table of ours."""
    try:
        check_office("", data, "word/")
    except FormatError:
        return False
    body = read_part(data, "word/document.xml")
    return MARK.encode() in body or all(f">{title}".encode() in body for title in ("id<", "source (", "target ("))


def parse_docx(name: str, data: bytes) -> Parsed:
    """The units of the document's first table with an id, a source and a target. Raises FormatError."""
    check_office(name, data, "word/")
    root = parse_xml(name, read_part(data, "word/document.xml"))
    remarks = _remarks(name, data)
    outside = (_text(paragraph) for paragraph in root.iterfind(f"{_W}body/{_W}p"))
    frozen = next((text for text in outside if text.startswith(MARK)), "")
    tables = (list(_rows(table, remarks)) for table in root.iter(_W + "tbl"))
    return parse_rows(name, bilingual(name, tables), frozen.removeprefix(MARK))


def _lay_out(section: Any) -> None:
    """A4, landscape."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN))


def _fill(row: Any, texts: tuple[str, ...], article: Article, *, bold: bool = False, shade: str = "") -> None:
    from docx.shared import Mm, Pt

    tags = {"source": article.pair.source, "target": article.pair.target}
    for cell, field, text in zip(row.cells, Row._fields, texts, strict=True):
        cell.width = Mm(WIDTHS[field])
        run = cell.paragraphs[0].add_run(text)
        run.font.size, run.bold = Pt(9), bold or None
        _speak(run, tags.get(field, "en"))
        if bold or shade:
            _shade(cell, "D9E2F3" if bold else shade)


def _speak(run: Any, tag: str) -> None:
    """Tells the word processor the language, so that it spells and breaks lines by it."""
    from docx.oxml import OxmlElement

    made = OxmlElement("w:lang")
    made.set(_W + ("eastAsia" if tag.startswith("zh") else "val"), tool_tag(tag) if tag != "en" else "en-US")
    run._element.get_or_add_rPr().append(made)


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement

    made = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        made.set(_W + key, value)
    cell._element.get_or_add_tcPr().append(made)


def _repeat(row: Any) -> None:
    """The row stands again at the head of each page."""
    from docx.oxml import OxmlElement

    row._element.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _hide(paragraph: Any, text: str) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.hidden, run.font.size = True, Pt(1)
    run.font.no_proof = True


def _remarks(name: str, data: bytes) -> dict[str, str]:
    """Comments in the margin: id -> text."""
    part = read_part(data, "word/comments.xml")
    if not part:
        return {}
    return {str(e.get(_W + "id")): _lines(e) for e in parse_xml(name, part).iter(_W + "comment")}


def _rows(table: Any, remarks: dict[str, str]) -> Iterator[Seen]:
    """The rows of a table but those that a tracked change takes out."""
    for line, row in enumerate(table.iter(_W + "tr"), 1):
        if row.find(f"{_W}trPr/{_W}del") is None:
            named = (str(e.get(_W + "id")) for e in row.iter(_W + "commentReference"))
            made = tuple(remarks[name] for name in named if name in remarks)
            yield Seen(line, [_lines(cell) for cell in row.iter(_W + "tc")], made)


def _lines(element: Any) -> str:
    """The text of a cell or comment, a line for each paragraph."""
    return "\n".join(_text(paragraph) for paragraph in element.iter(_W + "p"))


def _text(paragraph: Any) -> str:
    """The text of a paragraph with the insertions and without the deletions that are tracked in it."""
    parts: list[str] = []
    for child in paragraph:
        tag = local(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag not in _GONE and not tag.endswith("Pr") and len(child):
            parts.append(_text(child))
    return "".join(parts)
