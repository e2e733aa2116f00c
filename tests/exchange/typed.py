"""The commands as a person types them, for tests in this folder."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from l10n.cli.main import cli
from l10n.errors import L10nError

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Harbour trial</title></head><body><article><h1>Harbour trial grows</h1>
<p>The port uses <b>6G</b> radios now. It has 4.395 million users.</p>
<p>Nobody was <a href="/hurt">hurt</a> in the test.</p>
</article></body></html>
"""
USERS = "It has 4.395 million users."


class Done(NamedTuple):
    """What a command left."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    @property
    def file(self) -> dict[str, Any]:
        """The first file of a summary in JSON."""
        found: dict[str, Any] = json.loads(self.stdout)["files"][0]
        return found


def run(*arguments: object) -> Done:
    """The command in this process; errors are told as main() tells them."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    if isinstance(result.exception, L10nError):
        return Done(2, result.stdout, result.stderr + f"l10n: {result.exception}\n")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def go_out(kind: str, *more: object) -> Path:
    """The page trial.html of this folder as a bilingual file in `out`."""
    done = run("extract", "trial.html", "--to", "zh", "--as", kind, "-o", "out", "--json", *more)
    assert done.exit_code == 0, done.output
    return Path(done.file["written"])


def come_back(path: Path, *more: object) -> tuple[dict[str, Any], str]:
    """The summary of the merge, and the page as one line without tags' attributes."""
    done = run("merge", path, "-o", "back", "--json", *more)
    assert done.stdout, done.output
    page = Path(done.file["page"]).read_text(encoding="utf-8")
    return done.file, re.sub(r"<(\w+) [^>]*>", r"<\1>", page)
