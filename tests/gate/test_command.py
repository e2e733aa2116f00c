"""l10n check on the command line: files and folders, reports, exit codes, one clear line for what goes wrong."""

import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.formats.exchange import EXCHANGE
from l10n.review.exchange_files import read_any, write_bilingual
from l10n.review.findings import REPORTS
from l10n.review.fix import fix_files
from tests.gate.house import RIGHT, ROOT, SLOPPY, WRONG, check, gate, l10n, put


def test_exit_codes(tmp_path: Path) -> None:
    right, sloppy, wrong = (put(tmp_path / f"{u[0]}.xlf", u) for u in (RIGHT, SLOPPY, WRONG))
    (tmp_path / "broken.xlf").write_text("<xliff")
    assert l10n("check", right, cwd=tmp_path).returncode == 0
    assert l10n("check", wrong, right, cwd=tmp_path).returncode == 1
    assert l10n("check", wrong, "broken.xlf", cwd=tmp_path).returncode == 2
    assert l10n("check", sloppy, "--fail-on", "warning", cwd=tmp_path).returncode == 0
    (tmp_path / "l10n.toml").write_text('[checks]\n"typography.wrong" = "warning"\n"numbers.changed" = "off"\n')
    assert l10n("check", sloppy, "--fail-on", "warning", cwd=tmp_path).returncode == 1
    assert "numbers.changed" not in l10n("check", wrong, cwd=tmp_path).stdout


