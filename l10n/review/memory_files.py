"""Files that fill a translation memory, and the TMX file that a memory is written to; both one unit at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.bitable import state_of
from l10n.formats.tmx import STATE, Tu, Variant, stream_tmx, write_units
from l10n.model.article import Article, State
from l10n.model.inline import Text
from l10n.model.memory import Entry, Origin
from l10n.model.pair import Pair
from l10n.resources.files import read_bytes
from l10n.resources.locale import ALIASES
from l10n.resources.memory import MOMENT, entries_of
from l10n.resources.pair_corpus import read_pairs

ORIGIN, DOCUMENT, CREATED, PREVIOUS, FOLLOWING = (
    f"x-l10n-{name}" for name in ("origin", "document", "created", "previous", "following")
)
IMPORTED = "import"
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """How files are taken in. `target` turns pairs round that lead away from it; `approved`: people approved them."""

    target: str = ""
    approved: bool = False
    progress: Progress = lambda _: None


def read_entries(path: Path, intake: Intake) -> Iterator[Entry]:
    """The entries of a TMX, TSV or any bilingual file; drafts of an engine that nobody edited are left out.

    TMX and TSV are streamed. `progress` is told the bytes that were read since it was told last. Raises FormatError.
    """
    suffix = path.suffix.lower()
    if suffix == ".tmx":
        found = _of_tmx(path, intake.progress)
    elif suffix in (".tsv", ".txt"):
        found = _of_table(path)
    else:
        found = _of_article(path, intake)
    for entry in found:
        if entry.pair.source_language != entry.pair.target_language:
            yield _taken(entry, intake)


def tmx_pieces(entries: Iterable[Entry], pair: Pair) -> Iterator[bytes]:
    """A memory's entries of one pair as the pieces of a TMX file."""
    return write_units(map(_unit, entries), pair)


def _taken(entry: Entry, intake: Intake) -> Entry:
    if intake.target and entry.pair.target != intake.target == entry.pair.source:
        lone = replace(entry.origin, previous=0, following=0)      # neighbours of the other language are no context
        entry = replace(entry, source=entry.target, target=entry.source, pair=entry.pair.reverse, origin=lone)
    if intake.approved and not entry.approved:
        entry = replace(entry, state=State.REVIEWED)
    return entry


def _of_tmx(path: Path, progress: Progress) -> Iterator[Entry]:
    try:
        with path.open("rb") as file:
            read = 0
            for unit in stream_tmx(file, str(path)):
                for target in unit.targets:
                    entry = _entry(unit, target, path.name)
                    if entry:
                        yield entry
                progress(file.tell() - read)
                read = file.tell()
    except OSError as error:
        raise FormatError(str(path), "cannot be read", (error.strerror or "check the file").lower()) from error


def _entry(unit: Tu, target: Variant, document: str) -> Entry | None:
    """The entry of one target; None for a text that is empty or in another language than ours."""
    tags = [ALIASES.get(tag.replace("_", "-").lower(), "") for tag in (unit.source.tag, target.tag)]
    if not all(tags) or not _says(unit.source) or not _says(target):
        return None
    props = dict(unit.props)
    around = _key(props.get(PREVIOUS)), _key(props.get(FOLLOWING))
    origin = Origin(props.get(ORIGIN, IMPORTED), props.get(DOCUMENT, document), *around)
    state = state_of(props.get(STATE, "")) or State.TRANSLATED
    changed = _moment(unit.changed)
    created = _moment(props.get(CREATED, "")) or changed
    return Entry(unit.source.content, target.content, Pair(*tags), state, origin, created, changed)


def _says(variant: Variant) -> bool:
    return any(isinstance(item, Text) and item.text.strip() for item in variant.content)


def _moment(written: str) -> str:
    """A moment as the memory writes it: UTC, to the second; empty for what is none."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return ""
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).strftime(MOMENT)


def _key(written: str | None) -> int:
    """The key of a neighbour; 0 for none or what is no 64-bit number."""
    try:
        number = int(written or "0")
    except ValueError:
        return 0
    return number if -(2**63) <= number < 2**63 else 0


def _of_table(path: Path) -> Iterator[Entry]:
    for source, source_tag, target, target_tag in read_pairs(path):
        if source.strip() and target.strip():
            origin = Origin(IMPORTED, path.name)
            yield Entry((Text(source),), (Text(target),), Pair(source_tag, target_tag), State.TRANSLATED, origin)


def _of_article(path: Path, intake: Intake) -> Iterator[Entry]:
    from l10n.review.bilingual import open_bilingual

    target = intake.target or "zh-Hans"
    pair = Pair("zh-Hans" if target == "en" else "en", target)
    opened = open_bilingual(path, read_bytes(path), pair).article
    article: Article = replace(opened, name=path.name)
    drafts = {id(segment) for segment in article.segments if segment.score is not None and not segment.frozen}
    for segment, entry in entries_of(article, IMPORTED):
        if id(segment) not in drafts and segment.state is not State.INITIAL:
            yield entry


def _unit(entry: Entry) -> Tu:
    origin = entry.origin
    props = [(STATE, entry.state.value), (ORIGIN, origin.kind), (DOCUMENT, origin.document), (CREATED, entry.created)]
    props += [(PREVIOUS, str(origin.previous))] if origin.previous else []
    props += [(FOLLOWING, str(origin.following))] if origin.following else []
    return Tu(
        id=str(entry.id),
        source=Variant(entry.pair.source, entry.source),
        targets=(Variant(entry.pair.target, entry.target),),
        changed=entry.changed,
        props=tuple((kind, text) for kind, text in props if text),
    )
