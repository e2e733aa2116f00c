"""The workflow for GitHub and the hook for pre-commit, run as those run them, in scratch repositories."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from l10n.formats.exchange import EXCHANGE
from l10n.resources.config import load_config
from l10n.review.findings import REPORTS
from l10n.review.rules import GATE, rules
from tests.gate.house import RIGHT, ROOT, SLOPPY, WRONG, commit, git, put

WORKFLOW = ROOT / ".github" / "workflows" / "l10n-check.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
STEADY = ("steady", "Steel output rose 12 percent.", "钢产量增长21%。")     # wrong already on the base branch


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PATH that holds the command `l10n`."""
    folder = tmp_path_factory.mktemp("tools")
    command = folder / "l10n"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" L10N_HOME="{folder}/home" exec "{sys.executable}" -m l10n "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository with a base branch that is not clean itself."""
    seed = tmp_path / "seed"
    seed.mkdir()
    git(seed, "init", "-q")
    put(seed / "translations" / "steel.xlf", STEADY)
    commit(seed, "base")
    git(tmp_path, "clone", "-q", "--bare", "seed", "origin.git")
    return tmp_path / "origin.git"


def pull_request(origin: Path, name: str, *units: tuple[str, ...]) -> Path:
    """What actions/checkout leaves of a pull request: the merged branch checked out, the base known as origin/main."""
    folder = origin.parent / name
    git(origin.parent, "clone", "-q", str(origin), name)
    git(folder, "checkout", "-q", "-b", name)
    put(folder / "translations" / "harbour.xlf", *units)
    commit(folder, name)
    return folder


def value_of(written: object, context: dict[str, str]) -> str:
    """A workflow expression of the few kinds that the workflow uses: a || b, a == b && c || d, 'text', names."""
    text = str(written)
    found = re.fullmatch(r"\$\{\{\s*(.*?)\s*\}\}", text)
    if not found:
        return text
    for choice in found[1].split("||"):
        parts = [part.strip() for part in choice.split("&&")]
        if all(holds(part, context) for part in parts[:-1]) and (value := atom(parts[-1], context)):
            return value
    return ""


def atom(text: str, context: dict[str, str]) -> str:
    return text[1:-1] if text.startswith("'") else context.get(text, "")


def holds(text: str, context: dict[str, str]) -> bool:
    left, _, right = text.partition("!=")
    return atom(left.strip(), context) != atom(right.strip(), context)


def run_steps(folder: Path, tools: Path, **inputs: str) -> tuple[int, str]:
    """Runs the `run` steps of the job one after the other, as a runner does: bash -e -o pipefail, env from the file."""
    job = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["check"]
    context = {"github.base_ref": "main", "env.L10N_REPOSITORY": ""} | {f"inputs.{k.replace('_', '-')}": v for k, v in inputs.items()}
    said, steps = "", [step for step in job["steps"] if "run" in step]
    assert [step["name"] for step in steps] == ["Install l10n", "Check translations"]
    for step in steps:
        env = {name: value_of(value, context) for name, value in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], cwd=folder, capture_output=True, text=True,
            check=False, env=env | {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tools), "LANG": "C.UTF-8"},
        )
        said += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, said
    return 0, said


def test_the_workflow_is_one_that_github_takes() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert set(workflow[True]) == {"pull_request", "workflow_call"}, "YAML 1.1 reads `on` as true"
    for name, described in workflow[True]["workflow_call"]["inputs"].items():
        assert f"inputs.{name}" in text, "every input is used"
        assert {"description", "type", "default"} <= set(described)
    job = workflow["jobs"]["check"]
    assert workflow["permissions"] == {"contents": "read"}
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    assert not any("${{" in step["run"] for step in job["steps"] if "run" in step), "nothing is pasted into a script"
    assert all("@" in step["uses"] for step in job["steps"] if "uses" in step)


def test_a_good_pull_request_passes(origin: Path, tools: Path) -> None:
    folder = pull_request(origin, "good", RIGHT)
    code, said = run_steps(folder, tools)
    assert (code, [line for line in said.splitlines() if line.startswith("::error")]) == (0, [])
    assert (folder / "l10n.sarif").is_file()
    assert (folder / "l10n-report.html").is_file()


def test_a_bad_pull_request_fails_with_annotations_of_its_own_faults_only(origin: Path, tools: Path) -> None:
    folder = pull_request(origin, "bad", RIGHT, WRONG)
    code, said = run_steps(folder, tools)
    assert code == 1
    errors = [line for line in said.splitlines() if line.startswith("::error")]
    assert errors
    assert all(line.startswith("::error file=translations/harbour.xlf,line=9,title=") for line in errors)
    assert (folder / "l10n.sarif").is_file(), "the report is there to be uploaded"


def test_inputs_reach_the_command(origin: Path, tools: Path) -> None:
    folder = pull_request(origin, "baseline", WRONG)
    done = subprocess.run([tools / "l10n", "check", ".", "--write-baseline", "known.json"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    assert run_steps(folder, tools, baseline="known.json")[0] == 0
    assert run_steps(folder, tools, paths="translations/steel.xlf\ntranslations/harbour.xlf")[0] == 1
    sloppy = pull_request(origin, "sloppy", SLOPPY)
    (sloppy / "l10n.toml").write_text('[checks]\n"typography.wrong" = "warning"\n')
    assert run_steps(sloppy, tools)[0] == 0
    assert run_steps(sloppy, tools, fail_on="warning")[0] == 1


def test_hooks_match_files_that_can_be_read() -> None:
    suffixes = {suffix for row in EXCHANGE for suffix in row.suffixes} | {".tmx", ".tsv"}
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        assert {"id", "name", "entry", "language", "files", "description"} <= set(hook)
        assert any(re.search(hook["files"], f"a/b{suffix}") for suffix in suffixes)
        assert not re.search(hook["files"], "a/b.py")


def run_hook(name: str, folder: Path, tools: Path) -> subprocess.CompletedProcess[str]:
    """What pre-commit does with a `system` hook: the entry, split, then the staged files that match."""
    hook = next(hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")) if hook["id"] == name)
    staged = git(folder, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRTUXB").split("\0")
    files = [file for file in staged if re.search(hook["files"], file)]
    path = f"{tools}:{os.environ['PATH']}"
    return subprocess.run([*hook["entry"].split(), *files], cwd=folder, capture_output=True, text=True, check=False,
                          env=os.environ | {"PATH": path})


def test_the_hook_stops_a_bad_commit_and_lets_a_good_one_pass(tmp_path: Path, tools: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path / "新 a.xlf", WRONG)
    git(tmp_path, "-c", "core.quotepath=off", "add", "-A")
    done = run_hook("l10n-check", tmp_path, tools)
    assert done.returncode == 1
    assert "新 a.xlf:5#wrong: error: numbers.changed" in done.stdout
    put(tmp_path / "新 a.xlf", RIGHT)
    git(tmp_path, "add", "-A")
    assert run_hook("l10n-check", tmp_path, tools).returncode == 0


def test_the_fixing_hook_changes_the_file(tmp_path: Path, tools: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path / "a.xlf", SLOPPY)
    git(tmp_path, "add", "-A")
    assert run_hook("l10n-fix", tmp_path, tools).returncode == 0
    assert git(tmp_path, "diff", "--name-only") == "a.xlf", "pre-commit stops the commit because of this"


@pytest.mark.client
@pytest.mark.skipif(not shutil.which("pre-commit"), reason="pre-commit is not installed")
def test_pre_commit_itself(tmp_path: Path, tools: Path) -> None:
    hooks, work = tmp_path / "hooks", tmp_path / "work"
    for folder in (hooks, work):
        folder.mkdir()
        git(folder, "init", "-q")
    shutil.copy(HOOKS, hooks)
    commit(hooks, "hooks")
    env = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(tmp_path / "cache")}

    def tried(hook: str) -> subprocess.CompletedProcess[str]:
        git(work, "add", "-A")
        return subprocess.run(["pre-commit", "try-repo", str(hooks), hook, "--verbose"], cwd=work, capture_output=True, text=True,
                              check=False, env=env)

    put(work / "a.xlf", WRONG)
    bad = tried("l10n-check")
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "numbers.changed" in bad.stdout
    put(work / "a.xlf", RIGHT)
    assert tried("l10n-check").returncode == 0
    put(work / "a.xlf", SLOPPY)
    assert "files were modified by this hook" in tried("l10n-fix").stdout
    assert tried("l10n-fix").returncode == 0


def test_what_the_guide_shows_is_right(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", text, re.S)
    assert [kind for kind, _ in blocks] == ["yaml", "yaml", "yaml", "toml", "toml"]
    called, gitlab, hooks = (yaml.safe_load(block) for kind, block in blocks if kind == "yaml")
    inputs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))[True]["workflow_call"]["inputs"]
    assert set(called["jobs"]["translations"]["with"]) <= set(inputs)
    assert set(gitlab["translations"]["artifacts"]["reports"]) == {"codequality", "junit"}
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == known
    (tmp_path / "l10n.toml").write_text("".join(block for kind, block in blocks if kind == "toml"), encoding="utf-8")
    config = load_config(tmp_path / "l10n.toml")
    assert config.waivers[0].last_day
    codes = {rule.code for rule in rules()}
    assert set(config.levels) <= codes
    assert set(re.findall(r"`((?:waiver|baseline)\.\w+)`", text)) == {rule.code for rule in GATE}
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(REPORTS)
