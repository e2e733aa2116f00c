"""Waivers: accepted findings with a reason and a last day; wrong ones are findings themselves."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.formats.exchange import EXCHANGE
from l10n.model.finding import Severity
from l10n.resources.config import load_config
from l10n.resources.waiver import Waiver, waivers_of_note
from l10n.review.exchange_files import read_any, write_bilingual
from tests.cases import read_cases
from tests.gate.house import RIGHT, WRONG, check, codes, put

GOOD = 'l10n-waive: numbers.* until=2026-12-31 reason="the ministry corrected it"'


@pytest.mark.parametrize("note, wanted", read_cases(Path(__file__).parent / "notes.cases"))
def test_notes_are_read(note: str, wanted: str) -> None:
    found = ";".join(f"{w.code}|{w.until}|{w.reason}" for w in waivers_of_note(note, "a.xlf", "u"))
    assert found == ("" if wanted == "-" else wanted)


def test_a_waiver_in_a_note_excuses_its_unit_only(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", (*WRONG, GOOD), ("other", *WRONG[1:]))
    outcome = check(path)
    waived = [f for f in outcome.findings if f.excuse]
    assert {f.segment_id for f in waived} == {"wrong"}
    assert all(f.excuse and f.excuse.kind == "note" and "the ministry corrected it (until 2026-12-31)" in f.excuse.reason for f in waived)
    assert {f.segment_id for f in outcome.counting} == {"other"}


@pytest.mark.parametrize("kind", [row.name for row in EXCHANGE])
def test_notes_of_every_format_hold_waivers(kind: str, tmp_path: Path) -> None:
    article = read_any(put(tmp_path / "a.xlf", WRONG))
    noted = article.map_segments(lambda segment: replace(segment, comments=("Please keep.", GOOD)))
    bare, waived = (check(write_bilingual(a, tmp_path / n, "a", kind).file) for a, n in ((article, "bare"), (noted, "noted")))
    assert "numbers.changed" in codes(bare)
    assert codes(waived) == []


def test_the_last_day_counts_and_the_next_does_not(tmp_path: Path) -> None:
    note = 'l10n-waive: numbers.* until={} reason="known"'
    assert codes(check(put(tmp_path / "a.xlf", (*WRONG, note.format("2026-06-15"))))) == []
    late = check(put(tmp_path / "b.xlf", (*WRONG, note.format("2026-06-14"))))
    assert "numbers.changed" in codes(late)
    assert "waiver.expired" in codes(late)


@pytest.mark.parametrize("note, code", [
    ('l10n-waive: numbers.* until=2026-12-31 reason=""', "waiver.reason"),
    ("l10n-waive: numbers.* until=2026-12-31", "waiver.reason"),
    ('l10n-waive: numbers.* reason="known"', "waiver.undated"),
    ('l10n-waive: numbers.* until=31.12.2026 reason="known"', "waiver.undated"),
    ('l10n-waive: nubmers.* until=2026-12-31 reason="known"', "waiver.unknown"),
    ('l10n-waive: until=2026-12-31 reason="known"', "waiver.unknown"),
    ('l10n-waive: tags.missing until=2026-12-31 reason="known"', "waiver.unused"),
])
def test_a_wrong_waiver_waives_nothing_and_is_told_with_its_line(note: str, code: str, tmp_path: Path) -> None:
    outcome = check(put(tmp_path / "a.xlf", RIGHT, (*WRONG, note)))
    assert "numbers.changed" in codes(outcome)
    told = [f for f in outcome.counting if f.code.startswith("waiver.")]
    assert [f.code for f in told] == [code]
    assert (told[0].line, told[0].segment_id, told[0].severity) == (9, "wrong", Severity.WARNING)


def test_waivers_cannot_be_waived(tmp_path: Path) -> None:
    note = 'l10n-waive: waiver.* until=2026-12-31 reason="quiet"'
    assert "waiver.unused" in codes(check(put(tmp_path / "a.xlf", (*RIGHT, note))))


def project(folder: Path, text: str) -> tuple[Waiver, ...]:
    (folder / "l10n.toml").write_text(text, encoding="utf-8")
    return load_config(folder / "l10n.toml").waivers


TABLE = '[[waiver]]\ncode = "numbers.*"\nuntil = 2026-12-31\nreason = "known"\n'


@pytest.mark.parametrize("narrower, waived", [
    ("", True), ('file = "*.xlf"', True), ('file = "sub/*.xlf"', True), ('file = "other/*"', False), ('file = "b.xlf"', False),
    ('unit = "wr*"', True), ('unit = "right"', False), ('text = "26\\\\.5"', True), ('text = "增长25"', True), ('text = "^26"', False),
])
def test_a_waiver_of_the_project_means_what_it_says(narrower: str, waived: bool, tmp_path: Path) -> None:
    waivers = project(tmp_path, TABLE + narrower)
    outcome = check(put(tmp_path / "sub" / "a.xlf", WRONG), waivers=waivers)
    assert ("numbers.changed" not in codes(outcome)) is waived
    assert all(f.excuse is None or f.excuse.kind == "project" for f in outcome.findings)


def test_unused_waivers_of_the_project_are_told_only_when_all_was_looked_at(tmp_path: Path) -> None:
    waivers = project(tmp_path, "\n\n" + TABLE)
    path = put(tmp_path / "a.xlf", RIGHT)
    assert codes(check(path, waivers=waivers)) == []
    told = check(path, waivers=waivers, whole=True).counting
    assert [(f.code, f.line) for f in told] == [("waiver.unused", 3)]
    assert codes(check(path, waivers=project(tmp_path, TABLE + 'file = "a.xlf"'))) == ["waiver.unused"]
    assert codes(check(path, waivers=project(tmp_path, TABLE + 'file = "b.xlf"'))) == []
    off = {"numbers.changed": "off"}
    assert codes(check(path, waivers=waivers, whole=True, levels=off)) == []


def test_levels_hold_for_the_gate_itself(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", (*RIGHT, GOOD))
    assert [f.severity for f in check(path, levels={"waiver.unused": "error"}).counting] == [Severity.ERROR]
    assert codes(check(path, levels={"waiver.unused": "off"})) == []


@pytest.mark.parametrize("text, line, words", [
    ('[[waiver]]\nreason = "x"\n', 1, "names no check"),
    (TABLE + "\n" + TABLE + 'color = "red"\n', 6, "unknown setting"),
    ('\n[[waiver]]\ncode = "a.b"\ntext = "(("\n', 2, "no regular expression"),
    ('[[waiver]]\ncode = 3\n', 1, "no text"),
    ('waiver = "x"\n', 1, "no list of tables"),
])
def test_a_wrong_table_is_one_line_with_its_place(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        project(tmp_path, text)
    assert words in str(caught.value)
    assert f"l10n.toml:{line}:" in str(caught.value)
