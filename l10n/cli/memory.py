"""`l10n memory`: import, export, search, count and remove what a project's translation memory holds."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from l10n.cli.common import EXISTING, is_terminal, project
from l10n.errors import FormatError, UsageError
from l10n.model.memory import Entry
from l10n.model.pair import Pair
from l10n.resources.locale import canonical_tag

FILE = click.option("--memory", "path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                    help="The memory.  [default: `memory` in l10n.toml]")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
QUIET = click.option("--quiet", is_flag=True, help="Print errors only.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def memory() -> None:
    """The project's translation memory: one private file, used before the engine translates anything."""


@memory.command("import")
@click.argument("files", nargs=-1, required=True, type=EXISTING, metavar="FILE...")
@FILE
@click.option("--to", metavar="LANG", help="Target language: pairs that lead the other way are turned round.")
@click.option("--approved", is_flag=True, help="People approved these translations: they are used as reviewed ones.")
@JSON
@QUIET
def import_files(files: tuple[Path, ...], path: Path | None, as_json: bool, quiet: bool, **values: Any) -> None:
    """Add the pairs of TMX, XLIFF 1.2 and 2, PO, CSV, TSV, XLSX, DOCX and HTML files to the memory.

    The memory is made when there is none. Drafts of an engine that nobody edited are left out. A file that cannot be
    read to its end is told; what stood before the fault is kept. Exit codes: 0 all read, 1 a file failed.
    """
    from l10n.resources.memory import add_entries, open_memory
    from l10n.review.memory_files import Intake, read_entries

    target = canonical_tag(values["to"]) if values["to"] else ""
    rows: list[dict[str, Any]] = []
    with open_memory(_path(path), write=True) as opened:
        for file in files:
            row: dict[str, Any] = {"file": str(file), "read": 0}
            with _progress(file, quiet or as_json) as advance:
                entries = read_entries(file, Intake(target, values["approved"], advance))
                row["stored"] = add_entries(opened, _until_fault(entries, row))
            rows.append(row)
    if as_json:
        click.echo(json.dumps({"files": rows}, ensure_ascii=False, indent=2))
    elif not quiet:
        for row in rows:
            click.echo(f"{row['file']}: {row['stored']} new of {_pairs(row['read'])}")
    sys.exit(1 if any("error" in row for row in rows) else 0)


@memory.command("export")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@FILE
@click.option("--to", metavar="LANG", help="Only pairs into this language.")
@QUIET
def export_file(out: Path, path: Path | None, to: str | None, quiet: bool) -> None:
    """Write the memory as TMX 1.4b, level 2: words, codes, states, dates, documents. One pair of languages a file."""
    from l10n.resources.files import write_pieces
    from l10n.resources.memory import all_entries, open_memory
    from l10n.resources.memory_admin import pairs
    from l10n.review.memory_files import tmx_pieces

    if out.suffix.lower() != ".tmx":
        raise UsageError(str(out), "only TMX is written", "name the file ….tmx; `l10n convert` makes others of it")
    with open_memory(_path(path)) as opened:
        counts = pairs(opened)
        chosen = [pair for pair in counts if to is None or pair.target == canonical_tag(to)]
        if len(chosen) != 1:
            raise _pair_fault(opened.path, counts, to)
        write_pieces(out, tmx_pieces(all_entries(opened, chosen[0]), chosen[0]))
    if not quiet:
        click.echo(f"{_pairs(counts[chosen[0]])} in {out}")


@memory.command("search")
@click.argument("text")
@FILE
@click.option("--near", is_flag=True, help="Sentences like TEXT with their scores, not those that hold it.")
@click.option("--least", type=click.IntRange(1, 100), default=50, show_default=True, help="Lowest score of --near.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to print.")
@JSON
def search(text: str, path: Path | None, near: bool, as_json: bool, **values: Any) -> None:
    """Print the pairs that hold TEXT in either language, latest first. Exit code 1: none."""
    from l10n.resources.memory import open_memory
    from l10n.resources.memory_admin import Wanted, near_sentences
    from l10n.resources.memory_admin import search as find

    with open_memory(_path(path)) as opened:
        if near:
            found = [(m.entry, m.score) for m in near_sentences(opened, text, values["least"])[: values["limit"]]]
        else:
            found = [(entry, 0) for entry in find(opened, Wanted(words=text), values["limit"])]
    if as_json:
        click.echo(json.dumps([record(*item) for item in found], ensure_ascii=False, indent=2))
    else:
        for entry, score in found:
            _print(entry, score)
    if not found:
        click.echo("nothing found", err=True)
        sys.exit(1)


