"""Damaged, edited and odd files: one clear line each, and nothing of the rest is lost."""

import re
from dataclasses import replace

import pytest

from l10n.errors import FormatError
from l10n.formats import xliff1, xliff2
from l10n.formats.xliff_common import MAX_DEPTH
from l10n.model.article import Article, State
from l10n.model.inline import Text
from l10n.model.trail import Rung
from tests.exchange.test_xliff2 import BOLD, BREAK, FULL, UNBOLD, article_of, segment

CODED = (Text("a "), BOLD, Text("b"), UNBOLD, BREAK)
ARTICLE = article_of(
    replace(segment((Text("One."),), (Text("一。"),)), id="u1"),
    replace(segment(CODED, (Text("甲"), BOLD, Text("乙"), UNBOLD, BREAK)), id="u2"),
    replace(segment((Text("Three."),), (Text("三。"),), locked=True), id="u3"),
)
TWO, ONE = xliff2.write_xliff(ARTICLE).decode(), xliff1.write_xliff(ARTICLE).decode()


def texts(article: Article) -> list[str]:
    return [s.target_text for s in article.segments]


def cut_unit(text: str, name: str) -> str:
    cut = re.sub(rf'<(unit|trans-unit) id="{name}".*?</\1>\n', "", text)
    assert cut != text
    return cut


def unit(text: str, name: str) -> str:
    found = re.search(rf'<(unit|trans-unit) id="{name}".*?</\1>\n', text)
    assert found
    return found[0]


# A change, the finding's code, what the message says, the targets after it. Each for 2.1 and 1.2.
OLD = ["一。", "甲乙\n", "三。"]
EDITS = [
    ("lost unit", lambda t: cut_unit(t, "u1"), "exchange.lost", "unit u1 is missing", OLD),
    ("doubled unit", lambda t: t.replace(unit(t, "u1"), unit(t, "u1") * 2), "exchange.doubled", "unit u1 stands 2 times", OLD),
    ("renamed unit", lambda t: t.replace('id="u1"', 'id="u9"'), "exchange.unknown", "unit u9 is no unit of this article", OLD),
    ("deleted code", lambda t: re.sub(r"(<target[^>]*>)甲<(pc|g).*?</target>", r"\1甲乙</target>", t), "exchange.codes",
     "unit u2 lacks code 1 (open)", OLD),
    ("doubled code", lambda t: re.sub(r"甲(<(pc|g).*?</\2>)", r"甲\1\1", t), "exchange.codes", "has a code 1 (open) too many", OLD),
    ("foreign code", lambda t: re.sub(r'(甲.*)<(ph|x) id="3"', r'\1<\2 id="33"', t), "exchange.codes", "has a code 33 (alone)", OLD),
    ("changed source", lambda t: t.replace(">One.<", ">Won.<"), "exchange.source", "the file has “Won.”, the article “One.”", OLD),
    ("changed locked", lambda t: t.replace("三。", "叁。"), "exchange.locked", "unit u3 is locked", OLD),
]


@pytest.mark.parametrize("name, change, code, said, targets", EDITS, ids=[edit[0] for edit in EDITS])
@pytest.mark.parametrize("module, text", [(xliff2, TWO), (xliff1, ONE)], ids=["2.1", "1.2"])
def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(
    module: object, text: str, name: str, change: object, code: str, said: str, targets: list[str],
) -> None:
    edited = change(text)  # type: ignore[operator]
    assert edited != text
    back = module.read_xliff("a.xlf", edited.encode())  # type: ignore[attr-defined]
    assert texts(back) == targets
    finding = next(f for f in back.findings if f.code == code)
    assert said in finding.message
    assert "\n" not in finding.message
    assert finding.place == "a.xlf"
    if code != "exchange.lost":
        assert finding.line == edited[:edited.index(f'id="{finding.segment_id}"')].count("\n") + 1


@pytest.mark.parametrize("module, text", [(xliff2, TWO), (xliff1, ONE)], ids=["2.1", "1.2"])
def test_an_edit_beside_a_damaged_unit_is_taken(module: object, text: str) -> None:
    edited = cut_unit(text, "u3").replace("一。", "壹。")
    back = module.read_xliff("a.xlf", edited.encode())  # type: ignore[attr-defined]
    assert texts(back) == ["壹。", "甲乙\n", "三。"]
    assert [f.code for f in back.findings] == ["exchange.lost"]


