"""Bilingual files of any kind as an article whose segments hold source and target, with the lines of its units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.exchange import EXCHANGE, SKELETON_SUFFIX, detect_exchange, parse_exchange
from l10n.formats.xliff_common import unit_ids
from l10n.formats.xliff_take import Parsed, article_of
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.resources.files import read_bytes
from l10n.resources.locale import canonical_tag
from l10n.resources.term_text import has_han
from l10n.review.exchange_files import skeleton_of

_TABLE = ".tsv"  # pairs without a header: source, tab, target
SUFFIXES = tuple(dict.fromkeys((*(suffix for row in EXCHANGE for suffix in row.suffixes), _TABLE)))
# From a folder files with these suffixes are taken as they are, others only when they are bilingual.
SURE = (".xlf", ".xliff", ".tmx", ".tsv", ".po")
_LEFT = (".pot",)  # templates: nothing in them is translated


@dataclass(frozen=True, slots=True)
class Bilingual:
    """An article as a bilingual file has it. Its name is the file's path, `original` the name that it had.

    By segment: `lines` has the 1-based line of its unit (the row of a table), `units` the id of its unit in the file.
    `format` is the name of the file's row in `EXCHANGE`, "tsv" for plain pairs; `ours` tells that the page which the
    file was written from is known, so that the file can be written anew.
    """

    article: Article
    lines: Mapping[str, int]
    units: Mapping[str, str]
    format: str
    original: str
    ours: bool


def open_bilingual(path: Path, data: bytes, pair: Pair) -> Bilingual:
    """The article of a bilingual file, edits taken over, findings of the reader placed at `path`. Raises FormatError.

    The pair of a file that names its languages is its own; `pair` is that of tables, whose columns are told by their
    text. The file that went beside it (FILE.l10n) gives the article back that was written into it.
    """
    if path.suffix.lower() == _TABLE:
        return _pairs(path, data, pair)
    try:
        row = detect_exchange(path.name, data)
        parsed = row.parse(path.name, data)
        skeleton = skeleton_of(parsed, path)
        article = article_of(_languages(parsed, pair), skeleton)
    except FormatError as error:
        raise FormatError(error.place.replace(path.name, str(path), 1), error.what, error.cure) from error
    own = Pair(canonical_tag(article.pair.source), canonical_tag(article.pair.target))
    findings = tuple(replace(finding, place=str(path)) for finding in article.findings)
    lines = {unit.id: unit.line for unit in parsed.units}
    ours = skeleton is not None
    units = unit_ids(article) if ours else {segment.id: segment.id for segment in article.segments}
    return Bilingual(
        article=replace(article, name=str(path), pair=own, findings=findings),
        lines={segment: lines.get(unit, 0) for segment, unit in units.items()},
        units=units,
        format=row.name,
        original=article.name,
        ours=ours,
    )


def bilingual_files(paths: Sequence[Path]) -> list[Path]:
    """Files as they are, folders as the bilingual files in them; each once. Hidden folders are passed over."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(_taken, _inside(path))) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


def _taken(path: Path) -> bool:
    """True for a file that is bilingual; one with a sure suffix, or a skeleton beside it, claims to be."""
    if path.suffix.lower() in SURE or path.with_name(path.name + SKELETON_SUFFIX).is_file():
        return True
    try:
        parse_exchange(path.name, read_bytes(path))
    except FormatError:
        return False
    return path.suffix.lower() not in _LEFT


def _languages(parsed: Parsed, pair: Pair) -> Parsed:
    """The file's own languages; those of the pair where it names none."""
    if parsed.skeleton or (parsed.origin.source and parsed.origin.target):
        return parsed
    origin = replace(
        parsed.origin, source=parsed.origin.source or pair.source, target=parsed.origin.target or pair.target
    )
    return replace(parsed, origin=origin)


def _pairs(path: Path, data: bytes, pair: Pair) -> Bilingual:
    """The pairs of a table, one a line, each segment named after its line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(str(path), "is not UTF-8", "save the file as UTF-8") from error
    blocks = []
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) < 2:
            raise FormatError(f"{path}:{number}", "one column only", "write source, tab, target")
        at = source_column(cells, pair)
        segment = Segment(str(number), (Text(cells[at]),), (Text(cells[1 - at]),), State.TRANSLATED)
        blocks.append(Block(str(number), BlockKind.PARAGRAPH, (segment,)))
    article = Article(str(path), "tsv", pair, body=tuple(blocks))
    names = {segment.id: segment.id for segment in article.segments}
    return Bilingual(article, {name: int(name) for name in names}, names, "tsv", path.name, False)


def source_column(cells: Sequence[str], pair: Pair) -> int:
    """0 or 1: which of the first two cells is in the source language."""
    first = "zh" if has_han(cells[0]) else "en"
    return 0 if first == pair.source_language else 1
