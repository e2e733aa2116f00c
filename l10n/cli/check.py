"""l10n check FILE..., l10n checks list | explain."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from l10n.checks.kit import CheckKit
from l10n.cli.common import EXISTING, is_terminal, project
from l10n.errors import UsageError
from l10n.model.finding import Severity
from l10n.resources.config import Config
from l10n.resources.files import write_atomic
from l10n.resources.glossary import default_glossaries, load_glossary
from l10n.resources.locale import canonical_tag
from l10n.review.baseline import read_baseline, write_baseline
from l10n.review.bilingual import bilingual_files
from l10n.review.changed import changes_since
from l10n.review.findings import REPORTS
from l10n.review.fix import Fixed, fix_files, write_fixed
from l10n.review.gate import Gate, Outcome, check_files, pair_of
from l10n.review.parallel import cores
from l10n.review.report_run import RunInfo
from l10n.review.report_text import as_coloured, summary
from l10n.review.rules import rules

WRITABLE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Check translations: terms, numbers, tags, typography.")
@click.argument("paths", nargs=-1, required=True, type=EXISTING, metavar="FILE|FOLDER...")
@click.option("--glossary", type=EXISTING, multiple=True, metavar="FILE", help="Glossaries beside the built-in one.")
@click.option("--from", "source", default="en", show_default=True, help="Source language of tables that name none.")
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]",
              help=f"Report: {', '.join(REPORTS)}. May be repeated, with a file for each.  [default: text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--output", type=WRITABLE, metavar="FILE", help="File for the report instead of the screen.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
              help="Severity from which the exit code is 1.")
@click.option("--only", multiple=True, metavar="CODE", help="Run these checks only. May be repeated.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files, then check again.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--fix-approved", is_flag=True, help="Fix reviewed and final segments too.")
@click.option("--changed-since", metavar="REV", help="Only what differs from a git revision (at its merge base).")
@click.option("--baseline", type=EXISTING, metavar="FILE", help="Findings listed there do not count.")
@click.option("--write-baseline", type=WRITABLE, metavar="FILE", help="Write the findings there instead of failing.")
@click.option("--quiet", is_flag=True, help="Leave out findings of severity info, the summary and the progress.")
def check(paths: tuple[Path, ...], **values: Any) -> None:
    """Check bilingual files (XLIFF 1.2 and 2, TMX, PO, tables) and folders of them.

    Exit codes: 0 clean, 1 findings of the severity of --fail-on or worse, 2 a file cannot be read or wrong use.
    """
    reports = wanted_reports(values)
    paths = tuple(map(from_here, paths))
    gate = gate_for(paths, values, project())
    files = bilingual_files(paths)
    with progress(len(files), values["quiet"]) as advance:
        outcome = check_files(files, gate, advance)
        fixed = fix_files(outcome.findings, gate, values["fix_approved"]) if values["fix"] or values["diff"] else []
        if values["fix"] and not values["diff"] and any(file.segments for file in fixed):
            for file in fixed:
                write_fixed(file)
            outcome = check_files(files, gate)
    tell_fixed(fixed, values)
    code = exit_code(outcome, values["fail_on"])
    if values["write_baseline"]:
        count = write_baseline(values["write_baseline"], outcome.findings)
        click.echo(f"{values['write_baseline']}: {count} findings", err=True)
        code = 2 if outcome.failed else 0
        reports = [report for report in reports if report != ("text", None)]
    report(outcome, reports, values, code)
    sys.exit(code)


def from_here(path: Path) -> Path:
    """An absolute path below the working folder as a relative one: reports for servers need those."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def wanted_reports(values: dict[str, Any]) -> list[tuple[str, Path | None]]:
    """Each report with its file, None for the screen. Raises UsageError."""
    chosen = [*values["formats"], *(["json"] if values["as_json"] else [])] or ["text"]
    reports = []
    for text in chosen:
        name, _, file = text.partition("=")
        if name not in REPORTS:
            raise UsageError("--format", f"no report {name!r}", f"use one of {', '.join(REPORTS)}")
        reports.append((name, Path(file) if file else None))
    shown = [number for number, (_, file) in enumerate(reports) if file is None]
    if values["output"] and len(shown) == 1:
        reports[shown[0]] = (reports[shown[0]][0], values["output"])
    elif len(shown) > 1 or values["output"]:
        raise UsageError("--format", "reports and files do not fit", "write --format text --format sarif=FILE")
    return reports


