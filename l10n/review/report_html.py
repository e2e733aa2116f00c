"""Findings as one HTML page for people: summary, filter, every sentence pair with its faults marked on both sides.

The page stands alone: nothing is fetched, a content security policy allows its own style and script only, and without
the script everything can be read.
"""

import base64
import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from l10n import __version__
from l10n.model.finding import Finding, Severity
from l10n.resources.paths import PACKAGE
from l10n.review.report_run import NO_RUN, RunInfo
from l10n.review.report_text import summary
from l10n.review.rules import rules_for

TEMPLATES = PACKAGE / "review" / "templates"
Span = tuple[int, int]
_QUOTED = re.compile("[“‘「]([^”’」]+)[”’」]")
# Characters that a reader cannot see, or that turn the direction of what follows: shown by their number.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17)) + "]"
)
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `mark` is the severity of the worst fault in it, `ins` for new text, or empty."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One finding as the page shows it; `fix` is the target after the repair, empty when there is none."""

    code: str
    severity: str
    message: str
    fix: tuple[Piece, ...] = ()
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One sentence pair with its findings."""

    file: str
    line: int
    unit: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    source_lang: str
    target_lang: str
    notes: tuple[Note, ...]


def as_html(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """The page as text; the same findings give the same bytes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8").strip() for name in ("report.css", "report.js"))
    counting = [finding for finding in findings if finding.excuse is None]
    codes = Counter(finding.code for finding in counting)
    rules = [rule for rule in rules_for(codes) if codes[rule.code]]
    worst = {severity.value: sum(f.severity is severity for f in counting) for severity in Severity}
    return environment.get_template("report.html.j2").render(
        # Both are files of this package, not data.
        style=Markup(style), script=Markup(script), style_hash=_hash(style), script_hash=_hash(script),  # noqa: S704
        summary=summary(findings, run.files), counts=worst, failed=[_seen(error) for error in run.failed],
        rules=sorted(((rule, codes[rule.code]) for rule in rules), key=lambda row: (-row[1], row[0].code)),
        files=_by_file(counting), cards=_cards(counting), excused=_cards([f for f in findings if f.excuse]),
        version=__version__,
    ).rstrip() + "\n"


def _cards(findings: Sequence[Finding]) -> list[Card]:
    """One card for each sentence pair, in the order of the findings."""
    cards = []
    for (file, unit, source, target), group in groupby(findings, _sentence):
        found = list(group)
        cards.append(
            Card(
                _seen(file), max(f.line for f in found), _seen(unit),
                _marked(source, ((span, f.severity) for f in found for span in spans(f, False))),
                _marked(target, ((span, f.severity) for f in found for span in spans(f, True))),
                _language(source), _language(target), tuple(map(_note, found)),
            )
        )
    return cards


def spans(finding: Finding, target: bool) -> list[Span]:
    """Where the fault lies: as the check says, else where the fix changes something, else what the message quotes."""
    known = finding.target_span if target else finding.source_span
    text = finding.target if target else finding.source
    if known is not None:
        return [known]
    if finding.fix is not None:
        return [span for span, _ in _changes(finding.target, finding.fix)] if target else []
    found = []
    for quoted in _QUOTED.findall(finding.message):
        words = quoted.rstrip("…")
        at = text.find(words)
        if words and at >= 0 and len(words) < max(0.8 * len(text), 2):
            found.append((at, at + len(words)))
    return found


def _sentence(finding: Finding) -> tuple[str, str, str, str]:
    return finding.place, finding.segment_id, finding.source, finding.target


def _note(finding: Finding) -> Note:
    fixed: tuple[Piece, ...] = ()
    if finding.fix is not None:
        fixed = _marked(finding.fix, ((span, "ins") for _, span in _changes(finding.target, finding.fix)))
    said = f"{finding.excuse.kind}: {finding.excuse.reason}" if finding.excuse else ""
    return Note(finding.code, finding.severity.value, _seen(finding.message), fixed, _seen(said))


def _changes(before: str, after: str) -> list[tuple[Span, Span]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [((i1, i2), (j1, j2)) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _marked(text: str, spans_of: Iterable[tuple[Span, str]]) -> tuple[Piece, ...]:
    """The text cut at the edges of the spans; where spans overlap the worst severity shows."""
    order = ["ins", *(severity.value for severity in Severity)]
    marks = [""] * len(text)
    for (start, end), mark in spans_of:
        for at in range(max(0, start), min(end, len(text))):
            if not marks[at] or order.index(mark) < order.index(marks[at]):
                marks[at] = str(mark)
    pieces, at = [], 0
    for mark, group in groupby(marks):
        size = len(list(group))
        pieces.append(Piece(_seen(text[at : at + size]), mark))
        at += size
    return tuple(pieces)


def _seen(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def _language(text: str) -> str:
    return "zh-Hans" if _HAN.search(text) else "en"


def _by_file(findings: Sequence[Finding]) -> list[tuple[str, dict[str, int]]]:
    """Files with their counts by severity, the worst first."""
    counts: dict[str, dict[str, int]] = {}
    for finding in findings:
        row = counts.setdefault(_seen(finding.place), {severity.value: 0 for severity in Severity})
        row[finding.severity.value] += 1
    return sorted(counts.items(), key=lambda item: ([-n for n in item[1].values()], item[0]))


def _hash(text: str) -> str:
    """The source expression of a content security policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