@pytest.mark.parametrize("module, text", [(xliff2, TWO), (xliff1, ONE)], ids=["2.1", "1.2"])
def test_codes_may_change_places_and_words_change_around_them(module: object, text: str) -> None:
    edited = re.sub(r"甲(<(?:pc|g).*?)(<(?:ph|x)[^>]*/>)", r"\2丙\1丁", text)
    back = module.read_xliff("a.xlf", edited.encode())  # type: ignore[attr-defined]
    assert list(back.segments)[1].target == (BREAK, Text("丙"), BOLD, Text("乙"), UNBOLD, Text("丁"))
    assert not back.findings


@pytest.mark.parametrize("module", [xliff2, xliff1], ids=["2.1", "1.2"])
def test_an_edit_leaves_no_stale_score_finding_or_proof(module: object) -> None:
    data = module.write_xliff(article_of(FULL)).decode()  # type: ignore[attr-defined]
    for words, rung, span in (("如今6G技术在增长", Rung.SLOT, (2, 6)), ("增长", Rung.FLAGGED, None)):
        back = next(module.read_xliff("a.xlf", data.replace(">6G技术增长。<", f">{words}<").encode()).segments)  # type: ignore[attr-defined]
        assert back.target_text == words
        assert (back.score, back.findings) == (None, ())
        assert (back.proofs[0].rung, back.proofs[0].target_span) == (rung, span)
        assert back.trail[-1].rule == "edited"
        assert back.comments == ("Ask Li.",)


def test_comments_states_and_deleted_targets_come_back() -> None:
    edited = TWO.replace('state="translated"><source>One.', 'state="Final"><source>One.')
    edited = edited.replace('<segment id="seg" state="Final">', '<notes><note>Good.</note></notes><segment id="seg" state="Final">')
    first = next(xliff2.read_xliff("a.xlf", edited.encode()).segments)
    assert (first.state, first.comments, first.target_text) == (State.FINAL, ("Good.",), "一。")
    emptied = TWO.replace("<target>一。</target>", "")
    first = next(xliff2.read_xliff("a.xlf", emptied.encode()).segments)
    assert (first.target, first.state) == (None, State.INITIAL)


# Habits of other tools that must not matter: nothing changes, nothing is found.
QUIRKS = [
    lambda t: t.replace(' state="translated"', ""),
    lambda t: t.replace('state="translated"', 'state="TRANSLATED"'),
    lambda t: t.replace("\n", "\r\n"),
    lambda t: t.replace("<source>One.</source>", "<source>  One. \n</source>"),
    lambda t: t.replace("<?xml version='1.0' encoding='utf-8'?>\n", ""),
    lambda t: "\ufeff" + t,
    lambda t: t.replace(" dataRefStart=", ' canCopy="no" dataRefStart='),
    lambda t: re.sub(r"<data id=.*?</data>", "", t),
    lambda t: t.replace("</xliff>", "<!-- tool --></xliff>"),
    lambda t: t.replace('srcLang="en"', 'srcLang="EN-us"').replace('trgLang="zh-Hans"', 'trgLang="zh-CN"'),
    lambda t: t.replace('"urn:oasis:names:tc:xliff:document:2.0" ', '"urn:oasis:names:tc:xliff:document:2.0"  '),
    lambda t: re.sub(r"</?originalData>", "", re.sub(r"<data id=.*?</data>", "", t)),
]


@pytest.mark.parametrize("number", range(len(QUIRKS)))
def test_habits_of_other_tools_do_not_matter(number: int) -> None:
    assert xliff2.read_xliff("a.xlf", QUIRKS[number](TWO).encode()) == ARTICLE


