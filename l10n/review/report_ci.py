"""Findings for continuous integration: JUnit XML, GitHub's workflow commands, GitLab's code quality report."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from l10n.model.finding import Finding, Severity
from l10n.review.baseline import numbered
from l10n.review.report_run import NO_RUN, RunInfo
from l10n.review.report_text import one_line
from l10n.review.rules import rules_for

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_junit(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """JUnit XML: one test case for each check; it fails with the findings that count, and tells the excused ones.

    A file that could not be read is a test case in error.
    """
    from lxml import etree

    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_code[finding.code].append(finding)
    rules = rules_for(by_code)
    suite = etree.Element("testsuite", name="l10n check", tests=str(len(rules) + len(run.failed)))
    failures = 0
    for rule in rules:
        case = etree.SubElement(suite, "testcase", classname="l10n", name=rule.code, time="0")
        counting = [finding for finding in by_code[rule.code] if finding.excuse is None]
        if counting:
            failures += 1
            said = f"{len(counting)} finding{'s' if len(counting) > 1 else ''}: {rule.finds}"
            failure = etree.SubElement(case, "failure", message=said, type=counting[0].severity.value)
            failure.text = _clean("".join(map(one_line, counting)))
        excused = [f"{one_line(f).rstrip()} [{f.excuse.reason}]\n" for f in by_code[rule.code] if f.excuse]
        if excused:
            etree.SubElement(case, "system-out").text = _clean("".join(excused))
    for number, error in enumerate(run.failed, 1):
        case = etree.SubElement(suite, "testcase", classname="l10n.file", name=f"readable {number}", time="0")
        etree.SubElement(case, "error", message=_clean(error), type="unreadable").text = _clean(error)
    suite.set("failures", str(failures))
    suite.set("errors", str(len(run.failed)))
    suite.set("skipped", "0")
    return etree.tostring(suite, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def as_github(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """Workflow commands that GitHub shows beside the changed lines; only what counts."""
    lines = [
        f"::{_GITHUB[f.severity]} file={_property(f.place)},line={max(1, f.line)},title={_property(f.code)}::"
        f"{_data((f.segment_id + ': ' if f.segment_id else '') + f.message)}\n"
        for f in findings
        if f.excuse is None
    ]
    return "".join([*lines, *(f"::error title=l10n::{_data(error)}\n" for error in run.failed)])


def as_gitlab(findings: Sequence[Finding], run: RunInfo = NO_RUN) -> str:
    """GitLab's code quality report; only what counts."""
    rows: list[dict[str, Any]] = [
        {
            "description": (f"{f.segment_id}: " if f.segment_id else "") + f.message,
            "check_name": f.code,
            "severity": _GITLAB[f.severity],
            "fingerprint": mark,
            "location": {"path": f.place.replace("\\", "/"), "lines": {"begin": max(1, f.line)}},
        }
        for f, mark in numbered(findings)
        if f.excuse is None
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _data(text: str) -> str:
    """The message of a workflow command, escaped as GitHub's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a workflow command: colons and commas would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)
