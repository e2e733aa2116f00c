"""Every bilingual format: out and back with nothing changed, edits taken, faults told. One property over the table."""

import pytest
from hypothesis import HealthCheck, given, settings

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
from l10n.model.article import Article
from tests.strategies import articles

ROWS = [pytest.param(row, id=row.name) for row in EXCHANGE]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


def test_a_file_of_no_bilingual_format_is_refused() -> None:
    with pytest.raises(FormatError, match="is no bilingual file"):
        detect_exchange("a.png", b"\x89PNG")
