"""Findings for people and machines: text, JSON, SARIF 2.1.0, JUnit XML, GitHub and GitLab annotations."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from l10n import __version__
from l10n.checks.table import CHECKS
from l10n.model.finding import Finding, Severity
from l10n.review.report import finding_record

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[Finding]) -> str:
    """One finding a line: place, segment, severity, code, message."""
    return "".join(f"{_where(f)}: {f.severity}: {f.code}: {f.message}\n" for f in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects."""
    return json.dumps([finding_record(f) | {"fix": f.fix} for f in findings], ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0 with one rule for each check."""
    rules = [
        {
            "id": c.code,
            "shortDescription": {"text": c.finds},
            "help": {"text": f"{c.cure} ({c.source})"},
            "defaultConfiguration": {"level": _SARIF_LEVELS[c.severity]},
        }
        for c in CHECKS
    ]
    results = [
        {
            "ruleId": f.code,
            "level": _SARIF_LEVELS[f.severity],
            "message": {"text": f"{f.segment_id}: {f.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f.place.replace("\\", "/")},
                        "region": {"startLine": max(1, f.line)},
                    }
                }
            ],
            "partialFingerprints": {"segment/v1": f"{f.code}:{f.segment_id}"},
        }
        for f in findings
    ]
    driver = {"name": "l10n", "version": __version__, "rules": rules}
    return (
        json.dumps(
            {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def as_junit(findings: Sequence[Finding]) -> str:
    """JUnit XML: one test case for each check that found something, and one for each that did not."""
    suite = etree.Element("testsuite", name="l10n check", tests=str(len(CHECKS)), errors="0", skipped="0")
    failed = 0
    for check in CHECKS:
        case = etree.SubElement(suite, "testcase", classname="l10n", name=check.code, time="0")
        found = [f for f in findings if f.code == check.code]
        if found:
            failed += 1
            failure = etree.SubElement(case, "failure", message=f"{len(found)} findings", type=check.severity.value)
            failure.text = _clean(as_text(found))
    suite.set("failures", str(failed))
    return etree.tostring(suite, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return "".join(
        f"::{_GITHUB[f.severity]} file={f.place},line={max(1, f.line)},title={f.code}::"
        f"{escaped(f.segment_id + ': ' + f.message)}\n"
        for f in findings
    )


def as_gitlab(findings: Sequence[Finding]) -> str:
    """GitLab's code quality report."""
    import hashlib

    rows: list[dict[str, Any]] = [
        {
            "description": f.message,
            "check_name": f.code,
            "severity": _GITLAB[f.severity],
            "fingerprint": hashlib.sha256(f"{f.place}{f.segment_id}{f.code}{f.message}".encode()).hexdigest(),
            "location": {"path": f.place, "lines": {"begin": max(1, f.line)}},
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


REPORTS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "gitlab": as_gitlab,
}


def _where(finding: Finding) -> str:
    place = finding.place + (f":{finding.line}" if finding.line else "")
    return f"{place}#{finding.segment_id}" if finding.segment_id else place


def _clean(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or c >= " ")
