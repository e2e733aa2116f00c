"""l10n explain FILE#SEGMENT."""

import json
from pathlib import Path
from typing import Any

import click

from l10n.errors import FormatError, UsageError
from l10n.resources.files import read_bytes
from l10n.review.explain import explain_record
from l10n.review.report import segment_record

MANY = 12       # ids named in a message; the rest is counted
RECORD_KEYS = frozenset({"id", "source", "target", "state", "constraints", "candidates", "trail", "findings"})


@click.command(short_help="Tell how the constraints of a segment were met.")
@click.argument("place", metavar="FILE#SEGMENT")
@click.option("--json", "as_json", is_flag=True, help="Print the segment's record as JSON.")
def explain(place: str, as_json: bool) -> None:
    """Tell what had to stand in a segment, how each of these got there, and what else the engine offered.

    FILE is a report (.json) or a bilingual file (.xlf) that `l10n localise` wrote; SEGMENT an id in it. Without
    #SEGMENT the segments are listed, those with findings marked by `!`.
    """
    name, mark, wanted = place.rpartition("#")
    if not mark or (not Path(name).exists() and Path(place).exists()):
        name, wanted = place, ""
    records = read_records(Path(name))
    if not wanted:
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False) if as_json else _line(record))
        return
    record = find(records, wanted, name)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for line in explain_record(record):
        click.echo(line)


def read_records(path: Path) -> list[dict[str, Any]]:
    """The segment records of a report or bilingual file. Raises FormatError."""
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_xliff(path, data)
    try:
        records = json.loads(data)["segments"]
        for record in records:
            if not set(record) >= RECORD_KEYS:
                raise KeyError(sorted(RECORD_KEYS - set(record)))
            list(explain_record(record))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        cure = "give NAME.<tag>.json or NAME.<tag>.xlf as `l10n localise` writes them"
        raise FormatError(str(path), "is no report of l10n", cure) from error
    return list(records)


def find(records: list[dict[str, Any]], wanted: str, name: str) -> dict[str, Any]:
    """The record with that id. Raises UsageError that lists the ids."""
    for record in records:
        if record["id"] == wanted:
            return record
    ids = [str(record["id"]) for record in records]
    more = f" and {len(ids) - MANY} more" if len(ids) > MANY else ""
    raise UsageError(f"{name}#{wanted}", "no such segment", f"the ids are {', '.join(ids[:MANY])}{more}")


def _of_xliff(path: Path, data: bytes) -> list[dict[str, Any]]:
    from l10n.formats import xliff1, xliff2

    reader = xliff1 if b"urn:oasis:names:tc:xliff:document:1" in data[:4000] else xliff2
    return [segment_record(segment) for segment in reader.read_xliff(str(path), data).segments]


def _line(record: dict[str, Any]) -> str:
    flag = "!" if record["findings"] else " "
    met = sum(1 for proof in record["constraints"] if proof["met"])
    return f"{flag} {record['id']}  {met}/{len(record['constraints'])} met  {record['source'][:60]}"
