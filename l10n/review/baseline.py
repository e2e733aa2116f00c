"""Fingerprints of findings, and the baseline file: findings that are known and do not count.

A fingerprint is made of the code, the source sentence and what the message quotes: it does not move with lines, units
or files. Where several findings share one, those of the same file and unit are matched first, so that a renamed file
and a moved paragraph keep their entries and a second fault of the same kind still counts.
"""

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from l10n.errors import FormatError
from l10n.model.finding import Excuse, Finding, Severity
from l10n.resources.files import read_bytes, write_atomic
from l10n.review.rules import GATE

VERSION = 1
_QUOTED = re.compile("[“‘「]([^”’」]*)[”’」]|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding. `file` is relative to the baseline's folder, `line` where the entry stands in the baseline."""

    fingerprint: str
    code: str
    file: str
    unit: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file and its entries."""

    path: Path
    entries: tuple[Entry, ...] = ()


def fingerprint(finding: Finding) -> str:
    """32 hexadecimal digits of code, source text and what the message quotes."""
    quoted = ["".join(groups) for groups in _QUOTED.findall(finding.message)]
    essence = [finding.code, " ".join(finding.source.split()), *(quoted or [" ".join(finding.message.split())])]
    return hashlib.sha256(_bytes("\0".join(essence))).hexdigest()[:32]


def numbered(findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with a fingerprint that no other has: the file and a count tell equal ones apart."""
    seen: dict[str, int] = defaultdict(int)
    named = []
    for finding in findings:
        print_of = hashlib.sha256(_bytes(f"{fingerprint(finding)}\0{_posix(finding.place)}")).hexdigest()[:32]
        seen[print_of] += 1
        named.append((finding, f"{print_of}:{seen[print_of]}"))
    return named


def read_baseline(path: Path) -> Baseline:
    """The entries of a baseline file. Raises FormatError."""
    cure = "write it again with --write-baseline"
    try:
        text = read_bytes(path).decode("utf-8-sig")
        held = json.loads(text)
        if held["version"] != VERSION:
            raise FormatError(str(path), f"is a baseline of version {held['version']}", cure)
        entries = [_entry(record) for record in held["findings"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatError(str(path), "is no baseline", cure) from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if '"fingerprint"' in line]
    if len(lines) == len(entries):
        entries = [replace(entry, line=line) for entry, line in zip(entries, lines, strict=True)]
    return Baseline(path, tuple(entries))


def write_baseline(path: Path, findings: Sequence[Finding]) -> int:
    """Write the findings that count, or that the baseline excuses, one a line in order; says how many.

    What the gate says of waivers and of the baseline itself is left out: it would hide that a waiver expired.
    """
    own = {rule.code for rule in GATE}
    kept = [f for f in findings if f.code not in own and (f.excuse is None or f.excuse.kind == "baseline")]
    records = sorted(
        (_from(path, finding.place), finding.segment_id, finding.code, fingerprint(finding), finding.message[:120])
        for finding in kept
    )
    rows = [
        json.dumps({"fingerprint": mark, "code": code, "file": file, "unit": unit, "message": said}, ensure_ascii=False)
        for file, unit, code, mark, said in records
    ]
    text = f'{{"version": {VERSION}, "findings": [' + ",".join(f"\n  {row}" for row in rows) + "\n]}\n"
    write_atomic(path, _bytes(text))
    return len(rows)


def apply_baseline(
    findings: Sequence[Finding], baseline: Baseline, concerned: Callable[[Entry, str], bool]
) -> tuple[list[Finding], list[Finding]]:
    """The findings, known ones excused, and a finding for each stale entry.

    `concerned` says of an entry without a finding and its path from here whether this run would have found it.
    """
    left = list(baseline.entries)
    excused: dict[int, Finding] = {}
    keys: tuple[Callable[[Entry | Finding], tuple[str, ...]], ...] = (
        lambda item: (_mark(item), _place(baseline.path, item), _unit(item)),
        lambda item: (_mark(item), _place(baseline.path, item)),
        lambda item: (_mark(item),),
    )
    for key in keys:
        waiting: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in left:
            waiting[key(entry)].append(entry)
        for number, finding in enumerate(findings):
            if number not in excused and not finding.excuse and waiting.get(key(finding)):
                waiting[key(finding)].pop(0)
                excused[number] = replace(finding, excuse=Excuse("baseline", f"known in {baseline.path.name}"))
        left = [entry for entries in waiting.values() for entry in entries]
    met = [excused.get(number, finding) for number, finding in enumerate(findings)]
    stale = [entry for entry in left if concerned(entry, os.path.normpath(baseline.path.parent / entry.file))]
    return met, [_stale(baseline.path, entry) for entry in sorted(stale, key=lambda entry: entry.line)]


def _entry(record: Mapping[str, Any]) -> Entry:
    mark, code, file, unit, message = (
        str(record[key]) for key in ("fingerprint", "code", "file", "unit", "message")
    )
    return Entry(mark, code, file, unit, message)


def _stale(path: Path, entry: Entry) -> Finding:
    where = f"{entry.file}#{entry.unit}" if entry.unit else entry.file
    message = f"the entry of {entry.code} in {where} meets no finding any more: write the baseline again"
    return Finding("baseline.stale", Severity.INFO, message, str(path), entry.line)


def _mark(item: Entry | Finding) -> str:
    return item.fingerprint if isinstance(item, Entry) else fingerprint(item)


def _place(path: Path, item: Entry | Finding) -> str:
    return item.file if isinstance(item, Entry) else _from(path, item.place)


def _unit(item: Entry | Finding) -> str:
    return item.unit if isinstance(item, Entry) else item.segment_id


def _from(path: Path, place: str) -> str:
    """A path as seen from the folder of the baseline, with slashes."""
    return _posix(os.path.relpath(place or ".", path.parent))


def _bytes(text: str) -> bytes:
    """UTF-8; what is no character (in file names, in damaged text) as a JSON escape."""
    return text.encode("utf-8", "backslashreplace")


def _posix(place: str) -> str:
    return place.replace(os.sep, "/")
