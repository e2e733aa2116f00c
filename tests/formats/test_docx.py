"""Word files: nothing but the words changes, formats and links stay with their words, unsafe packages are refused."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.fake import FakeEngine
from l10n.errors import EmptyError
from l10n.formats.docx_zip import Package
from l10n.formats.table import read_article, write_native
from l10n.formats.xliff_json import freeze_article, thaw_article
from l10n.model.article import Article, BlockKind
from l10n.model.inline import Code, CodeKind, Text, codes
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit, localise
from tests.formats import word

PAIR = Pair("en", "zh-Hans")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, pair: Pair = PAIR) -> Article:
    return read_article("a.docx", data, pair, None)


def built(make: Callable[[Any], object]) -> bytes:
    """A file of one paragraph that `make` fills."""
    document = docx.Document()
    make(document.add_paragraph())
    return word.saved(document)


def upper(article: Article) -> Article:
    """Every word in capitals: targets with the codes of their sources."""
    def loud(item: object) -> object:
        return Text(item.text.upper()) if isinstance(item, Text) else item

    return article.map_segments(lambda s: replace(s, target=tuple(map(loud, s.source))))  # type: ignore[arg-type]


def reopened(article: Article) -> Any:
    return docx.Document(io.BytesIO(write_native(article)))


def faked(article: Article, marks: bool = True) -> Article:
    return localise([article], load_kit(Options(article.pair, engine="fake")), FakeEngine(marks=marks))[0]


def test_what_a_file_holds() -> None:
    article = read_article("a.docx", word.news(), Pair("und", "zh-Hans"), None)
    kinds = [(block.kind.value, block.level, block.text) for block in article.body]
    assert article.pair == PAIR
    assert article.head[0].text == "Harbour city starts 6G field trials"
    assert kinds[:3] == [
        ("heading", 1, "What was decided"),
        ("paragraph", 0, "The city approved a trial of 6G on Monday. It covers synaesthesia integration."),
        ("paragraph", 0, "Read the whole plan of the council."),
    ]
    assert [text for kind, _, text in kinds if kind == "item"] == ["First stage", "Inner stage", "Count stations"]
    assert [text for kind, _, text in kinds if kind == "cell"] == ["Area", "Stations", "Share", "Old town", "18,600"]
    assert [block.kind for block in article.body][-4:-1] == [BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.PARAGRAPH]
    assert [block.text for block in article.body][-2:] == ["One line\nand", "another line."]
    assert [block.text.strip() for block in article.side][:3] == ["A mast above the harbour", "Coastal Daily", "of the report"]


def test_the_page_has_its_lists_tables_and_pictures() -> None:
    article = read(word.news())
    page = "".join(part if isinstance(part, str) else "#" for part in article.page)
    assert "<ul><li>#<ul><li>#</li></ul>\n</li></ul>" in page
    assert "<ol><li>#</li></ol>" in page
    assert "<tr><th>#</th><th>#</th><th>#</th></tr><tr><td>#</td><td colspan=\"2\">#</td></tr>" in page
    assert "<figure><figcaption>#</figcaption></figure>" in page


def test_untranslated_is_byte_for_byte_and_so_is_the_identity() -> None:
    data = word.news()
    article = read(data)
    assert write_native(article) == data
    assert write_native(article.map_segments(lambda s: replace(s, target=s.source))) == data


def test_words_keep_their_formats_links_and_places() -> None:
    document = reopened(upper(read(word.news())))
    texts = [[(r.text, r.bold, r.italic) for r in p.runs] for p in document.paragraphs]
    assert texts[2] == [
        ("THE CITY APPROVED ", None, None), ("A TRIAL OF 6G", True, None), (" ON MONDAY. IT COVERS ", None, None),
        ("SYNAESTHESIA INTEGRATION", None, True), (".", None, None)]
    assert document.paragraphs[2].runs[3].font.size == docx.shared.Pt(14)
    linked = document.paragraphs[3]
    assert [(h.address, h.text) for h in linked.hyperlinks] == [("https://example.com/plan?a=1&b=2", "THE WHOLE PLAN")]
    assert linked.text == "READ THE WHOLE PLAN OF THE COUNCIL."
    assert [p.style.name for p in document.paragraphs] == [p.style.name for p in docx.Document(io.BytesIO(word.news())).paragraphs]
    assert document.paragraphs[-1].text == "ONE LINE\nAND\tANOTHER LINE."
    assert next([c.text.strip() for c in row.cells] for row in document.tables[0].rows) == ["AREA", "STATIONS", "SHARE"]
    assert document.sections[0].header.paragraphs[0].text == "COASTAL DAILY"
    assert document.core_properties.title == "HARBOUR CITY STARTS 6G FIELD TRIALS"


def test_parts_without_words_stay_byte_for_byte() -> None:
    data = word.news()
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, write_native(upper(read(data)))))
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert before.namelist() == after.namelist()
    assert set(changed) <= {"word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml", "word/styles.xml",
                            "word/settings.xml"}
    assert "word/media/image1.png" in before.namelist()


def nodes(data: bytes, part: str = "word/document.xml") -> Counter[str]:
    """Elements of a part that are no runs, words or their formats."""
    root = Package("a.docx", data).tree(part)
    loose = {W + name for name in ("r", "t", "rPr", "b", "i", "sz", "szCs", "rFonts", "lang", "color", "u", "proofErr")}
    return Counter(e.tag for e in root.iter() if isinstance(e.tag, str) and e.tag not in loose)


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("target", ["zh-Hans", "zh-Hant"])
def test_nothing_is_lost_through_a_whole_translation(marks: bool, target: str) -> None:
    data = word.news()
    written = write_native(faked(read(data, Pair("en", target)), marks))
    assert nodes(written) == nodes(data)
    assert nodes(written, "word/footer1.xml") == nodes(data, "word/footer1.xml")
    root = Package("a", written).tree("word/footer1.xml")
    assert [n.get(W + "fldCharType") for n in root.iter(W + "fldChar")] == ["begin", "separate", "end"]


def test_the_target_is_the_language_of_the_file() -> None:
    data = word.news()
    for tag, key, value in (("zh-Hans", "eastAsia", "zh-CN"), ("zh-Hant", "eastAsia", "zh-TW")):
        package = Package("a", write_native(upper(read(data, Pair("en", tag)))))
        found = package.tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert found.get(W + key) == value


def test_marks_of_both_scripts_take_the_chinese_font() -> None:
    article = read(built(lambda p: p.add_run("He said: “yes”.")))
    written = write_native(article.map_segments(lambda s: replace(s, target=(Text("他说：“是”。"),))))
    run = next(Package("a", written).tree("word/document.xml").iter(W + "r"))
    assert run.find(f"{W}rPr/{W}rFonts").get(W + "hint") == "eastAsia"
    back = read_article("a.docx", written, Pair("zh-Hans", "en"), None)
    english = write_native(back.map_segments(lambda s: replace(s, target=(Text("He said “yes”."),))))
    fonts = list(Package("a", english).tree("word/document.xml").iter(W + "rFonts"))
    assert not any(font.get(W + "hint") for font in fonts)


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# What stands between "See " and " now.": its XML, the source words, the number of codes.
INLINE = [
    (FIELD.format("PAGE", "7"), "See 7 now.", 1),
    (FIELD.format('HYPERLINK "https://example.com"', "the plan"), "See the plan now.", 2),
    ('<w:fldSimple w:instr="DATE"><w:r><w:t>1 May</w:t></w:r></w:fldSimple>', "See 1 May now.", 1),
    ('<w:bookmarkStart w:id="1" w:name="x"/><w:r><w:t>it</w:t></w:r><w:bookmarkEnd w:id="1"/>', "See it now.", 2),
    ('<w:ins w:id="1" w:author="A"><w:r><w:t>it</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>all</w:delText></w:r></w:del>',
     "See it now.", 0),
    ('<w:r><w:footnoteReference w:id="2"/></w:r>', "See  now.", 1),
    ('<w:sdt><w:sdtPr><w:tag w:val="q"/></w:sdtPr><w:sdtContent><w:r><w:t>it</w:t></w:r></w:sdtContent></w:sdt>', "See it now.", 2),
    ('<w:r><w:rPr><w:b/></w:rPr><w:t>i</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/><w:lang w:val="en-GB"/></w:rPr>'
     '<w:t>t</w:t></w:r>', "See it now.", 2),
    ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "See 2 now.", 2),
    ('<w:r><w:noBreakHyphen/><w:t>x</w:t><w:softHyphen/></w:r>', "See \u2011x now.", 0),
    ('<w:hyperlink w:anchor="x"><w:r><w:t>a </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r></w:hyperlink>', "See a b now.", 4),
]


@pytest.mark.parametrize("xml, words, count", INLINE)
def test_inline_things_are_codes_and_stay(xml: str, words: str, count: int) -> None:
    data = built(lambda p: word.add_xml(p, f'<w:r><w:t xml:space="preserve">See </w:t></w:r>{xml}'
                                           '<w:r><w:t xml:space="preserve"> now.</w:t></w:r>'))
    article = read(data)
    assert article.body[0].text == words
    source = article.body[0].segments[0].source
    assert len(codes(source)) == count
    assert write_native(article) == data
    written = write_native(upper(article))
    gone = Counter({W + name: 9 for name in ("ins", "del", "delText", "softHyphen", "noBreakHyphen", "footnoteReference")})
    assert not (nodes(data) - nodes(written)) - gone
    assert Package("a", written).tree("word/document.xml").findtext(f".//{W}t").startswith("SEE ")
    bare = write_native(article.map_segments(lambda s: replace(s, target=(Text("Words alone."),))))
    for name in ("footnoteReference", "bookmarkStart", "fldChar", "fldSimple") if "HYPERLINK" not in xml else ():
        assert nodes(bare)[W + name] == nodes(data)[W + name]


def run(text: str, fonts: str, more: str = "") -> str:
    return f'<w:r><w:rPr><w:rFonts {fonts}/>{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_fonts_that_only_tell_scripts_apart_are_no_codes() -> None:
    han, latin = 'w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:hint="eastAsia"', 'w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
    xml = run("全国", han) + run("5G", latin) + run("基站达", han) + run("439.5", latin) + run("万个。", han)
    article = read(built(lambda p: word.add_xml(p, xml)), Pair("zh-Hans", "en"))
    assert article.body[0].segments[0].source == (Text("全国5G基站达439.5万个。"),)
    written = write_native(article.map_segments(lambda s: replace(s, target=(Text("“4.395 million”"),))))
    fonts = next(Package("a", written).tree("word/document.xml").iter(W + "rFonts"))
    assert dict(fonts.attrib) == {W + "eastAsia": "宋体"}


@pytest.mark.parametrize("fonts, more, count", [
    ('w:eastAsia="楷体"', "", 2), ('w:ascii="Consolas"', "", 2), ('w:eastAsia="宋体"', "<w:b/>", 2), ('w:eastAsia="宋体"', "", 0)])
def test_a_font_of_the_same_script_is_kept(fonts: str, more: str, count: int) -> None:
    xml = run("他说", 'w:eastAsia="宋体"') + run("重要", fonts, more) + run("的话，我们都要记住。", 'w:eastAsia="宋体"')
    article = read(built(lambda p: word.add_xml(p, xml)), Pair("zh-Hans", "en"))
    assert len(codes(article.body[0].segments[0].source)) == count


@pytest.mark.parametrize("between, words", [("<w:tab/>", ["One.", "two"]), ("<w:br/>", ["One.\ntwo"]), ("<w:cr/>", ["One.\ntwo"])])
def test_tabs_part_a_paragraph_and_line_breaks_do_so_before_a_new_sentence(between: str, words: list[str]) -> None:
    data = built(lambda p: word.add_xml(p, f"<w:r><w:t>One.</w:t>{between}<w:t>two</w:t></w:r>"))
    assert [block.text for block in read(data).body] == words
    new = built(lambda p: word.add_xml(p, f"<w:r><w:t>One.</w:t>{between}<w:t>Two</w:t></w:r>"))
    article = read(new)
    assert [block.text for block in article.body] == ["One.", "Two"]
    last = article.map_segments(lambda s: replace(s, target=(Text("二"),)) if s.source_text == "Two" else s)
    assert reopened(last).paragraphs[0].text == ("One.\t二" if "tab" in between else "One.\n二")


def test_damaged_codes_still_give_a_sound_file() -> None:
    article = read(word.news())
    linked = article.body[2].segments[0].source
    opened, closed = codes(linked)
    for target in ((closed, Text("a"), opened), (opened, Text("a")), (closed,), (Text("a"), Code("99", CodeKind.OPEN, "<x>"))):
        done = article.map_segments(lambda s, t=target: replace(s, target=t) if s.id == article.body[2].id else s)  # type: ignore[misc]
        assert len(reopened(done).paragraphs) == len(docx.Document(io.BytesIO(word.news())).paragraphs)


def test_tracked_changes_and_comments_are_told() -> None:
    data = built(lambda p: word.add_xml(
        p, '<w:r><w:t>Old</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t> and new</w:t></w:r></w:ins>'
           '<w:del w:id="2" w:author="A"><w:r><w:delText> gone</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/></w:r>'))
    article = read(data)
    assert [finding.code for finding in article.findings] == ["docx.tracked", "docx.comments"]
    assert "2 tracked changes" in article.findings[0].message
    assert reopened(upper(article)).paragraphs[0].text == "OLD AND NEW"


def test_text_boxes_are_translated_in_both_copies() -> None:
    box = '<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>'
    xml = ('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
           f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
           '<w:r><w:t>Around it</w:t></w:r>')
    article = read(built(lambda p: word.add_xml(p, xml)))
    assert [block.text for block in article.body] == ["Around it", "In a box"]
    assert [block.text for block in article.side][:1] == ["In a box"]
    written = Package("a", write_native(upper(article))).tree("word/document.xml")
    assert [node.text for node in written.iter(W + "t")].count("IN A BOX") == 2


def test_a_contents_list_is_translated_and_left_out_of_the_page() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("What comes next\t3", "toc 1")
    document.add_paragraph("The text itself.")
    article = read(word.saved(document))
    assert next(block.text for block in article.side) == "What comes next"
    assert len([part for part in article.page if not isinstance(part, str)]) == 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)
RUNS = st.lists(st.tuples(WORDS, st.booleans(), st.booleans(), st.sampled_from(["", "link", "tab", "field"])), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(RUNS)
def test_any_paragraph_keeps_its_words_formats_and_codes(runs: list[tuple[str, bool, bool, str]]) -> None:
    def make(paragraph: Any) -> None:
        for text, bold, italic, more in runs:
            if more == "link":
                word.link(paragraph, "https://example.com", "here")
            elif more == "tab":
                paragraph.add_run().add_tab()
            elif more == "field":
                word.field(paragraph, " PAGE ", "1")
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None

    data = built(make)
    try:
        article = read(data)
    except EmptyError:
        return
    assert write_native(article) == data
    mark = Text("Q")
    same = article.map_segments(lambda s: replace(s, target=(*s.source, mark)))
    before, after = docx.Document(io.BytesIO(data)).paragraphs[0], reopened(same).paragraphs[0]
    assert after.text.replace("Q", "") == before.text.replace("Q", "")

    def looks(paragraph: Any) -> list[tuple[str, bool, bool]]:
        found = [(c, bool(r.bold), bool(r.italic)) for r in paragraph.runs for c in r.text if not c.isspace() and c != "Q"]
        return sorted(found)

    assert looks(after) == looks(before)


def test_the_file_travels_in_its_skeleton() -> None:
    article = read(word.news())
    assert write_native(thaw_article("x", freeze_article(article))) == word.news()


def test_a_long_file_takes_little_time() -> None:
    document = docx.Document()
    for number in range(1500):
        paragraph = document.add_paragraph(f"Station {number} sends ")
        paragraph.add_run("6G signals").bold = True
        paragraph.add_run(" over the harbour every day.")
    data = word.saved(document)
    started = time.process_time()
    article = read(data)
    write_native(upper(article))
    assert time.process_time() - started < 10


@pytest.mark.client
@pytest.mark.slow
@pytest.mark.parametrize("target", ["zh-Hans", "en"])
def test_an_office_suite_opens_the_translation(tmp_path: Path, target: str) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice: .ci/install-clients office")
    article = upper(read(word.news(), Pair("zh-Hans" if target == "en" else "en", target)))
    path = tmp_path / "a.docx"
    path.write_bytes(write_native(article))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text", "--outdir",
               str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "THE CITY APPROVED A TRIAL OF 6G ON MONDAY. IT COVERS SYNAESTHESIA INTEGRATION." in text
    assert re.search(r"AREA\s+STATIONS\s+SHARE", text)
