"""What the tests of the gate share: small XLIFF files, the command, scratch repositories."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from l10n.checks.kit import CheckKit
from l10n.model.pair import Pair
from l10n.review.gate import Gate, Outcome, check_files

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 6, 15)
EN_ZH = Pair("en", "zh-Hans")
RIGHT = ("right", "Exports rose 26.5 percent.", "出口增长26.5%。")
WRONG = ("wrong", "Imports rose 26.5 percent.", "进口增长25.6%。")
SLOPPY = ("sloppy", "The network is ready, he said.", "网络已就绪,他说.")


def xliff(*units: Sequence[str]) -> str:
    """An XLIFF 1.2 file of another tool: units of id, source, target, then notes; `+` before an id approves it."""
    rows = []
    for name, source, target, *notes in units:
        said = "".join(f"<note>{escape(note)}</note>" for note in notes)
        approved = ' approved="yes"' if name.startswith("+") else ""
        rows.append(f"""      <trans-unit id="{name.lstrip("+")}"{approved}>
        <source>{source}</source>
        <target>{target}</target>{said}
      </trans-unit>
""")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="a.html" source-language="en" target-language="zh-CN" datatype="html">
    <body>
{"".join(rows)}    </body>
  </file>
</xliff>
"""


def put(path: Path, *units: Sequence[str]) -> Path:
    """Writes such a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(xliff(*units), encoding="utf-8")
    return path


def gate(**changes: object) -> Gate:
    """A gate without glossary, on a fixed day."""
    return Gate(CheckKit(EN_ZH), TODAY, **changes)  # type: ignore[arg-type]


def check(*paths: Path, **changes: object) -> Outcome:
    """The outcome of a check of these files."""
    return check_files(paths, gate(**changes))


def codes(outcome: Outcome) -> list[str]:
    """Codes of the findings that count."""
    return [finding.code for finding in outcome.counting]


def l10n(*arguments: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "l10n", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False,
        encoding="utf-8", timeout=120, env=os.environ | {"PYTHONPATH": str(ROOT), "L10N_HOME": str(cwd / ".home")} | env,
    )


def git(folder: Path, *words: str) -> str:
    """Runs git with a person's name of the tests' own."""
    settings = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main",
                "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "work") -> str:
    """Commits everything; says the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")
