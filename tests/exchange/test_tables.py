"""Bilingual tables in CSV, XLSX, DOCX and HTML: what a person sees and may change, and what their programs do to them."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest
from lxml import html

from l10n.errors import FormatError
from l10n.formats import office
from l10n.formats.csv_table import as_meant, harmless, parse_csv, write_csv
from l10n.formats.docx_table import parse_docx, write_docx
from l10n.formats.html_table import parse_html, write_html
from l10n.formats.xliff_take import article_of as taken
from l10n.formats.xlsx_table import parse_xlsx, write_xlsx
from l10n.model.article import Article, State
from l10n.model.inline import Text
from l10n.model.trail import Rung
from tests.exchange.test_roundtrip import ARTICLE, OLD
from tests.exchange.test_xliff2 import FULL, article_of, segment

TITLES = ["id", "kind", "source (en)", "target (zh-Hans)", "state", "terms", "findings", "comments"]
FIRST = ["u1", "paragraph", "6G grows.", "6G技术增长。", "translated", "6G = 6G技术", "error numbers.missing: 5 is missing: write 5", "Ask Li.\n\nNow."]
TOLD = article_of(replace(FULL, id="u1", proofs=FULL.proofs[:1], comments=("Ask Li.", "Now.")))
CSV, XLSX, DOCX, HTML = write_csv(ARTICLE), write_xlsx(ARTICLE), write_docx(ARTICLE), write_html(ARTICLE)


def texts(article: Article) -> list[str]:
    return [s.target_text for s in article.segments]


def csv_cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))["Translation"]


def xlsx_cells(data: bytes) -> list[list[str]]:
    return [[cell.value or "" for cell in row] for row in sheet_of(data)]


def docx_cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[0].rows]


def html_cells(data: bytes) -> list[list[str]]:
    for line in (root := html.fromstring(data.decode())).iter("br"):
        line.tail = "\n" + (line.tail or "")
    return [[cell.text_content() for cell in row] for row in root.iter("tr")]


@pytest.mark.parametrize("write, cells", [
    (write_csv, csv_cells), (write_xlsx, xlsx_cells), (write_docx, docx_cells), (write_html, html_cells)])
def test_a_plain_reader_finds_titles_and_cells(write: Callable[[Article], bytes], cells: Callable[[bytes], list[list[str]]]) -> None:
    assert cells(write(TOLD)) == [TITLES, FIRST]


def test_a_term_that_was_not_met_is_no_term_met() -> None:
    flagged = replace(TOLD.body[0].segments[0], proofs=(replace(FULL.proofs[0], rung=Rung.FLAGGED),))
    assert csv_cells(write_csv(article_of(flagged)))[1][5] == ""


# ---- CSV

@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''", "＝1", "'a", "a", ""])
def test_no_cell_is_a_formula_and_all_come_back(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert as_meant(harmless(cell)) == cell


@pytest.mark.parametrize("text", ["=HYPERLINK(\"http://example.com\")", "-5%", "+86", "@Li", "'quoted'"])
def test_a_segment_like_a_formula_comes_back(text: str) -> None:
    article = article_of(segment((Text(text),), (Text(text),)))
    assert taken(parse_csv("a.csv", write_csv(article)), article) == article
    assert taken(parse_xlsx("a.xlsx", write_xlsx(article))) == article
    assert [cell.data_type for cell in sheet_of(write_xlsx(article))[2][2:4]] == ["s", "s"]


@pytest.mark.parametrize("change", [
    lambda text: text.replace('","', '";"').encode("utf-8-sig"),
    lambda text: text.replace('","', '"\t"').encode("utf-16"),
    lambda text: ("sep=;\r\n" + text.replace('","', '";"')).encode("utf-8-sig"),
    lambda text: text.encode("utf-8"),
    lambda text: text.encode("gb18030"),
    lambda text: text.replace("\r\n", "\n").encode("utf-8-sig"),
    lambda text: (text + ",,,,,,,\r\n\r\n").encode("utf-8-sig"),
    lambda text: text.replace("source (en)", "Source（EN-us）").replace("id", "ID", 1).encode("utf-8-sig"),
], ids=["semicolons", "UTF-16 with tabs", "sep=", "no byte order mark", "GB18030", "LF", "empty rows", "titles in capitals"])
def test_what_spreadsheets_save_is_read(change: Callable[[str], bytes]) -> None:
    assert taken(parse_csv("a.csv", change(CSV.decode("utf-8-sig"))), ARTICLE) == ARTICLE


def test_columns_may_move_and_others_stand_between() -> None:
    rows = [[row[3], "x", *row[:3], *row[4:]] for row in csv_cells(CSV)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    assert taken(parse_csv("a.csv", out.getvalue().encode()), ARTICLE) == ARTICLE


def test_a_table_without_ids_states_and_comments_keeps_those_of_the_article() -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([row[2], row[3].replace("6G技术增长", "6G技术在增长")] for row in csv_cells(CSV))
    back = taken(parse_csv("a.csv", out.getvalue().encode()), ARTICLE)
    assert texts(back) == ["6G技术在增长。", *OLD[1:]]
    assert list(back.segments)[1:] == list(ARTICLE.segments)[1:]


def test_a_row_that_is_cut_off_empties_nothing() -> None:
    text = CSV.decode("utf-8-sig")
    cut = text[: text.index('"u5"')] + '"u5","paragraph","e"\r\n'
    back = taken(parse_csv("a.csv", cut.encode()), ARTICLE)
    assert texts(back) == OLD
    assert [f.code for f in back.findings] == ["exchange.lost"]


def test_an_unknown_state_is_told() -> None:
    back = taken(parse_csv("a.csv", CSV.replace(b'"reviewed"', b'"done"')), ARTICLE)
    assert [(f.code, f.line, f.segment_id) for f in back.findings] == [("exchange.state", 6, "u5")]
    assert "unknown state done: use one of initial, translated, reviewed, final" in back.findings[0].message


def test_a_table_of_another_tool_is_read() -> None:
    article = taken(parse_csv("a.csv", "Source (en),Target (zh)\nOne,一\nTwo,\n".encode()))
    assert [(s.source_text, s.target_text, s.state) for s in article.segments] == [
        ("One", "一", State.TRANSLATED), ("Two", "", State.INITIAL)]


@pytest.mark.parametrize("data, said", [
    (b"", "a.csv: is empty"),
    (b"a,b\n1,2\n", "a.csv:1: has no column source and no column target"),
    (CSV[:-10], "a.csv:6: is no CSV"),
    (b"source (en),target (tlh)\na,b\n", "a.csv: unknown language tlh"),
    (b"source,target\na,b\n", "a.csv: names no source or target language"),
    (b"\x89PNG\x00\x00", "a.csv: is a binary file"),
    (b'source (en),target (zh)\n"' + b"x" * 200_000 + b'",b\n', "a.csv:2: is no CSV (field larger than field limit"),
])
def test_an_unusable_csv_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        taken(parse_csv("a.csv", data))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_translate_toolkit_edits_our_csv_once_its_titles_name_no_language() -> None:
    from translate.storage.csvl10n import csvfile

    store = csvfile()
    store.parse(CSV.replace(b"source (en)", b"source").replace(b"target (zh-Hans)", b"target"))
    unit = next(unit for unit in store.units if unit.id == "u2")
    assert (unit.source, unit.target) == ("a <1>b</1><3/>", "甲<1>乙</1><3/>")
    unit.target = "<3/>甲<1>丙</1>"
    back = taken(parse_csv("a.csv", bytes(store)), ARTICLE)
    assert texts(back) == [OLD[0], "\n甲丙", *OLD[2:]]
    assert not back.findings


@pytest.mark.parametrize("write, limit", [(write_csv, 131_072), (write_xlsx, 32_767)])
def test_a_text_longer_than_a_cell_is_refused_with_its_unit(write: Callable[[Article], bytes], limit: int) -> None:
    with pytest.raises(FormatError, match=r"unit b1\.s1 is longer .* write XLIFF instead"):
        write(article_of(segment((Text("x" * (limit + 1)),))))


# ---- XLSX

def test_a_person_may_change_target_state_and_comments_only() -> None:
    sheet = sheet_of(XLSX)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [sheet.cell(2, n).protection.locked for n in range(1, 9)] == [True, True, True, False, False, True, True, False]
    assert [sheet.cell(5, n).protection.locked for n in range(1, 9)] == [True] * 7 + [False]  # u4 is locked
    assert sheet.cell(2, 4).number_format == "@"


def test_states_come_from_a_list_and_the_sheet_is_laid_out() -> None:
    sheet = sheet_of(XLSX)
    choice = sheet.data_validations.dataValidation[0]
    assert (choice.formula1, str(choice.sqref)) == ('"initial,translated,reviewed,final"', "E2:E6")
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert all(sheet.cell(row, n).alignment.wrap_text for row in (1, 2) for n in range(1, 9))
    assert [sheet.column_dimensions[letter].width for letter in "CD"] == [52, 52]


def test_a_row_is_as_high_as_its_text() -> None:
    long = article_of(segment((Text("word " * 60),), (Text("字" * 200),)), replace(segment((Text("a"),)), id="u2"))
    heights = [sheet_of(write_xlsx(long)).row_dimensions[row].height for row in (2, 3)]
    assert heights[0] >= 8 * 15 > heights[1] == 15


def test_the_skeleton_is_in_a_hidden_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Translation", "visible"), ("l10n", "veryHidden")]


def test_a_long_skeleton_is_cut_into_cells() -> None:
    import random

    words = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=30_000))
    article = article_of(*(replace(segment((Text(words[::step]),), (Text(words[::-step]),)), id=f"u{step}") for step in (1, 2, 3)))
    assert len(list(openpyxl.load_workbook(io.BytesIO(write_xlsx(article)))["l10n"])) > 1
    assert taken(parse_xlsx("a.xlsx", write_xlsx(article))) == article


def set_cell(value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    book["Translation"]["D4"].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("value, text", [
    (5, "5"), (4.0, "4"), (4.5, "4.5"), (True, "TRUE"), ("_x000D_", "\r"), ("_x4E2D_文", "中文"),
    (__import__("datetime").datetime(2025, 6, 12), "2025-06-12"),
])
def test_what_a_spreadsheet_makes_of_typed_text_is_read_as_text(value: object, text: str) -> None:
    assert texts(taken(parse_xlsx("a.xlsx", set_cell(value))))[2] == text


def test_text_that_looks_escaped_comes_back() -> None:
    article = article_of(segment((Text("_x0041_ and _x005F_"),), (Text("_x0041_"),)))
    assert taken(parse_xlsx("a.xlsx", write_xlsx(article))) == article
    assert sheet_of(write_xlsx(article))["C2"].value == "<#005F>x0041_ and <#005F>x005F_"


def test_a_workbook_without_its_skeleton_is_read_beside_its_article() -> None:
    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    del book["l10n"]
    book["Translation"].title = "Sheet1"
    out = io.BytesIO()
    book.save(out)
    assert taken(parse_xlsx("a.xlsx", out.getvalue()), ARTICLE) == ARTICLE


def test_notes_on_cells_are_comments_of_their_row() -> None:
    from openpyxl.comments import Comment

    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    sheet = book["Translation"]
    sheet["D6"].comment = Comment("Li:\nToo short.", "Li")
    sheet["D2"].comment = Comment("[Threaded comment]\n\nYour version ...\n\nComment:\n    Why?", "tc=1")
    out = io.BytesIO()
    book.save(out)
    back = taken(parse_xlsx("a.xlsx", out.getvalue()))
    assert [s.comments for s in back.segments] == [("Why?",), (), (), (), ("Good.", "Ask Li.", "Li:\nToo short.")]
    assert texts(back) == OLD
    assert taken(parse_xlsx("a.xlsx", write_xlsx(back))) == back


# ---- DOCX

def in_document(change: Callable[[str], str]) -> bytes:
    """The document with its main part changed."""
    return with_parts(DOCX, {"word/document.xml": change(zipfile.ZipFile(io.BytesIO(DOCX)).read("word/document.xml").decode())})


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as box, zipfile.ZipFile(out, "w") as made:
        for info in box.infolist():
            if info.filename not in parts:
                made.writestr(info, box.read(info))
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def test_tracked_changes_count_as_made() -> None:
    run = '<w:t>戊</w:t></w:r>'
    tracked = ('<w:t xml:space="preserve"></w:t></w:r><w:del w:id="1" w:author="Li"><w:r><w:delText>戊</w:delText></w:r></w:del>'
               '<w:ins w:id="2" w:author="Li"><w:r><w:t>己</w:t></w:r></w:ins>')
    data = in_document(lambda text: text.replace(run, tracked, 1))
    assert data != DOCX
    assert texts(taken(parse_docx("a.docx", data))) == [*OLD[:4], "己"]


def test_a_comment_in_the_margin_is_a_comment_of_its_row() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comments = f'<w:comments {space}><w:comment w:id="0"><w:p><w:r><w:t>Too short.</w:t></w:r></w:p></w:comment></w:comments>'
    body = zipfile.ZipFile(io.BytesIO(DOCX)).read("word/document.xml").decode()
    edited = body.replace("<w:t>戊</w:t></w:r>", '<w:t>戊</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>', 1)
    back = taken(parse_docx("a.docx", with_parts(DOCX, {"word/document.xml": edited, "word/comments.xml": comments})))
    assert list(back.segments)[4].comments == ("Good.", "Ask Li.", "Too short.")


def test_lines_of_a_cell_are_lines() -> None:
    document = docx.Document(io.BytesIO(DOCX))
    cell = document.tables[0].rows[3].cells[3]
    cell.text = "丙\n丁"
    cell.add_paragraph("戊")
    out = io.BytesIO()
    document.save(out)
    assert texts(taken(parse_docx("a.docx", out.getvalue())))[2] == "丙\n丁\n戊"


def test_the_document_tells_languages_and_hides_its_skeleton() -> None:
    body = zipfile.ZipFile(io.BytesIO(DOCX)).read("word/document.xml").decode()
    assert '<w:lang w:eastAsia="zh-CN"/>' in body
    document = docx.Document(io.BytesIO(DOCX))
    assert [run.font.hidden for paragraph in document.paragraphs for run in paragraph.runs] == [True]
    assert document.sections[0].page_width > document.sections[0].page_height


# ---- HTML

@pytest.mark.parametrize("change", [
    lambda text: text.replace("<td", "\n\t<TD").replace("</td>", "</TD>\n"),
    lambda text: text.replace("<td", "<td><p").replace("</td>", "</p></td>").replace('<p class="id"', '<p align="left"'),
    lambda text: text.replace("6G grows.", "6G\n   grows."),
    lambda text: text.replace("<br>", "<br/>\n"),
    lambda text: text.replace("6G技术增长。", "<font face='x'><b>6G</b>技术<i>增长。</i></font>"),
    lambda text: text.replace("6G技术增长。", "6G技术增长。<script>alert(1)</script><style>x</style>"),
    lambda text: text.replace('lang="zh-Hans"></td>', 'lang="zh-Hans"><p class=MsoNormal>&nbsp;<o:p></o:p></p></td>'),
    lambda text: text.replace('lang="zh-Hans"></td>', 'lang="zh-Hans"><br>\n</td>'),
], ids=["capitals and folds", "paragraphs", "folded words", "XHTML", "fonts", "script", "Word's empty cell", "LibreOffice's empty cell"])
def test_what_programs_make_of_html_changes_nothing(change: Callable[[str], str]) -> None:
    text = change(HTML.decode())
    assert text != HTML.decode()
    assert taken(parse_html("a.html", text.encode())) == ARTICLE


def test_the_page_runs_no_script_and_tells_its_languages() -> None:
    hostile = article_of(segment((Text('<script>alert(1)</script>"\'&'),), (Text("</td></table><script>x</script>"),)))
    root = html.fromstring(write_html(hostile).decode())
    assert not list(root.iter("script", "link", "img", "iframe"))
    assert [cell.get("lang") for cell in root.iter("td")][2:4] == ["en", "zh-Hans"]
    assert taken(parse_html("a.html", write_html(hostile))) == hostile


@pytest.mark.parametrize("text, said", [
    (HTML.decode()[: len(HTML) // 2], "a.html: is cut off inside its table"),
    ("<p>Hello</p>", "a.html: holds no table with a column source"),
    ("<div>" * 5000, "a.html: "),
    ("", "a.html: is empty"),
])
def test_an_unusable_page_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        taken(parse_html("a.html", text.encode()))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


# ---- Zip files of office programs

@pytest.mark.parametrize("data", [XLSX, DOCX])
def test_no_clock_is_in_a_file(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert {info.date_time for info in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = box.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def zip_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return out.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'


@pytest.mark.parametrize("data, said", [
    (b"", "a: is no office file"),
    (b"PK\x03\x04 no zip", "a: is no office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a: is of an old office format, or locked with a password"),
    (zip_of({"a.txt": b"x"}), "a: is no office file of the kind"),
    (XLSX[: len(XLSX) // 2], "a: is no office file"),
    (DOCX[: len(DOCX) // 2], "a: is no office file"),
    (zip_of({"xl/a.xml": BOMB.encode(), "word/a.xml": BOMB.encode()}), "a: xl/a.xml holds a document type"),
    (zip_of({"xl/a.xml": BOMB.encode("utf-16"), "word/a.xml": b""}), "a: xl/a.xml holds a document type"),
    (zip_of({"xl/workbook.xml": b"<x", "word/document.xml": b"<x"}), "a: is no workbook that can be read"),
])
@pytest.mark.parametrize("parse", [parse_xlsx, parse_docx])
def test_an_unusable_office_file_is_refused_in_one_line(parse: Any, data: bytes, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse("a", data)
    message = str(caught.value)
    assert message.startswith(said) or (parse is parse_docx and message.startswith("a:1: not well-formed XML"))
    assert "\n" not in message


def test_a_zip_bomb_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 1_000_000)
    bomb = zip_of({"xl/workbook.xml": b" " * 2_000_000, "word/document.xml": b" "})
    assert len(bomb) < 10_000
    for parse in (parse_xlsx, parse_docx):
        with pytest.raises(FormatError, match="unpacks to more than"):
            parse("a", bomb)
    many = zip_of({f"xl/{n}.bin": b"" for n in range(office.MAX_PARTS + 1)})
    with pytest.raises(FormatError, match="unpacks to more than"):
        parse_xlsx("a", many)
