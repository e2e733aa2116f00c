"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), one run."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from l10n import __version__
from l10n.model.finding import Finding, Severity
from l10n.review.baseline import numbered
from l10n.review.report_run import NO_RUN, RunInfo
from l10n.review.rules import Rule, rules_for

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"


def as_sarif(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """SARIF 2.1.0: the rules with their help, every finding with place, fingerprint and suppressions, the invocation.

    Paths are relative to %SRCROOT%, the folder in which the command ran. Notes of waivers suppress in the source,
    l10n.toml and baselines from outside.
    """
    rules = rules_for(finding.code for finding in findings)
    index = {rule.code: number for number, rule in enumerate(rules)}
    suppressing = any(finding.excuse for finding in findings)
    results = [
        _result(finding, mark, index) | ({"suppressions": _suppressions(finding)} if suppressing else {})
        for finding, mark in numbered(findings)
    ]
    driver = {
        "name": "l10n",
        "fullName": f"l10n check {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "Checks of translations, English <-> Chinese."},
        "rules": [_rule(rule) for rule in rules],
    }
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [_invocation(run)],
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": _location(place)} for place in sorted({f.place for f in findings} - {""})],
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    doc = " ".join(rule.doc.split())
    story = ". ".join(part for part in (rule.finds, rule.cure, rule.source) if part)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.code.split(".")),
        "shortDescription": {"text": f"{rule.finds[:1].upper()}{rule.finds[1:]}."},
        "fullDescription": {"text": doc or f"{rule.finds}."},
        "help": {
            "text": f"{story}.",
            "markdown": f"**Finds**: {rule.finds}.\n\n**Do**: {rule.cure}.\n\n**Rule**: {rule.source or '-'}\n\n{doc}",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["localisation", rule.code.partition(".")[0]]},
    }


def _result(finding: Finding, mark: str, index: dict[str, int]) -> dict[str, Any]:
    where = f"{finding.segment_id}: " if finding.segment_id else ""
    # GitHub takes no result without a place.
    physical = {"artifactLocation": _location(finding.place or "."), "region": {"startLine": max(1, finding.line)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.segment_id:
        location["logicalLocations"] = [{"name": finding.segment_id, "kind": "element"}]
    facts = {"source": finding.source, "target": finding.target, "fix": finding.fix}
    held = {name: value for name, value in facts.items() if value}
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": f"{where}{finding.message}"},
        "locations": [location],
        "partialFingerprints": {"l10nFinding/v1": mark},
    } | ({"properties": held} if held else {})


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if finding.excuse is None:
        return []
    kind = "inSource" if finding.excuse.kind == "note" else "external"
    return [{"kind": kind, "status": "accepted", "justification": finding.excuse.reason}]


def _invocation(run: RunInfo) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": error}, "descriptor": {"id": "l10n.unreadable"}} for error in run.failed
    ]
    return {
        "executionSuccessful": not run.failed,
        "exitCode": run.exit_code,
        "toolExecutionNotifications": notes,
    } | ({"arguments": list(run.arguments)} if run.arguments else {})


def _location(place: str) -> dict[str, str]:
    """A path as a relative reference (RFC 3986); an absolute one stands alone."""
    uri = quote(place.replace("\\", "/"), errors="surrogateescape")
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}
