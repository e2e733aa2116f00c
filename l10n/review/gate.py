"""The gate: bilingual files in, findings out, each placed, excused or counting."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from l10n.checks.kit import CheckKit
from l10n.checks.table import CHECKS
from l10n.errors import L10nError
from l10n.model.article import Article
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Content, map_text
from l10n.model.pair import Pair
from l10n.resources.files import read_bytes
from l10n.resources.waiver import Waiver, waivers_of_note
from l10n.review.baseline import Baseline, Entry, apply_baseline
from l10n.review.bilingual import open_bilingual
from l10n.review.changed import Changes, changed_segments
from l10n.review.parallel import check_on
from l10n.review.rules import GATE
from l10n.review.waivers import Scope, apply_waivers, findings_on_waivers

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Gate:
    """What files are checked with. `whole` tells that folders are checked, so that unused waivers of the project show.

    `levels` overrides severities by code. `changes` limits the findings to units that differ from a revision.
    """

    kit: CheckKit
    today: date
    levels: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    changes: Changes | None = None
    whole: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: findings by file and line, the files that were read, and those that could not be."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    failed: tuple[L10nError, ...]

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that nothing excuses."""
        return tuple(finding for finding in self.findings if finding.excuse is None)


@dataclass(slots=True)
class _Read:
    """What is kept of the files while their articles stream by."""

    waivers: list[Waiver] = field(default_factory=list)
    lines: dict[str, Mapping[str, int]] = field(default_factory=dict)
    changed: dict[str, frozenset[str] | None] = field(default_factory=dict)
    failed: list[L10nError] = field(default_factory=list)


def check_files(files: Sequence[Path], gate: Gate, advance: Callable[[Path], object] = id) -> Outcome:
    """The findings of all files that can be read. `advance` is called with each file before it is read."""
    read = _Read()
    wanted = [path for path in files if gate.changes is None or gate.changes.concern(path)]
    found = check_on(gate.workers, _articles(wanted, gate, (read, advance)), gate.kit, gate.levels)
    judged = _judged(_placed(found, read), read, gate)
    kept = [finding for finding in judged if _in_change(finding, read)]
    order = {path: number for number, path in enumerate(read.lines)}
    kept.sort(key=lambda finding: (order.get(finding.place, len(order)), finding.line))
    return Outcome(tuple(kept), tuple(read.lines), tuple(read.failed))


def _articles(files: Iterable[Path], gate: Gate, to: tuple[_Read, Callable[[Path], object]]) -> Iterator[Article]:
    """The articles one at a time; what is needed of them afterwards goes into `read`."""
    read, advance = to
    pair = gate.kit.pair
    for path in files:
        advance(path)
        try:
            held = open_bilingual(path, read_bytes(path), pair)
        except L10nError as error:
            read.failed.append(error)
            continue
        place = str(path)
        read.lines[place] = held.lines
        for segment in held.article.segments:
            for comment in segment.comments:
                for waiver in waivers_of_note(comment, place, segment.id):
                    read.waivers.append(replace(waiver, line=held.lines.get(segment.id, 0)))
        if gate.changes is not None:
            read.changed[place] = changed_segments(held.article, path, gate.changes, pair)
        if held.article.pair.source != held.article.pair.target:  # else a catalogue of the source language itself
            yield sound(held.article)


def sound(article: Article) -> Article:
    """The article with U+FFFD for halves of characters, which damaged files hold and no library takes."""
    if not any(_HALF.search(segment.source_text + segment.target_text) for segment in article.segments):
        return article

    def mended(content: Content) -> Content:
        return map_text(content, lambda text: _HALF.sub("\N{REPLACEMENT CHARACTER}", text))

    return article.map_segments(
        lambda segment: replace(
            segment, source=mended(segment.source), target=None if segment.target is None else mended(segment.target)
        )
    )


def _placed(findings: Iterable[Finding], read: _Read) -> list[Finding]:
    """The findings with the lines of their units."""
    return [
        finding
        if finding.line
        else replace(finding, line=read.lines.get(finding.place, {}).get(finding.segment_id, 0))
        for finding in findings
    ]


def _judged(findings: Sequence[Finding], read: _Read, gate: Gate) -> list[Finding]:
    """The findings with their excuses, and what waivers and baseline themselves are found guilty of."""
    waivers = (*read.waivers, *gate.waivers)
    silent = frozenset(check.code for check in CHECKS if gate.levels.get(check.code) == "off")
    waived = apply_waivers(findings, waivers, gate.today)
    scope = Scope(frozenset(read.lines), silent, gate.whole and gate.changes is None)
    judged = [*waived.findings, *_levelled(findings_on_waivers(waivers, waived, scope, gate.today), gate.levels)]
    if gate.baseline is None:
        return judged

    looked_at = {Path(place).resolve() for place in read.lines}

    def concerned(entry: Entry, path: str) -> bool:
        gone = scope.whole and not Path(path).exists()
        return entry.code not in silent and (gone or Path(path).resolve() in looked_at)

    judged, stale = apply_baseline(judged, gate.baseline, concerned)
    return [*judged, *_levelled(stale, gate.levels)]


def _levelled(findings: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    """Findings of the gate itself with their severity by table and l10n.toml."""
    defaults = {rule.code: rule.severity.value for rule in GATE}
    for finding in findings:
        level = levels.get(finding.code, defaults[finding.code])
        if level != "off":
            yield replace(finding, severity=Severity(level))


def _in_change(finding: Finding, read: _Read) -> bool:
    """True unless the finding is of a unit that did not change; findings of a whole file stay."""
    changed = read.changed.get(finding.place)
    return changed is None or not finding.segment_id or finding.segment_id in changed


def pair_of(source: str) -> Pair:
    """The pair of files that do not name their languages, by the source language."""
    return Pair(source, "zh-Hans" if source == "en" else "en")
