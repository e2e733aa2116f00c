"""Safe repairs applied to bilingual files.

Only what a finding offers as its fix is applied, only to segments that no person approved (unless asked) and none that
is locked, and only when the mended segment has no error that it did not have before.
"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from l10n.checks.kit import CheckKit
from l10n.checks.table import check_segment
from l10n.errors import FormatError
from l10n.formats.exchange import by_exchange_name
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, Content, Inline, Placeable, Text, merge_text, plain
from l10n.resources.files import read_bytes, write_atomic
from l10n.review.bilingual import Bilingual, open_bilingual
from l10n.review.fix_patch import patch_xliff, spread_text
from l10n.review.fix_text import Changed, patch_po, patch_tsv
from l10n.review.gate import Gate, sound

_LONG = 300  # characters of a line that a person still reads
_ROUNDS = 20  # repairs of one segment; each must bring a text that was not there before


class Change(NamedTuple):
    """One mended segment: the line of its unit (0: unknown), its id, its target before and after."""

    line: int
    segment_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file before and after its repairs, what changed in it, and a line for each segment that could not be mended."""

    path: Path
    before: bytes
    after: bytes
    changes: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def segments(self) -> int:
        """How many segments changed."""
        return len(self.changes)

    def diff(self) -> str:
        """The repairs as a unified diff, empty when there are none.

        Where the file is no text, or its lines are too long to be read, the targets stand for the lines of the file.
        """
        name = self.path.as_posix().lstrip("/")
        names = f"a/{name}", f"b/{name}"
        try:
            old, new = (data.decode().splitlines(keepends=True) for data in (self.before, self.after))
        except UnicodeDecodeError:
            return _of_targets(names, self.changes)
        lines = list(difflib.unified_diff(old, new, *names, n=1))
        if any(len(line) > _LONG for line in lines):
            return _of_targets(names, self.changes)
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def fix_files(findings: Sequence[Finding], gate: Gate, approved: bool = False) -> list[Fixed]:
    """What the repairs of the findings make of their files; nothing is written. `approved` takes in approved segments.

    Locked ones stay in any case: the reader would not take their changes over. Raises FormatError for a file that can
    no longer be read.
    """
    wanted: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix is not None and finding.excuse is None and finding.segment_id:
            wanted[finding.place].append(finding)
    return [_fix_file(Path(place), found, gate, approved) for place, found in wanted.items()]


def write_fixed(fixed: Fixed) -> None:
    """Write the mended file, unless it changed on the disk meanwhile. Raises FormatError."""
    if fixed.after == fixed.before:
        return
    if read_bytes(fixed.path) != fixed.before:
        raise FormatError(str(fixed.path), "was changed by another program meanwhile", "run the command again")
    write_atomic(fixed.path, fixed.after)


def mended(segment: Segment, findings: Sequence[Finding], kit: CheckKit, levels: Mapping[str, str]) -> Segment:
    """The segment after the fixes of the findings, each one followed by a new check; itself when they do harm."""
    codes = {finding.code for finding in findings}
    seen = {segment.target_text}
    now, fixes = segment, [finding.fix for finding in findings if finding.fix is not None][:1]
    for _ in range(_ROUNDS):
        target = None if not fixes or now.target is None else with_text(now.target, fixes[0])
        if target is None or plain(target) in seen:
            break
        now = replace(now, target=target)
        seen.add(now.target_text)
        found = check_segment(now, kit, levels)
        fixes = [finding.fix for finding in found if finding.code in codes and finding.fix is not None]
    return segment if _errors(now, kit) - _errors(segment, kit) else now


def with_text(content: Content, after: str) -> Content | None:
    """The content with other words, codes in their places; None when that cannot be told safely."""
    pieces = [(plain((item,)), not isinstance(item, Code)) for item in content]
    spread = spread_text(pieces, after)
    if spread is None:
        return None
    return merge_text(tuple(_worded(item, text) for item, text in zip(content, spread, strict=True)))


def _worded(item: Inline, text: str) -> Inline:
    match item:
        case Text():
            return Text(text)
        case Placeable():
            return replace(item, source=text)
        case Code():
            return item


