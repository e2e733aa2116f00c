"""--changed-since: only files and units that differ from a git revision."""

from pathlib import Path

import pytest

from l10n.errors import UsageError
from l10n.review.changed import changes_since
from tests.gate.house import RIGHT, WRONG, check, codes, commit, git, l10n, put

OLD = ("old", "Steel output rose 12 percent.", "钢产量增长21%。")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    put(tmp_path / "a.xlf", OLD, RIGHT)
    put(tmp_path / "b.xlf", ("b", *OLD[1:]))
    commit(tmp_path, "base")
    return tmp_path


def since(folder: Path, *paths: Path, revision: str = "HEAD") -> list[tuple[str, str]]:
    outcome = check(*paths, changes=changes_since(revision, paths))
    return [(Path(f.place).name, f.segment_id) for f in outcome.counting if f.code == "numbers.changed"]


def test_nothing_changed(repository: Path) -> None:
    assert since(repository, repository / "a.xlf", repository / "b.xlf") == []


def test_only_the_changed_unit_of_a_changed_file(repository: Path) -> None:
    path = put(repository / "a.xlf", RIGHT, WRONG, OLD)
    assert since(repository, path, repository / "b.xlf") == [("a.xlf", "wrong")]
    commit(repository)
    assert since(repository, path, revision="HEAD~1") == [("a.xlf", "wrong")]


def test_new_files_count_whole_whether_git_knows_them_or_not(repository: Path) -> None:
    path = put(repository / "sub" / "新 文件.xlf", WRONG)
    assert since(repository, path) == [("新 文件.xlf", "wrong")]
    git(repository, "add", "-A")
    assert since(repository, path) == [("新 文件.xlf", "wrong")]


def test_a_renamed_file_keeps_its_old_units(repository: Path) -> None:
    git(repository, "mv", "a.xlf", "c.xlf")
    path = put(repository / "c.xlf", OLD, RIGHT, ("new", "Exports fell 3 percent.", "出口下降8%。"))
    git(repository, "add", "-A")
    assert since(repository, path) == [("c.xlf", "new")]


def test_a_note_that_goes_brings_its_finding_back(repository: Path) -> None:
    path = put(repository / "a.xlf", (*OLD, 'l10n-waive: numbers.* until=2026-12-31 reason="known"'))
    commit(repository)
    put(path, OLD)
    assert since(repository, path) == [("a.xlf", "old")]


def test_an_old_file_that_cannot_be_read_makes_all_units_new(repository: Path) -> None:
    path = repository / "a.xlf"
    path.write_text("<xliff", encoding="utf-8")
    commit(repository)
    put(path, OLD)
    assert since(repository, path) == [("a.xlf", "old")]


def test_what_others_did_on_the_base_is_no_change_of_ours(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "work")
    put(repository / "c.xlf", WRONG)
    commit(repository)
    git(repository, "checkout", "-q", "main")
    put(repository / "b.xlf", ("b", "Tin output rose 1 percent.", "锡产量增长1%。"))
    commit(repository)
    git(repository, "checkout", "-q", "work")
    assert since(repository, repository / "b.xlf", repository / "c.xlf", revision="main") == [("c.xlf", "wrong")]


def test_tables_are_known_by_their_words_not_their_row(repository: Path) -> None:
    path = repository / "t.tsv"
    path.write_text("Steel output rose 12 percent.\t钢产量增长21%。\n", encoding="utf-8")
    commit(repository)
    path.write_text("Exports fell 3 percent.\t出口下降8%。\nSteel output rose 12 percent.\t钢产量增长21%。\n", encoding="utf-8")
    outcome = check(path, changes=changes_since("HEAD", [path]))
    assert {f.source for f in outcome.counting if f.code == "numbers.changed"} == {"Exports fell 3 percent."}


def test_waivers_of_the_project_are_not_called_unused(repository: Path) -> None:
    (repository / "l10n.toml").write_text('[[waiver]]\ncode = "numbers.*"\nuntil = "2999-12-31"\nreason = "known"\nunit = "b"\n')
    done = l10n("check", ".", "--changed-since", "HEAD", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert "waiver" not in done.stdout


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=x", ""])
def test_no_such_revision_is_one_line(revision: str, repository: Path) -> None:
    with pytest.raises(UsageError) as caught:
        changes_since(revision, [repository / "a.xlf"])
    assert "\n" not in str(caught.value)
    assert "give a commit" in str(caught.value)


def test_outside_of_git_is_one_line(tmp_path: Path) -> None:
    put(tmp_path / "a.xlf", RIGHT)
    done = l10n("check", "a.xlf", "--changed-since", "main", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "in no git repository" in done.stderr


def test_a_file_of_another_repository_is_refused(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    stray = put(tmp_path_factory.mktemp("stray") / "z.xlf", WRONG)
    with pytest.raises(UsageError, match=r"z\.xlf is not in the repository"):
        changes_since("HEAD", [repository / "a.xlf", stray])


def test_findings_that_count_are_those_of_a_whole_check(repository: Path) -> None:
    path = put(repository / "n.xlf", WRONG, OLD)
    assert codes(check(path)) == codes(check(path, changes=changes_since("HEAD", [path])))
