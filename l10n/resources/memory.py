"""The translation memory of a project: pairs that people approved or imported, kept and looked up exactly."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from l10n.model.article import Article, Segment, State
from l10n.model.inline import Content, Text, flat, plain
from l10n.model.memory import Entry, MemoryMatch, Origin
from l10n.model.pair import Pair
from l10n.resources.memory_content import freeze, peeled, peeled_both, thaw
from l10n.resources.memory_file import check_file, connect, faults
from l10n.resources.memory_text import features, hash_of, key_of, marked, normalised, tokens

MOMENT = "%Y-%m-%dT%H:%M:%SZ"
BATCH = 1000            # pairs stored in one transaction: some milliseconds in which others wait
_HALF = re.compile("[\ud800-\udfff]")         # no file can hold one half of a surrogate pair
_RANK = {State.INITIAL: 0, State.TRANSLATED: 1, State.REVIEWED: 2, State.FINAL: 3}
COLUMNS = (
    "id, source_language, target_language, source, target, source_content, target_content, state, origin, document, "
    "previous, following, created, changed, used"
)
_ADD = """INSERT INTO entry (source_language, target_language, key, target_key, size, source, target, source_content,
    target_content, state, origin, document, previous, following, created, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SAME = """SELECT id, state FROM entry WHERE key = ? AND target_key = ? AND previous = ? AND following = ?
    AND source_language = ? AND target_language = ?"""
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """An open memory. `common` remembers the features that too many entries share, so that none is asked for twice."""

    path: Path
    database: sqlite3.Connection
    common: set[str] = field(default_factory=set)


@contextmanager
def open_memory(path: Path, write: bool = False) -> Iterator[Memory]:
    """The memory of that file, closed at the end; made when it is to be written and does not exist.

    Raises MemoryFileError: no such file, damaged, of another program or version, not to be written.
    """
    database = connect(path, write)
    try:
        with faults(path):
            yield Memory(path, database)
    finally:
        database.close()


def require_memory(path: Path) -> None:
    """Reads the whole memory once, so that damage is told before any work is done. Raises MemoryFileError."""
    with open_memory(path) as memory:
        check_file(path, memory.database)


def remember(memory: Memory, article: Article, now: datetime | None = None) -> int:
    """Stores the segments of an article that a person approved (reviewed, final); how many were new or changed."""
    approved = (entry for _, entry in entries_of(article) if entry.approved)
    return add_entries(memory, approved, now)


def entries_of(article: Article, kind: str = "person") -> Iterator[tuple[Segment, Entry]]:
    """The segments of an article that have a target, each with its entry and context."""
    for segment, around in in_context(article):
        if segment.target is None or not segment.target_text.strip() or not segment.source_text.strip():
            continue
        source, target = peeled_both(flat(segment.source), flat(segment.target))
        yield segment, Entry(source, target, article.pair, segment.state, Origin(kind, article.name, *around))


def in_context(article: Article) -> Iterator[tuple[Segment, tuple[int, int]]]:
    """The segments to translate in order, each with the keys of the sources before and after it (0 at the ends)."""
    segments = [segment for block in article.blocks if block.translate for segment in block.segments]
    keys = [0, *(key_of(peeled(flat(segment.source))[0]) for segment in segments), 0]
    return ((segment, (keys[number], keys[number + 2])) for number, segment in enumerate(segments))


def add_entries(memory: Memory, entries: Iterable[Entry], now: datetime | None = None) -> int:
    """Stores entries in batches, each whole or not at all; how many were new or changed.

    An entry that is there already, with the same target and context, is renewed when it is approved again; the same
    source with another target stands beside the older one, and the look-ups prefer the approved, then the latest.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).strftime(MOMENT)
    stored = 0
    for batch in _batches(entries):
        memory.database.execute("BEGIN IMMEDIATE")
        try:
            stored += sum(_store(memory.database, entry, moment) for entry in batch)
            memory.database.execute("COMMIT")
        except BaseException:
            if memory.database.in_transaction:
                memory.database.execute("ROLLBACK")
            raise
    memory.common.clear()
    return stored


def add_pair(source: str, target: str, pair: Pair, document: str = "") -> Entry:
    """An imported pair of plain sentences as an entry."""
    return Entry((Text(source),), (Text(target),), pair, State.TRANSLATED, Origin("import", document))


def find_exact(memory: Memory, source: Content, pair: Pair, around: tuple[int, int] = (0, 0)) -> list[MemoryMatch]:
    """The entries with the same words and codes, best first: in context, then approved, then latest.

    `around` holds the keys of the neighbouring sources. The pairs of codes around the whole may be there or not.
    """
    keys = {key_of(peeled(flat(source))[0]), key_of(flat(source))}
    words = {marked(peeled(flat(source))[0]), marked(flat(source))}
    rows = memory.database.execute(
        f"SELECT {COLUMNS} FROM entry WHERE key IN ({', '.join('?' * len(keys))}) "  # noqa: S608  only marks
        "AND source_language = ? AND target_language = ?",
        (*keys, pair.source, pair.target),
    )
    found = [entry for entry in map(entry_of, rows) if marked(entry.source) in words]
    found.sort(key=lambda entry: (_near(entry, around), entry.approved, entry.changed, entry.id), reverse=True)
    return [MemoryMatch(entry, 100, _near(entry, around) == 2) for entry in found]


def mark_used(memory: Memory, ids: Sequence[int]) -> None:
    """Counts one more use of each entry; ids may repeat."""
    memory.database.execute("BEGIN IMMEDIATE")
    memory.database.executemany("UPDATE entry SET used = used + 1 WHERE id = ?", [(number,) for number in ids])
    memory.database.execute("COMMIT")


def all_entries(memory: Memory, pair: Pair | None = None) -> Iterator[Entry]:
    """Every entry, or those of one pair, in the order in which they came; not all at once in memory."""
    where = "WHERE source_language = ? AND target_language = ?" if pair else ""
    query = f"SELECT {COLUMNS} FROM entry {where} ORDER BY id"  # noqa: S608  fixed words only
    return map(entry_of, memory.database.execute(query, (pair.source, pair.target) if pair else ()))


def entry_of(row: Row) -> Entry:
    """The entry of a row of COLUMNS. Raises sqlite3.DatabaseError for one that is damaged."""
    try:
        return _entry(row)
    except ValueError as error:
        raise sqlite3.DatabaseError(f"entry {row[0]} cannot be read") from error


def _entry(row: Row) -> Entry:
    (number, source_tag, target_tag, source, target, frozen_source, frozen_target, state, kind, document, previous,
     following, created, changed, used) = row
    return Entry(
        thaw(str(frozen_source)) if frozen_source else (Text(str(source)),),
        thaw(str(frozen_target)) if frozen_target else (Text(str(target)),),
        Pair(str(source_tag), str(target_tag)), State(str(state)),
        Origin(str(kind), str(document), int(str(previous)), int(str(following))),
        str(created), str(changed), int(str(used)), int(str(number)),
    )


def _near(entry: Entry, around: tuple[int, int]) -> int:
    """How many of the two neighbours are the same; an entry without any neighbour has no context."""
    known = (entry.origin.previous, entry.origin.following)
    return 0 if known == (0, 0) else sum(own == asked for own, asked in zip(known, around, strict=True))


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _store(database: sqlite3.Connection, entry: Entry, now: str) -> bool:
    """True when the entry was new or said something new of one that is there; half characters are not stored."""
    if _HALF.search(plain(entry.source) + plain(entry.target) + entry.origin.document):
        return False
    entry = replace(entry, source=flat(entry.source), target=flat(entry.target))
    origin, pair = entry.origin, entry.pair
    key, target_key = key_of(entry.source), hash_of(freeze(entry.target))
    same = (key, target_key, origin.previous, origin.following, pair.source, pair.target)
    there = database.execute(_SAME, same).fetchone()
    if there is not None:
        return _renewed(database, entry, there, now)
    words = normalised(plain(entry.source))
    added = database.execute(_ADD, (
        pair.source, pair.target, key, target_key, len(tokens(words)), words, plain(entry.target),
        _frozen(entry.source, words), _frozen(entry.target, plain(entry.target)), entry.state.value, origin.kind,
        origin.document, origin.previous, origin.following, entry.created or now, entry.changed or now,
    ))
    listed = " ".join(features(words))
    database.execute("INSERT INTO found (rowid, features) VALUES (?, ?)", (added.lastrowid, listed))
    return True


def _renewed(database: sqlite3.Connection, entry: Entry, there: tuple[int, str], now: str) -> bool:
    number, state = there
    if _RANK[entry.state] < _RANK[State(state)] or not entry.approved:
        return False
    changed = entry.changed or now
    again = database.execute(
        "UPDATE entry SET state = ?, origin = ?, document = ?, changed = ? "
        "WHERE id = ? AND (changed < ? OR state != ?)",
        (entry.state.value, entry.origin.kind, entry.origin.document, changed, number, changed, entry.state.value),
    )
    return again.rowcount > 0


def _frozen(content: Content, words: str) -> str | None:
    """JSON for content that is more than the words themselves."""
    return None if content == (Text(words),) or not content else freeze(content)
