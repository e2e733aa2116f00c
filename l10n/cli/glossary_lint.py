"""What `l10n glossary lint` does: reads the files, runs the checks, prints the findings."""

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from l10n.checks.glossary import lint_glossary
from l10n.checks.glossary_kit import GlossaryKit, Usage
from l10n.checks.glossary_usage import measure_usage
from l10n.errors import GlossaryError, UsageError
from l10n.model.finding import Finding, Severity
from l10n.model.term import Concept
from l10n.resources.glossary import Glossary, default_glossaries, parse_glossary, read_glossary
from l10n.resources.pair_corpus import read_pairs

ENDINGS = (".toml", ".csv", ".tsv", ".tbx", ".xml")


@dataclass(frozen=True, slots=True)
class LintResult:
    """The findings, the coverage (None without a corpus), how many concepts and files, and the exit code."""

    findings: tuple[Finding, ...]
    usage: tuple[Usage, ...] | None
    concepts: int
    files: int
    exit_code: int


def lint_files(files: Sequence[Path], against: str | None, corpus: Sequence[Path]) -> LintResult:
    """Everything that the checks say of the files. Raises L10nError for an unreadable corpus or revision."""
    paths = _paths(files)
    concepts: list[Concept] = []
    errors: list[GlossaryError] = []
    unreadable = False
    for path in paths:
        found, faults = read_glossary(path)
        concepts += found
        errors += faults
        unreadable = unreadable or bool(faults and not found)
    usage = None
    if corpus:
        usage = measure_usage(Glossary(tuple(concepts)), (pair for path in corpus for pair in read_pairs(path)))
    before = None if against is None else tuple(c for path in paths for c in _at_revision(path, against))
    findings = tuple(lint_glossary(GlossaryKit(tuple(concepts), tuple(errors), usage, before)))
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return LintResult(findings, usage, len(concepts), len(paths), 2 if unreadable else 1 if failed else 0)


def print_text(result: LintResult, show_all: bool) -> None:
    """One line a finding, then the coverage and a summary. Notes are only counted unless all are asked for."""
    counts = Counter(finding.severity for finding in result.findings)
    for finding in result.findings:
        if show_all or finding.severity is not Severity.INFO:
            line = f":{finding.line}" if finding.line else ""
            click.echo(f"{finding.place}{line}: {finding.severity} {finding.code}: {finding.message}")
    if result.usage is not None:
        used, met = sum(u.used for u in result.usage), sum(u.met for u in result.usage)
        share = f" ({met / used:.1%})" if used else ""
        click.echo(f"coverage: {sum(bool(u.used) for u in result.usage)} of {len(result.usage)} concepts used; "
                   f"used {used} times, met {met}{share}")
    hidden = "" if show_all or not counts[Severity.INFO] else " (--all shows them)"
    click.echo(f"{result.concepts} concepts in {result.files} files: {counts[Severity.ERROR]} errors, "
               f"{counts[Severity.WARNING]} warnings, {counts[Severity.INFO]} notes{hidden}")


def print_json(result: LintResult) -> None:
    """The result as one JSON object with the keys findings, coverage, concepts, files."""
    rows = [{"code": f.code, "severity": str(f.severity), "place": f.place, "line": f.line, "message": f.message}
            for f in result.findings]
    coverage = [{"concept": u.concept.id, "used": u.used, "met": u.met} for u in result.usage or ()]
    click.echo(json.dumps({"findings": rows, "coverage": coverage, "concepts": result.concepts,
                           "files": result.files}, ensure_ascii=False, indent=2))


def _paths(files: Sequence[Path]) -> list[Path]:
    paths: list[Path] = []
    here = Path.cwd()
    own = [path.relative_to(here) if path.is_relative_to(here) else path for path in default_glossaries()]
    for path in files or own:
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        if not inside:
            raise UsageError(str(path), "holds no glossary", f"give files ending in {', '.join(ENDINGS)}")
        paths += inside
    return paths


def _at_revision(path: Path, revision: str) -> list[Concept]:
    """The concepts of the file at a git revision; none when it did not exist then. Raises UsageError."""
    if revision.startswith("-"):
        raise UsageError("--against", f"{revision!r} is no revision", "give a commit, branch or tag")
    folder = path.resolve().parent
    known = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known.returncode:
        raise UsageError("--against", f"{revision!r} is no revision of {folder}", "give a commit, branch or tag")
    shown = _git(folder, "show", f"{revision}:./{path.name}")
    return parse_glossary(shown.stdout, f"{revision}:{path.name}")[0] if not shown.returncode else []


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; the revision is checked to be no option
            ["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S607 - git is found on PATH
    except OSError as error:
        raise UsageError("--against", "git cannot be run", "install git, or leave --against out") from error
