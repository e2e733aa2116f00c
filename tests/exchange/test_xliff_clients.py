"""Other people's readers: the OASIS schemas and translate-toolkit (GPL, used by tests only)."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from lxml import etree

from l10n.formats import xliff1, xliff2
from l10n.model.article import Article, State
from l10n.model.inline import Text
from tests.exchange.test_xliff2 import BOLD, BREAK, FULL, UNBOLD, article_of, segment
from tests.strategies import articles

SCHEMAS = Path(__file__).parents[2] / ".cache" / "schemas"
VERSIONS = [pytest.param(xliff2, "xliff-core-2.0.xsd", id="2.x"), pytest.param(xliff1, "xliff-core-1.2-strict.xsd", id="1.2")]
CODED = (Text("a "), BOLD, Text("b"), UNBOLD, BREAK)
ARTICLE = article_of(
    FULL, replace(segment(CODED, (Text("甲"), BOLD, Text("乙"), UNBOLD, BREAK)), id="u2"), replace(segment((Text("c"),)), id="u3"))


def schema(name: str) -> etree.XMLSchema:
    """The schema with its import of xml.xsd turned to the file beside it."""
    if not (SCHEMAS / name).is_file():
        pytest.skip(".ci/install-clients schemas was not run")
    tree = etree.parse(SCHEMAS / name)
    for found in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        found.set("schemaLocation", "xml.xsd")
    return etree.XMLSchema(tree)


@pytest.mark.client
@pytest.mark.parametrize("module, name", VERSIONS)
def test_the_schema_accepts_what_we_write(module: ModuleType, name: str) -> None:
    checked = schema(name)

    @settings(max_examples=60, deadline=None)
    @given(articles())
    def every(article: Article) -> None:
        checked.assertValid(etree.fromstring(module.write_xliff(article)))

    every()
    checked.assertValid(etree.fromstring(module.write_xliff(ARTICLE)))


@pytest.mark.client
@pytest.mark.parametrize("module, name", VERSIONS)
def test_the_schema_would_refuse_a_wrong_file(module: ModuleType, name: str) -> None:
    data = module.write_xliff(ARTICLE).replace(b"<target", b"<targt").replace(b"</target", b"</targt")
    assert not schema(name).validate(etree.fromstring(data))


def test_translate_toolkit_reads_2_1() -> None:
    from translate.storage.xliff2 import Xliff2File

    units = Xliff2File.parsestring(xliff2.write_xliff(ARTICLE)).units
    assert units[0].source == "6G grows."
    assert units[0].target == "6G技术增长。"
    assert [bool(unit.istranslated()) for unit in units] == [True, True, False]


def test_translate_toolkit_reads_1_2() -> None:
    from translate.storage.xliff import xlifffile

    units = xlifffile.parsestring(xliff1.write_xliff(ARTICLE)).units
    assert units[0].target == "6G技术增长。"
    assert [found.target for found in units[0].getalttrans()] == ["6G在增长。", "6G发展。"]
    assert "Ask Li." in units[0].getnotes()


def test_an_edit_by_translate_toolkit_in_2_1_comes_back() -> None:
    from translate.storage.xliff2 import Xliff2File

    file = Xliff2File.parsestring(xliff2.write_xliff(ARTICLE))
    file.units[0].target = "6G技术在增长。"
    file.units[2].target = "丙"
    back = list(xliff2.read_xliff("a.xlf", bytes(file)).segments)
    assert [s.target_text for s in back] == ["6G技术在增长。", "甲乙\n", "丙"]
    assert back[2].state is State.TRANSLATED
    assert back[1] == list(ARTICLE.segments)[1]


def test_an_edit_by_translate_toolkit_in_1_2_comes_back() -> None:
    from translate.storage.xliff import xlifffile

    file = xlifffile.parsestring(xliff1.write_xliff(ARTICLE))
    file.units[0].target = "6G技术在增长。"
    file.units[2].target = "丙"
    file.units[2].markreviewneeded(False)
    back = xliff1.read_xliff("a.xlf", bytes(file))
    assert [s.target_text for s in back.segments] == ["6G技术在增长。", "甲乙\n", "丙"]
    assert not back.findings
    assert list(back.segments)[1] == list(ARTICLE.segments)[1]


def test_a_code_that_translate_toolkit_throws_away_is_told() -> None:
    from translate.storage.placeables import StringElem
    from translate.storage.xliff import xlifffile

    file = xlifffile.parsestring(xliff1.write_xliff(ARTICLE))
    file.units[1].rich_target = [StringElem("甲乙。")]
    assert b"\xe7\x94\xb2\xe4\xb9\x99\xe3\x80\x82</target>" in bytes(file)
    back = xliff1.read_xliff("a.xlf", bytes(file))
    assert [f.code for f in back.findings] == ["exchange.codes"]
    assert list(back.segments)[1] == list(ARTICLE.segments)[1]
