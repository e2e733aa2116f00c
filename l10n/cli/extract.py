"""l10n extract PAGE... --to LANG --as FORMAT -o DIR."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from l10n.batch import Job, find_inputs, read_jobs, run_jobs
from l10n.cli.common import choices, engine_for, options_for, pair_for, pipeline_options, project
from l10n.cli.localise import print_table, progress
from l10n.cli.page_options import page_choices, page_options
from l10n.cli.reviews import review_options, take_reviews
from l10n.errors import L10nError, UsageError
from l10n.formats.exchange import by_exchange_name
from l10n.pipeline import Options, load_kit
from l10n.review.exchange_files import FORMAT_NAMES, Written, write_bilingual
from l10n.review.extract import prepare
from l10n.review.rerun import after_run, last_file

Done = list[tuple[Job, Written]]


@click.command(short_help="Write bilingual files for translators.")
@click.argument("paths", nargs=-1, required=True, metavar="PAGE...")
@click.option("--as", "kind", type=click.Choice(FORMAT_NAMES), default="xliff", show_default=True,
              help="Format of the bilingual file.")
@pipeline_options
@page_options
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True,
              help="Folder to write to.")
@review_options
@click.option("--translate", is_flag=True, help="Fill the targets by machine; without it they are empty.")
@click.option("--format", "format_name", help="Read the pages as this format: dump, plain, html, markdown ...")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def extract(paths: tuple[str, ...], kind: str, out: Path, format_name: str | None, **values: Any) -> None:
    """Read pages and write, for each, one file in which a translator works: NAME.<tag>.xlf, .po, .xlsx ...

    `l10n merge` turns the edited file into the page again; it does not need the page. Formats that cannot carry the
    page inside get a second file beside them (NAME.<tag>.<suffix>.l10n), which `l10n merge` wants to find there again.
    What people approved or edited in the file of the last run is kept.
    """
    chosen, config = choices(values), project()
    pair = pair_for(chosen, config)
    jobs = read_jobs(find_inputs(paths), pair, format_name, page_choices(values))
    if not jobs:
        raise UsageError(" ".join(paths), "no file of a known format", "see `l10n extract --help`")
    started = time.perf_counter()
    done: Done = []
    failed: list[tuple[Path, L10nError]] = []
    for job in prepared(jobs, options_for(chosen, config, pair), values | {"out": out, "kind": kind}):
        try:
            if job.error or job.article is None:
                raise job.error or UsageError(str(job.path), "holds no article")
            done.append((job, write_bilingual(job.article, out, job.name, kind)))
        except L10nError as error:
            failed.append((job.path, error))
            click.echo(f"l10n: {error}", err=True)
    report(done, failed, time.perf_counter() - started, values)
    sys.exit(2 if not done else 1 if failed else 0)


def prepared(jobs: Sequence[Job], options: Options, values: dict[str, Any]) -> Iterator[Job]:
    """The jobs with their articles in sentences, terms and facts marked; translated when that was asked for."""
    yield from (job for job in jobs if job.article is None)
    readable = [job for job in jobs if job.article]
    if not readable:
        return
    kit = load_kit(options)
    suffix = by_exchange_name(values["kind"]).suffixes[0]
    readable, reruns = take_reviews(readable, kit, lambda job: last_file(job, values["out"], suffix), values)
    yield from (job for job in readable if job.article is None)
    readable = [job for job in readable if job.article]
    if values["translate"]:
        engine = engine_for(options)
        with progress(readable, values["quiet"] or values["as_json"]) as advance:
            for job in run_jobs(readable, kit, engine, advance):
                yield after_run(job, reruns.get(job.name))
        return
    for job in readable:
        assert job.article is not None
        yield after_run(replace(job, article=prepare(job.article, kit)), reruns.get(job.name))


def report(done: Done, failed: Sequence[tuple[Path, L10nError]], seconds: float, values: dict[str, Any]) -> None:
    """Print what was written, as a table or as JSON."""
    rows = [
        {"file": job.path.name, "units": written.units, "translated": written.translated, "written": str(written.file),
         "sidecar": str(written.sidecar) if written.sidecar else None}
        for job, written in done
    ]
    if values["as_json"]:
        record = {"files": rows, "failed": [{"file": str(path), "error": str(error)} for path, error in failed],
                  "seconds": round(seconds, 3)}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    elif not values["quiet"] and rows:
        names = ("file", "units", "translated", "written")
        print_table([names, *(tuple(str(row[name]) for name in names) for row in rows)])
        for row in rows:
            if row["sidecar"]:
                click.echo(f"keep beside it: {row['sidecar']}")
        click.echo(f"{len(done)} done, {len(failed)} failed, {seconds:.1f} s")
