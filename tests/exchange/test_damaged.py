"""Damaged files: each gives what stands in damaged/said.cases, no more, and nothing of the rest is lost."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n.cli.main import cli
from l10n.errors import L10nError
from l10n.formats.exchange import by_exchange_name
from tests.exchange.damaged import office_files, text_files, xml_files
from tests.exchange.damaged.base import ARTICLE, Case
from tests.exchange.damaged.outcome import edited, outcome, put

CASES = (*xml_files.CASES, *text_files.CASES, *office_files.CASES)


def said() -> dict[str, list[str]]:
    """Case -> the lines of said.cases."""
    lines: dict[str, list[str]] = defaultdict(list)
    for line in (Path(__file__).parent / "damaged" / "said.cases").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" => ")
            lines[name].append(rest)
    return lines


SAID = said()


def key(case: Case) -> str:
    return f"{case.kind} {case.name}"


def refused() -> Iterator[Case]:
    return (case for case in CASES if SAID[key(case)][0].startswith("refused"))


@pytest.mark.parametrize("case", CASES, ids=key)
def test_a_damage_says_one_clear_thing_and_the_rest_is_merged(case: Case, tmp_path: Path) -> None:
    assert outcome(case, tmp_path) == SAID[key(case)]


def test_there_are_many_different_damages() -> None:
    names = [key(case) for case in CASES]
    assert len(set(names)) == len(names)
    assert set(names) == set(SAID), "said.cases and the tables name the same cases"
    assert len({case.name for case in CASES if SAID[key(case)] != ["nothing"]}) >= 50


def test_what_is_said_is_one_line_with_its_place() -> None:
    for name, lines in SAID.items():
        for line in lines:
            kind, _, rest = line.partition(" => ")
            if kind == "refused":
                assert rest.startswith("page."), name
                assert rest.count(": ") >= 2, f"{name}: file, fault and cure"
            elif line != "nothing" and kind not in ("kept", "comments"):
                assert "exchange." in line, name
                assert "unit " in line or "a unit" in line, name


@pytest.mark.parametrize("case", list(refused()), ids=key)
def test_a_file_that_cannot_be_used_is_left_and_the_others_are_merged(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_HOME", str(tmp_path))
    bad, good = put(case, tmp_path), tmp_path / "good.xlf"
    came = bad.read_bytes()
    good.write_bytes(edited("xliff", by_exchange_name("xliff").write(ARTICLE)))
    done = CliRunner().invoke(cli, ["merge", str(bad), str(good), "-o", str(tmp_path / "out"), "--quiet"])
    assert not isinstance(done.exception, L10nError)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [f"l10n: {tmp_path}/{SAID[key(case)][0].removeprefix('refused => ')}"]
    assert bad.read_bytes() == came
    assert "四。" in (tmp_path / "out" / "good.zh-Hans.html").read_text(encoding="utf-8")
