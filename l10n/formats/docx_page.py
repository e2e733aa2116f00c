"""The body of a Word file as an HTML skeleton for the localised page: headings, paragraphs, lists, tables, pictures."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from l10n.formats.docx_atoms import W
from l10n.formats.docx_styles import TOC, Sheet
from l10n.model.article import BlockKind, BlockRef, Skeleton

_TAGS = {
    BlockKind.QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    BlockKind.CAPTION: ("<figure><figcaption>", "</figcaption></figure>"),
}
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT_BOX = W + "txbxContent"
Part = str | BlockRef


def page_of(root: Any, blocks: Mapping[Any, Skeleton], sheet: Sheet) -> Skeleton:
    """The skeleton; `blocks` maps paragraphs and picture elements to what stands for them."""
    body = root.find(W + "body")
    return tuple(_Page(blocks, sheet).flow(list(body) if body is not None else []))


class _Page:
    """Walks the body once."""

    def __init__(self, blocks: Mapping[Any, Skeleton], sheet: Sheet) -> None:
        self.blocks, self.sheet = blocks, sheet

    def flow(self, elements: list[Any]) -> Iterator[Part]:
        """Paragraphs, lists and tables in order."""
        for listed, run in groupby(_unwrapped(elements), self._is_item):
            if listed:
                yield from self._list(list(run), 0)
                continue
            for element in run:
                if element.tag == W + "tbl":
                    yield from self._table(element)
                elif element.tag == W + "p":
                    yield from self._paragraph(element)

    def _is_item(self, element: Any) -> bool:
        return element.tag == W + "p" and element in self.blocks and self.sheet.kind(element)[0] is BlockKind.ITEM

    def _paragraph(self, element: Any) -> Iterator[Part]:
        if TOC.fullmatch(self.sheet.style(element).name):
            return
        if element in self.blocks:
            kind, level = self.sheet.kind(element)
            opening, closing = _TAGS.get(kind, ("<p>", "</p>"))
            if kind is BlockKind.HEADING:
                opening, closing = f"<h{max(2, level)}>", f"</h{max(2, level)}>"
            yield from (opening, *self.blocks[element], closing + "\n")
        for inner in element.iter(_PICTURE, _TEXT_BOX):
            if inner.tag == _TEXT_BOX:
                if not any(True for _ in inner.iterancestors("{*}Fallback")):
                    yield from ("<aside>", *self.flow(list(inner)), "</aside>\n")
            elif inner in self.blocks:
                yield from ("<figure><figcaption>", *self.blocks[inner], "</figcaption></figure>\n")

    def _list(self, items: list[Any], level: int) -> Iterator[Part]:
        """A list; deeper items stand in a list of their own inside the item before them."""
        tag = self._tag(items[0])
        yield f"<{tag}>"
        at = 0
        while at < len(items):
            if self._tag(items[at]) != tag:
                yield f"</{tag}>\n<{self._tag(items[at])}>"
                tag = self._tag(items[at])
            deeper = at + 1
            while deeper < len(items) and self._level(items[deeper]) > level and level < 8:
                deeper += 1
            yield from ("<li>", *self.blocks[items[at]])
            if deeper > at + 1:
                yield from self._list(items[at + 1 : deeper], level + 1)
            yield "</li>"
            at = deeper
        yield f"</{tag}>\n"

    def _tag(self, item: Any) -> str:
        return "ol" if self.sheet.is_ordered(item) else "ul"

    def _level(self, item: Any) -> int:
        """The level of an item, 0-based: that of its numbering, else the figure in its style (List Bullet 2)."""
        written, named = self.sheet.numbering(item)[1], self.sheet.style(item).name[-1:]
        level = int(written) if written.isdigit() else 0
        return level or (int(named) - 1 if named.isdigit() and named != "0" else 0)

    def _table(self, table: Any) -> Iterator[Part]:
        yield "<table>"
        rows = [_unwrapped(list(row), (W + "tc",)) for row in _unwrapped(list(table), (W + "tr",))]
        spans = _row_spans(rows)
        for number, row in enumerate(rows):
            yield "<tr>"
            for cell in row:
                if spans[cell] == 0:
                    continue
                tag = "th" if number == 0 and _is_header(cell) else "td"
                sizes = (("colspan", _width(cell)), ("rowspan", spans[cell]))
                yield f"<{tag}" + "".join(f' {name}="{size}"' for name, size in sizes if size > 1) + ">"
                yield from self._cell(cell)
                yield f"</{tag}>"
            yield "</tr>"
        yield "</table>\n"

    def _cell(self, cell: Any) -> Iterator[Part]:
        """A cell's paragraphs; a single one stands bare, figures without a block as they are."""
        inside = _unwrapped(list(cell))
        worded = [element for element in inside if element.tag == W + "tbl" or element in self.blocks]
        if len(worded) > 1:
            yield from self.flow(inside)
        elif worded and worded[0].tag == W + "tbl":
            yield from self._table(worded[0])
        elif worded:
            yield from self.blocks[worded[0]]
        else:
            yield escape("".join(node.text or "" for node in cell.iter(W + "t")))


def _unwrapped(elements: list[Any], wanted: tuple[str, ...] = (W + "p", W + "tbl")) -> list[Any]:
    """The elements wanted, also those inside content controls and accepted insertions."""
    found = []
    for element in elements:
        if element.tag in wanted:
            found.append(element)
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            found += _unwrapped(list(element), wanted)
    return found


def _width(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    written = span.get(W + "val", "1") if span is not None else "1"
    return min(int(written), 1000) if written.isdigit() else 1


def _row_spans(rows: list[list[Any]]) -> dict[Any, int]:
    """For each cell the rows that it covers; 0 for one that is covered by the cell above."""
    spans: dict[Any, int] = {}
    above: dict[int, Any] = {}
    for row in rows:
        column = 0
        for cell in row:
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            spans[cell] = 1
            if merge is None or merge.get(W + "val") == "restart":
                above[column] = cell if merge is not None else None
            elif above.get(column) is not None:
                spans[above[column]] += 1
                spans[cell] = 0
            column += _width(cell)
    return spans


def _is_header(cell: Any) -> bool:
    """True in a row that Word repeats on every page, or whose words are all bold."""
    row = cell.getparent()
    if row.find(f"{W}trPr/{W}tblHeader") is not None:
        return True
    runs = [run for run in row.iter(W + "r") if run.find(W + "t") is not None]
    return bool(runs) and all(run.find(f"{W}rPr/{W}b") is not None for run in runs)
