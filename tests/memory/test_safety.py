"""A memory is never lost and never leaves its project: damage, rights, several processes, privacy."""

import multiprocessing
import os
import signal
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.errors import L10nError, MemoryFileError
from l10n.model.inline import Text, plain
from l10n.resources.memory import (
    add_entries,
    add_pair,
    all_entries,
    find_exact,
    mark_used,
    open_memory,
    require_memory,
)
from l10n.resources.memory_admin import Wanted, figures, remove, verify
from l10n.resources.memory_file import APPLICATION
from l10n.resources.memory_fuzzy import find_fuzzy
from tests.memory.kits import EN_ZH, leveraged

FORK = multiprocessing.get_context("fork")


def filled(path: Path, number: int = 50) -> Path:
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(f"Sentence number {n} of the secret plan.", f"机密计划第{n}句。", EN_ZH) for n in range(number)])
    return path


def refused(path: Path, write: bool, words: str) -> None:
    """Opening tells one line that holds the words, and changes no byte."""
    before = path.read_bytes()
    with pytest.raises(MemoryFileError) as error, open_memory(path, write=write) as memory:
        verify(memory)
    assert words in str(error.value) and "\n" not in str(error.value) and str(path) in str(error.value)
    assert len(str(error.value).split(": ")) >= 3, "place: what: what would be right"
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("data,words", [
    (b"not a database at all", "is no memory"), (b"SQLite format 3\x00", "is no memory"), (b"\x00" * 4096, "is no memory"),
    (b"<tmx/>" * 100, "is no memory"),
])
def test_what_is_no_database_is_refused(data: bytes, words: str, write: bool, tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(data)
    refused(path, write, words)


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(share: float, write: bool, tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite", 400)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    refused(path, write, "is cut off")


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("page", [1, 2, 5, 9])
def test_a_damaged_page_is_told_before_anything_is_written(page: int, write: bool, tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite", 400)
    data = bytearray(path.read_bytes())
    data[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    path.write_bytes(data)
    refused(path, write, "is damaged")
    with pytest.raises(MemoryFileError, match="is damaged"):
        require_memory(path)


@pytest.mark.parametrize("column,value", [("state", "odd"), ("source_content", "["), ("target_content", '[["a"]]')])
def test_a_damaged_entry_is_told(column: str, value: str, tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE entry SET {column} = ? WHERE id = 7", (value,))
    with pytest.raises(MemoryFileError, match=r"is damaged.*entry 7"), open_memory(path) as memory:
        list(all_entries(memory))


@pytest.mark.parametrize("write", [False, True])
def test_another_programs_database_is_refused(write: bool, tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE entry (id)")
    refused(path, write, "another program")


@pytest.mark.parametrize("write", [False, True])
def test_a_later_version_is_refused(write: bool, tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    refused(path, write, "has version 99")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for path, write in ((tmp_path, False), (tmp_path, True), (tmp_path / "none.sqlite", False)):
        with pytest.raises(L10nError) as error, open_memory(path, write=write):
            pass
        assert "\n" not in str(error.value)
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_may_read_it(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        path = filled(tmp_path / "deep" / "m.sqlite")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["m.sqlite"], "nothing else is left lying about"


@pytest.fixture
def weak(tmp_path: Path) -> Iterator[None]:
    """The test runs without the rights of root, which no mode of a file stops; what it imports is loaded before."""
    leveraged("Sentence number 7 of the map.", EN_ZH, filled(tmp_path / "before.sqlite"))
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_read_and_not_written(weak: None) -> None:
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="l10n-memory-"))
    path = filled(folder / "m.sqlite")
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        with open_memory(path) as memory:
            assert find_exact(memory, (Text("Sentence number 7 of the secret plan."),), EN_ZH)
            assert find_fuzzy(memory, (Text("Sentence number 7 of the secret map."),), EN_ZH)
        with pytest.raises(MemoryFileError, match="cannot be written"), open_memory(path, write=True) as memory:
            add_entries(memory, [add_pair("a", "b", EN_ZH)])
        with pytest.raises(MemoryFileError, match="cannot be made"), open_memory(folder / "n.sqlite", write=True):
            pass
        segment = leveraged("Sentence number 7 of the secret plan.", EN_ZH, path)
        assert segment.target_text == "机密计划第7句。", "that its use cannot be counted stops nothing"
    finally:
        folder.chmod(0o700)
        path.unlink()
        folder.rmdir()


def test_another_projects_memory_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from l10n.cli.common import Choices, options_for, project

    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "l10n.toml").write_text('memory = "memory.sqlite"\n' if name != "three" else "", "utf-8")
    filled(tmp_path / "one" / "memory.sqlite")
    monkeypatch.setenv("L10N_HOME", str(tmp_path / "one"))
    seen = {}
    for name in ("one", "two", "three"):
        monkeypatch.chdir(tmp_path / name)
        seen[name] = options_for(Choices(), project(), EN_ZH).memory
    assert seen == {"one": tmp_path / "one" / "memory.sqlite", "two": None, "three": None}


def test_removed_words_do_not_stay_in_the_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair("Quicksilver arrangement.", "水银安排。", EN_ZH)])
    assert b"uicksilver" in path.read_bytes()
    with open_memory(path, write=True) as memory:
        assert remove(memory, Wanted(words="quicksilver")) == 1
    data = path.read_bytes()
    assert b"uicksilver" not in data and "水银".encode() not in data
    with open_memory(path) as memory:
        verify(memory)
        assert find_fuzzy(memory, (Text("Sentence number 7 of the secret map."),), EN_ZH)


def _write_many(path: Path, name: str, number: int) -> None:
    for part in range(number):
        with open_memory(path, write=True) as memory:
            add_entries(memory, [add_pair(f"{name} {part} {n}", f"{name}-{part}-{n}", EN_ZH) for n in range(40)])


def test_several_processes_write_and_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    writers = [FORK.Process(target=_write_many, args=(path, name, 8)) for name in "abc"]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    told: list[str] = []
    while any(writer.is_alive() for writer in writers):
        try:
            with open_memory(path) as memory:
                seen.append(len(list(all_entries(memory))))
        except MemoryFileError as error:
            told.append(str(error))
        time.sleep(0.01)
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert all("no such memory" in line or "holds nothing yet" in line for line in told)
    assert seen == sorted(seen) and all(count % 40 == 0 for count in seen), "a batch is seen whole or not at all"
    with open_memory(path) as memory:
        verify(memory)
        assert figures(memory)["entries"] == 3 * 8 * 40


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.resources.memory_file.WAIT", 0.1)
    path = filled(tmp_path / "m.sqlite")
    with open_memory(path, write=True) as first:
        first.database.execute("BEGIN IMMEDIATE")
        with pytest.raises(MemoryFileError, match="another process"), open_memory(path, write=True) as second:
            add_entries(second, [add_pair("a", "b", EN_ZH)])
        with open_memory(path) as third:
            assert len(list(all_entries(third))) == 50, "reading goes on"


def _killed(path: Path) -> None:
    with open_memory(path, write=True) as memory:
        memory.database.execute("PRAGMA cache_size = 10")       # so that pages are written before the end
        memory.database.execute("BEGIN IMMEDIATE")
        memory.database.execute("UPDATE entry SET target = 'half done', document = hex(randomblob(600))")
        os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_killed_writer_left_half_done_is_taken_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite", 2000)
    writer = FORK.Process(target=_killed, args=(path,))
    writer.start()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL and (tmp_path / "m.sqlite-journal").exists()
    with open_memory(path) as memory:
        assert all(plain(entry.target) != "half done" for entry in all_entries(memory))
        verify(memory)


def test_a_batch_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")

    def broken():
        yield add_pair("New.", "新。", EN_ZH)
        raise RuntimeError("no more")

    with open_memory(path, write=True) as memory:
        with pytest.raises(RuntimeError):
            add_entries(memory, broken())
        with pytest.raises(AttributeError):
            add_entries(memory, [add_pair("New.", "新。", EN_ZH), None])  # type: ignore[list-item]
        assert figures(memory)["entries"] == 50
        assert add_entries(memory, [add_pair("New.", "新。", EN_ZH)]) == 1


def test_words_are_never_taken_for_queries(tmp_path: Path) -> None:
    """Quotation marks, operators of the index and of SQL in a sentence are words like others."""
    odd = ['a" OR "b', "NEAR(a b)", "x'); DROP TABLE entry; --", "* ^ : { }", 'say "no"', "a AND NOT b", "\x00", "%_"]
    path = tmp_path / "m.sqlite"
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(text, text, EN_ZH) for text in odd])
        for text in odd:
            assert find_exact(memory, (Text(text),), EN_ZH)
            find_fuzzy(memory, (Text(text + " more"),), EN_ZH, least=1)
        assert figures(memory)["entries"] == len(odd)


def test_half_a_character_is_not_stored_and_stops_nothing(tmp_path: Path) -> None:
    with open_memory(tmp_path / "m.sqlite", write=True) as memory:
        assert add_entries(memory, [add_pair("a \ud800 b", "甲", EN_ZH), add_pair("a b", "\udfff", EN_ZH), add_pair("c", "乙", EN_ZH)]) == 1
        assert find_exact(memory, (Text("a \ud800 b"),), EN_ZH) == [] == find_fuzzy(memory, (Text("c \ud800"),), EN_ZH)


def test_a_memory_opened_for_reading_refuses_to_write(tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")
    with pytest.raises(MemoryFileError, match="cannot be written"), open_memory(path) as memory:
        mark_used(memory, [1])


def test_the_application_id_tells_the_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "m.sqlite")
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION
