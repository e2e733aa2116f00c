"""Every report of findings. A new one is one function and one line here."""

import json
from collections.abc import Sequence
from typing import Protocol

from l10n.model.finding import Finding
from l10n.review.baseline import fingerprint
from l10n.review.report import finding_record
from l10n.review.report_ci import as_github, as_gitlab, as_junit
from l10n.review.report_html import as_html
from l10n.review.report_run import NO_RUN, RunInfo
from l10n.review.report_sarif import as_sarif
from l10n.review.report_text import as_text


class Report(Protocol):
    """Findings, and what is known of the run, as a text."""

    def __call__(self, findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
        """The report."""
        ...


def as_json(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """A list of objects, excused findings with the reason in `suppressed`."""
    records = [
        finding_record(f)
        | {
            "fix": f.fix,
            "fingerprint": fingerprint(f),
            "suppressed": {"kind": f.excuse.kind, "reason": f.excuse.reason} if f.excuse else None,
        }
        for f in findings
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


REPORTS: dict[str, Report] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "gitlab": as_gitlab,
    "html": as_html,
}
