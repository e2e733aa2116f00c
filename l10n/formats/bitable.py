"""A bilingual table: a header and a row for each segment, whatever the file around it is.

Columns are known by their titles, so they may change places; others are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from l10n.errors import FormatError
from l10n.formats.bitable_text import to_content, to_words, visible
from l10n.formats.xliff_common import Unit, concept_terms, unit_ids
from l10n.formats.xliff_take import Origin, Parsed, code_names
from l10n.model.article import Article, Block, Segment, State
from l10n.model.finding import Finding, Severity

LOCKED = "locked"
_TITLE = re.compile(r"\s*(?P<name>[^()]*?)\s*(?:[(（](?P<tag>[^()（）]*)[)）])?\s*")
_NEEDED = ("source", "target")


class Row(NamedTuple):
    """The cells of one segment, in the order of the columns."""

    id: str
    kind: str
    source: str
    target: str
    state: str
    terms: str
    findings: str
    comments: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as a file has it: its number or line, its cells as text, and what people noted in the margin."""

    line: int
    cells: Sequence[str]
    remarks: tuple[str, ...] = ()


def header(article: Article) -> tuple[str, ...]:
    """The titles of the columns; those of the two texts name their languages."""
    tags = {"source": article.pair.source, "target": article.pair.target}
    return tuple(f"{name} ({tags[name]})" if name in tags else name for name in Row._fields)


def rows(article: Article, limit: int) -> Iterator[Row]:
    """A row for each segment. Raises FormatError when a cell would hold more than `limit` characters."""
    names = unit_ids(article)
    for block in article.blocks:
        for segment in block.segments:
            row = _row(names[segment.id], block, segment)
            if max(len(cell) for cell in row) > limit:
                what = f"unit {row.id} is longer than the {limit} characters that a cell holds"
                raise FormatError(article.name, what, "write XLIFF instead")
            yield row


def is_locked(row: Row) -> bool:
    """True for a row that shall not be changed."""
    return row.kind.endswith(LOCKED)


def parse_rows(name: str, seen: Iterable[Seen], skeleton: str = "") -> Parsed:
    """The units of a table. Rows without any text are passed over. Raises FormatError when a column is missing."""
    rest = (row for row in seen if any(cell.strip() for cell in row.cells))
    columns, tags = _columns(name, next(rest, Seen(1, ())))
    # A row that ends before its target is one that was cut off: no one emptied it.
    whole = [row for row in rest if len(row.cells) > columns["target"]]
    read = [(row, {field: row.cells[at] for field, at in columns.items() if at < len(row.cells)}) for row in whole]
    units = tuple(_unit(row, cells) for row, cells in read)
    faults = tuple(
        _odd_state(name, unit, cells["state"])
        for unit, (_, cells) in zip(units, read, strict=True)
        if unit.state is None and cells.get("state", "").strip()
    )
    origin = Origin(name, tags.get("source", ""), tags.get("target", ""))
    return Parsed(origin, units, skeleton, faults)


def bilingual(name: str, tables: Iterable[Sequence[Seen]]) -> Sequence[Seen]:
    """The first of the tables of a document that has a source. Raises FormatError when there is none."""
    for table in tables:
        if table and any(cell.strip().lower().startswith("source") for cell in table[0].cells):
            return table
    raise FormatError(name, "holds no table with a column source", "use the file as l10n wrote it")


def state_of(written: str) -> State | None:
    """The state that a cell names, in any case; None for none or an unknown one."""
    word = written.strip().lower()
    return State(word) if word in list(State) else None


def comments_cell(comments: Iterable[str]) -> str:
    """Comments in one cell, parted by empty lines."""
    return "\n\n".join(visible(comment) for comment in comments)


def comments_of(cell: str) -> tuple[str, ...]:
    """The comments of a cell."""
    return tuple(part.strip() for part in re.split(r"\n[^\S\n]*\n", cell.replace("\r\n", "\n")) if part.strip())


def term_lines(segment: Segment) -> tuple[str, ...]:
    """`6G = 6G技术` for each term met."""
    met = tuple(proof for proof in segment.proofs if proof.met)
    return tuple(visible(f"{source} = {target}") for source, target in concept_terms(met).items())


def finding_lines(segment: Segment) -> tuple[str, ...]:
    """`error numbers.missing: 5 is missing` for each finding."""
    return tuple(visible(f"{found.severity.value} {found.code}: {found.message}") for found in segment.findings)


def _odd_state(name: str, unit: Unit, written: str) -> Finding:
    message = f"unit {unit.id} has an unknown state {written.strip()}: use one of {', '.join(State)}"
    return Finding("exchange.state", Severity.WARNING, message, name, unit.line, segment_id=unit.id)


def _row(name: str, block: Block, segment: Segment) -> Row:
    names = code_names(segment)
    fixed = segment.locked or not block.translate
    return Row(
        id=name,
        kind=f"{block.kind.value}, {LOCKED}" if fixed else block.kind.value,
        source=to_words(segment.source, names),
        target=to_words(segment.target or (), names),
        state=(State.INITIAL if segment.target is None else segment.state).value,
        terms="\n".join(term_lines(segment)),
        findings="\n".join(finding_lines(segment)),
        comments=comments_cell(segment.comments),
    )


def _columns(name: str, titles: Seen) -> tuple[dict[str, int], dict[str, str]]:
    """Column name -> its place, and column name -> the language that its title names."""
    columns: dict[str, int] = {}
    tags: dict[str, str] = {}
    for at, cell in enumerate(titles.cells):
        match = _TITLE.fullmatch(cell[:80])
        field = match["name"].lower() if match else ""
        if match and field in Row._fields and field not in columns:
            columns[field] = at
            tags[field] = (match["tag"] or "").strip()
    missing = [field for field in _NEEDED if field not in columns]
    if missing:
        cure = "the first row names the columns: id, source, target, state, comments"
        raise FormatError(f"{name}:{titles.line}", f"has no column {' and no column '.join(missing)}", cure)
    return columns, tags


def _unit(row: Seen, cells: Mapping[str, str]) -> Unit:
    comments = (*comments_of(cells.get("comments", "")), *row.remarks)
    # Line breaks at the edges are written as codes: bare ones come from a program or a slip of the hand.
    source, target = (cells.get(field, "").replace("\r\n", "\n").strip("\n") for field in _NEEDED)
    return Unit(
        id=cells.get("id", "").strip(),
        line=row.line,
        source=to_content(source),
        target=to_content(target) if target else None,
        state=state_of(cells.get("state", "")),
        comments=comments if comments or "comments" in cells else None,
        translate=not cells.get("kind", "").strip().endswith(LOCKED),
    )
