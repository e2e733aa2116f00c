"""Checks: quiet on right translations, exact on seeded faults, fast; reports that machines can read."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from l10n.checks.kit import CheckKit
from l10n.checks.table import CHECKS, check_article, check_segment
from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Text
from l10n.model.pair import Pair
from l10n.model.term import Concept, Status, Term
from l10n.resources.glossary import glossary_of
from l10n.review.findings import REPORTS
from tests.cases import read_cases

EN_ZH, ZH_EN = Pair("en", "zh-Hans"), Pair("zh-Hans", "en")
GLOSSARY = glossary_of([
    Concept("isac", (Term("synaesthesia integration", "en"), Term("通感一体化", "zh-Hans"),
                     Term("联觉整合", "zh-Hans", Status.FORBIDDEN), Term("感通融合", "zh-Hans", Status.DEPRECATED))),
    Concept("orion", (Term("Orion OS", "en"),), do_not_translate=True),
])


def findings(source: str, target: str, pair: Pair = EN_ZH) -> list[Finding]:
    return list(check_segment(Segment("s", (Text(source),), (Text(target),)), CheckKit(pair, GLOSSARY), {}))


@pytest.mark.parametrize("english,chinese", read_cases(Path(__file__).parent / "clean.cases"))
def test_right_translations_raise_no_error(english: str, chinese: str) -> None:
    for source, target, pair in ((english, chinese, EN_ZH), (chinese, english, ZH_EN)):
        assert [f.message for f in findings(source, target, pair) if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("source,target,code", [
    ("Output rose to 4.395 million.", "产量达43.95万。", "numbers.changed"),
    ("It cost 9 billion yuan.", "耗资9亿元。", "numbers.changed"),
    ("It rose 26.5 percent.", "增长25.6%。", "numbers.changed"),
    ("The share rose 0.8 percentage points.", "占比提高0.8%。", "percent.confused"),
    ("It cost $15 million.", "耗资1500万元。", "currency.changed"),
    ("The band is 26 GHz.", "频段为26MHz。", "unit.changed"),
    ("It opened on April 18, 2025.", "2025年4月19日启用。", "date.changed"),
    ("The 5G-A network opened.", "网络启用。", "names.missing"),
    ("They tested synaesthesia integration.", "他们做了测试。", "terms.missing"),
    ("They tested synaesthesia integration.", "他们测试了联觉整合和通感一体化。", "terms.forbidden"),
    ("They tested synaesthesia integration.", "他们测试了感通融合、通感一体化。", "terms.deprecated"),
    ("Orion OS is new.", "猎户座系统很新。", "terms.translated"),
    ("The network is ready today.", "", "target.empty"),
    ("The network is ready for use.", "The network is ready for use.", "target.same"),
    ("They agreed on it.", "他们同意 the plan of the group this year。", "target.rest"),
    ("He applauded them all.", "他鼓掌鼓掌鼓掌鼓掌。", "target.looped"),
    ("They met (in private) today.", "他们今天（私下见面。", "brackets.unbalanced"),
    ("Is it ready?", "准备好了。", "end.changed"),
    ("It is the plan.", "这是的的计划。", "words.doubled"),
    ("It works.", "它能\ufffd用。", "characters.odd"),
    ("The firm did not sign.", "该公司签了字。", "polarity.flipped"),
    ("It works.", "它 能用.", "typography.wrong"),
    ("The firm with offices in many towns signed the deal after long talks.", "签了。", "target.length"),
])
def test_seeded_faults_are_found(source: str, target: str, code: str) -> None:
    assert code in [f.code for f in findings(source, target)]


def bold(*words: str) -> tuple:
    return (Text(words[0]), Code("1", CodeKind.OPEN, "<b>"), Text(words[1]), Code("1", CodeKind.CLOSE, "</b>"), Text(words[2]))


@pytest.mark.parametrize("target,code", [
    ((Text("新网络启用。"),), "tags.missing"),
    ((*bold("新", "网络", "启用"), Code("9", CodeKind.ALONE, "<br>")), "tags.added"),
    ((Code("1", CodeKind.CLOSE, "</b>"), Text("网络"), Code("1", CodeKind.OPEN, "<b>")), "tags.crossed"),
    (bold("新ne", "tw网络", "启用"), "tags.inside"),
])
def test_codes(target: tuple, code: str) -> None:
    segment = Segment("s", bold("The ", "network", " opened."), target)
    assert code in [f.code for f in check_segment(segment, CheckKit(EN_ZH), {})]


def test_fix_is_the_whole_target() -> None:
    fixes = {f.code: f.fix for f in findings("It works.", "它 能用.")}
    assert fixes["typography.wrong"] == "它能用。"


def test_levels_can_be_changed() -> None:
    segment = Segment("s", (Text("It rose 26.5 percent."),), (Text("增长25.6%。"),))
    levels = {"numbers.changed": "info", "numbers.added": "off"}
    assert [(f.code, f.severity) for f in check_segment(segment, CheckKit(EN_ZH), levels)] == [("numbers.changed", Severity.INFO)]


def test_one_source_in_two_ways() -> None:
    pairs = (("The network is ready.", "网络已就绪。"), ("The network is ready.", "网已备好。"))
    blocks = tuple(Block(str(n), BlockKind.PARAGRAPH, (Segment(str(n), (Text(s),), (Text(t),)),)) for n, (s, t) in enumerate(pairs))
    found = check_article(Article("a", "tsv", EN_ZH, body=blocks), CheckKit(EN_ZH), {})
    assert [f.code for f in found] == ["article.inconsistent"]


def test_every_check_documents_itself() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert re.fullmatch(r"[a-z]+\.[a-z]+", check.code)
        assert check.finds and check.cure and check.source and check.run.__doc__


def sample() -> list[Finding]:
    from dataclasses import replace

    return [replace(f, place="a<b.xlf", line=3) for f in findings("It rose 26.5 percent.", "增长25.6%\x07。")]


def test_reports() -> None:
    sarif = json.loads(REPORTS["sarif"](sample()))
    assert sarif["version"] == "2.1.0" and len(sarif["runs"][0]["tool"]["driver"]["rules"]) == len(CHECKS)
    known = {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} <= known
    junit = etree.fromstring(REPORTS["junit"](sample()).encode())
    assert int(junit.get("failures")) == len({f.code for f in sample()})
    assert len(junit) == len(CHECKS)
    assert REPORTS["github"](sample()).startswith("::error file=a<b.xlf,line=3,title=numbers.changed::")
    assert json.loads(REPORTS["gitlab"](sample()))[0]["severity"] == "major"
    assert len(json.loads(REPORTS["json"](sample()))) == len(sample())
    assert "a<b.xlf:3#s: error: numbers.changed" in REPORTS["text"](sample())


def many() -> Iterator[Segment]:
    for n in range(1500):
        yield Segment(str(n), (Text(f"By the end of March, {n + 20} firms had built 4.395 million stations, up 8.2 percent."),),
                      (Text(f"截至3月底，{n + 20}家企业建成439.5万个站点，增长8.2%。"),))


def test_speed() -> None:
    """10,000 segments in ten seconds is the aim; the bound here only catches a check that has become quadratic."""
    started = time.process_time()
    assert not [f for s in many() for f in check_segment(s, CheckKit(EN_ZH, GLOSSARY), {}) if f.severity is Severity.ERROR]
    assert time.process_time() - started < 15


def test_the_page_of_checks_is_current() -> None:
    from benchmarks.check_page import page

    written = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == page(), "run `python -m benchmarks.check_page`"