def test_a_unit_that_a_tool_cut_in_two_is_joined() -> None:
    halves = ('<segment id="seg" state="translated"><source>One</source><target>一</target></segment>'
              '<ignorable><source>.</source></ignorable>')
    edited = re.sub(r'<segment id="seg" state="translated"><source>One\..*?</segment>', halves, TWO)
    back = xliff2.read_xliff("a.xlf", edited.encode())
    assert texts(back)[0] == "一."
    assert not back.findings


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEEP = "<unit>" * (MAX_DEPTH + 5) + "</unit>" * (MAX_DEPTH + 5)
# A file and what is said of it. {} stands for what every refusal begins with.
REFUSED = [
    ("empty", "", "not well-formed XML"),
    ("no XML", "Hello", "not well-formed XML"),
    ("truncated", TWO[: len(TWO) // 2], "not well-formed XML"),
    ("wrong root", "<html/>", "is no XLIFF 2"),
    ("other version", ONE, "is no XLIFF 2"),
    ("bomb", BOMB + TWO.partition("?>")[2].replace("一。", "&b;"), "holds a document type"),
    ("bomb after a comment", "<!-- x -->" + BOMB + "<xliff/>", "holds a document type"),
    ("outside entity", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "holds a document type"),
    ("too deep", TWO.replace("</file>", DEEP + "</file>"), f"deeper than {MAX_DEPTH}"),
    ("no file", '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>', "holds 0 files"),
    ("two files", re.sub(r"(<file.*</file>)", r"\1\1", TWO, flags=re.DOTALL), "holds 2 files"),
    ("wrong target language", TWO.replace('trgLang="zh-Hans"', 'trgLang="zh-Hant"'), "its language is zh-Hant instead of zh-Hans"),
    ("unknown language", TWO.replace('trgLang="zh-Hans"', 'trgLang="tlh"'), "unknown language tlh"),
    ("no unit id", TWO.replace('<unit id="u1"', "<unit"), "a <unit> has no id"),
    ("damaged skeleton", re.sub(r"<skeleton>.{20}", "<skeleton>", TWO), "the skeleton is damaged"),
    ("no skeleton, doubled", re.sub(r"<skeleton>.*?</skeleton>", "", TWO).replace('"u2"', '"u1"'), "unit u1 stands twice"),
    ("no skeleton, no unit", re.sub(r"<skeleton>.*?</skeleton>|<unit.*?</unit>", "", TWO), "holds no unit"),
    ("no skeleton, no language", re.sub(r"<skeleton>.*?</skeleton>", "", TWO).replace(' trgLang="zh-Hans"', ""), "names no source or target"),
]


@pytest.mark.parametrize("text, said", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_unusable_file_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        xliff2.read_xliff("a.xlf", text.encode())
    message = str(caught.value)
    assert said in message
    assert re.match(r"a\.xlf(:\d+)?: ", message)
    assert "\n" not in message


@pytest.mark.parametrize("text, said", [
    ("<html/>", "is no XLIFF 1.2"), (TWO, "is no XLIFF 1.2"), (ONE[: len(ONE) // 2], "not well-formed XML"),
    (ONE.replace('<trans-unit id="u1"', "<trans-unit"), "a <trans-unit> has no id"),
    (ONE.replace('target-language="zh-Hans"', 'target-language="en"'), "its language is en instead of zh-Hans"),
    (BOMB + ONE.partition("?>")[2], "holds a document type"),
])
def test_an_unusable_file_of_1_2_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        xliff1.read_xliff("a.xlf", text.encode())
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bomb_in_another_encoding_is_refused() -> None:
    with pytest.raises(FormatError, match="holds a document type"):
        xliff2.read_xliff("a.xlf", (BOMB + "<xliff/>").encode("utf-16"))


def test_the_line_of_a_fault_is_told() -> None:
    lines = TWO.splitlines()
    broken = "\n".join([*lines[:4], "<unit", *lines[4:]])
    with pytest.raises(FormatError, match=r"^a\.xlf:[56]: not well-formed XML"):
        xliff2.read_xliff("a.xlf", broken.encode())


FOREIGN = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh"><file id="f" original="m.md">
<group id="g"><unit id="1"><notes><note>Hi</note></notes><originalData><data id="d1">**</data></originalData>
<segment state="final"><source>Use <mrk id="m1" type="term" value="6G">6G</mrk> <pc id="1" dataRefStart="d1" dataRefEnd="d1">now</pc></source>
<target>现在<pc id="1" dataRefStart="d1" dataRefEnd="d1">用</pc>6G</target></segment></unit></group>
<unit id="2" translate="no"><segment><source>x</source><target/></segment></unit></file></xliff>"""


def test_a_file_of_another_tool_is_read() -> None:
    article = xliff2.read_xliff("m.xlf", FOREIGN.encode())
    first, second = article.segments
    assert (article.name, str(article.pair)) == ("m.md", "en>zh-Hans")
    assert (first.source_text, first.target_text, first.state) == ("Use 6G now", "现在用6G", State.FINAL)
    assert [c.native for c in first.target or () if not isinstance(c, Text)] == ["**", "**"]
    assert first.comments == ("Hi",)
    assert (second.target, second.locked) == (None, True)
