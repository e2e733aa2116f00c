"""The dump reader: fixtures of our own (NAME.txt with NAME.json), the real sample, and what it does with other files."""

import json
from pathlib import Path
from typing import Any

import pytest

from l10n.formats import dump
from l10n.formats.lines import lines_of
from l10n.formats.table import detect
from l10n.model.article import Article, BlockKind
from l10n.model.pair import Pair

DUMPS = Path(__file__).parent / "dumps_more"
NAMES = sorted(path.stem for path in DUMPS.glob("*.txt"))
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "000_aca5d6cf16b5deaf.txt"
UNKNOWN = Pair("und", "und")
HEAD = {
    "title": BlockKind.TITLE,
    "section": BlockKind.SECTION,
    "source": BlockKind.SOURCE,
    "author": BlockKind.AUTHOR,
    "editor": BlockKind.EDITOR,
}


def found_in(article: Article) -> dict[str, Any]:
    """What a fixture's JSON says, of an article."""
    found: dict[str, Any] = {}
    for field, kind in HEAD.items():
        block = article.head_block(kind)
        found[field] = block.text if block else None
    when, known = article.meta.published, article.meta.published_has_time
    found["published"] = (when.isoformat() if known else when.date().isoformat()) if when else None
    found["headings"] = [b.text for b in article.body if b.kind is BlockKind.HEADING]
    found["paragraphs"] = [b.text for b in article.body if b.kind is not BlockKind.HEADING]
    return found


def fixture(name: str) -> tuple[bytes, dict[str, Any]]:
    data = (DUMPS / f"{name}.txt").read_bytes()
    return data, json.loads((DUMPS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_fixture(name: str) -> None:
    data, wanted = fixture(name)
    reasons = wanted.pop("dropped")
    article = dump.read(f"{name}.txt", data, UNKNOWN)
    assert found_in(article) == wanted
    for text, reason in reasons.items():
        assert [d.reason for d in article.dropped if d.text == text and d.reason.startswith(reason)], (text, reason)


@pytest.mark.parametrize("name", NAMES)
def test_fixture_is_taken_for_a_dump_and_written_back_byte_for_byte(name: str) -> None:
    data, _ = fixture(name)
    assert detect(f"{name}.txt", data).name == "dump"
    article = dump.read(f"{name}.txt", data, UNKNOWN)
    assert dump.write(article) == data


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_fixture_is_lost_in_silence(name: str) -> None:
    data, _ = fixture(name)
    article = dump.read(f"{name}.txt", data, UNKNOWN)
    lost = unaccounted(article, data.decode("gb18030" if "gb18030" in name else "utf-8-sig"))
    assert not lost


def unaccounted(article: Article, text: str) -> list[str]:
    """Lines of which no word stands in the head, the body or what was left out."""
    kept = [line for block in article.blocks for line in block.text.split("\n")]
    left = {drop.line for drop in article.dropped}
    joined = "\n".join(kept)
    return [
        line.text
        for line in lines_of(text)
        if line.text and line.number not in left and line.text not in joined and not any(k in line.text for k in kept)
    ]


def test_the_real_sample() -> None:
    if not SAMPLE.is_file():
        pytest.skip("the sample is not beside this checkout")
    data = SAMPLE.read_bytes()
    assert detect(SAMPLE.name, data).name == "dump"
    article = dump.read(SAMPLE.name, data, UNKNOWN)
    found = found_in(article)
    paragraphs = found.pop("paragraphs")
    assert found == {
        "title": "China to deepen cooperation in 6G with EU, South Korea, and India",
        "section": "Sci-tech",
        "published": "2025-04-18T15:44:41",
        "source": "Global Times",
        "author": None,
        "editor": "Li Yan",
        "headings": [],
    }
    lines = [line.text for line in lines_of(data.decode("utf-8"))]
    first = next(k for k, text in enumerate(lines) if text.startswith("China will deepen"))
    assert paragraphs == [text for text in lines[first:] if text][:13]
    assert paragraphs[-1].endswith("industrial and supply chains, he said.")
    assert dump.write(article) == data
    assert not unaccounted(article, data.decode("utf-8"))
