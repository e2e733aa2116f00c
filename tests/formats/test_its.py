"""ITS 2.0: rules in a page, beside it and in attributes; selectors that are slow or unsafe are refused."""

import time
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.formats import html
from l10n.formats.html_options import HtmlOptions
from l10n.model.article import Article
from l10n.model.inline import codes
from l10n.model.pair import Pair
from l10n.resources.its import ITS, XHTML, load_rules, matches_locale, parse_rules

PAGES = Path(__file__).parents[1] / "golden" / "pages"
PAIR = Pair("en", "zh-Hans")
HEAD = f'<its:rules xmlns:its="{ITS}" xmlns:h="{XHTML}" version="2.0">'


def rules(inner: str) -> bytes:
    return f"{HEAD}{inner}</its:rules>".encode()


def read(body: str, *beside: str, head: str = "") -> Article:
    text = f"<html><head><title>T</title>{head}</head><body><article><h1>A title</h1><p>The council said so on Monday, and more.</p>{body}</article></body></html>"
    given = tuple(parse_rules(rules(inner), "rules.its") for inner in beside)
    return html.read("a.html", text.encode(), PAIR, HtmlOptions(its=given))


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body + article.side if block.translate and block.name != "title"]


def translate(selector: str, value: str = "no") -> str:
    return f'<its:translateRule selector="{selector}" translate="{value}"/>'


@pytest.mark.parametrize(
    "selector",
    ["//h:p[@class='x']", "//p[@class='x']", "/h:html/h:body//h:p[contains(@class, 'x')]", "id('x')", "//h:p[starts-with(@id,'x')]"],
)
def test_a_rule_beside_the_page(selector: str) -> None:
    body = "<p class='x' id='x'>These words stay.</p><p>These words go.</p>"
    assert "These words stay." in texts(read(body))
    assert texts(read(body, translate(selector)))[-1:] == ["These words go."]


def test_inline_elements_become_one_code() -> None:
    article = read("<p>The <b class='n'>Elmsund Net</b> goes on.</p>", translate("//h:b[@class='n']"))
    assert article.body[-1].text == "The  goes on."
    assert [c.native for c in codes(article.body[-1].segments[0].source)] == ['<b class="n">Elmsund Net</b>']


def test_a_later_rule_wins_and_the_own_attribute_wins_over_all() -> None:
    body = "<div id='d'><p class='y'>First words.</p><p translate='no'>Second words.</p><p>Third words.</p></div>"
    article = read(body, translate("//h:div[@id='d']") + translate("//h:p[@class='y']", "yes") + translate("//h:p[@translate]", "yes"))
    assert [t for t in texts(article) if "words" in t] == ["First words."]


def test_attributes_by_rule() -> None:
    body = "<p><img src='a' alt='Small mast'> Words of it.</p><p data-tip='A tip to read'>More words.</p>"
    assert "Small mast" in texts(read(body))
    found = texts(read(body, translate("//h:img/@alt") + translate("//@data-tip", "yes")))
    assert "Small mast" not in found and "A tip to read" in found


def test_within_text() -> None:
    rule = '<its:withinTextRule selector="//x-term" withinText="yes"/><its:withinTextRule selector="//h:b" withinText="no"/>'
    body = "<p>See the <x-term>main mast</x-term> of it.</p><div>One <b>Two words</b> three.</div>"
    plain, ruled = texts(read(body)), texts(read(body, rule))
    assert "See the main mast of it." not in plain and "See the main mast of it." in ruled
    assert "One Two words three." in plain and "Two words" in ruled


def test_nested_text_is_a_block_of_its_own_and_comes_back_translated() -> None:
    from tests.formats.test_html_place import upper

    article = html.read("its_within_text.html", (PAGES / "its_within_text.html").read_bytes(), PAIR)
    assert "a note of its own" in texts(article)
    text = html.write(upper(article)).decode()
    assert "SEE THE <x-term" in text and "> A NOTE OF ITS OWN </x-note> HERE." in text


def test_notes_for_the_translator() -> None:
    rule = (
        '<its:locNoteRule selector="//h:p[@id=\'n\']"><its:locNote>Keep it short.</its:locNote></its:locNoteRule>'
        '<its:locNoteRule selector="//h:p[@data-note]" locNotePointer="@data-note"/>'
    )
    article = read("<p id='n'>First words.</p><p data-note='A name'>Second words.</p><p its-loc-note='Own'>Third words.</p>", rule)
    notes = {b.text: b.segments[0].comments for b in article.body}
    assert notes["First words."] == ("Keep it short.",)
    assert notes["Second words."] == ("A name",)
    assert notes["Third words."] == ("Own",)


