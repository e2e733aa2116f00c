"""XLIFF 2.1: what is written, and that it comes back whole."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from l10n.formats.xliff2 import read_xliff, write_xliff
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Content, Placeable, PlaceableKind, Text
from l10n.model.pair import Pair
from l10n.model.trail import Candidate, Proof, Rung, Step
from tests.strategies import articles

NS = {
    "x": "urn:oasis:names:tc:xliff:document:2.0", "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0", "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "val": "urn:oasis:names:tc:xliff:validation:2.0",
}
BOLD, UNBOLD = Code("1", CodeKind.OPEN, "<b>"), Code("1", CodeKind.CLOSE, "</b>")
LINK, UNLINK = Code("2", CodeKind.OPEN, '<a href="#">'), Code("2", CodeKind.CLOSE, "</a>")
BREAK = Code("3", CodeKind.ALONE, "<br>", equiv="\n")


def article_of(*segments: Segment, translate: bool = True) -> Article:
    """An article of one paragraph."""
    block = Block("b1", BlockKind.PARAGRAPH, segments, translate=translate)
    return Article("a.html", "html", Pair("en", "zh-Hans"), body=(block,))


def segment(source: Content, target: Content | None = None, **more: object) -> Segment:
    state = State.INITIAL if target is None else State.TRANSLATED
    return replace(Segment("b1.s1", source, target, state), **more)  # type: ignore[arg-type]


def find(given_segment: Segment, path: str) -> list[str]:
    """What an XPath finds in the file, elements as their markup without namespaces."""
    root = etree.fromstring(write_xliff(article_of(given_segment)))
    return [e if isinstance(e, str) else markup(e) for e in root.xpath(path, namespaces=NS)]


def markup(element: etree._Element) -> str:
    """The element without namespaces."""
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", written)


@settings(max_examples=120, deadline=None)
@given(articles())
def test_an_article_comes_back_whole(article: Article) -> None:
    assert read_xliff("a.xlf", write_xliff(article)) == article


@settings(max_examples=30, deadline=None)
@given(articles())
def test_the_same_article_gives_the_same_bytes(article: Article) -> None:
    assert write_xliff(article) == write_xliff(article)


def test_one_segment_stands_in_each_unit() -> None:
    two = article_of(segment((Text("a"),)), replace(segment((Text("b"),)), id="b1.s2"))
    root = etree.fromstring(write_xliff(two))
    assert root.xpath("//x:unit/@id", namespaces=NS) == ["b1.s1", "b1.s2"]
    assert all(len(unit.findall("x:segment", NS)) == 1 for unit in root.iter("{*}unit"))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en", "zh-Hans")


# Content and how it is written.
CODES = [
    ((Text("a "), BOLD, Text("b"), UNBOLD),
     '<source>a <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">b</pc></source>'),
    ((Text("a"), BREAK, Text("b")), '<source>a<ph id="3" type="fmt" subType="xlf:lb" dataRef="d1" equiv="&#10;"/>b</source>'),
    ((BOLD, Text("a")), '<source><sc id="1" isolated="yes" type="fmt" subType="xlf:b" dataRef="d1"/>a</source>'),
    ((Text("a"), UNBOLD), '<source>a<ec id="1" isolated="yes" type="fmt" subType="xlf:b" dataRef="d1"/></source>'),
    ((BOLD, LINK, UNBOLD, UNLINK),
     '<source><sc id="1" type="fmt" subType="xlf:b" dataRef="d1"/><pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">'
     '<ec startRef="1" dataRef="d4"/></pc></source>'),
    ((Text("a\x0bb"),), '<source>a<cp hex="000B"/>b</source>'),
    ((Placeable("6G", "6G", PlaceableKind.TERM), Text(" & "), Placeable("5%", "百分之五", PlaceableKind.PERCENT)),
     '<source><mrk id="m1" type="term" value="6G">6G</mrk> &amp; <mrk id="m2" type="l10n:percent" value="百分之五">5%</mrk></source>'),
]


@pytest.mark.parametrize("content, written", CODES)
def test_inline_codes_are_written_as_xliff_names_them(content: Content, written: str) -> None:
    assert find(segment(content), "//x:segment/x:source") == [written]


def test_native_markup_is_kept_once_as_original_data() -> None:
    twice = (BREAK, replace(BREAK, id="4"), BOLD, UNBOLD)
    assert find(segment(twice, twice), "//x:data/text()") == ["<br>", "<b>", "</b>"]


def test_deeply_nested_pairs_come_back() -> None:
    opened = tuple(Code(str(n), CodeKind.OPEN, "<i>") for n in range(2_000))
    closed = tuple(Code(str(n), CodeKind.CLOSE, "</i>") for n in reversed(range(2_000)))
    article = article_of(segment((*opened, Text("a"), *closed), (Text("b"), *opened, *closed)))
    assert read_xliff("a.xlf", write_xliff(article)) == article


def test_ids_that_xml_does_not_allow_are_written_as_others_and_come_back() -> None:
    content = (Code("a b", CodeKind.ALONE, "<x>"), Code("ä", CodeKind.ALONE, "<y>"), Code("c1", CodeKind.ALONE, "<z>"))
    odd = article_of(replace(segment(content, content), id="satz 1"), replace(segment((Text("b"),)), id="unit1"))
    root = etree.fromstring(write_xliff(odd))
    assert root.xpath("//x:unit/@id", namespaces=NS) == ["unit2", "unit1"]
    assert root.xpath("//x:source/x:ph/@id", namespaces=NS) == ["c2", "c3", "c1"]
    assert read_xliff("a.xlf", write_xliff(odd)) == odd


PROOF = Proof("term", "telecom.6g", "6G", "6G技术", (0, 2), (0, 4), Rung.SLOT)
FULL = segment(
    (Placeable("6G", "6G技术", PlaceableKind.TERM), Text(" grows.")), (Text("6G技术增长。"),), score=-0.25,
    trail=(Step("adapt", "comma", "1"),), proofs=(PROOF, replace(PROOF, kind="number", source="5", target="5", rung=Rung.FLAGGED)),
    candidates=(Candidate("6G在增长。", "engine", -0.5), Candidate("6G发展。", "memory", 87.5, "6G grew.")),
    findings=(Finding("numbers.missing", Severity.ERROR, "5 is missing: write 5"),), comments=("Ask Li.",),
)


@pytest.mark.parametrize("path, found", [
    ("//gls:glossEntry/@ref", ["#m1"]),
    ("//gls:term/text() | //gls:translation/text()", ["6G", "6G技术"]),
    ("//mtc:match/@type", ["mt", "tm"]),
    ("//mtc:match/@similarity | //mtc:match/@matchQuality", ["87.5", "87.5"]),
    ("//mtc:match/x:source/text()", ["6G grows.", "6G grew."]),
    ("//mda:metaGroup[@category='l10n-candidates']/mda:meta/text()", ["-0.5000", "87.5000"]),
    ("//mtc:match/x:target/text()", ["6G在增长。", "6G发展。"]),
    ("//val:rule/@isPresent", ["6G技术"]),
    ("//x:note[@category='comment']/text()", ["Ask Li."]),
    ("//x:note[@priority='1']/text()", ["error numbers.missing: 5 is missing: write 5"]),
    ("//mda:metaGroup[@category='l10n-score']/mda:meta/text()", ["-0.2500"]),
    ("//mda:metaGroup[@category='l10n-trail']/mda:meta/@type", ["adapt: comma"]),
    ("//mda:metaGroup[@category='l10n-constraints']/mda:meta/@type", ["term: slot", "number: flagged"]),
    ("//x:segment/@state", ["translated"]),
])
def test_the_modules_tell_what_is_known_of_a_segment(path: str, found: list[str]) -> None:
    assert find(FULL, path) == found


def test_a_segment_of_which_nothing_is_known_has_no_module() -> None:
    unit = find(segment((Text("a"),)), "//x:unit")[0]
    assert unit == '<unit id="b1.s1" name="paragraph"><segment id="seg" state="initial"><source>a</source></segment></unit>'


@pytest.mark.parametrize("locked, translate, written", [
    (False, True, []), (True, True, ["no"]), (False, False, ["no"]), (True, False, ["no"])])
def test_locked_and_untranslatable_text_says_so(locked: bool, translate: bool, written: list[str]) -> None:
    article = article_of(segment((Text("a"),), locked=locked), translate=translate)
    root = etree.fromstring(write_xliff(article))
    assert root.xpath("//x:unit/@translate", namespaces=NS) == written
    assert read_xliff("a.xlf", write_xliff(article)) == article
