"""Waivers met with findings: what is waived, and what is wrong with the waivers themselves."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from l10n.model.finding import Excuse, Finding, Severity
from l10n.resources.waiver import Waiver
from l10n.review.rules import GATE, rules

CODES = frozenset(rule.code for rule in GATE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run looked at: the files, the codes that were off, and whether whole folders were checked."""

    files: frozenset[str]
    silent: frozenset[str] = frozenset()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings, those that a waiver meets excused; `used` are the waivers that met one."""

    findings: tuple[Finding, ...]
    used: frozenset[Waiver]


def apply_waivers(findings: Iterable[Finding], waivers: Sequence[Waiver], today: date) -> Waived:
    """The findings in their order, each excused by the first sound waiver that means it."""
    by_unit: dict[tuple[str, str], list[Waiver]] = defaultdict(list)
    project = []
    for waiver in waivers:
        if waiver.note:
            by_unit[waiver.place, waiver.unit].append(waiver)
        else:
            project.append(waiver)
    used: set[Waiver] = set()

    def judged(finding: Finding) -> Finding:
        near = by_unit.get((finding.place, finding.segment_id), [])
        met = [waiver for waiver in (*near, *project) if _means(waiver, finding)]
        used.update(met)
        sound = next((waiver for waiver in met if _sound(waiver, today)), None)
        if sound is None or finding.excuse:
            return finding
        kind = "note" if sound.note else "project"
        return replace(finding, excuse=Excuse(kind, f"{sound.reason} (until {sound.until})"))

    return Waived(tuple(map(judged, findings)), frozenset(used))


def findings_on_waivers(waivers: Sequence[Waiver], waived: Waived, scope: Scope, today: date) -> list[Finding]:
    """What is wrong with the waivers that this run concerns."""
    known = [rule.code for rule in rules()]
    found = []
    for waiver in waivers:
        for code, message in _faults(waiver, waived, scope, (today, known)):
            unit = waiver.unit if waiver.note else ""
            found.append(Finding(code, Severity.WARNING, message, _shown(waiver.place), waiver.line, unit))
    return found


def _faults(
    waiver: Waiver, waived: Waived, scope: Scope, context: tuple[date, list[str]]
) -> Iterable[tuple[str, str]]:
    today, known = context
    name = f"the waiver of “{waiver.code}”"
    if not any(fnmatchcase(code, waiver.code) for code in known):
        if waiver.note or scope.whole:
            yield "waiver.unknown", f"{name} names no check: see `l10n checks list`"
        return
    if waiver not in waived.used:
        if _concerned(waiver, scope):
            yield "waiver.unused", f"{name} meets no finding: take it out"
        return
    if not waiver.reason.strip():
        yield "waiver.reason", f'{name} gives no reason: write reason="..."'
    if waiver.last_day is None:
        said = f"“{waiver.until}” is no date" if waiver.until else "it has no last day"
        yield "waiver.undated", f"{name} waives nothing, {said}: write until={today.year}-12-31"
    elif waiver.last_day < today:
        yield "waiver.expired", f"{name} held until {waiver.until}: mend the finding, or give it a new day"


def _concerned(waiver: Waiver, scope: Scope) -> bool:
    """True when the run looked at everything that the waiver could mean."""
    if any(fnmatchcase(code, waiver.code) for code in scope.silent):
        return False
    if waiver.note:
        return True
    if not waiver.file:
        return scope.whole
    return any(_is_file(waiver, file) for file in scope.files)


def _means(waiver: Waiver, finding: Finding) -> bool:
    if not fnmatchcase(finding.code, waiver.code) or finding.code in CODES:
        return False
    if waiver.note:
        return True
    return (
        (not waiver.file or _is_file(waiver, finding.place))
        and (not waiver.unit or fnmatchcase(finding.segment_id, waiver.unit))
        and (not waiver.text or any(re.search(waiver.text, text) for text in (finding.source, finding.target)))
    )


def _sound(waiver: Waiver, today: date) -> bool:
    return bool(waiver.reason.strip()) and waiver.last_day is not None and waiver.last_day >= today


def _shown(place: str) -> str:
    """The path as a person types it from here."""
    path, here = Path(place), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else place


def _is_file(waiver: Waiver, place: str) -> bool:
    """A glob with a slash is met by the path from the folder of l10n.toml, one without by the file's name."""
    path = Path(place)
    if "/" not in waiver.file:
        return fnmatchcase(path.name, waiver.file)
    root = Path(waiver.place).resolve().parent
    full = path.resolve()
    return full.is_relative_to(root) and fnmatchcase(full.relative_to(root).as_posix(), waiver.file)
