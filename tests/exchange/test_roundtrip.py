"""Every bilingual format: out and back with nothing changed, edits taken, faults told. One set of tests over the table."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from l10n.engines.fake import FakeEngine
from l10n.errors import FormatError, UsageError
from l10n.formats.exchange import (
    EXCHANGE,
    Exchange,
    by_exchange_name,
    detect_exchange,
    read_exchange,
    read_skeleton,
    write_skeleton,
)
from l10n.formats.table import read_article
from l10n.model.article import Article, State
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit, localise
from tests.exchange.editors import EDITORS, edit
from tests.exchange.test_xliff2 import BOLD, BREAK, FULL, UNBOLD, article_of, segment
from tests.strategies import articles

ROWS = [pytest.param(row, id=row.name) for row in EXCHANGE]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAMPLES = Path(__file__).parents[2] / "l10n" / "samples"
CODED = (Text("a "), BOLD, Text("b"), UNBOLD, BREAK)
ARTICLE = article_of(
    replace(FULL, id="u1", comments=()),
    replace(segment(CODED, (Text("甲"), BOLD, Text("乙"), UNBOLD, BREAK)), id="u2"),
    replace(segment((Text("c"),)), id="u3"),
    replace(segment((Text("d"),), (Text("丁"),), locked=True), id="u4"),
    replace(segment((Text("e"),), (Text("戊"),), state=State.REVIEWED, comments=("Good.", "Ask Li.")), id="u5"),
)
OLD = [s.target_text for s in ARTICLE.segments]


@cache
def sample(name: str) -> Article:
    """A bundled article, translated by the fake engine."""
    pair = Pair("en", "zh-Hans") if name.endswith(".txt") else Pair("zh-Hans", "en")
    article = read_article(name, (SAMPLES / name).read_bytes(), pair, None)
    done = localise([article], load_kit(Options(pair)), FakeEngine())[0]
    assert all(s.target is not None for block in done.blocks if block.translate for s in block.segments)
    return done


def back(row: Exchange, data: bytes, article: Article = ARTICLE) -> Article:
    return row.read(f"a{row.suffixes[0]}", data, None if row.carries else article)


def texts(article: Article) -> list[str]:
    return [s.target_text for s in article.segments]


def test_every_format_has_an_editor_for_these_tests() -> None:
    assert set(EDITORS) == {row.name for row in EXCHANGE}


@pytest.mark.parametrize("row", ROWS)
@FEW
@given(article=articles())
def test_an_article_goes_out_and_comes_back_whole(row: Exchange, article: Article) -> None:
    data = row.write(article)
    name = f"a{row.suffixes[0]}"
    assert detect_exchange(name, data) is row
    assert read_exchange(name, data, article) == article
    if row.carries:
        assert read_exchange(name, data) == article


@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.iterdir())])
@pytest.mark.parametrize("row", ROWS)
def test_a_real_page_goes_out_and_comes_back_whole(row: Exchange, name: str) -> None:
    article = sample(name)
    assert back(row, row.write(article), article) == article


@pytest.mark.parametrize("row", ROWS)
@settings(max_examples=5, deadline=None)
@given(article=articles())
def test_the_same_article_gives_the_same_bytes(row: Exchange, article: Article) -> None:
    assert row.write(article) == row.write(article)


@pytest.mark.parametrize("row", ROWS)
def test_a_changed_target_comes_back(row: Exchange) -> None:
    data = edit(row.name, row.write(ARTICLE), "u1", {"target": "如今6G技术在增长。"})
    taken = back(row, data)
    assert texts(taken) == ["如今6G技术在增长。", *OLD[1:]]
    assert list(taken.segments)[1:] == list(ARTICLE.segments)[1:]
    assert not taken.findings


@pytest.mark.parametrize("row", ROWS)
def test_a_first_translation_comes_back(row: Exchange) -> None:
    third = list(back(row, edit(row.name, row.write(ARTICLE), "u3", {"target": "丙"})).segments)[2]
    assert third.target_text == "丙"
    assert third.state is not State.INITIAL


@pytest.mark.parametrize("row", ROWS)
def test_an_approval_comes_back(row: Exchange) -> None:
    taken = back(row, edit(row.name, row.write(ARTICLE), "u2", {"state": "reviewed"}))
    assert [s.state for s in taken.segments][1] is State.REVIEWED
    assert texts(taken) == OLD
    assert not taken.findings


@pytest.mark.parametrize("row", ROWS)
def test_a_comment_comes_back_and_those_of_others_stay(row: Exchange) -> None:
    taken = list(back(row, edit(row.name, row.write(ARTICLE), "u1", {"comments": "“6G” 也行？ Ask."})).segments)
    assert taken[0].comments == ("“6G” 也行？ Ask.",)
    assert taken[0].target == FULL.target
    assert taken[4].comments == ("Good.", "Ask Li.")


@pytest.mark.parametrize("row", ROWS)
def test_a_changed_id_is_refused_with_its_name_and_the_rest_is_taken(row: Exchange) -> None:
    data = edit(row.name, row.write(ARTICLE), "u2", {"id": "u77"})
    taken = back(row, edit(row.name, data, "u3", {"target": "丙"}))
    assert texts(taken) == [*OLD[:2], "丙", *OLD[3:]]
    assert [(f.code, f.segment_id) for f in taken.findings] == [("exchange.unknown", "u77")]


@pytest.mark.parametrize("row", ROWS)
def test_a_lost_code_is_refused_with_its_unit_and_the_rest_is_taken(row: Exchange) -> None:
    data = edit(row.name, row.write(ARTICLE), "u2", {"target": "甲乙"})
    taken = back(row, edit(row.name, data, "u3", {"target": "丙"}))
    assert texts(taken) == [*OLD[:2], "丙", *OLD[3:]]
    assert [f.code for f in taken.findings] == ["exchange.codes"]
    assert "unit u2 lacks code 1 (open)" in taken.findings[0].message
    assert taken.findings[0].line > 0


@pytest.mark.parametrize("row", ROWS)
def test_a_locked_segment_stays(row: Exchange) -> None:
    taken = back(row, edit(row.name, row.write(ARTICLE), "u4", {"target": "不"}))
    assert texts(taken) == OLD
    assert [f.code for f in taken.findings] == ["exchange.locked"]


@pytest.mark.parametrize("row", ROWS)
def test_a_file_without_its_article_is_read_as_paragraphs(row: Exchange) -> None:
    parsed = row.parse(f"a{row.suffixes[0]}", row.write(ARTICLE))
    assert [unit.id for unit in parsed.units] == ["u1", "u2", "u3", "u4", "u5"]
    assert [unit.translate for unit in parsed.units] == [True, True, True, False, True]
    assert bool(parsed.skeleton) is row.carries
    if not row.carries:
        alone = row.read(f"a{row.suffixes[0]}", row.write(ARTICLE))
        assert alone.pair == ARTICLE.pair
        assert [s.source_text for s in alone.segments] == ["6G grows.", "a b", "c", "d", "e"]
        assert [s.target_text for s in alone.segments] == [text.strip() for text in OLD]
        assert [s.state for s in alone.segments] == [s.state for s in ARTICLE.segments]


@pytest.mark.parametrize("row", ROWS)
def test_another_language_is_refused(row: Exchange) -> None:
    other = replace(ARTICLE, pair=Pair("en", "zh-Hant"))
    with pytest.raises(FormatError, match="instead of zh-Han"):
        row.read(f"a{row.suffixes[0]}", row.write(ARTICLE), other)


@settings(max_examples=30, deadline=None)
@given(articles())
def test_a_skeleton_beside_the_file_comes_back_whole(article: Article) -> None:
    assert read_skeleton("a.l10n", write_skeleton(article)) == article


def test_a_damaged_skeleton_is_refused_in_one_line() -> None:
    with pytest.raises(FormatError, match=r"^a\.l10n: the skeleton is damaged"):
        read_skeleton("a.l10n", "新闻".encode())


def test_names_are_found_and_others_refused() -> None:
    assert [by_exchange_name(row.name) for row in EXCHANGE] == list(EXCHANGE)
    with pytest.raises(UsageError, match="use one of xliff"):
        by_exchange_name("sdlxliff")


@pytest.mark.parametrize("name, data", [("a.png", b"\x89PNG"), ("a.html", b"<table></table>"), ("page.docx", b"PK")])
def test_a_file_of_no_bilingual_format_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(FormatError, match="is no bilingual file"):
        detect_exchange(name, data)


@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.iterdir())])
def test_a_page_is_no_bilingual_file(name: str) -> None:
    with pytest.raises(FormatError, match="is no bilingual file"):
        detect_exchange(name, (SAMPLES / name).read_bytes())