def gate_for(paths: Sequence[Path], values: dict[str, Any], config: Config) -> Gate:
    """What the files are checked with: what was typed, then l10n.toml. Raises L10nError."""
    codes = [rule.code for rule in rules()]
    unknown = sorted(set(values["only"]) - set(codes))
    if unknown:
        raise UsageError("--only", f"no check {unknown[0]}", "see `l10n checks list`")
    silent = set(codes) - set(values["only"]) if values["only"] else set()
    source = canonical_tag(values["source"])
    terms = load_glossary((*default_glossaries(), *config.glossaries, *values["glossary"]))
    revision = values["changed_since"]
    return Gate(
        CheckKit(pair_of(source), terms),
        date.today(),
        dict(config.levels) | dict.fromkeys(silent, "off"),
        config.waivers,
        read_baseline(values["baseline"]) if values["baseline"] else None,
        changes_since(revision, paths) if revision is not None else None,
        whole=any(path.is_dir() for path in paths),
        workers=cores(),
    )


@contextmanager
def progress(files: int, quiet: bool) -> Iterator[Any]:
    """A function to call with each file; it moves a bar on stderr when that is a terminal and there is much to do."""
    if quiet or files < 5 or not is_terminal():
        yield lambda path: None
        return
    with click.progressbar(length=files, label="checking", file=sys.stderr) as bar:
        yield lambda path: bar.update(1)


def tell_fixed(fixed: Sequence[Fixed], values: dict[str, Any]) -> None:
    """The diff on the screen, or a line for each mended file; and what could not be mended."""
    for file in fixed:
        if values["diff"]:
            click.echo(file.diff(), nl=False)
        elif file.segments and not values["quiet"]:
            click.echo(f"{file.path}: {file.segments} segment{'s' if file.segments > 1 else ''} fixed", err=True)
        for line in file.refused:
            click.echo(f"l10n: {line}", err=True)


def report(outcome: Outcome, reports: Sequence[tuple[str, Path | None]], values: dict[str, Any], code: int) -> None:
    """Write and print the reports; then the summary."""
    quiet = values["quiet"]
    found = [f for f in outcome.findings if not quiet or f.severity is not Severity.INFO]
    for error in outcome.failed:
        click.echo(f"l10n: {error}", err=True)
    run = RunInfo(len(outcome.files), tuple(map(str, outcome.failed)), tuple(sys.argv[1:]), code)
    for name, file in reports:
        if file:
            write_atomic(file, REPORTS[name](found, run).encode("utf-8", "backslashreplace"))
        elif not values["diff"] or name != "text":
            coloured = name == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            text = as_coloured(found) if coloured else REPORTS[name](found, run)
            # Names of files and damaged text may hold what is no character.
            click.echo(text.encode("utf-8", "backslashreplace").decode(), nl=False, color=coloured)
    if not quiet:
        click.echo(summary(found, len(outcome.files)), err=True)


def exit_code(outcome: Outcome, fail_on: str) -> int:
    """0 clean, 1 findings that count and are bad enough, 2 a file could not be read."""
    bad = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    failing = any(finding.severity in bad for finding in outcome.counting)
    return 2 if outcome.failed else 1 if failing else 0


@click.group(short_help="List and explain the checks.")
def checks() -> None:
    """The checks that `l10n check` runs."""


@checks.command("list")
def list_checks() -> None:
    """List every check with its severity."""
    for row in rules():
        click.echo(f"{row.code:22} {row.severity.value:8} {row.finds}")


@checks.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a check finds, what to do and where its rule comes from."""
    row = next((row for row in rules() if row.code == code), None)
    if row is None:
        raise UsageError(code, "no such check", "see `l10n checks list`")
    click.echo(f"{row.code} ({row.severity.value})\nfinds: {row.finds}\ndo: {row.cure}\nrule: {row.source}")
    click.echo(f"\n{row.doc}")
    click.echo(f'\nin l10n.toml:\n[checks]\n"{row.code}" = "off"')