def test_a_folder_is_searched_and_a_broken_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    put(tmp_path / "t" / "deep" / "a.xlf", WRONG)
    put(tmp_path / "t" / ".hidden" / "b.xlf", WRONG)
    (tmp_path / "t" / "broken.xlf").write_text("<xliff", encoding="utf-8")
    (tmp_path / "t" / "readme.md").write_text("x", encoding="utf-8")
    (tmp_path / "t" / "page.html").write_text("<p>no table</p>", encoding="utf-8")
    done = l10n("check", "t", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.splitlines()[0].startswith("t/deep/a.xlf:5#wrong: error: numbers.changed: ")
    assert ".hidden" not in done.stdout
    first, *rest = done.stderr.splitlines()
    assert first.startswith("l10n: t/broken.xlf:1: not well-formed XML")
    assert rest == [rest[0]]
    assert rest[0].endswith("in 1 file")


def test_absolute_paths_are_told_as_seen_from_here(tmp_path: Path) -> None:
    path = put(tmp_path / "t" / "a.xlf", WRONG)
    assert l10n("check", path, cwd=tmp_path).stdout.startswith("t/a.xlf:5#wrong: error: ")
    assert l10n("check", tmp_path, cwd=tmp_path).stdout.startswith("t/a.xlf:5#wrong: error: ")


def test_what_is_no_character_does_not_stop_a_report(tmp_path: Path) -> None:
    path = put(tmp_path / os.fsdecode(b"a\xff\x1b.xlf"), WRONG)
    broken = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><segment>
<source>It rose 26.5 percent<cp hex="D800"/>.</source><target>增长25.6<cp hex="D800"/>%<cp hex="001B"/>,他说.</target></segment></unit></file></xliff>"""
    (tmp_path / "b.xlf").write_text(broken, encoding="utf-8")
    files = [f"--format={name}=out/{name}" for name in REPORTS]
    done = l10n("check", ".", "--format=text", *files, cwd=tmp_path)
    assert (done.returncode, done.stdout.count("numbers.changed")) == (1, 2), done.stderr
    assert "\x1b" not in done.stdout
    for name in REPORTS:
        assert "numbers.changed" in (tmp_path / "out" / name).read_text(encoding="utf-8")
    assert l10n("check", ".", "--write-baseline", "k.json", cwd=tmp_path).returncode == 0
    assert l10n("check", ".", "--baseline", "k.json", cwd=tmp_path).returncode == 0
    assert l10n("check", ".", "--fix", cwd=tmp_path).returncode == 1
    assert path.exists()
    assert 'hex="D800"' in (tmp_path / "b.xlf").read_text(encoding="utf-8")


def test_an_empty_folder_is_clean(tmp_path: Path) -> None:
    done = l10n("check", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 errors, 0 warnings, 0 info in 0 files\n"


def test_a_catalogue_of_the_source_language_is_no_translation(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", ("one", "Read the original text now.", "Read the original text now."))
    assert l10n("check", "a.xlf", cwd=tmp_path).returncode == 1
    path.write_text(path.read_text(encoding="utf-8").replace("zh-CN", "en"), encoding="utf-8")
    done = l10n("check", "a.xlf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "in 1 file" in done.stderr


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", WRONG, SLOPPY)
    done = l10n("check", "a.xlf", "--format", "github", "--format", "sarif=out/a.sarif", "--format", "html=a.html", cwd=tmp_path)
    assert done.stdout.startswith("::error file=a.xlf,line=5,title=numbers.changed::")
    assert json.loads((tmp_path / "out" / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"][0]["exitCode"] == 1
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    alone = l10n("check", "a.xlf", "--format", "html", "--output", "b.html", cwd=tmp_path)
    assert alone.stdout == ""
    assert (tmp_path / "b.html").read_bytes() == (tmp_path / "a.html").read_bytes()


def test_json_and_quiet(tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", WRONG, SLOPPY)
    assert {r["severity"] for r in json.loads(l10n("check", "a.xlf", "--json", cwd=tmp_path).stdout)} >= {"error", "info"}
    quiet = l10n("check", "a.xlf", "--json", "--quiet", cwd=tmp_path)
    assert "info" not in {r["severity"] for r in json.loads(quiet.stdout)}
    assert quiet.stderr == ""


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", WRONG)
    assert "\x1b" not in l10n("check", "a.xlf", cwd=tmp_path, FORCE_COLOR="1").stdout
    outer, inner = pty.openpty()
    subprocess.run([sys.executable, "-m", "l10n", "check", "a.xlf"], cwd=tmp_path, stdout=inner, stderr=subprocess.DEVNULL, check=False,
                   env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "L10N_HOME": str(tmp_path / ".home"), "LANG": "C.UTF-8"})
    shown = os.read(outer, 4000).decode()
    os.close(inner)
    os.close(outer)
    assert "\x1b[31merror\x1b[0m" in shown


def test_a_baseline_from_writing_to_staleness(tmp_path: Path) -> None:
    put(tmp_path / "t" / "a.xlf", WRONG)
    wrote = l10n("check", "t", "--write-baseline", "known.json", cwd=tmp_path)
    assert (wrote.returncode, wrote.stdout) == (0, "")
    assert "known.json: " in wrote.stderr
    again = l10n("check", "t", "--baseline", "known.json", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, "")
    assert "in the baseline" in again.stderr
    put(tmp_path / "t" / "a.xlf", RIGHT)
    stale = l10n("check", "t", "--baseline", "known.json", cwd=tmp_path)
    assert stale.returncode == 0
    assert "known.json:2: info: baseline.stale: the entry of " in stale.stdout


def test_a_waiver_of_the_project_past_its_day(tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", WRONG)
    table = '[[waiver]]\ncode = "numbers.*"\nreason = "known"\nuntil = "{}"\n'
    (tmp_path / "l10n.toml").write_text(table.format("2999-12-31"))
    held = l10n("check", ".", cwd=tmp_path)
    assert (held.returncode, held.stdout) == (0, "")
    assert "waived" in held.stderr
    (tmp_path / "l10n.toml").write_text(table.format("2020-12-31"))
    late = l10n("check", ".", cwd=tmp_path)
    assert late.returncode == 1
    assert "l10n.toml:1: warning: waiver.expired: the waiver of “numbers.*” held until 2020-12-31" in late.stdout


@pytest.mark.parametrize("arguments, words", [
    (("--format", "pdf"), "no report 'pdf': use one of text, json, sarif, junit, github, gitlab, html"),
    (("--format", "text", "--format", "json"), "--format sarif=FILE"),
    (("--format", "html=a.html", "--output", "b.html"), "--format sarif=FILE"),
    (("--only", "numbers.mising"), "see `l10n checks list`"),
    (("--baseline", "a.xlf"), "is no baseline"),
    (("--changed-since", "nowhere"), "git repository"),
])
def test_wrong_use_is_one_clear_line(arguments: tuple, words: str, tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", RIGHT)
    done = l10n("check", "a.xlf", *arguments, cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


def test_the_gates_own_codes_are_listed_and_explained(tmp_path: Path) -> None:
    assert "waiver.expired         warning  a waiver is past its last day" in l10n("checks", "list", cwd=tmp_path).stdout
    told = l10n("checks", "explain", "waiver.expired", cwd=tmp_path).stdout
    assert "The findings of an expired waiver count again." in told


@settings(max_examples=40, deadline=None)
@given(kind=st.sampled_from(["xliff", "xliff1", "po", "csv", "tsv", "xlsx", "tmx"]), data=st.data())
def test_damaged_files_are_told_or_checked_and_fixes_stay_readable(good: dict[str, bytes], kind: str, data: st.DataObject) -> None:
    raw = good[kind]
    at = data.draw(st.integers(0, len(raw) - 1))
    piece = data.draw(st.sampled_from([b"", b"\0", b"<", b"&", b'"', b"\xff", b"\n", b"\t", raw[at : at + 40]]))
    size = data.draw(st.sampled_from([0, 1, 30]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{SUFFIX.get(kind, kind)}")
        path.write_bytes(raw[:at] + piece + raw[at + size:])
        try:
            for fixed in fix_files(check(path).findings, gate()):
                path.write_bytes(fixed.after)
                assert not fixed.segments or not check(path).failed
        except L10nError as error:
            said = str(error)
            assert "\n" not in said  # either way is right


SUFFIX = {"xliff": "xlf", "xliff1": "xlf"}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("good")
    article = read_any(put(folder / "a.xlf", RIGHT, WRONG, SLOPPY))
    files = {row.name: write_bilingual(article, folder, row.name, row.name).file.read_bytes() for row in EXCHANGE}
    return files | {"tsv": "It works, he said.\t它能用,他说.\n".encode() * 3}
