"""Reports for machines: valid by their schemas, whole, and deaf to what texts try to smuggle in."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from l10n.model.finding import Excuse, Finding, Severity
from l10n.review.findings import REPORTS
from l10n.review.report_run import RunInfo
from l10n.review.rules import rules_for

SCHEMAS = Path(__file__).parents[2] / ".cache" / "schemas"
NASTY = "<b>\"'&%\r\n::error::,x\x00\x1b[2J\u202e\ufffe 增长 25%"
FOUND = Finding("numbers.changed", Severity.ERROR, "“26.5 percent” became “25.6%”: write the same value", "t/a b,é.xlf", 7, "u1",
                "It rose 26.5 percent.", "增长25.6%。", fix="增长26.5%。")
BARE = Finding("html.changed", Severity.WARNING, "a message")
FINDINGS = (
    FOUND, replace(FOUND, excuse=Excuse("note", "agreed (until 2026-12-31)")), replace(FOUND, excuse=Excuse("baseline", "known")),
    BARE, replace(FOUND, message=NASTY, source=NASTY, target=NASTY, segment_id="u:2", severity=Severity.INFO),
    Finding("waiver.expired", Severity.WARNING, "old", "a.xlf", 3), Finding("odd.code", Severity.INFO, "of a reader", "/abs/a.xlf", 2),
)
RUN = RunInfo(3, ("b.xlf: not well-formed XML: take a complete copy",), ("check", "."), 2)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
ANY = st.lists(st.builds(Finding, st.sampled_from(["numbers.changed", "odd.code", "waiver.unused"]), st.sampled_from(Severity), TEXTS,
                         TEXTS, st.integers(0, 9), TEXTS, TEXTS, TEXTS, st.none(), st.none(), st.none() | TEXTS,
                         st.none() | st.builds(Excuse, st.sampled_from(["note", "project", "baseline"]), TEXTS)), max_size=5)


def sarif_schema() -> dict:
    path = SCHEMAS / "sarif-2.1.0.json"
    if not path.is_file():
        pytest.skip(".ci/install-clients schemas was not run")
    return json.loads(path.read_text(encoding="utf-8"))


def junit_schema() -> etree.XMLSchema:
    path = SCHEMAS / "junit-10.xsd"
    if not path.is_file():
        pytest.skip(".ci/install-clients schemas was not run")
    return etree.XMLSchema(etree.parse(path))


@pytest.mark.client
@pytest.mark.parametrize("findings", [(), FINDINGS])
@pytest.mark.parametrize("run", [RunInfo(), RUN])
def test_sarif_meets_the_schema_of_oasis(findings: tuple, run: RunInfo) -> None:
    validator = jsonschema.Draft4Validator(sarif_schema(), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(REPORTS["sarif"](findings, run)))] == []


@pytest.mark.client
@settings(max_examples=25, deadline=None)
@given(ANY)
def test_sarif_and_junit_meet_their_schemas_whatever_is_found(findings: list) -> None:
    jsonschema.validate(json.loads(REPORTS["sarif"](findings, RUN)), sarif_schema(), jsonschema.Draft4Validator)
    junit_schema().assertValid(etree.fromstring(REPORTS["junit"](findings, RUN).encode()))


@pytest.mark.client
@pytest.mark.parametrize("findings", [(), FINDINGS])
def test_junit_meets_the_schema_of_the_xunit_plugin(findings: tuple) -> None:
    junit_schema().assertValid(etree.fromstring(REPORTS["junit"](findings, RUN).encode()))


def test_sarif_says_all() -> None:
    log = json.loads(REPORTS["sarif"](FINDINGS, RUN))
    (run,) = log["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {rule.code for rule in rules_for(f.code for f in FINDINGS)}
    assert all(rule["help"]["text"] and rule["help"]["markdown"] and rule["fullDescription"]["text"] for rule in rules.values())
    assert "helpUri" not in json.dumps(log)
    first, waived, known, bare, *_ = run["results"]
    assert [r["ruleId"] for r in run["results"]] == [f.code for f in FINDINGS]
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "t/a%20b%2C%C3%A9.xlf", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 7}
    assert first["suppressions"] == []
    assert waived["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "agreed (until 2026-12-31)"}]
    assert known["suppressions"][0]["kind"] == "external"
    assert bare["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == ".", "GitHub takes no result without a place"
    assert len({r["partialFingerprints"]["l10nFinding/v1"] for r in run["results"]}) == len(FINDINGS)
    invocation = run["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"], invocation["arguments"]) == (False, 2, ["check", "."])
    assert "b.xlf" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert "suppressions" not in json.loads(REPORTS["sarif"]((FOUND,)))["runs"][0]["results"][0]


def test_junit_counts_what_fails() -> None:
    suite = etree.fromstring(REPORTS["junit"](FINDINGS, RUN).encode())
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert sorted(failed) == ["html.changed", "numbers.changed", "odd.code", "waiver.expired"]
    assert (suite.get("failures"), suite.get("errors"), suite.get("tests")) == ("4", "1", str(len(suite)))
    case = next(case for case in suite if case.get("name") == "numbers.changed")
    assert case.findtext("failure").count("numbers.changed") == 2
    assert "[agreed (until 2026-12-31)]" in case.findtext("system-out")
    waived = etree.fromstring(REPORTS["junit"](FINDINGS[1:3]).encode())
    assert waived.get("failures") == "0"


def test_github_annotations_cannot_be_broken_out_of() -> None:
    lines = REPORTS["github"](FINDINGS, RUN).split("\n")
    assert lines[0] == ("::error file=t/a b%2Cé.xlf,line=7,title=numbers.changed::"
                        "u1: “26.5 percent” became “25.6%25”: write the same value")
    assert len(lines) == 1 + 5 + 1, "one line for each finding that counts and each unreadable file"
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])
    assert lines[2].startswith("::notice file=t/a b%2Cé.xlf,line=7,title=numbers.changed::u:2: <b>\"'&%25%0D%0A::error::,x")
    assert REPORTS["github"]([replace(FOUND, place="a:b\n::stop::,c.xlf")]).startswith("::error file=a%3Ab%0A%3A%3Astop%3A%3A%2Cc.xlf,line=7")


GITLAB = {
    "type": "array",
    "items": {
        "type": "object", "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 16},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object", "required": ["path", "lines"], "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def test_gitlab_meets_its_documented_shape() -> None:
    """The schema is written by hand after GitLab's page on Code Quality reports: there is no official one."""
    rows = json.loads(REPORTS["gitlab"](FINDINGS, RUN))
    jsonschema.validate(rows, GITLAB)
    assert len(rows) == len({row["fingerprint"] for row in rows}) == 5


def test_json_keeps_excused_findings_with_their_reason() -> None:
    records = json.loads(REPORTS["json"](FINDINGS))
    assert [r["suppressed"] for r in records[:3]] == [
        None, {"kind": "note", "reason": "agreed (until 2026-12-31)"}, {"kind": "baseline", "reason": "known"}]
    assert records[0]["fix"] == "增长26.5%。"


def test_text_is_one_clean_line_a_finding() -> None:
    text = REPORTS["text"](FINDINGS)
    assert text.count("\n") == 5
    assert not set(text) & set("\r\x00\x1b")
    assert text.splitlines()[0] == "t/a b,é.xlf:7#u1: error: numbers.changed: “26.5 percent” became “25.6%”: write the same value"


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_same_findings_give_the_same_bytes(name: str) -> None:
    assert REPORTS[name](FINDINGS, RUN) == REPORTS[name](FINDINGS, RUN)
    REPORTS[name](())