def _of_targets(names: tuple[str, str], changes: Sequence[Change]) -> str:
    """A diff whose lines are targets; the hunks name the lines and ids of their units."""
    if not changes:
        return ""
    hunks = (f"@@ -{c.line} +{c.line} @@ {c.segment_id}\n-{c.before}\n+{c.after}\n" for c in changes)
    return f"--- {names[0]}\n+++ {names[1]}\n{''.join(hunks)}"


def _errors(segment: Segment, kit: CheckKit) -> set[str]:
    """Codes of the errors, also of checks that are switched off: no fix may trade one fault for another."""
    return {found.code for found in check_segment(segment, kit, {}) if found.severity is Severity.ERROR}


def _fix_file(path: Path, findings: Sequence[Finding], gate: Gate, approved: bool) -> Fixed:
    data = read_bytes(path)
    held = open_bilingual(path, data, gate.kit.pair)
    kit = replace(gate.kit, pair=held.article.pair)
    by_segment: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_segment[finding.segment_id].append(finding)
    changed: dict[str, tuple[Segment, Segment]] = {}
    kept = 0
    for segment in sound(held.article).segments:
        found = [] if segment.locked else by_segment.get(segment.id, [])
        if found and segment.frozen and not approved:
            kept += 1
        elif found and (after := mended(segment, found, kit, gate.levels)).target != segment.target:
            changed[segment.id] = segment, after
    after_data, refused = _written(path, data, held, changed)
    lines = [f"{path}#{name}: not fixed: {reason}" for name, reason in refused.items()]
    if kept:
        lines.append(f"{path}: {kept} approved segment(s) left as they are: --fix-approved mends them too")
    made = (
        Change(held.lines.get(name, 0), name, old.target_text, new.target_text)
        for name, (old, new) in changed.items()
        if name not in refused
    )
    return Fixed(path, data, after_data, tuple(made), tuple(lines))


def _written(path: Path, data: bytes, held: Bilingual, changed: Changed) -> tuple[bytes, dict[str, str]]:
    """The file with the changed targets, and by segment why one could not be written."""
    if not changed:
        return data, {}
    if held.format in IN_PLACE:
        by_unit = {held.units[name]: segments for name, segments in changed.items()}
        after, wrong = IN_PLACE[held.format](path.name, data, by_unit)
    elif held.ours:
        after, wrong = _rewritten(held, changed), {}
    else:
        kind = f"{path.suffix} files of other programs are checked, not written"
        return data, dict.fromkeys(changed, f"{kind}: mend it in the program that made the file")
    names = {unit: segment for segment, unit in held.units.items()}
    refused = {names[unit]: reason for unit, reason in wrong.items()}
    wanted = {name: after.target_text for name, (_, after) in changed.items() if name not in refused}
    if not _as_wanted(open_bilingual(path, after, held.article.pair).article, held.article, wanted):
        return data, dict.fromkeys(changed, "the mended file would not read back as it should")
    return after, refused


def _rewritten(held: Bilingual, changed: Changed) -> bytes:
    """A file that knows its page, written anew with the changed targets."""
    article = held.article.map_segments(lambda segment: changed[segment.id][1] if segment.id in changed else segment)
    return by_exchange_name(held.format).write(replace(article, name=held.original))


def _as_wanted(after: Article, before: Article, wanted: Mapping[str, str]) -> bool:
    """True when the article has the wanted targets, and in everything else what it had."""
    pairs = list(zip(after.segments, before.segments, strict=False))
    return len(pairs) == len(list(after.segments)) == len(list(before.segments)) and all(
        new.id == old.id
        and new.source == old.source
        and (new.target_text == wanted[old.id] if old.id in wanted else new.target == old.target)
        for new, old in pairs
    )


def _patch_xliff(name: str, data: bytes, changed: Changed) -> tuple[bytes, dict[str, str]]:
    texts = {unit: (before.target_text, after.target_text) for unit, (before, after) in changed.items()}
    return patch_xliff(name, data, texts)


# Formats whose files are mended in place: every other byte stays.
IN_PLACE: Mapping[str, Callable[[str, bytes, Changed], tuple[bytes, dict[str, str]]]] = {
    "xliff": _patch_xliff,
    "xliff1": _patch_xliff,
    "po": patch_po,
    "tsv": patch_tsv,
}