def test_what_is_not_for_the_target_locale_is_left_out_and_stays_in_the_page() -> None:
    rule = '<its:localeFilterRule selector="//h:p[@id=\'x\']" localeFilterList="zh-CN" localeFilterType="exclude"/>'
    body = "<p id='x'>Not for China.</p><p its-locale-filter-list='de, fr'>Only there.</p><p its-locale-filter-list='zh-*'>For all of them.</p>"
    article = read(body, rule)
    assert texts(article)[-1] == "For all of them."
    reasons = {d.text: d.reason for d in article.dropped}
    assert reasons["Not for China."] == reasons["Only there."] == "not meant for zh-Hans"
    assert "Not for China." in html.write(article).decode()


@pytest.mark.parametrize(
    ("tag", "ranges", "wanted"),
    [
        ("zh-Hans", "zh", True), ("zh-Hans", "zh-CN", True), ("zh-Hans", "zh-Hans", True), ("zh-Hans", "zh-TW", False),
        ("zh-Hant", "zh-TW", True), ("en", "*", True), ("en", "", False), ("en", "fr, EN", True), ("en", "en-GB", False),
        ("zh-Hans", "*-CN", True), ("en", "de-*, fr-*", False),
    ],
)
def test_locale_ranges(tag: str, ranges: str, wanted: bool) -> None:
    assert matches_locale(tag, ranges) is wanted


def test_rules_in_the_page() -> None:
    article = html.read("its_rules.html", (PAGES / "its_rules.html").read_bytes(), PAIR)
    assert not [t for t in texts(article) if "Elmsund" in t or "Germany" in t]
    embedded = f'<its:rules xmlns:its="{ITS}" version="2.0">{translate("//i")}</its:rules>'
    assert "The  net." in texts(read("<p>The <i>Elmsund</i> net.</p>", head=f"<script type='application/its+xml'>{embedded}</script>"))
    assert "The  net." in texts(read(f"{embedded}<p>The <i>Elmsund</i> net.</p>"))


def test_broken_rules_in_a_page_and_linked_files_are_findings() -> None:
    article = read("<p>Words.</p>", head="<script type='application/its+xml'><its:rules</script><link rel='its-rules' href='d/x.its'>")
    messages = [f.message for f in article.findings]
    assert len(messages) == 2 and "not XML" in messages[0] and "--its x.its" in messages[1]
    assert all("\n" not in message for message in messages)


FAULTS = [
    ("<rules/>", "no its:rules"),
    ("<its:rules", "not XML"),
    (f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>{HEAD}</its:rules>', "document type"),
    (f"{HEAD}{translate('//h:p[')}</its:rules>", "XPath"),
    (f"{HEAD}{translate('')}</its:rules>", "missing"),
    (f"{HEAD}{translate('//h:p', 'perhaps')}</its:rules>", "'perhaps'"),
    (f"{HEAD}<its:withinTextRule selector='//p' withinText='maybe'/></its:rules>", "'maybe'"),
    (f"{HEAD}{translate('//*[//*]')}</its:rules>", "too slow"),
    (f"{HEAD}{translate('//*[following::p]')}</its:rules>", "too slow"),
    (f"{HEAD}{translate('//a//b//c//d')}</its:rules>", "too slow"),
    (f"{HEAD}{translate('//a' + '/b' * 400)}</its:rules>", "too long"),
    (f"{HEAD}{translate('//h:p') * 1001}</its:rules>", "more than 1000"),
    (HEAD.replace(" version", ' queryLanguage="css" version') + "</its:rules>", "css"),
    (HEAD.replace(" version", ' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="other.xml" version') + "</its:rules>", "other.xml"),
]


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_faulty_rule_files(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.its"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_rules(path)
    message = str(caught.value)
    assert message.startswith(str(path)) and words in message and "\n" not in message and len(message) < 400


@pytest.mark.parametrize("call", ["document('file:///etc/hostname')", "php:function('x')", "re:test(., 'a')", "unknown()"])
def test_functions_beyond_xpath_1_do_nothing(call: str) -> None:
    body = "<p>The words of it.</p>"
    try:
        article = read(body, translate(f"//h:p[{call}]"))
    except ConfigError:
        return
    assert "The words of it." in texts(article)
    assert [f.code for f in article.findings] == ["html.its"]


def test_params_are_variables() -> None:
    rule = '<its:param name="c">brand</its:param>' + translate("//h:b[@class=$c]")
    assert "The  net." in texts(read("<p>The <b class='brand'>Elm</b> net.</p>", rule))


@pytest.mark.parametrize("selector", ["//*//*", "//h:p//h:b", "//*[.//b]", "//*[@class='x' and contains(., 'word')]", "//h:p[count(*) &gt; 2]"])
def test_selectors_that_are_let_in_end_in_seconds_on_a_large_page(selector: str) -> None:
    body = "<div>" + "<p class='y'>Words of <b>the</b> page.</p>" * 12_000 + "</div>"
    start = time.process_time()
    read(body, translate(selector, "yes"))
    assert time.process_time() - start < 10
