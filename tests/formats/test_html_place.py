"""The page in place: what it says of itself, the words in its attributes, its times, its parts in other languages."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.engines.fake import FakeEngine
from l10n.errors import UsageError
from l10n.formats import html
from l10n.formats.html_about import territory_tag
from l10n.formats.html_options import HtmlOptions
from l10n.formats.html_time import retimed
from l10n.model.article import Article
from l10n.model.inline import map_text
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit, localise

PAGES = Path(__file__).parents[1] / "golden" / "pages"
PAIR = Pair("en", "zh-Hans")
BACK = Pair("zh-Hans", "en")


def upper(article: Article) -> Article:
    return article.map_segments(lambda s: replace(s, target=map_text(s.source, str.upper)))


def written(name: str, options: HtmlOptions | None = None) -> str:
    return html.write(upper(html.read(name, (PAGES / name).read_bytes(), PAIR, options or HtmlOptions()))).decode()


def page(body: str, head: str = "", pair: Pair = PAIR) -> str:
    text = f"<html lang='en'><head><title>A title</title>{head}</head><body><article><h1>A title</h1><p>The council said so on Monday, and more.</p>{body}</article></body></html>"
    [done] = localise([html.read("a.html", text.encode(), pair)], load_kit(Options(pair)), FakeEngine())
    return html.write(done).decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("title_with_site.html", "<title>NEW NETWORK TO REACH EVERY VILLAGE | Valley Times</title>"),
        ("title_with_site.html", 'property="og:title" content="NEW NETWORK TO REACH EVERY VILLAGE - Valley Times"'),
        ("title_with_site.html", 'name="twitter:title" content="NEW NETWORK TO REACH EVERY VILLAGE"'),
        ("title_with_site.html", 'name="twitter:description" content="WHAT THE MASTS COST."'),
        ("title_with_site.html", 'http-equiv="content-language" content="zh-Hans"'),
        ("title_with_site.html", 'property="og:image:alt" content="A MAST"'),
        ("attributes.html", 'placeholder="SEARCH THE SITE" aria-label="SEARCH BOX"'),
        ("attributes.html", '<abbr title="FIFTH GENERATION">5G</abbr>'),
        ("attributes.html", '<p title="ABOUT THE PLAN" data-x="1" class="a b" id="p1" style="color:red">'),
        ("inline_attributes.html", '<abbr title="VILLAGE TELEPHONE BOARD">'),
        ("inline_attributes.html", '<a href="/m" title="MORE ABOUT MASTS" aria-label="READ MORE">'),
        ("inline_attributes.html", '<img src="a.png" alt="A MAST">'),
        ("linked_image.html", '<a href="/map"><img src="map.png" alt="MAP OF THE VALLEY"></a>'),
        ("media.html", '<audio controls src="a.mp3" title="SPOKEN ARTICLE">'),
        ("media.html", 'aria-label="FILM OF THE MASTS"'),
        ("image_map.html", '<area shape="rect" coords="0,0,1,1" href="/n" alt="THE NORTH">'),
        ("unquoted_attributes.html", '<a href="/plan?a=1&amp;b=2" target="_blank" title="PLAN">'),
        ("translate_yes_inside_no.html", "NetUp GmbH <span>Main Street 1</span>"),
        ("translate_yes_inside_no.html", '<p translate="yes">WORDS OF THE FIRM'),
        ("translate_yes_inside_no.html", '<code translate="yes">SAYS HELLO</code> AND <code>x = 1</code>'),
        ("lang_parts.html", '<p lang="zh-Hans">WORDS IN BRITISH SPELLING, <i lang="fr">'),
        ("lang_parts.html", '<a href="/zh" hreflang="zh" lang="zh">'),
        ("lang_parts.html", '<html lang="zh-Hans" dir="ltr">'),
        ("xml_lang_xhtml.html", 'xml:lang="zh-Hans" lang="zh-Hans"'),
        ("json_ld_graph.html", '"inLanguage":"zh-Hans"'),
        ("json_ld_graph.html", '"alternativeHeadline":"MASTS ON “HILLS”"'),
        ("json_ld_graph.html", '"caption":"A MAST ON A HILL"'),
        ("json_ld_graph.html", '"articleBody":"THE COUNCIL SAID'),
        ("json_ld_graph.html", '"name":"Valley Times"'),
    ],
)
def test_what_the_page_in_place_shows(name: str, shown: str) -> None:
    assert shown in written(name)


def test_json_ld_stays_json_and_cannot_end_its_script() -> None:
    article = html.read("a.html", (PAGES / "json_ld_graph.html").read_bytes(), PAIR)
    bad = article.map_segments(lambda s: replace(s, target=map_text(s.source, lambda t: t + ' "x" </script><!-- ')))
    text = html.write(bad).decode()
    script = re.search(r"ld\+json\">(.*?)</script>", text, re.S)
    assert script and json.loads(script[1])["@graph"][1]["headline"].endswith('"x" </script><!-- '.strip())


def test_addresses_of_both_versions_by_option() -> None:
    options = HtmlOptions(alternates=(("zh-Hans", "https://example.org/zh/{name}.html"),))
    text = written("json_ld.html", options)
    assert '<link rel="canonical" href="https://example.org/zh/json_ld.html">' in text
    assert '<link rel="alternate" hreflang="en" href="https://example.org/n/1">' in text
    assert '<link rel="alternate" hreflang="zh-Hans" href="https://example.org/zh/json_ld.html">' in text


def test_addresses_that_the_page_tells() -> None:
    text = written("hreflang_present.html")
    assert len(re.findall("hreflang=", text)) == 3
    assert '<link rel="canonical" href="https://example.org/zh/1">' in text
    assert 'property="og:url" content="https://example.org/zh/1"' in text
    assert "hreflang" not in written("headings.html")


def test_sentences_of_an_attribute_are_parted_in_english_only() -> None:
    body = '<p>市政府<img src="a.png" alt="新的基站。很高的山。">周一表示，新网络将覆盖所有村庄。</p>'
    article = html.read("a.html", f"<article><h1>标题</h1>{body}</article>".encode(), BACK)
    kit = load_kit(Options(BACK, terms=False))
    [done] = localise([article], kit, FakeEngine(words={"新的基站": "A new mast", "很高的山": "A high hill"}))
    assert 'alt="A new mast. A high hill."' in html.write(done).decode()


@pytest.mark.parametrize(("tag", "wanted"), [("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("en", "en_US")])
def test_tags_with_a_territory(tag: str, wanted: str) -> None:
    assert territory_tag(tag) == wanted


@pytest.mark.parametrize(
    ("shown", "machine", "pair", "wanted"),
    [
        ("March 2, 2025", "2025-03-02", PAIR, "2025年3月2日"),
        ("2 March 2025, 9:15 a.m.", "2025-03-02T09:15:00+01:00", PAIR, "2025年3月2日 09:15"),
        ("Mar 2, 2025 21:05 GMT", "2025-03-02T21:05:00Z", PAIR, "2025年3月2日 21:05（GMT）"),
        ("02/03/2025", "2025-02-03", PAIR, "2025年2月3日"),
        ("02/03/2025", "2025-03-02", PAIR, "2025年3月2日"),
        ("02/03/2025", "2025-07-09", PAIR, "02/03/2025"),
        ("2 hours ago", "2025-03-02T06:00Z", PAIR, "2小时前"),
        ("15 mins ago", "", PAIR, "15分钟前"),
        ("Sunday night", "2025-03-02", PAIR, "Sunday night"),
        ("March 4", "2025-03-04", PAIR, "3月4日"),
        ("9:15 a.m.", "09:15", PAIR, "上午9时15分"),
        ("3月4日", "2025-03-04", BACK, "March 4"),
        ("2025年3月2日", "2025-03-02", PAIR, "2025年3月2日"),
        ("2025年3月2日", "2025-03-02", BACK, "March 2, 2025"),
        ("2025-03-02 15:44", "2025-03-02T15:44:00+08:00", BACK, "March 2, 2025, 3:44 p.m."),
        ("3小时前", "2025-03-02T06:00Z", BACK, "3 hours ago"),
        ("1天前", "", BACK, "1 day ago"),
        ("March 2, 2025", "2025-03-02", BACK, "March 2, 2025"),
    ],
)
def test_times(shown: str, machine: str, pair: Pair, wanted: str) -> None:
    assert retimed(f'<time datetime="{machine}">{shown}</time>', pair) == f'<time datetime="{machine}">{wanted}</time>'


def test_times_of_a_page() -> None:
    text = page(
        '<p>Told <time datetime="2025-03-02T09:15:00+01:00">2 March 2025, 9:15 a.m.</time> and on <time datetime="2025-03-04">March 4</time>.</p>'
        '<p class="by">By Anna Lind | <time datetime="2025-03-02">03/02/2025</time></p><p><time datetime="2025-02-03">02/03/2025</time></p>'
    )
    assert '<time datetime="2025-03-04">3月4日</time>' in text
    assert '<time datetime="2025-03-02">2025年3月2日</time>' in text
    assert '<time datetime="2025-02-03">2025年2月3日</time>' in text
    assert 'datetime="2025-03-02T09:15:00+01:00">2025年3月2日' in text


NAV = '<nav><a href="/" title="Start page">Home page</a></nav>'
ASIDE = '<aside><h2>More news</h2><p>Ferry fares rise again.</p></aside>'


def test_only_the_article_or_the_whole_page() -> None:
    data = (PAGES / "related_news.html").read_bytes().replace(b"<body>", b"<body>" + NAV.encode()).replace(b"</body>", ASIDE.encode() + b"</body>")
    one = html.read("a.html", data, PAIR)
    whole = html.read("a.html", data, PAIR, HtmlOptions(scope="page"))
    assert [b.id for b in one.head + one.body] == [b.id for b in whole.head + whole.body]
    assert [b.text for b in one.body] == [b.text for b in whole.body] and one.page == whole.page
    text = html.write(upper(one)).decode()
    assert NAV in text and "Ferry fares rise again." in text
    text = html.write(upper(whole)).decode()
    assert '<nav><a href="/" title="START PAGE">HOME PAGE</a></nav>' in text
    assert "<h2>MORE NEWS</h2><p>FERRY FARES RISE AGAIN.</p>" in text
    assert not re.search("[\ufdd0\ufdd1]", text)


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.html")))
def test_the_whole_page_comes_back_too(name: str) -> None:
    data = (PAGES / name).read_bytes()
    one = html.read(name, data, PAIR)
    whole = html.read(name, data, PAIR, HtmlOptions(scope="page"))
    assert html.write(whole) == html.write(one)
    text = html.write(upper(whole))
    before = [e.tag for e in html.parse(name, html.write(one).decode(one.charset, "replace")).iter() if e.tag != "link"]
    after = [e.tag for e in html.parse(name, text.decode(one.charset, "replace")).iter() if e.tag != "link"]
    assert sorted(map(str, after)) == sorted(map(str, before))


def test_what_a_translation_says_cannot_become_markup() -> None:
    article = html.read("a.html", (PAGES / "inline_attributes.html").read_bytes(), PAIR)
    bad = article.map_segments(lambda s: replace(s, target=map_text(s.source, lambda t: t + '"><script>x()</script>')))
    text = html.write(bad).decode()
    assert "<script>x()" not in text
    assert "&lt;script&gt;x()&lt;/script&gt;" in text


def test_the_options_of_the_command(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from l10n.cli.main import cli

    source, out = tmp_path / "news.html", tmp_path / "out"
    source.write_bytes((PAGES / "json_ld.html").read_bytes().replace(b"<body>", b"<body><nav><p>Back to <b>Elmsund Net</b></p></nav>"))
    rules = tmp_path / "rules.its"
    rules.write_text('<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"><its:translateRule selector="//b" translate="no"/></its:rules>')
    given = [str(source), "--to", "zh", "--engine", "fake", "--page", "same", "-o", str(out), "--quiet"]
    result = CliRunner().invoke(
        cli, ["localise", *given, "--scope", "page", "--its", str(rules), "--address", "zh=https://example.org/zh/{name}"]
    )
    assert result.exit_code == 0, result.output
    text = (out / "news.zh-Hans.html").read_text()
    assert "[Back] [to] <b>Elmsund Net</b>" in text
    assert 'hreflang="zh-Hans" href="https://example.org/zh/news"' in text
    result = CliRunner().invoke(cli, ["localise", *given, "--address", "zh=elsewhere"])
    assert isinstance(result.exception, UsageError) and "names no address" in str(result.exception)
