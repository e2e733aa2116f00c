"""Findings as lines for people."""

from collections import Counter
from collections.abc import Sequence

from l10n.model.finding import Finding, Severity
from l10n.review.report_run import NO_RUN, RunInfo

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def as_text(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """One finding that counts a line: place, segment, severity, code, message."""
    return "".join(one_line(finding) for finding in findings if finding.excuse is None)


def as_coloured(findings: Sequence[Finding]) -> str:
    """The lines of `as_text` with the colours of a terminal."""
    return "".join(
        f"{_BOLD}{where(f)}{_PLAIN}: {_COLOURS[f.severity]}{f.severity}{_PLAIN}: {f.code}: {_flat(f.message)}\n"
        for f in findings
        if f.excuse is None
    )


def one_line(finding: Finding) -> str:
    """A finding as one line of text."""
    return f"{where(finding)}: {finding.severity}: {finding.code}: {_flat(finding.message)}\n"


def where(finding: Finding) -> str:
    """`file:line#segment`, as much of it as is known."""
    place = _flat(finding.place) + (f":{finding.line}" if finding.line else "")
    return f"{place}#{_flat(finding.segment_id)}" if finding.segment_id else place


def summary(findings: Sequence[Finding], files: int) -> str:
    """`2 errors, 1 warning, 0 info in 3 files; 1 with a safe fix, 1 waived, 4 in the baseline`."""
    counts = Counter(finding.severity for finding in findings if finding.excuse is None)
    parts = [_many(counts[severity], severity.value) for severity in Severity]
    excused = Counter(finding.excuse.kind == "baseline" for finding in findings if finding.excuse)
    fixable = sum(finding.fix is not None for finding in findings if finding.excuse is None)
    more = [(fixable, "with a safe fix"), (excused[False], "waived"), (excused[True], "in the baseline")]
    known = ", ".join(f"{count} {said}" for count, said in more if count)
    return f"{', '.join(parts)} in {_many(files, 'file')}" + (f"; {known}" if known else "")


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 or word == 'info' else 's'}"


def _flat(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    return "".join(c if c >= " " and c != "\x7f" else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))
