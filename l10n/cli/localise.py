"""l10n localise PATH... --to LANG -o OUT."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from l10n.batch import Job, find_inputs, read_jobs, run_jobs, size
from l10n.cli.common import choices, engine_for, is_terminal, options_for, pair_for, pipeline_options, project
from l10n.cli.page_options import page_choices, page_options
from l10n.cli.reviews import review_options, take_reviews
from l10n.errors import UsageError
from l10n.pipeline import load_kit
from l10n.resources.tally import Tally, tally
from l10n.review.outputs import Outputs, write_index, write_outputs
from l10n.review.rerun import after_run, last_file
from l10n.review.site import site_base, write_sitemap

HEADINGS = ("file", "segments", "terms", "facts", "errors", "warnings", "seconds")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run wrote: a job with its output files, in order, and the wall-clock seconds of the whole."""

    done: tuple[tuple[Job, Outputs], ...]
    failed: tuple[Job, ...]
    seconds: float


@click.command(short_help="Localise articles: pages, bilingual files and reports.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@pipeline_options
@page_options
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder to write to.",
)
@click.option("--format", "format_name", help="Read the files as this format: dump, plain, html, markdown ...")
@click.option(
    "--page", type=click.Choice(["clean", "same", "bilingual"]), help="Which page to write.  [default: clean]"
)
@review_options
@click.option("--theme", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of own templates.")
@click.option("--site", metavar="URL", help="Address of OUT on the web: canonical and hreflang links, sitemap.xml.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def localise(paths: tuple[str, ...], out: Path, format_name: str | None, **values: Any) -> None:
    """Localise files, folders or globs.

    For each article OUT receives NAME.<tag>.html (the page), NAME.<tag>.xlf (XLIFF 2.1 for translators) and
    NAME.<tag>.json (the report). A file that cannot be read is reported and the rest is done. What people approved or
    edited in the NAME.<tag>.xlf of the last run is kept.

    The page is "clean", an article page of our own design or yours (--theme); "same", the file itself in the other
    language with everything else as it was (HTML, Markdown, text, DOCX, SRT, VTT); or "bilingual", source and target
    side by side.
    """
    chosen, config = choices(values), project()
    values |= {
        "page": values["page"] or config.page, "theme": values["theme"] or config.theme,
        "site": site_base(values["site"] or config.site),
    }
    pair = pair_for(chosen, config)
    jobs = read_jobs(find_inputs(paths), pair, format_name, page_choices(values))
    if not jobs:
        raise UsageError(" ".join(paths), "no file of a known format", "see `l10n localise --help`")
    run = run_all(jobs, options_for(chosen, config, pair), out, values)
    report(run, values["quiet"], values["as_json"])
    sys.exit(exit_code(run))


def run_all(jobs: Sequence[Job], options: Any, out: Path, values: dict[str, Any]) -> Run:
    """Localise and write every job that could be read; errors are printed as they come."""
    started = time.perf_counter()
    failed = [job for job in jobs if job.error]
    for job in failed:
        click.echo(f"l10n: {job.error}", err=True)
    readable = [job for job in jobs if job.article]
    done: list[tuple[Job, Outputs]] = []
    if readable:
        kit, engine = load_kit(options), engine_for(options)
        readable, reruns = take_reviews(readable, kit, lambda job: last_file(job, out), values)
        for job in (job for job in readable if job.error):
            failed.append(job)
            click.echo(f"l10n: {job.error}", err=True)
        with progress(readable, values["quiet"] or values["as_json"]) as advance:
            for found in run_jobs(readable, kit, engine, advance):
                job = after_run(found, reruns.get(found.name))
                if job.error or job.article is None:
                    failed.append(job)
                    click.echo(f"l10n: {job.error}", err=True)
                    continue
                written = write_outputs(
                    job.article, out, job.name, engine.name, job.seconds, page=values["page"], theme=values["theme"],
                    site=values["site"],
                )
                done.append((job, written))
        list_pages(done, out, values)
    return Run(tuple(done), tuple(failed), time.perf_counter() - started)


def list_pages(done: Sequence[tuple[Job, Outputs]], out: Path, values: dict[str, Any]) -> None:
    """Write the index of several pages and, where their address is known, the site map."""
    pages = [(job.article, written.page) for job, written in done if job.article]
    written = [f"index: {write_index(pages, out, values['theme'])}"] if len(pages) > 1 else []
    listed = [(article, page) for article, page in pages if page.suffix == ".html" and values["page"] != "bilingual"]
    if listed and values["site"]:
        written.append(f"site map: {write_sitemap(listed, out, values['site'])}")
    for line in written if not values["quiet"] else ():
        click.echo(line, err=True)


def exit_code(run: Run) -> int:
    """0 clean, 1 findings of severity error or some files failed, 2 nothing could be read."""
    if not run.done:
        return 2
    errors = sum(tally([job.article]).errors for job, _ in run.done if job.article)
    return 1 if run.failed or errors else 0


def report(run: Run, quiet: bool, as_json: bool) -> None:
    """Print the table of a run, or its JSON."""
    if as_json:
        click.echo(
            json.dumps(
                {
                    "files": [
                        row(job, written)
                        | {"page": str(written.page), "xliff": str(written.xliff), "report": str(written.report)}
                        for job, written in run.done
                    ],
                    "failed": [{"file": str(job.path), "error": str(job.error)} for job in run.failed],
                    "seconds": round(run.seconds, 3),
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    elif not quiet and run.done:
        rows = [row(job, written) for job, written in run.done]
        print_table([HEADINGS, *(tuple(str(r[name]) for name in HEADINGS) for r in rows)])
        for _, written in run.done:
            click.echo(f"page: {written.page}")
        if remembered := sum(r["memory"] for r in rows):
            click.echo(f"from memory: {remembered} segments, {sum(r['memory_words'] for r in rows)} words")
        click.echo(f"{len(run.done)} done, {len(run.failed)} failed, {run.seconds:.1f} s")


def row(job: Job, written: Outputs) -> dict[str, Any]:
    """The figures of one article."""
    counts: Tally = tally([job.article]) if job.article else Tally()
    return {
        "file": job.path.name,
        "segments": counts.segments,
        "terms": f"{counts.terms_met}/{counts.terms}",
        "facts": f"{counts.facts_met}/{counts.facts}",
        "errors": counts.errors,
        "warnings": counts.warnings,
        "memory": counts.memory,
        "memory_words": counts.memory_words,
        "seconds": round(job.seconds, 2),
    }


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Left-aligned columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for cells in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


@contextmanager
def progress(jobs: Sequence[Job], quiet: bool) -> Iterator[Any]:
    """A function to call with finished characters; it moves a bar on stderr when that is a terminal."""
    if quiet or not is_terminal():
        yield lambda _: None
        return
    total = sum(map(size, jobs))
    with click.progressbar(length=total, label="localising", file=sys.stderr) as bar:
        yield bar.update