@memory.command("stats")
@FILE
@click.option("--verify", is_flag=True, help="Read the whole file and look for damage.")
@JSON
def stats(path: Path | None, verify: bool, as_json: bool) -> None:
    """Print what the memory holds: pairs, states, origins, sources with several translations, uses."""
    from l10n.resources.memory import open_memory
    from l10n.resources.memory_admin import figures
    from l10n.resources.memory_admin import verify as read_all

    with open_memory(_path(path)) as opened:
        if verify:
            read_all(opened)
        found = dict(figures(opened)) | {"file": str(opened.path)}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name, value in found.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else value
        click.echo(f"{name.replace('_', ' ')}: {shown}")


@memory.command("remove")
@FILE
@click.option("--text", default="", help="Pairs that hold these words in either language.")
@click.option("--document", default="", help="Pairs of this document or imported file.")
@click.option("--origin", default="", help="Pairs of this origin: person or import.")
@click.option("--state", type=click.Choice(["translated", "reviewed", "final"]), default=None, help="In this state.")
@click.option("--before", default="", metavar="DATE", help="Last changed before this day (2026-01-31).")
@click.option("--id", "ids", type=int, multiple=True, help="The pair with this number. May be repeated.")
@click.option("--all", "everything", is_flag=True, help="All pairs.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@QUIET
def remove(path: Path | None, everything: bool, yes: bool, quiet: bool, **values: Any) -> None:
    """Take pairs out for good; of several conditions all must hold. Their words do not stay in the file."""
    from l10n.resources.memory import open_memory
    from l10n.resources.memory_admin import Wanted, count
    from l10n.resources.memory_admin import remove as take_out

    names = {"words": values["text"], "state": values["state"] or "", "ids": values["ids"]}
    wanted = Wanted(**names, document=values["document"], origin=values["origin"], before=_day(values["before"]))
    if wanted.everything != everything:
        cure = "give --text, --document, --origin, --state, --before or --id; or --all alone"
        raise UsageError("remove", "which pairs is not clear", cure)
    with open_memory(_path(path, must_exist=True), write=True) as opened:
        number = count(opened, wanted)
        if number and not yes:
            click.confirm(f"Remove {_pairs(number)} from {opened.path}?", abort=True, err=True)
        gone = take_out(opened, wanted) if number else 0
    if not quiet:
        click.echo(f"{_pairs(gone)} removed")
    sys.exit(0 if gone else 1)


def record(entry: Entry, score: int = 0) -> dict[str, Any]:
    """An entry as JSON values."""
    from l10n.model.inline import plain

    found = {
        "id": entry.id, "from": entry.pair.source, "to": entry.pair.target, "source": plain(entry.source),
        "target": plain(entry.target), "state": entry.state.value, "origin": entry.origin.kind,
        "document": entry.origin.document, "created": entry.created, "changed": entry.changed, "used": entry.used,
    }
    return found | ({"score": score} if score else {})


def _print(entry: Entry, score: int) -> None:
    found = record(entry, score)
    where = f", {found['document']}" if found["document"] else ""
    click.echo(f"{found['id']}  {f'{score} %  ' if score else ''}{found['source']}")
    click.echo(f"    {found['target']}")
    click.echo(f"    {found['state']} {found['changed'][:10]}{where}")


def _path(given: Path | None, must_exist: bool = False) -> Path:
    """The memory that is meant: of the command line, else of the project; there is none beside these."""
    path = given or project().memory
    if path is None:
        raise UsageError("--memory", "no memory", 'add --memory FILE, or memory = "memory.sqlite" to l10n.toml')
    if must_exist and not path.exists():
        raise UsageError(str(path), "no such memory", "check the name")
    return path


def _pairs(number: int) -> str:
    return f"{number} pair{'' if number == 1 else 's'}"


def _day(written: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        raise UsageError("--before", f"{written!r} is no day", "write it as 2026-01-31") from None


def _pair_fault(path: Path, counts: Mapping[Pair, int], to: str | None) -> UsageError:
    if not counts or to:
        return UsageError(str(path), f"holds no pairs{f' into {to}' if to else ''}", "see `l10n memory stats`")
    return UsageError(str(path), f"holds {' and '.join(map(str, counts))}", "add --to LANG: one pair goes in a file")


def _until_fault(entries: Iterator[Entry], row: dict[str, Any]) -> Iterator[Entry]:
    """The entries up to the place where the file cannot be read, which is told and noted in the row, as their count."""
    try:
        for entry in entries:
            row["read"] += 1
            yield entry
    except FormatError as error:
        row["error"] = str(error)
        click.echo(f"l10n: {error}", err=True)


@contextmanager
def _progress(path: Path, quiet: bool) -> Iterator[Any]:
    """A function to call with the bytes that were read; it moves a bar on stderr when that is a terminal."""
    if quiet or not is_terminal():
        yield lambda _: None
        return
    with click.progressbar(length=path.stat().st_size, label=path.name, file=sys.stderr) as bar:
        yield bar.update
