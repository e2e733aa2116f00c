"""TMX 1.4b: what is written, what of other tools is read, and that large files are read a unit at a time."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from l10n.errors import FormatError
from l10n.formats.tmx import Tu, Variant, parse_tmx, stream_tmx, write_tmx, write_units
from l10n.formats.xliff_take import article_of as taken
from l10n.model.article import Article, State
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.pair import Pair
from l10n.resources.pair_corpus import read_pairs
from tests.exchange.test_roundtrip import ARTICLE
from tests.exchange.test_xliff2 import BOLD, BREAK, LINK, UNBOLD, UNLINK, article_of, markup, segment
from tests.strategies import articles

JAR = Path("/usr/share/omegat/OmegaT.jar")


@cache
def dtd() -> etree.DTD:
    """The DTD of TMX 1.4b as OmegaT ships it."""
    if not JAR.is_file():
        pytest.skip("no OmegaT, which ships the DTD: .ci/install-clients omegat")
    return etree.DTD(io.BytesIO(zipfile.ZipFile(JAR).read("schemas/tmx14.dtd")))


def seg(content: Content) -> str:
    root = etree.fromstring(write_tmx(article_of(segment(content))))
    return markup(next(root.iter("seg")))


@pytest.mark.parametrize("content, written", [
    ((Text("6G & 5%"),), "<seg>6G &amp; 5%</seg>"),
    ((Text("a "), BOLD, Text("b"), UNBOLD),
     '<seg>a <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept></seg>'),
    ((Text("a"), BREAK), '<seg>a<ph x="3" type="lb">&lt;br&gt;</ph></seg>'),
    ((BOLD, Text("a")), '<seg><it pos="begin" x="1" type="bold">&lt;b&gt;</it>a</seg>'),
    ((Text("a"), UNBOLD), '<seg>a<it pos="end" x="1" type="bold">&lt;/b&gt;</it></seg>'),
    ((LINK, BOLD, UNLINK, UNBOLD),
     '<seg><bpt i="1" x="2" type="link">&lt;a href="#"&gt;</bpt><bpt i="2" x="1" type="bold">&lt;b&gt;</bpt>'
     '<ept i="1">&lt;/a&gt;</ept><ept i="2">&lt;/b&gt;</ept></seg>'),
    ((Text("a\x0bb"),), '<seg>a<ph type="x-l10n-character">000B</ph>b</seg>'),
])
def test_codes_are_written_as_level_2_names_them(content: Content, written: str) -> None:
    assert seg(content) == written


@pytest.mark.client
def test_the_dtd_accepts_what_we_write() -> None:
    checked = dtd()

    @settings(max_examples=60, deadline=None)
    @given(articles())
    def every(article: Article) -> None:
        checked.assertValid(etree.fromstring(write_tmx(article)))

    every()
    checked.assertValid(etree.fromstring(b"".join(write_units([MANY], Pair("en", "zh-Hans")))))
    wrong = write_tmx(ARTICLE).replace(b"<seg", b"<sag").replace(b"</seg", b"</sag")
    assert not checked.validate(etree.fromstring(wrong))


MANY = Tu("7", Variant("en", (Text("a"), BREAK)), (Variant("zh-Hans", (Text("甲"), BREAK)), Variant("zh-Hant", (Text("乙"),))),
          changed="2026-11-25T17:30:00+00:00", author="Li", props=(("x", "y"),), notes=("n",))


def test_a_unit_tells_its_state_its_neighbours_and_its_constraints() -> None:
    article = article_of(*(replace(segment((Text(word),), (Text(word),)), id=word) for word in "abc"))
    second = etree.fromstring(write_tmx(article)).findall("body/tu")[1]
    assert {e.get("type"): e.text for e in second.iter("prop")} == {
        "x-l10n-kind": "paragraph", "x-l10n-state": "translated", "x-context-pre": "a", "x-context-post": "c"}
    first = etree.fromstring(write_tmx(ARTICLE)).find("body/tu")
    assert next(e.text for e in first.iter("prop") if e.get("type") == "x-l10n-proof") == "term: 6G → 6G技术 (slot)"


def test_a_memory_of_many_languages_and_dates_is_written_and_read_again() -> None:
    data = b"".join(write_units([MANY], Pair("en", "zh-Hans")))
    assert b'changedate="20261125T173000Z" changeid="Li"' in data
    back = next(stream_tmx(io.BytesIO(data), "m.tmx"))
    assert [v.tag for v in (back.source, *back.targets)] == ["en", "zh-CN", "zh-TW"]
    assert (back.changed, back.author, back.props, back.notes) == (MANY.changed, "Li", MANY.props, MANY.notes)
    assert [item.id for item in back.targets[0].content if isinstance(item, Code)] == ["3"]


FOREIGN = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.1"><header creationtool="Old" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="EN-US"
 datatype="unknown" srclang="EN-US"/><body>
<tu><note>Hi</note><tuv lang="ZH-CN" changedate="20240102T030405Z"><seg>按<ut>{\\b </ut><hi type="term">键</hi></seg></tuv>
<tuv lang="FR"><seg>touche</seg></tuv><tuv lang="EN_us"><seg>the <ut>{\\b </ut><hi>key</hi></seg></tuv></tu>
<tu tuid=""><tuv xml:lang="en"><seg>One <bpt i="1">&lt;b></bpt>two<ept i="1">&lt;/b></ept><it pos="begin" i="2"><sub>x</sub></it>
<odd>three</odd></seg></tuv><tuv xml:lang="zh-CN"><seg>一</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>lonely</seg></tuv></tu><tu/>
</body></tmx>"""


