"""`l10n glossary`: import, export, lint and search glossaries of any format."""

import sys
from pathlib import Path

import click

from l10n.errors import GlossaryError, UsageError
from l10n.model.term import Concept

ANY_FILE = click.Path(path_type=Path)
FORMATS = ("csv", "tsv", "tbx", "tbx3", "toml")
SUFFIXES = {".toml": "toml", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".tbx": "tbx"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def glossary() -> None:
    """Import, export, search and lint glossaries (TOML, CSV, TSV, TBX 2 and 3)."""


@glossary.command("import")
@click.argument("source", type=ANY_FILE)
@click.option("-o", "--out", type=ANY_FILE, required=True, help="The TOML file to write.")
def import_glossary(source: Path, out: Path) -> None:
    """Make a TOML glossary from a CSV, TSV or TBX file.

    Lines with faults are named and left out; the exit code is then 1.
    """
    from l10n.resources.glossary import read_glossary

    concepts, errors = read_glossary(source)
    for error in errors:
        click.echo(f"l10n: {error}", err=True)
    if not concepts:
        raise GlossaryError(str(source), "holds no concept that can be read", "see the lines above")
    _write(concepts, out, _format_of(out, "toml"))
    click.echo(f"{len(concepts)} concepts in {out}, {len(errors)} faults")
    sys.exit(1 if errors else 0)


@glossary.command("export")
@click.argument("source", type=ANY_FILE)
@click.option("-f", "--format", "kind", type=click.Choice(FORMATS), help="Default: after the ending of --out.")
@click.option("-o", "--out", type=ANY_FILE, help="The file to write; standard output when left out.")
def export_glossary(source: Path, kind: str | None, out: Path | None) -> None:
    """Write a glossary as CSV, TSV, TBX 2 (tbx), TBX 3 (tbx3) or TOML."""
    from l10n.resources.glossary import load_glossary

    if kind is None and out is None:
        raise UsageError("--format", "not given", f"use one of {', '.join(FORMATS)}")
    concepts = load_glossary([source]).concepts
    chosen = kind or _format_of(out or Path(), "")
    if out is None:
        sys.stdout.buffer.write(_bytes(concepts, chosen))
    else:
        _write(concepts, out, chosen)
        click.echo(f"{len(concepts)} concepts in {out}")


@glossary.command("lint")
@click.argument("files", nargs=-1, type=ANY_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print findings and coverage as JSON.")
@click.option("--all", "show_all", is_flag=True, help="Print notes (info) too.")
@click.option("--against", metavar="REV", help="Compare with the files at this git revision.")
@click.option("--corpus", type=ANY_FILE, multiple=True, metavar="FILE",
              help="Translations (TMX, XLIFF, TSV) to count terms in. May be repeated.")
def lint(files: tuple[Path, ...], as_json: bool, show_all: bool, against: str | None, corpus: tuple[Path, ...]) -> None:
    """Check glossaries; without FILES those that come with the product.

    Exit codes: 0 no errors, 1 errors, 2 a file that cannot be read at all.
    """
    from l10n.cli.glossary_lint import lint_files, print_json, print_text

    result = lint_files(files, against, corpus)
    if as_json:
        print_json(result)
    else:
        print_text(result, show_all)
    sys.exit(result.exit_code)


@glossary.command("search")
@click.argument("word")
@click.option("--glossary", "files", type=ANY_FILE, multiple=True, metavar="FILE", help="Search these files instead.")
def search(word: str, files: tuple[Path, ...]) -> None:
    """Print the concepts whose terms or id hold WORD, in either language."""
    from l10n.resources.glossary import default_glossaries, load_glossary
    from l10n.resources.term_text import fold

    key = fold(word).lower
    found = [
        concept for concept in load_glossary(files or default_glossaries()).concepts
        if key in concept.id or any(key in fold(term.text).lower for term in concept.terms)]
    for concept in found:
        click.echo(_line(concept))
        if concept.definition:
            click.echo(f"    {concept.definition}")
    if not found:
        click.echo(f"no concept holds {word!r}", err=True)
        sys.exit(1)


@glossary.command("list")
@click.option("--glossary", "files", type=ANY_FILE, multiple=True, metavar="FILE", help="List these files instead.")
@click.option("--domain", help="Only concepts of this domain.")
def list_concepts(files: tuple[Path, ...], domain: str | None) -> None:
    """Print every concept, one a line."""
    from l10n.resources.glossary import default_glossaries, load_glossary

    for concept in load_glossary(files or default_glossaries()).concepts:
        if domain is None or concept.domain == domain:
            click.echo(_line(concept))


def _line(concept: Concept) -> str:
    def words(language: str) -> str:
        return "; ".join(term.text + ("" if term.status in ("preferred", "admitted") else f" ({term.status})")
                         for term in concept.in_language(language))

    if concept.do_not_translate:
        return f"{concept.id}: {'; '.join(term.text for term in concept.terms)} (not translated)"
    arrow = {"en>zh": "->", "zh>en": "<-"}.get(concept.direction, "=")
    return f"{concept.id}: {words('en')} {arrow} {words('zh')}"


def _format_of(path: Path, default: str) -> str:
    found = SUFFIXES.get(path.suffix.lower(), default)
    if not found:
        raise UsageError(str(path), "the ending names no format", f"add --format {'|'.join(FORMATS)}")
    return found


def _bytes(concepts: tuple[Concept, ...] | list[Concept], kind: str) -> bytes:
    from l10n.resources.glossary_csv import write_table
    from l10n.resources.glossary_tbx import write_tbx
    from l10n.resources.glossary_toml import write_toml

    if kind in ("csv", "tsv"):
        return write_table(concepts, "\t" if kind == "tsv" else ",")
    return write_toml(concepts) if kind == "toml" else write_tbx(concepts, 3 if kind == "tbx3" else 2)


def _write(concepts: tuple[Concept, ...] | list[Concept], out: Path, kind: str) -> None:
    from l10n.resources.files import write_atomic

    write_atomic(out, _bytes(concepts, kind))
