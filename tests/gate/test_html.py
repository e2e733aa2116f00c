"""The HTML report: everything there without a script, nothing fetched, nothing smuggled in, faults marked on both sides."""

import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given, settings

from l10n.model.finding import Excuse, Finding, Severity
from l10n.review.findings import REPORTS
from l10n.review.report_html import spans
from l10n.review.report_run import RunInfo
from tests.gate.test_reports import ANY, BARE, FINDINGS, FOUND, RUN

EVIL = "</p><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u200b"


def page(*findings: Finding, run: RunInfo = RUN) -> str:
    return REPORTS["html"](findings, run)


def parsed(html: str):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(html), [error for _, error, _ in parser.errors]


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_it_is_clean_html_whatever_is_found(findings: list) -> None:
    tree, errors = parsed(page(*findings))
    assert errors == []
    assert len(tree.findall(".//script")) == 1
    assert [element.tag for element in tree.iter() if element.tag in ("img", "iframe", "link", "object", "base")] == []


def test_texts_cannot_bring_markup_in() -> None:
    evil = replace(FOUND, message=EVIL, source=EVIL, target=EVIL, place=EVIL, segment_id=EVIL, fix=EVIL + "!", excuse=None)
    tree, errors = parsed(page(evil, replace(evil, excuse=Excuse("note", EVIL)), run=RunInfo(1, (EVIL,))))
    assert errors == []
    assert len(tree.findall(".//script")) == 1
    assert tree.find(".//img") is None
    assert "⟨U+202E⟩" in "".join(tree.itertext())
    assert not set("\u202e\u200b") & set(page(evil))


def test_a_policy_allows_its_own_style_and_script_only() -> None:
    html = page(FOUND)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert policy[1].count("sha256-") == 2
    assert "unsafe" not in policy[1]
    assert not re.search(r"https?://", html)
    assert not re.search(r"\son\w+=|\sstyle=", html)


def test_both_sides_are_marked() -> None:
    tree, _ = parsed(page(replace(FOUND, fix=None)))
    source, target = tree.findall(".//div[@class='pair']/p")
    assert [(m.get("class"), m.text) for m in source.findall("mark")] == [("error", "26.5 percent")]
    assert [(m.get("class"), m.text) for m in target.findall("mark")] == [("error", "25.6%")]
    assert (source.get("lang"), target.get("lang")) == ("en", "zh-Hans")


@pytest.mark.parametrize("changes, target, wanted", [
    ({"target_span": (2, 4)}, True, [(2, 4)]),
    ({"source_span": (0, 2)}, False, [(0, 2)]),
    ({"fix": None}, True, [(2, 7)]),
    ({"fix": None, "message": "“增长25.6%。” reads badly"}, True, []),
    ({"fix": None, "message": "“” and “absent”"}, True, []),
    ({"fix": "增长25.6%！"}, True, [(7, 8)]),
    ({"fix": "增长25.6%！"}, False, []),
])
def test_spans(changes: dict, target: bool, wanted: list) -> None:
    assert spans(replace(FOUND, **changes), target) == wanted


def test_one_card_for_a_sentence_with_all_its_findings() -> None:
    other = replace(FOUND, code="typography.wrong", severity=Severity.INFO, message="“。” is wrong", fix="增长25.6%！")
    tree, _ = parsed(page(replace(FOUND, fix=None), other))
    (card,) = tree.findall(".//article")
    assert [(note.get("data-code"), note.get("data-severity")) for note in card.findall(".//li")] == [
        ("numbers.changed", "error"), ("typography.wrong", "info")]
    assert [m.get("class") for m in card.findall(".//div[@class='pair']/p")[1].findall("mark")] == ["error", "info"]
    assert "".join(card.find(".//p[@class='fix']").itertext()).split() == ["safe", "fix", "增长25.6%！"]


def test_the_summary_counts_and_excused_findings_stand_apart() -> None:
    tree, _ = parsed(page(*FINDINGS))
    assert [tile.find("b").text for tile in tree.findall(".//ul[@class='tiles']/li")] == ["1", "2", "2"]
    assert len(tree.findall(".//details//article")) == 1, "one sentence, excused twice"
    assert "agreed (until 2026-12-31)" in "".join(tree.find(".//details").itertext())
    assert "take a complete copy" in "".join(tree.itertext())
    assert "Nothing to mend" in page(run=RunInfo(4))


def test_without_a_script_all_is_there_and_the_filter_is_not() -> None:
    tree, _ = parsed(page(FOUND, BARE))
    assert tree.find(".//form[@id='filter']").get("hidden") is not None
    assert all(card.get("hidden") is None for card in tree.findall(".//article"))
