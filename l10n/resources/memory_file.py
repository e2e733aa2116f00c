"""The file of a memory: one SQLite database a project, readable by its owner only, never written when it is damaged.

A rollback journal keeps the file whole whatever happens; readers wait for a writer's batch, some milliseconds.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import MemoryFileError
from l10n.resources.memory_text import TOKENISER

APPLICATION = 0x4C31304D        # "L10M": SQLite's application_id
VERSION = 1                     # SQLite's user_version
WAIT = 30.0                     # seconds to wait for another process's batch
CACHE = 32_000                  # KiB of pages in memory
_LOOKS = 4
_MAGIC = b"SQLite format 3\x00"
_TABLES = (
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_language TEXT NOT NULL, target_language TEXT NOT NULL,
        key INTEGER NOT NULL, target_key INTEGER NOT NULL, size INTEGER NOT NULL,
        source TEXT NOT NULL, target TEXT NOT NULL,
        source_content TEXT, target_content TEXT,
        state TEXT NOT NULL, origin TEXT NOT NULL, document TEXT NOT NULL,
        previous INTEGER NOT NULL, following INTEGER NOT NULL,
        created TEXT NOT NULL, changed TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0)""",
    """CREATE UNIQUE INDEX entry_unique
        ON entry (key, target_key, previous, following, source_language, target_language)""",
    "CREATE VIRTUAL TABLE found USING fts5 (features, content='', detail=none, columnsize=0, tokenize='unicode61')",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """The opened database; made with mode 0600 when it is to be written and is not there. Raises MemoryFileError."""
    if not path.exists():
        if not write:
            raise MemoryFileError(str(path), "no such memory", "make one: `l10n memory import FILE --memory ...`")
        _make_file(path)
    _require_whole(path)
    with faults(path):
        if not write and _journal(path).exists():
            _recover(path)
        database = _opened(path, write)
        try:
            if write:
                check_file(path, database)
            _require_ours(path, database, write)
        except BaseException:
            database.close()
            raise
        return database


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns every fault of SQLite into one line with its cure."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise MemoryFileError(str(path), *_operational(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise MemoryFileError(str(path), f"is damaged ({error}); it was not changed", _rescue()) from error


def check_file(path: Path, database: sqlite3.Connection, deep: bool = False) -> None:
    """Reads every page of the database, `deep` also compares the indexes. Raises MemoryFileError when it is damaged."""
    with faults(path):
        answer = str(database.execute(f"PRAGMA {'integrity' if deep else 'quick'}_check(1)").fetchone()[0])
    if answer != "ok":
        what = answer.splitlines()[-1]
        raise MemoryFileError(str(path), f"is damaged ({what}); it was not changed", _rescue())


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return      # another process was faster
    except OSError as error:
        raise MemoryFileError(str(path), "cannot be made", (error.strerror or "check the folder").lower()) from error


def _require_whole(path: Path) -> None:
    """Refuses what is no database, or is shorter than its own header says."""
    for _ in range(_LOOKS):
        try:
            with path.open("rb") as file:
                head = file.read(100)
            size = path.stat().st_size
        except OSError as error:
            raise MemoryFileError(str(path), "cannot be read", (error.strerror or "check the file").lower()) from error
        if not head:
            return      # just made
        if not head.startswith(_MAGIC) or len(head) < 100:
            raise MemoryFileError(str(path), "is no memory; it was not changed", "give the file that l10n made")
        page = int.from_bytes(head[16:18], "big")
        wanted = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
        if size >= wanted or _journal(path).exists():
            return
        time.sleep(0.05)        # another process may be writing just now
    raise MemoryFileError(str(path), f"is cut off ({size} of {wanted} bytes); it was not changed", _rescue())


def _recover(path: Path) -> None:
    """Takes back what a writer that was killed left half-done; does nothing while one is at work."""
    database = _opened(path, write=True)
    try:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        database.close()


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _opened(path: Path, write: bool) -> sqlite3.Connection:
    mode = "rw" if write else "ro"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    database = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
    database.execute(f"PRAGMA cache_size = -{CACHE}")
    if write:
        database.execute("PRAGMA secure_delete = ON")       # removed sentences leave nothing behind
    return database


def _require_ours(path: Path, database: sqlite3.Connection, write: bool) -> None:
    """Makes the tables in a new file; refuses another program's file and a later version."""
    if write:
        database.execute("BEGIN IMMEDIATE")
    try:
        ours, version = (database.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id", "user_version"))
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if write and not tables:
            _make_tables(database)
        elif not tables and not ours:
            raise MemoryFileError(str(path), "holds nothing yet", "import a file first: `l10n memory import FILE`")
        elif ours != APPLICATION:
            raise MemoryFileError(str(path), "is another program's database", "give the file that l10n made")
        elif version != VERSION:
            cure = "use the l10n that made it, or export it there and import it here"
            raise MemoryFileError(str(path), f"has version {version}, this l10n reads {VERSION}", cure)
        if write:
            database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _make_tables(database: sqlite3.Connection) -> None:
    for statement in _TABLES:
        database.execute(statement)
    database.execute("INSERT INTO setting VALUES ('tokeniser', ?)", (str(TOKENISER),))
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def _operational(path: Path, what: str) -> tuple[str, str]:
    if "locked" in what or "busy" in what:
        return "is being written by another process", "try again when that has ended"
    if "readonly" in what or "unable to open" in what:
        return "cannot be written", "check the rights of the file and of its folder"
    if "full" in what:
        return "the disk is full", "make room; what was stored before is kept"
    if "no such module: fts5" in what:
        return "this Python's SQLite has no FTS5", "use a Python from python.org, uv or your distribution"
    return f"cannot be used ({what})", _rescue()


def _rescue() -> str:
    return "keep the file, put back a copy, or make a new memory from its last export"
