"""l10n convert IN OUT."""

import json
from pathlib import Path

import click

from l10n.cli.common import EXISTING
from l10n.errors import UsageError
from l10n.formats.exchange import EXCHANGE, by_exchange_name
from l10n.review.exchange_files import FORMAT_NAMES, bare_name, read_any, write_file


@click.command(short_help="Turn a bilingual file into another format.")
@click.argument("source", type=EXISTING, metavar="IN")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--as", "kind", type=click.Choice(FORMAT_NAMES), help="Format of OUT, where its suffix does not tell.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def convert(source: Path, out: Path, kind: str | None, quiet: bool, as_json: bool) -> None:
    """Write the bilingual file IN as OUT in another format: XLIFF 2.1 and 1.2, TMX, PO, CSV, XLSX, DOCX, HTML.

    The page travels along where IN holds it or has it beside it (IN.l10n). OUT may be a folder when --as is given. Exit
    codes: 0 clean, 1 something in IN could not be taken over, 2 IN cannot be read.
    """
    name = kind or kind_of(out)
    path = out / (bare_name(source) + by_exchange_name(name).suffixes[0]) if out.is_dir() else out
    if path.exists() and path.samefile(source):
        raise UsageError(str(out), "is the file that is read", "give another name")
    article = read_any(source)
    written = write_file(article, path, name)
    told = [finding for finding in article.findings if finding.code.startswith("exchange.")]
    if as_json:
        record = {"file": str(source), "written": str(written.file), "format": name, "units": written.units,
                  "translated": written.translated, "sidecar": str(written.sidecar) if written.sidecar else None,
                  "findings": [finding.message for finding in told]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        for finding in told:
            click.echo(f"l10n: {source}:{finding.line}: {finding.code}: {finding.message}", err=True)
        if not quiet:
            click.echo(f"{written.file}: {written.units} units, {written.translated} translated")
            if written.sidecar:
                click.echo(f"keep beside it: {written.sidecar}")
    raise click.exceptions.Exit(1 if told else 0)


def kind_of(path: Path) -> str:
    """The name of the format that the suffix means. Raises UsageError."""
    for row in EXCHANGE:
        if path.name.lower().endswith(row.suffixes):
            return row.name
    if path.is_dir():
        raise UsageError(str(path), "is a folder", f"add --as {'|'.join(FORMAT_NAMES)}")
    suffixes = ", ".join(dict.fromkeys(row.suffixes[0] for row in EXCHANGE))
    raise UsageError(str(path), "its suffix names no bilingual format", f"use one of {suffixes}, or add --as")
