"""The skeleton: an article as one compressed word and back."""

import base64
import json
import zlib

import pytest
from hypothesis import given, settings

from l10n.errors import FormatError
from l10n.formats import xliff_json
from l10n.formats.xliff_json import freeze_article, thaw_article
from l10n.model.article import Article
from tests.strategies import articles


@settings(max_examples=60, deadline=None)
@given(articles())
def test_an_article_comes_back_whole(article: Article) -> None:
    assert thaw_article("x", freeze_article(article)) == article


def word(record: object) -> str:
    return base64.b64encode(zlib.compress(json.dumps(record).encode())).decode()


GOOD = {"name": "a", "format": "html", "pair": {"source": "en", "target": "zh-Hans"}}


@pytest.mark.parametrize(
    "frozen, said",
    [
        ("####", "damaged"),
        (base64.b64encode(b"no zlib").decode(), "damaged"),
        (base64.b64encode(zlib.compress(b"{}" * 900)[:-8]).decode(), "damaged"),
        (base64.b64encode(zlib.compress(b"[" * 100_000)).decode(), "damaged"),
        (word({"l10n": 2, "article": GOOD}), "another version"),
        (word([]), "another version"),
        (word({"l10n": 1}), "Article is no object"),
        (word({"l10n": 1, "article": {}}), "Article lacks a field"),
        (word({"l10n": 1, "article": GOOD | {"os": 1}}), "Article has no field os"),
        (word({"l10n": 1, "article": GOOD | {"bom": "yes"}}), "Article.bom is str"),
        (word({"l10n": 1, "article": GOOD | {"body": {}}}), "Article.body is no list"),
        (word({"l10n": 1, "article": GOOD | {"body": [{"id": "b", "kind": "boss", "segments": []}]}}), "boss"),
        (word({"l10n": 1, "article": GOOD | {"page": [{"block_id": 1}]}}), "BlockRef.block_id is int"),
    ],
)
def test_a_damaged_skeleton_is_refused_in_one_line(frozen: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        thaw_article("file.xlf", frozen)
    assert said in str(caught.value)
    assert str(caught.value).startswith("file.xlf: ")
    assert "\n" not in str(caught.value)


def test_a_bomb_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xliff_json, "MAX_UNPACKED", 1000)
    with pytest.raises(FormatError, match="too large"):
        thaw_article("file.xlf", base64.b64encode(zlib.compress(b" " * 2_000)).decode())
