"""What a person asks of a memory: search, figures, removal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from l10n.model.inline import Text
from l10n.model.memory import Entry, MemoryMatch
from l10n.model.pair import Pair
from l10n.resources.memory import COLUMNS, Memory, entry_of, find_exact
from l10n.resources.memory_file import check_file
from l10n.resources.memory_fuzzy import find_fuzzy
from l10n.resources.memory_text import features
from l10n.resources.term_text import has_han


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


def near_sentences(memory: Memory, text: str, least: int) -> list[MemoryMatch]:
    """The entries whose source is like the text, with at least that score, best first; of all pairs of its language."""
    content = (Text(text),)
    found: list[MemoryMatch] = []
    for pair in pairs(memory):
        if (pair.source_language == "zh") is has_han(text):
            found += find_exact(memory, content, pair) + find_fuzzy(memory, content, pair, least=least)
    return sorted(found, key=lambda match: -match.score)


def pairs(memory: Memory) -> dict[Pair, int]:
    """The language pairs of the entries, each with their number, the largest first."""
    rows = memory.database.execute(
        "SELECT source_language, target_language, count(*) FROM entry GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    )
    return {Pair(source, target): number for source, target, number in rows}


def count(memory: Memory, wanted: Wanted) -> int:
    """How many entries are meant."""
    where, values = _where(wanted)
    return int(memory.database.execute(f"SELECT count(*) FROM entry WHERE {where}", values).fetchone()[0])  # noqa: S608


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
        "entries": total, "pairs": {str(pair): number for pair, number in pairs(memory).items()},
        "states": counts("state"),
        "origins": counts("origin"), "documents": documents, "several_targets": several, "used": used,
        "bytes": memory.path.stat().st_size,
    }


def verify(memory: Memory) -> None:
    """Reads the whole file and compares its indexes. Raises MemoryFileError when it is damaged."""
    check_file(memory.path, memory.database, deep=True)


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
