"""l10n check FILE..., l10n checks list | explain."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from l10n.checks.kit import CheckKit
from l10n.checks.table import CHECKS, check_article
from l10n.cli.common import EXISTING, project
from l10n.errors import L10nError, UsageError
from l10n.model.finding import Finding, Severity
from l10n.model.pair import Pair
from l10n.resources.glossary import Glossary, default_glossaries, load_glossary
from l10n.resources.locale import canonical_tag
from l10n.review.bilingual import SUFFIXES, read_bilingual
from l10n.review.findings import REPORTS


@click.command(short_help="Check translations: terms, numbers, tags, typography.")
@click.argument("paths", nargs=-1, required=True, type=EXISTING, metavar="FILE...")
@click.option("--glossary", type=EXISTING, multiple=True, metavar="FILE", help="Glossaries beside the built-in one.")
@click.option("--from", "source", default="en", show_default=True, help="Source language of tables and TMX.")
@click.option(
    "--format", "report", type=click.Choice(list(REPORTS)), default="text", show_default=True, help="Kind of report."
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the report instead of the screen."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Severity from which the exit code is 1.",
)
@click.option("--only", multiple=True, metavar="CODE", help="Run these checks only. May be repeated.")
@click.option("--quiet", is_flag=True, help="Leave findings of severity info out.")
def check(
    paths: tuple[Path, ...],
    glossary: tuple[Path, ...],
    source: str,
    report: str,
    output: Path | None,
    fail_on: str,
    only: tuple[str, ...],
    quiet: bool,
) -> None:
    """Check bilingual files (XLIFF 1.2 and 2, TMX, TSV) and folders of them.

    Exit codes: 0 clean, 1 findings of the severity of --fail-on or worse, 2 a file cannot be read.
    """
    known = {row.code for row in CHECKS}
    if set(only) - known:
        raise UsageError("--only", f"no check {sorted(set(only) - known)[0]}", "see `l10n checks list`")
    config = project()
    levels = dict(config.levels) | (dict.fromkeys(known - set(only), "off") if only else {})
    terms = load_glossary((*default_glossaries(), *config.glossaries, *glossary))
    source_tag = canonical_tag(source)
    pair = Pair(source_tag, "zh-Hans" if source_tag == "en" else "en")
    findings, failed = run(inputs(paths), pair, terms, levels)
    if quiet:
        findings = [finding for finding in findings if finding.severity is not Severity.INFO]
    text = REPORTS[report](findings)
    if output:
        from l10n.resources.files import write_atomic

        write_atomic(output, text.encode())
    else:
        click.echo(text, nl=False)
    if report == "text":
        click.echo(summary(findings, len(paths)), err=True)
    bad = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    sys.exit(2 if failed else 1 if any(finding.severity in bad for finding in findings) else 0)


def inputs(paths: Sequence[Path]) -> list[Path]:
    """Files as they are, folders as the bilingual files in them."""
    found: list[Path] = []
    for path in paths:
        inside = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES] if path.is_dir() else [path]
        found += inside
    return found


def run(paths: Sequence[Path], pair: Pair, terms: Glossary, levels: dict[str, str]) -> tuple[list[Finding], bool]:
    """The findings of all files that can be read, and whether one could not."""
    findings: list[Finding] = []
    failed = False
    for path in paths:
        try:
            article = read_bilingual(path, pair)
        except L10nError as error:
            click.echo(f"l10n: {error}", err=True)
            failed = True
            continue
        found = check_article(article, CheckKit(article.pair, terms), levels)
        findings += [replace(finding, place=str(path)) for finding in found]
    return findings, failed


def summary(findings: Sequence[Finding], files: int) -> str:
    """`2 errors, 1 warning in 3 files`."""
    counts = [(severity, sum(f.severity is severity for f in findings)) for severity in Severity]
    return ", ".join(f"{n} {severity.value}{'s' if n != 1 else ''}" for severity, n in counts) + f" in {files} path(s)"


@click.group(short_help="List and explain the checks.")
def checks() -> None:
    """The checks that `l10n check` runs."""


@checks.command("list")
def list_checks() -> None:
    """List every check with its severity."""
    for row in CHECKS:
        click.echo(f"{row.code:22} {row.severity.value:8} {row.finds}")


@checks.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a check finds, what to do and where its rule comes from."""
    row = next((row for row in CHECKS if row.code == code), None)
    if row is None:
        raise UsageError(code, "no such check", "see `l10n checks list`")
    click.echo(f"{row.code} ({row.severity.value})\nfinds: {row.finds}\ndo: {row.cure}\nrule: {row.source}")
    click.echo(f"\n{(row.run.__doc__ or '').strip()}")
    click.echo(f'\nin l10n.toml:\n[checks]\n"{row.code}" = "off"')
