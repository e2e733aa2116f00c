"""Bilingual files of any kind as an article whose segments hold source and target, with the lines of its units."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.exchange import EXCHANGE, SKELETON_SUFFIX, detect_exchange, read_skeleton
from l10n.formats.xliff_common import unit_ids
from l10n.formats.xliff_take import Parsed, article_of
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.resources.files import read_bytes
from l10n.resources.locale import canonical_tag
from l10n.resources.pair_corpus import read_pairs

_PAIRS = (".tmx", ".tsv")  # read as plain pairs where the table of formats does not know them
SUFFIXES = tuple(dict.fromkeys((*(suffix for row in EXCHANGE for suffix in row.suffixes), *_PAIRS)))
# Files with these suffixes are taken from a folder as they are; of others only those that are bilingual.
SURE = (".xlf", ".xliff", ".tmx", ".tsv", ".po")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """An article as a bilingual file has it. Its name is the file's path.

    By segment: `lines` has the 1-based line of its unit, `units` the id of its unit in the file.
    """

    article: Article
    lines: Mapping[str, int]
    units: Mapping[str, str]


def read_bilingual(path: Path, pair: Pair) -> Article:
    """The article of a bilingual file. Raises FormatError. See `open_bilingual`."""
    return replace(open_bilingual(path, read_bytes(path), pair).article, name=path.name)


def open_bilingual(path: Path, data: bytes, pair: Pair) -> Bilingual:
    """The article of a bilingual file, edits taken over, findings of the reader placed at `path`. Raises FormatError.

    The pair of a file that names its languages is its own; `pair` is that of tables, whose columns are told by their
    text. The file that went beside it (FILE.l10n) gives the article back that was written into it.
    """
    suffix = path.suffix.lower()
    if suffix in _PAIRS and not any(suffix in row.suffixes for row in EXCHANGE):
        return _pairs(path, data, pair)
    try:
        parsed = detect_exchange(path.name, data).parse(path.name, data)
        beside = _beside(path)
        article = article_of(_languages(parsed, pair), beside)
    except FormatError as error:
        raise FormatError(error.place.replace(path.name, str(path), 1), error.what, error.cure) from error
    own = Pair(canonical_tag(article.pair.source), canonical_tag(article.pair.target))
    findings = tuple(replace(finding, place=str(path)) for finding in article.findings)
    lines = {unit.id: unit.line for unit in parsed.units}
    ours = beside is not None or bool(parsed.skeleton)
    units = unit_ids(article) if ours else {segment.id: segment.id for segment in article.segments}
    return Bilingual(
        replace(article, name=str(path), pair=own, findings=findings),
        {segment: lines.get(unit, 0) for segment, unit in units.items()},
        units,
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
    if path.suffix.lower() in SURE:
        return True
    try:
        detect_exchange(path.name, read_bytes(path))
    except FormatError:
        return False
    return True


def _languages(parsed: Parsed, pair: Pair) -> Parsed:
    """The file's own languages; those of the pair where it names none."""
    if parsed.skeleton or (parsed.origin.source and parsed.origin.target):
        return parsed
    origin = replace(
        parsed.origin, source=parsed.origin.source or pair.source, target=parsed.origin.target or pair.target
    )
    return replace(parsed, origin=origin)


def _beside(path: Path) -> Article | None:
    skeleton = path.with_name(path.name + SKELETON_SUFFIX)
    return read_skeleton(skeleton.name, read_bytes(skeleton)) if skeleton.is_file() else None


def _pairs(path: Path, data: bytes, pair: Pair) -> Bilingual:
    blocks = []
    with tempfile.TemporaryDirectory() as folder:  # the data may be those of an older revision
        copy = Path(folder, path.name)
        copy.write_bytes(data)
        found = list(read_pairs(copy))
    for number, (first, language, second, _) in enumerate(found, 1):
        source, target = (first, second) if language.split("-")[0] == pair.source_language else (second, first)
        segment = Segment(str(number), (Text(source),), (Text(target),), State.TRANSLATED)
        blocks.append(Block(str(number), BlockKind.PARAGRAPH, (segment,)))
    article = Article(str(path), path.suffix.lstrip("."), pair, body=tuple(blocks))
    table = path.suffix.lower() == ".tsv"
    numbers = {segment.id: segment.id for segment in article.segments}
    return Bilingual(article, {name: int(name) for name in numbers} if table else {}, numbers)