def test_a_memory_of_another_tool_is_read() -> None:
    article = taken(parse_tmx("m.tmx", FOREIGN.encode()))
    assert str(article.pair) == "en>zh-Hans"
    one, two, three = article.segments
    assert (one.source_text, one.target_text, one.state, one.comments) == ("the key", "按键", State.TRANSLATED, ("Hi",))
    assert [c.native for c in one.source if isinstance(c, Code)] == ["{\\b "]
    assert two.source_text == "One two\nthree"
    assert [(c.id, c.kind) for c in two.source if isinstance(c, Code)] == [
        ("1", CodeKind.OPEN), ("1", CodeKind.CLOSE), ("2", CodeKind.OPEN)]
    assert (three.target, three.state) == (None, State.INITIAL)


def test_moments_and_source_of_another_tool_are_read() -> None:
    first = next(stream_tmx(io.BytesIO(FOREIGN.encode()), "m.tmx"))
    assert (first.source.tag, first.changed) == ("EN_us", "2024-01-02T03:04:05+00:00")
    odd = next(stream_tmx(io.BytesIO(FOREIGN.replace("20240102T030405Z", "yesterday").encode()), "m.tmx"))
    assert odd.changed == ""


def test_another_encoding_is_read() -> None:
    data = FOREIGN.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
    assert [unit.target is None for unit in parse_tmx("m.tmx", data).units] == [False, False, True]


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LATE = "<!--" + "x" * 70_000 + "-->" + BOMB


@pytest.mark.parametrize("text, said", [
    ("", "m.tmx:1: not well-formed XML"),
    (FOREIGN[: len(FOREIGN) // 2], "m.tmx:6: not well-formed XML"),
    ("<xliff/>", "m.tmx: is no TMX"),
    (BOMB + "<tmx><body><tu><tuv xml:lang='en'><seg>&b;</seg></tuv></tu></body></tmx>", "m.tmx: holds a document type"),
    (LATE + "<tmx><body><tu><tuv xml:lang='en'><seg>&b;</seg></tuv></tu></body></tmx>", "m.tmx: holds a document type"),
    ("<tmx>" + "<a>" * 5000 + "</a>" * 5000 + "</tmx>", "m.tmx:1: not well-formed XML"),
    ("<tmx><header/><body/></tmx>", "m.tmx: holds no unit"),
    ("<tmx><header/><body><tu><tuv xml:lang='en'><seg>a</seg></tuv></tu></body></tmx>", "m.tmx: names no source or target"),
])
def test_an_unusable_file_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        taken(parse_tmx("m.tmx", text.encode()))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_translate_toolkit_reads_and_edits_our_file() -> None:
    from translate.storage.tmx import tmxfile

    store = tmxfile.parsestring(write_tmx(ARTICLE))
    assert store.units[0].source == "6G grows."
    assert store.units[0].target == "6G技术增长。"
    store.units[0].target = "6G技术在增长。"
    back = taken(parse_tmx("a.tmx", bytes(store)), ARTICLE)
    assert [s.target_text for s in back.segments][:2] == ["6G技术在增长。", "甲乙\n"]
    assert not back.findings


UNIT = '<tu tuid="{0}"><tuv xml:lang="en-US"><seg>Month {0}: <bpt i="1">&lt;b></bpt>the port<ept i="1">&lt;/b></ept> grew.</seg></tuv>' \
       '<tuv xml:lang="zh-CN"><seg>第{0}个月：<bpt i="1">&lt;b></bpt>港口<ept i="1">&lt;/b></ept>增长。</seg></tuv></tu>\n'
READ = """
import re, sys
from pathlib import Path
from l10n.formats.tmx import stream_tmx
from l10n.resources.pair_corpus import read_pairs
with open(sys.argv[1], "rb") as file:
    units = sum(1 for _ in stream_tmx(file, "m.tmx"))
pairs = sum(1 for _ in read_pairs(Path(sys.argv[1])))
# Not getrusage: its peak is inherited from the process that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(units, pairs, int(peak[1]) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """10 MB here; the issue asks for 50 MB below 500 MB, and the peak is the same for any length."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system has no /proc to read the peak from")
    path = tmp_path / "m.tmx"
    count = 40_000
    with path.open("w", encoding="utf-8") as file:
        file.write('<tmx version="1.4"><header srclang="en"/><body>\n')
        file.writelines(UNIT.format(number) for number in range(count))
        file.write("</body></tmx>\n")
    assert path.stat().st_size > 9_000_000
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=120)
    units, pairs, peak = map(int, done.stdout.split())
    assert (units, pairs) == (count, count)
    assert peak < 100


def test_the_corpus_reader_reads_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(write_tmx(ARTICLE))
    assert list(read_pairs(path))[:2] == [("6G grows.", "en", "6G技术增长。", "zh-Hans"), ("a b", "en", "甲乙", "zh-Hans")]
