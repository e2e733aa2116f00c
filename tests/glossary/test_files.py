"""Reading and writing glossary files: every layout, every fault with its line, nothing crashes."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.model.term import CaseRule, Concept, Status, Term
from l10n.resources.glossary import parse_glossary, read_glossary
from l10n.resources.glossary_csv import write_table
from l10n.resources.glossary_tbx import write_tbx
from l10n.resources.glossary_toml import write_toml

HERE = Path(__file__).parent


def pairs(data: str | bytes, name: str = "g.csv") -> list[tuple[str, str]]:
    """First English and first Chinese term of each concept; the file must have no fault."""
    raw = data.encode() if isinstance(data, str) else data
    concepts, errors = parse_glossary(raw, name)
    assert [str(error) for error in errors] == []
    return [(item.in_language("en")[0].text, item.in_language("zh")[0].text) for item in concepts]


def faults(data: str | bytes, name: str) -> list[str]:
    _, errors = parse_glossary(data.encode() if isinstance(data, str) else data, name)
    assert all("\n" not in str(error) for error in errors)
    return [str(error) for error in errors]


BASE = [("base station", "基站"), ("cell", "小区")]


@pytest.mark.parametrize("text", [
    "en,zh\nbase station,基站\ncell,小区\n",
    "zh,en\n基站,base station\n小区,cell\n",
    "\ufeffen,zh\r\nbase station,基站\r\ncell,小区\r\n",
    "English,Chinese\nbase station,基站\ncell,小区\n",
    "中文,英文\n基站,base station\n小区,cell\n",
    "source,target\nbase station,基站\ncell,小区\n",
    "Source term,Target term\n基站,base station\n小区,cell\n",
    "en-US,zh-CN\nbase station,基站\ncell,小区\n",
    "en_us,zh_cn\nbase station,基站\ncell,小区\n",
    "base station,基站\ncell,小区\n",
    "基站,base station\n小区,cell\n",
    '"en","zh"\n"base station","基站"\n"cell","小区"\n',
    "en;zh\nbase station;基站\ncell;小区\n",
    "status,zh,id,en\npreferred,基站,bs,base station\n,小区,cell,cell\n",
    "en,zh\nbase station,基站\n\n,\ncell,小区\n",
    " en , zh \n base station , 基站 \n cell , 小区 \n",
])
def test_tables_in_many_layouts(text: str) -> None:
    assert pairs(text) == BASE


def test_tables_with_tabs() -> None:
    assert pairs("en\tzh\nbase station\t基站\ncell\t小区\n", "g.tsv") == BASE
    assert pairs("base station\t基站\ncell\t小区\n", "g.txt") == BASE


def test_a_utf16_table_is_read() -> None:
    assert pairs("en\tzh\nbase station\t基站\ncell\t小区\n".encode("utf-16"), "g.tsv") == BASE


def test_plain_quotes_in_a_tab_table_stay() -> None:
    assert pairs('"AI Plus" initiative\t“人工智能+”行动\nthe "list"\t名单\n', "g.tsv")[0][0] == '"AI Plus" initiative'


def test_quoted_cells_hold_commas_quotes_and_lines() -> None:
    assert pairs('en,zh\n"fair, ""reasonable""\nterms","公平、合理"\n') == [('fair, "reasonable" terms', "公平、合理")]


def test_all_columns_of_a_table_are_read() -> None:
    text = ("id,en,zh,status,pos,case,definition,domain,note,reference,direction,dnt,not in\n"
            "x,power,算力,admitted,noun,any,What computes.,computing,A note.,Here.,en->zh,no,计算力 | 算力券\n")
    (item,), errors = parse_glossary(text.encode(), "g.csv")
    assert not errors
    assert item == Concept(
        "x", (Term("power", "en", Status.PREFERRED, "noun", CaseRule.ANY),
              Term("算力", "zh-Hans", Status.ADMITTED, "noun", CaseRule.ANY)),
        "computing", "What computes.", "A note.", "Here.", "en>zh", False, "g.csv:2", ("计算力", "算力券"))


def test_rows_of_one_id_are_one_concept() -> None:
    (item,), errors = parse_glossary("id,en,zh,zh status\nx,cell,小区,\nx,,单元,forbidden\n".encode(), "g.csv")
    assert not errors
    assert [(term.text, term.status) for term in item.terms] == [
        ("cell", "preferred"), ("小区", "preferred"), ("单元", "forbidden")]


def test_a_forbidden_row_joins_its_source_term() -> None:
    (item,), errors = parse_glossary("en,zh,status\ncell,小区,\ncell,单元,forbidden\n".encode(), "g.csv")
    assert not errors
    assert [term.text for term in item.terms] == ["cell", "小区", "单元"]


def test_toml_terms_and_defaults() -> None:
    text = '''
[[concept]]
en = ["base station", "cell site", { text = "BTS", status = "deprecated", note = "old" }]
zh = "基站"
'''
    (item,), errors = parse_glossary(text.encode(), "g.toml")
    assert not errors
    assert item.id == "base-station"
    assert item.place == "g.toml:2"
    assert [(term.text, term.status, term.case) for term in item.terms] == [
        ("base station", "preferred", "smart"), ("cell site", "admitted", "smart"), ("BTS", "deprecated", "exact"),
        ("基站", "preferred", "smart")]


TOML_HEAD = "[[concept]]\n"
FAULTS = [
    ("g.toml", 'x = [\n', "g.toml:1: not TOML"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\nzh = ["甲"]\n\n{TOML_HEAD}en = [b]\n', "g.toml:6: not TOML"),
    ("g.toml", f'{TOML_HEAD}en = ["a"\n', "g.toml:2: not TOML"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\nfr = ["b"]\n', "g.toml:1: unknown key 'fr'"),
    ("g.toml", f'{TOML_HEAD}en = [""]\n', "g.toml:1: empty term (en)"),
    ("g.toml", f'{TOML_HEAD}en = ["…"]\n', "g.toml:1: term '…' holds no letter or digit"),
    ("g.toml", f'{TOML_HEAD}en = ["a\\u0007b"]\n', "g.toml:1: control character"),
    ("g.toml", f'{TOML_HEAD}en = [{{ text = "a", status = "good" }}]\n', "g.toml:1: unknown status 'good'"),
    ("g.toml", f'{TOML_HEAD}en = [{{ text = "a", case = "upper" }}]\n', "g.toml:1: unknown case rule 'upper'"),
    ("g.toml", f'{TOML_HEAD}en = [{{ text = "a", pos = "thing" }}]\n', "g.toml:1: unknown part of speech 'thing'"),
    ("g.toml", f'{TOML_HEAD}en = [{{ txt = "a" }}]\n', "g.toml:1: en holds {'txt': 'a'}"),
    ("g.toml", f'{TOML_HEAD}en = [1]\n', "g.toml:1: en holds 1"),
    ("g.toml", f'{TOML_HEAD}id = "x"\n', "g.toml:1: concept without a term"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\nid = 5\n', "g.toml:1: id = 5 is no text"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\ndirection = "en"\n', "g.toml:1: unknown direction 'en'"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\ndirection = "en>en"\n', "g.toml:1: direction 'en>en' has one language twice"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\ndo_not_translate = "yes"\n', "g.toml:1: do_not_translate = 'yes'"),
    ("g.toml", f'{TOML_HEAD}en = ["a"]\nnot_in = "b"\n', "g.toml:1: not_in is no list of words"),
    ("g.toml", f'{TOML_HEAD}id = "x"\nen = ["a"]\n\n{TOML_HEAD}id = "x"\nen = ["b"]\n',
     "g.toml:5: id 'x' is used twice"),
    ("g.toml", "concept = 5\n", "g.toml:1: concept is no list of tables"),
    ("g.toml", "[terms]\n", "g.toml:1: unknown table or key 'terms'"),
    ("g.toml", b'[[concept]]\nen = ["a"]\nzh = ["\xbb\xf9"]\n', "g.toml:3: byte 0xbb is not UTF-8"),
    ("g.csv", "term\nbase station\n", "g.csv:1: missing column zh"),
    ("g.csv", "en,status\nbase station,preferred\n", "g.csv:1: missing column zh"),
    ("g.csv", "zh,status\n基站,preferred\n", "g.csv:1: missing column en"),
    ("g.csv", "status,note\na,b\n", "g.csv:1: missing column en and zh"),
    ("g.csv", "one\ntwo\n", "g.csv:1: one column only"),
    ("g.csv", "en,zh,colour\na,甲,b\n", "g.csv:1: unknown column 'colour'"),
    ("g.csv", "en,english,zh\na,b,甲\n", "g.csv:1: two columns of one language"),
    ("g.csv", "en,zh\na,甲\nb,\n", "g.csv:3: empty term (zh-Hans)"),
    ("g.csv", "en,zh\n,甲\n", "g.csv:2: empty term (en)"),
    ("g.csv", "en,zh,status\na,甲,good\n", "g.csv:2: unknown status 'good'"),
    ("g.csv", "en,zh,dnt\na,甲,perhaps\n", "g.csv:2: 'perhaps' is neither yes nor no"),
    ("g.csv", "en,zh,direction\na,甲,up\n", "g.csv:2: unknown direction 'up'"),
    ("g.csv", 'en,zh\na,甲\n"b,乙\n', "g.csv:3: broken quotes"),
    ("g.csv", "id,en,zh\nx,a,甲\ny,b,乙\nx,c,丙\n", "g.csv:4: id 'x' is used twice"),
    ("g.csv", b"en,zh\na,\xbb\xf9\n", "g.csv:2: byte 0xbb is not UTF-8"),
    ("g.tbx", "<martif><text>", "g.tbx:1: not XML"),
    ("g.tbx", "", "g.tbx:1: not XML"),
    ("g.tbx", "<html/>", "g.tbx:1: <html> is no TBX"),
    ("g.tbx", '<!DOCTYPE martif [<!ENTITY a "b">]>\n<martif>&a;</martif>', "g.tbx:1: DOCTYPE with definitions"),
    ("g.tbx", '\n<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<martif/>', "g.tbx:2: DOCTYPE with"),
    ("g.tbx", "<martif><text><body>\n<termEntry><langSet><tig><term>a</term></tig></langSet></termEntry>\n"
              "</body></text></martif>", "g.tbx:2: <langSet> without a language"),
    ("g.tbx", "<martif><text><body>\n<termEntry><langSet xml:lang='en'><tig><term/></tig></langSet></termEntry>\n"
              "</body></text></martif>", "g.tbx:2: empty term (en)"),
    ("g.tbx", "<martif><text><body>\n<termEntry><langSet xml:lang='en'><tig><term>a</term><termNote "
              "type='administrativeStatus'>nice</termNote></tig></langSet></termEntry>\n</body></text></martif>",
     "g.tbx:2: unknown status 'nice'"),
]


@pytest.mark.parametrize("name,data,wanted", FAULTS)
def test_each_fault_is_one_line_with_its_place(name: str, data: str | bytes, wanted: str) -> None:
    found = faults(data, name)
    assert len(found) == 1
    assert found[0].startswith(wanted)
    assert found[0].count(": ") >= 2, "place, what, cure"


def test_a_file_with_every_kind_of_fault_gives_one_line_for_each() -> None:
    text = '''[[concept]]
en = ["good"]
zh = ["好"]

[[concept]]
en = [""]

[[concept]]
en = [broken]

[[concept]]
en = ["a"]
colour = "red"

[[concept]]
en = [{ text = "b", status = "nice" }]

[[concept]]
id = "good"
en = ["c"]
'''
    concepts, errors = parse_glossary(text.encode(), "g.toml")
    assert [item.id for item in concepts] == ["good"]
    assert [error.place for error in errors] == ["g.toml:5", "g.toml:9", "g.toml:11", "g.toml:15", "g.toml:18"]


def test_a_missing_file_and_a_folder_are_faults(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        concepts, errors = read_glossary(path)
        assert concepts == []
        assert len(errors) == 1


def test_random_bytes_never_crash() -> None:
    for name in ("g.toml", "g.csv", "g.tsv", "g.tbx", "g"):
        for data in (b"", b"\x00", b"\xff\xfe\x00", b"<" * 5000, b"[" * 5000, b"'" * 99, bytes(range(256)), b"a\0,b"):
            parse_glossary(data, name)


def test_the_content_decides_when_the_ending_does_not() -> None:
    assert pairs('[[concept]]\nen = ["a"]\nzh = ["甲"]\n', "terms") == [("a", "甲")]
    assert pairs("en,zh\na,甲\n", "terms") == [("a", "甲")]
    concepts, _ = parse_glossary(write_tbx([Concept("x", (Term("a", "en"),))]), "terms")
    assert len(concepts) == 1


def test_a_tbx_of_other_tools_is_read() -> None:
    text = '''<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en-US"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry id="c7"><descripGrp><descrip type="definition">A mast.</descrip></descripGrp>
<langSet xml:lang="en-US"><ntig><termGrp><term>base station</term>
<termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>
<langSet xml:lang="de"><tig><term>Basisstation</term></tig></langSet>
<langSet xml:lang="zh-CN"><tig><term>基站</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
</tig><tig><term>基地台</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>'''
    (item,), errors = parse_glossary(text.encode(), "other.tbx")
    assert not errors
    assert item.id == "c7"
    assert item.definition == "A mast."
    assert [(term.text, term.language, term.status) for term in item.terms] == [
        ("base station", "en", "preferred"), ("基站", "zh-Hans", "preferred"), ("基地台", "zh-Hans", "deprecated")]
    assert item.terms[0].part_of_speech == "noun"


@pytest.mark.parametrize("version", [2, 3])
def test_an_independent_reader_reads_our_tbx(version: int) -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    concepts, _ = read_glossary(HERE / "terms.toml")
    both = [item for item in concepts if not item.do_not_translate]
    data = write_tbx(both, version)
    if version == 3:        # the reader knows the element names of version 2 only; the structure is the same
        for new, old in (("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig"),
                         ("tbxHeader", "martifHeader"), ('<tbx xmlns="urn:iso:std:iso:30042:ed-2" ', "<martif "),
                         ("</tbx>", "</martif>")):
            data = data.replace(new.encode(), old.encode())
    store = tbx.tbxfile.parsestring(data)
    units = [unit for unit in store.units if unit.source]
    assert len(units) == len(both)
    assert {(str(unit.source), str(unit.target)) for unit in units} == {
        (item.terms[0].text, item.in_language("zh")[0].text) for item in both}


@pytest.mark.parametrize("name,write", [
    ("g.toml", write_toml), ("g.csv", write_table), ("g.tsv", lambda concepts: write_table(concepts, "\t")),
    ("g.tbx", write_tbx), ("g.tbx", lambda concepts: write_tbx(concepts, 3)),
])
def test_the_test_glossary_survives_every_format(name: str, write) -> None:  # type: ignore[no-untyped-def]
    concepts, _ = read_glossary(HERE / "terms.toml")
    again, errors = parse_glossary(write(concepts), name)
    assert not errors
    assert [replace(item, place="") for item in again] == [replace(item, place="") for item in concepts]
