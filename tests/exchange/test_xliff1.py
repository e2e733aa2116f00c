"""XLIFF 1.2: what is written, and that it comes back whole."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from l10n.formats.xliff1 import read_xliff, write_xliff
from l10n.model.article import Article, State
from l10n.model.inline import Content, Text
from tests.exchange.test_xliff2 import BOLD, BREAK, CODES, FULL, LINK, UNBOLD, UNLINK, article_of, markup, segment
from tests.strategies import articles

NS = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


def find(data: bytes, path: str) -> list[str]:
    return [e if isinstance(e, str) else markup(e) for e in etree.fromstring(data).xpath(path, namespaces=NS)]


@settings(max_examples=120, deadline=None)
@given(articles())
def test_an_article_comes_back_whole(article: Article) -> None:
    assert read_xliff("a.xlf", write_xliff(article)) == article


WRITTEN = [
    (CODES[0][0], '<source>a <g id="1" ctype="bold">b</g></source>'),
    ((Text("a"), BREAK, Text("b")), '<source>a<x id="3" ctype="lb" equiv-text="&#10;"/>b</source>'),
    ((BOLD, Text("a")), '<source><it id="1" pos="open" ctype="bold">&lt;b&gt;</it>a</source>'),
    ((Text("a"), UNBOLD), '<source>a<it id="1" pos="close" ctype="bold">&lt;/b&gt;</it></source>'),
    ((BOLD, LINK, UNBOLD, UNLINK), '<source><bx id="1-open" rid="1" ctype="bold"/><g id="2" ctype="link"><ex id="1-close" rid="1"/></g></source>'),
    (CODES[6][0], "<source>6G &amp; 5%</source>"),
]


@pytest.mark.parametrize("content, written", WRITTEN)
def test_inline_codes_are_written_as_xliff_names_them(content: Content, written: str) -> None:
    assert find(write_xliff(article_of(segment(content))), "//x:trans-unit/x:source") == [written]


def test_an_untranslated_target_is_filled_with_the_source() -> None:
    article = article_of(segment((Text("a "), BOLD, Text("b"), UNBOLD)))
    data = write_xliff(article)
    assert find(data, "//x:target") == ['<target state="new">a <g id="1" ctype="bold">b</g></target>']
    assert read_xliff("a.xlf", data) == article


def test_a_translation_that_equals_its_source_stays_one() -> None:
    article = article_of(segment((Text("Huawei"),), (Text("Huawei"),)))
    assert read_xliff("a.xlf", write_xliff(article)) == article


@pytest.mark.parametrize("state, written, approved", [
    (State.TRANSLATED, "translated", []), (State.REVIEWED, "signed-off", ["yes"]), (State.FINAL, "final", ["yes"]),
    (State.INITIAL, "needs-review-translation", []),
])
def test_states_have_their_names_of_1_2(state: State, written: str, approved: list[str]) -> None:
    data = write_xliff(article_of(segment((Text("a"),), (Text("b"),), state=state)))
    assert find(data, "//x:target/@state") == [written]
    assert find(data, "//x:trans-unit/@approved") == approved
    assert next(read_xliff("a.xlf", data).segments).state is state


def test_candidates_terms_and_notes_are_there() -> None:
    data = write_xliff(article_of(FULL))
    assert find(data, "//x:alt-trans/x:target/text()") == ["6G在增长。", "6G发展。"]
    assert find(data, "//x:alt-trans/@match-quality") == ["88"]
    assert find(data, "//x:alt-trans/x:source/text()") == ["6G grew."]  # of the memory's match, as it differs
    assert find(data, "//x:note/text()") == ["Ask Li.", "6G → 6G技术", "error numbers.missing: 5 is missing: write 5"]
    assert read_xliff("a.xlf", data) == article_of(FULL)


@pytest.mark.parametrize("told, state", [
    ('state="needs-review-translation"', State.TRANSLATED), ('state="NEW"', State.TRANSLATED), ('state="odd"', State.TRANSLATED),
    ("", State.TRANSLATED), ('state="signed-off"', State.REVIEWED), ('state=" Final "', State.FINAL),
])
def test_an_edit_takes_the_state_that_the_tool_gave(told: str, state: State) -> None:
    data = write_xliff(article_of(segment((Text("a"),))))
    edited = data.replace(b'<target state="new">a<', f"<target {told}>乙<".encode())
    back = next(read_xliff("a.xlf", edited).segments)
    assert (back.target, back.state) == ((Text("乙"),), state)


def test_approved_without_a_state_means_reviewed() -> None:
    data = write_xliff(article_of(segment((Text("a"),), (Text("b"),))))
    edited = data.replace(b' state="translated"', b"").replace(b"<trans-unit ", b'<trans-unit approved="yes" ')
    assert next(read_xliff("a.xlf", edited).segments).state is State.REVIEWED


FOREIGN = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en-US" target-language="zh-CN"
 original="m.docx" datatype="x-docx"><body><group><trans-unit id="7"><source>One <bpt id="1">&lt;b></bpt>two<ept id="1">&lt;/b></ept>
 <ph id="2">{0}</ph><it id="3" pos="open">&lt;i></it></source><target>一<bpt id="1">&lt;b></bpt>二<ept id="1">&lt;/b></ept></target>
 <note>Hi</note></trans-unit></group><trans-unit id="8"><source>Same</source><target>Same</target></trans-unit></body></file></xliff>"""


def test_a_file_of_another_tool_is_read() -> None:
    article = read_xliff("m.xlf", FOREIGN.encode())
    first, second = article.segments
    assert (str(article.pair), article.name) == ("en>zh-Hans", "m.docx")
    assert first.source_text == "One two\n "
    assert [(c.id, c.native) for c in first.source if not isinstance(c, Text)] == [
        ("1", "<b>"), ("1", "</b>"), ("2", "{0}"), ("3", "<i>")]
    assert (first.target_text, first.state, first.comments) == ("一二", State.TRANSLATED, ("Hi",))
    assert (second.target, second.state) == (None, State.INITIAL)


def test_an_id_that_xml_does_not_allow_comes_back() -> None:
    article = article_of(replace(FULL, id="satz 1"))
    assert read_xliff("a.xlf", write_xliff(article)) == article
