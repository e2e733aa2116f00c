"""Dumps of pages of many sites: what is read, what is left out, that nothing is lost."""

import json
from pathlib import Path

import pytest

from l10n.errors import EmptyError, FormatError
from l10n.formats import dump
from l10n.formats.table import detect
from l10n.model.article import Article, BlockKind
from l10n.model.pair import Pair

FOLDER = Path(__file__).parent / "dumps"
PAGES = sorted(FOLDER.glob("*.txt"), key=lambda path: path.name)
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "000_aca5d6cf16b5deaf.txt"
PAIR = Pair("und", "zh-Hans")


def fields(article: Article) -> dict:
    """The article in the form of the expected files."""

    def text(kind: BlockKind) -> str:
        block = article.head_block(kind)
        return block.text if block else ""

    when, has_time = article.meta.published, article.meta.published_has_time
    names = ("title", "section", "source", "author", "editor", "description")
    return {name: text(BlockKind(name)) for name in names} | {
        "published": (when.isoformat() if has_time else when.date().isoformat()) if when else "",
        "body": [[block.kind.value, block.text] for block in article.body],
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_read_as_its_editor_would(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    dropped = expected.pop("dropped")
    article = dump.read(path.name, path.read_bytes(), PAIR)
    assert fields(article) == expected
    missing = [text for text in dropped if not any(text == drop.text for drop in article.dropped)]
    crumbs = [text for text in missing if expected["section"] and expected["section"] in text]
    assert missing == [text for text in crumbs if ">" in text or "/" in text or "：" in text]
    assert all(drop.reason and drop.line for drop in article.dropped)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_known_as_a_dump_and_written_back_as_it_was(path):
    data = path.read_bytes()
    assert detect(path.name, data).name == "dump"
    assert dump.write(dump.read(path.name, data, PAIR)) == data


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_source_language_is_found(path):
    assert dump.read(path.name, path.read_bytes(), PAIR).pair.source == (
        "zh-Hans" if path.name.startswith("zh") else "en"
    )


def test_there_are_enough_pages():
    assert len(PAGES) >= 25


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample lies beside the checkout only in the workshop")
def test_real_page():
    article = dump.read(SAMPLE.name, SAMPLE.read_bytes(), PAIR)
    found = fields(article)
    assert found["title"] == "China to deepen cooperation in 6G with EU, South Korea, and India"
    assert (found["section"], found["published"]) == ("Sci-tech", "2025-04-18T15:44:41")
    assert (found["source"], found["editor"], found["author"]) == ("Global Times", "Li Yan", "")
    lines = [line.strip() for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [text for _, text in found["body"]] == lines[5:18]
    assert {kind for kind, _ in found["body"]} == {"paragraph"}
    assert len(article.dropped) == len(lines) - 3 - 13 + 1
    assert dump.write(article) == SAMPLE.read_bytes()


@pytest.mark.parametrize(
    "data, error",
    [
        (b"", EmptyError),
        (b" \n\t\n", EmptyError),
        (b"\x89PNG\r\n\0\0", FormatError),
        (b"Home\nShare\nRelated news\nCopyright 2025 X\n", EmptyError),
    ],
)
def test_files_without_text_are_refused_in_one_line(data, error):
    with pytest.raises(error) as caught:
        dump.read("a.txt", data, PAIR)
    assert str(caught.value).startswith("a.txt: ") and "\n" not in str(caught.value)
