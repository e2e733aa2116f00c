"""What a person asks of a memory: search, figures, removal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from l10n.model.memory import Entry
from l10n.resources.memory import COLUMNS, Memory, entry_of
from l10n.resources.memory_file import verify_file
from l10n.resources.memory_text import features


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are meant: all conditions hold together; an empty one holds for every entry.

    `words` stand in source or target, case of Latin letters apart; `before` is an ISO 8601 moment of the last change.
    """

    words: str = ""
    document: str = ""
    origin: str = ""
    state: str = ""
    before: str = ""
    ids: tuple[int, ...] = ()

    @property
    def everything(self) -> bool:
        """True when no condition was given."""
        return self == Wanted()


def search(memory: Memory, wanted: Wanted, most: int = -1) -> Iterator[Entry]:
    """The entries that are meant, latest first; at most `most` of them (-1: all)."""
    where, values = _where(wanted)
    query = f"SELECT {COLUMNS} FROM entry WHERE {where} ORDER BY changed DESC, id DESC LIMIT ?"  # noqa: S608
    return map(entry_of, memory.database.execute(query, (*values, most)))


def remove(memory: Memory, wanted: Wanted) -> int:
    """Takes the entries out, their words and their index too, and gives the space back; how many they were."""
    where, values = _where(wanted)
    database = memory.database
    database.execute("BEGIN IMMEDIATE")
    try:
        gone = database.execute(f"DELETE FROM entry WHERE {where}", values).rowcount  # noqa: S608
        if gone:
            _build_index(memory)
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    if gone:
        database.execute("VACUUM")
    memory.common.clear()
    return gone


def figures(memory: Memory) -> Mapping[str, object]:
    """Counts of entries: all, by pair, by state, by origin; sources with several targets; uses; documents; bytes."""
    database = memory.database

    def counts(column: str) -> dict[str, int]:
        return dict(database.execute(f"SELECT {column}, count(*) FROM entry GROUP BY 1 ORDER BY 2 DESC, 1"))  # noqa: S608

    total, used, documents = database.execute(
        "SELECT count(*), coalesce(sum(used), 0), count(DISTINCT document) FROM entry"
    ).fetchone()
    several = database.execute(
        "SELECT count(*) FROM (SELECT 1 FROM entry GROUP BY key, source_language, target_language "
        "HAVING count(DISTINCT target_key) > 1)"
    ).fetchone()[0]
    return {
        "entries": total, "pairs": counts("source_language || '>' || target_language"), "states": counts("state"),
        "origins": counts("origin"), "documents": documents, "several_targets": several, "used": used,
        "bytes": memory.path.stat().st_size,
    }


def verify(memory: Memory) -> None:
    """Reads the whole file. Raises MemoryFileError when a page is damaged."""
    verify_file(memory.path, memory.database)


def _where(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    """The condition as SQL with marks, and the values of the marks."""
    parts: list[str] = []
    values: list[object] = []
    if wanted.words:
        parts.append("(instr(lower(source), lower(?)) OR instr(lower(target), lower(?)))")
        values += [wanted.words, wanted.words]
    for column in ("document", "origin", "state"):
        if value := getattr(wanted, column):
            parts.append(f"{column} = ?")
            values.append(value)
    if wanted.before:
        parts.append("changed < ?")
        values.append(wanted.before)
    if wanted.ids:
        parts.append(f"id IN ({', '.join('?' * len(wanted.ids))})")
        values += wanted.ids
    return " AND ".join(parts) or "1", tuple(values)


def _build_index(memory: Memory) -> None:
    """The index anew from the entries: nothing of a removed sentence stays in it."""
    memory.database.execute("INSERT INTO found (found) VALUES ('delete-all')")
    rows = memory.database.execute("SELECT id, source FROM entry")
    listed = ((number, " ".join(features(source))) for number, source in rows)
    memory.database.executemany("INSERT INTO found (rowid, features) VALUES (?, ?)", listed)
