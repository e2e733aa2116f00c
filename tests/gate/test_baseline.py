"""Baselines: known findings do not count, new ones do; entries follow their sentence and go stale."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import FormatError
from l10n.model.finding import Finding, Severity
from l10n.review.baseline import fingerprint, numbered, read_baseline, write_baseline
from l10n.review.gate import Outcome
from tests.gate.house import RIGHT, WRONG, check, codes, put

OTHER = ("other", "Steel output rose 12 percent.", "钢产量增长21%。")
FINDING = Finding("numbers.changed", Severity.ERROR, "“26.5 percent” became “25.6%”: write the same value", "a.xlf", 7, "u1",
                  "It rose 26.5 percent.", "增长25.6%。")


def baseline_of(folder: Path, outcome: Outcome) -> Path:
    write_baseline(folder / "known.json", outcome.findings)
    return folder / "known.json"


def test_known_findings_do_not_count_and_new_ones_do(tmp_path: Path) -> None:
    known = read_baseline(baseline_of(tmp_path, check(put(tmp_path / "a.xlf", WRONG))))
    again = check(put(tmp_path / "a.xlf", WRONG), baseline=known)
    assert again.counting == ()
    assert all(f.excuse and f.excuse.kind == "baseline" for f in again.findings)
    both = check(put(tmp_path / "a.xlf", WRONG, OTHER), baseline=known)
    assert {f.segment_id for f in both.counting} == {"other"}


@pytest.mark.parametrize("moved", [{"line": 90}, {"segment_id": "b9.1"}, {"place": "b.xlf"}, {"severity": Severity.INFO},
                                   {"target": "另有25.6%。"}, {"source": "It rose  26.5 percent."}])
def test_a_fingerprint_does_not_move_with(moved: dict) -> None:
    assert fingerprint(replace(FINDING, **moved)) == fingerprint(FINDING)


@pytest.mark.parametrize("other", [{"code": "numbers.added"}, {"source": "It fell 26.5 percent."},
                                   {"message": "“26.5 percent” became “2.65%”: write the same value"}])
def test_a_fingerprint_differs_with(other: dict) -> None:
    assert fingerprint(replace(FINDING, **other)) != fingerprint(FINDING)


def test_equal_findings_get_marks_of_their_own() -> None:
    marks = [mark for _, mark in numbered([FINDING, FINDING, replace(FINDING, place="b.xlf")])]
    assert len(set(marks)) == 3


def test_entries_follow_a_renamed_file_and_a_moved_unit(tmp_path: Path) -> None:
    known = read_baseline(baseline_of(tmp_path, check(put(tmp_path / "a.xlf", WRONG))))
    moved = check(put(tmp_path / "b.xlf", RIGHT, ("new", *WRONG[1:])), baseline=known)
    assert moved.counting == ()


def test_one_entry_excuses_one_finding(tmp_path: Path) -> None:
    first = put(tmp_path / "a.xlf", WRONG)
    known = read_baseline(baseline_of(tmp_path, check(first)))
    second = put(tmp_path / "b.xlf", WRONG)
    outcome = check(second, first, baseline=known)
    assert {f.place for f in outcome.counting if f.code == "numbers.changed"} == {str(second)}


def test_stale_entries_are_told_when_their_file_was_checked(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", WRONG)
    known = read_baseline(baseline_of(tmp_path, check(path)))
    other = put(tmp_path / "c.xlf", RIGHT)
    assert codes(check(other, baseline=known)) == []
    put(path, RIGHT)
    told = check(path, baseline=known).counting
    assert {f.code for f in told} == {"baseline.stale"}
    assert told[0].place == str(known.path)
    assert told[0].line == 2
    assert "a.xlf#wrong" in told[0].message
    assert codes(check(path, baseline=known, levels={"baseline.stale": "off"})) == []


def test_a_gone_file_is_stale_only_in_a_run_over_folders(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", WRONG)
    known = read_baseline(baseline_of(tmp_path, check(path)))
    path.unlink()
    other = put(tmp_path / "c.xlf", RIGHT)
    assert codes(check(other, baseline=known)) == []
    assert "baseline.stale" in codes(check(other, baseline=known, whole=True))


def test_a_check_that_is_off_makes_no_entry_stale(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", WRONG)
    outcome = check(path)
    known = read_baseline(baseline_of(tmp_path, outcome))
    assert codes(check(path, baseline=known, levels={f.code: "off" for f in outcome.findings})) == []


def test_waived_findings_and_faults_of_waivers_stay_out(tmp_path: Path) -> None:
    note = 'l10n-waive: numbers.* until=2026-12-31 reason="known"'
    path = put(tmp_path / "a.xlf", (*WRONG, note), (*RIGHT, note))
    outcome = check(path)
    assert codes(outcome) == ["waiver.unused"]
    assert write_baseline(tmp_path / "b.json", outcome.findings) == 0


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", WRONG, OTHER)
    first = baseline_of(tmp_path, check(path)).read_bytes()
    known = read_baseline(tmp_path / "known.json")
    assert baseline_of(tmp_path, check(path, baseline=known)).read_bytes() == first


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00", '{"version": 9, "findings": []}', '{"version": 1, "findings": [{}]}',
                                  '{"version": 1, "findings": 7}'])
def test_what_is_no_baseline_is_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(FormatError) as caught:
        read_baseline(tmp_path / "b.json")
    assert "--write-baseline" in str(caught.value)
    assert "\n" not in str(caught.value)
