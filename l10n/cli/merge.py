"""l10n merge FILE... -o DIR."""

import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from l10n.cli.common import EXISTING, project
from l10n.cli.localise import print_table
from l10n.errors import L10nError, UsageError
from l10n.resources.glossary import default_glossaries, load_glossary
from l10n.resources.tally import tally
from l10n.review.bring_back import Back, bring_back, file_name, keep_copy, remember_approved
from l10n.review.exchange_files import returned_files
from l10n.review.merge import MergeKit
from l10n.review.outputs import Outputs, write_outputs
from l10n.review.report import finding_record
from l10n.review.report_text import as_text

SHOWN = 100  # findings of a file that are printed; all stand in its report
HEADINGS = ("file", "segments", "changed", "approved", "refused", "lost", "stale", "errors")


@dataclass(frozen=True, slots=True)
class Merge:
    """A file that came back, and what was written of it."""

    path: Path
    back: Back
    outputs: Outputs
    copy: Path | None


@click.command(short_help="Turn edited bilingual files into pages again.")
@click.argument("paths", nargs=-1, required=True, type=EXISTING, metavar="FILE...")
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True,
              help="Folder to write to.")
@click.option("--page", type=click.Choice(["clean", "same", "bilingual"]), help="Page to write.  [default: clean]")
@click.option("--source", type=EXISTING, metavar="PAGE", help="The page of today: what changed in it is told.")
@click.option("--glossary", type=EXISTING, multiple=True, metavar="FILE", help="Glossaries beside the built-in one.")
@click.option("--memory", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Translation memory that learns what was approved.  [default: l10n.toml]")
@click.option("--theme", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of own templates.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def merge(paths: tuple[Path, ...], source: Path | None, **values: Any) -> None:
    """Take over what translators did in bilingual files (XLIFF, TMX, PO, CSV, XLSX, DOCX, HTML) and write the pages.

    For each file OUT receives the page, NAME.<tag>.xlf with everything taken over, and the report NAME.<tag>.json. The
    page that was extracted need not be there. What cannot be taken over (damaged codes, doubled, unknown or locked
    units) is told with its unit and line, and everything else is done. Exit codes: 0 clean, 1 something was refused,
    stale or wrong, 2 no file could be read.
    """
    if source and len(paths) > 1:
        raise UsageError("--source", "means the page of one file", "merge the files one at a time")
    config = project()
    values["page"] = values["page"] or config.page
    terms = load_glossary((*default_glossaries(), *config.glossaries, *values["glossary"]))
    kit = MergeKit(terms, config.levels)
    done: list[Merge] = []
    failed: list[tuple[Path, L10nError]] = []
    for path in returned_files(paths):
        try:
            back = bring_back(path, source, kit)
            done.append(one(path, back, values, [merge.outputs.xliff for merge in done]))
            remember_approved(values["memory"] or config.memory, done[-1].back.article)
        except L10nError as error:
            failed.append((path, error))
            click.echo(f"l10n: {error}", err=True)
    report(done, failed, values)
    sys.exit(exit_code(done, failed))


def one(path: Path, back: Back, values: dict[str, Any], used: Collection[Path]) -> Merge:
    """Write what came back: page, bilingual file and report; `used` are the bilingual files of this run."""
    out: Path = values["out"]
    name, tag = file_name(path, back.article.pair.target), back.article.pair.target
    xliff = out / f"{name}.{tag}.xlf"
    if xliff in used:
        page = xliff.with_suffix(".html")
        raise UsageError(str(path), f"would write {page} again", "merge it alone, or into another folder")
    copy = keep_copy(path, xliff, back.counts)
    outputs = write_outputs(back.article, out, name, "merge", 0.0, page=values["page"], theme=values["theme"])
    return Merge(path, back, outputs, copy)


def exit_code(done: Sequence[Merge], failed: Sequence[object]) -> int:
    """0 clean, 1 something was refused, lost, stale or wrong, or a file failed; 2 no file could be read."""
    if not done:
        return 2
    counts = [merge.back.counts for merge in done]
    wrong = any(c.refused or c.lost or c.stale for c in counts) or tally(m.back.article for m in done).errors
    return 1 if failed or wrong else 0


def report(done: Sequence[Merge], failed: Sequence[tuple[Path, L10nError]], values: dict[str, Any]) -> None:
    """Print the findings of the merge on stderr and the figures on stdout, as a table or as JSON."""
    if values["as_json"]:
        record = {
            "files": [record_of(merge) for merge in done],
            "failed": [{"file": str(path), "error": str(error)} for path, error in failed],
        }
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for merge in done:
        click.echo(as_text(merge.back.told[:SHOWN]), nl=False, err=True)
        if len(merge.back.told) > SHOWN:
            click.echo(f"{merge.path}: {len(merge.back.told) - SHOWN} more: see {merge.outputs.report}", err=True)
        if merge.back.counts.untranslated and not values["quiet"]:
            click.echo(f"{merge.path}: {_untranslated(merge.back.counts.untranslated)}", err=True)
        if merge.copy:
            click.echo(f"the file as it came is kept: {merge.copy}", err=True)
    if not values["quiet"] and done:
        rows = [row(merge) for merge in done]
        print_table([HEADINGS, *(tuple(str(cells[name]) for name in HEADINGS) for cells in rows)])
        for merge in done:
            click.echo(f"page: {merge.outputs.page}")
        click.echo(f"{len(done)} merged, {len(failed)} failed")


def _untranslated(number: int) -> str:
    one = "segment has" if number == 1 else "segments have"
    return f"{number} {one} no translation: the page shows the source there"


def row(merge: Merge) -> dict[str, Any]:
    """The figures of one file."""
    return {"file": merge.path.name, **asdict(merge.back.counts), "errors": tally([merge.back.article]).errors}


def record_of(merge: Merge) -> dict[str, Any]:
    """The figures, files and findings of one file as JSON values."""
    written = {"page": merge.outputs.page, "xliff": merge.outputs.xliff, "report": merge.outputs.report}
    return {
        **row(merge),
        **{kind: str(path) for kind, path in written.items()},
        "copy": str(merge.copy) if merge.copy else None,
        "compared": merge.back.compared,
        "findings": [finding_record(finding) for finding in merge.back.told],
    }
