"""Corpora for counting and for memories: pairs of TMX, XLIFF and TSV, read a unit at a time."""

from pathlib import Path

import pytest

from l10n.errors import FormatError
from l10n.formats.xliff1 import write_xliff as write_xliff1
from l10n.formats.xliff2 import write_xliff as write_xliff2
from l10n.resources.pair_corpus import read_pairs
from tests.exchange.test_roundtrip import ARTICLE

TMX = """<?xml version="1.0"{0}?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="zh-CN"><seg>按<ph x="1">{{0}}</ph>键</seg></tuv><tuv xml:lang="en-US"><seg>the <hi>key</hi></seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>b</seg></tuv><tuv xml:lang="zh-TW"><seg>乙</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg/></tuv><tuv xml:lang="zh"><seg>丙</seg></tuv></tu></body></tmx>"""
PAIRS = [("按键", "zh-Hans", "the key", "en"), ("a", "en", "乙", "zh-Hant")]


def pairs(path: Path, data: bytes) -> list[tuple[str, str, str, str]]:
    path.write_bytes(data)
    return list(read_pairs(path))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_memory_in_any_encoding_gives_its_pairs(charset: str, tmp_path: Path) -> None:
    said = ' encoding="UTF-16"' if "16" in charset else ""
    assert pairs(tmp_path / "m.tmx", TMX.format(said).encode(charset)) == PAIRS


@pytest.mark.parametrize("write", [write_xliff1, write_xliff2])
def test_xliff_gives_its_pairs(write: object, tmp_path: Path) -> None:
    found = pairs(tmp_path / "a.xlf", write(ARTICLE))  # type: ignore[operator]
    assert found[0] == ("6G grows.", "en", "6G技术增长。", "zh-Hans")
    assert ("a b", "en", "甲乙", "zh-Hans") in found
    assert all(target for _, _, target, _ in found)


def test_a_table_gives_its_pairs(tmp_path: Path) -> None:
    assert pairs(tmp_path / "a.tsv", "\ufeffOne\t一\tx\r\n\r\n二\tTwo".encode()) == [
        ("One", "en", "一", "zh-Hans"), ("二", "zh-Hans", "Two", "en")]


@pytest.mark.parametrize("name, data, said", [
    ("a.tsv", b"a\tb\nonly\n", "a.tsv:2: one column only"),
    ("a.tsv", b"a\tb\n\xff\xfe\tb\n", "a.tsv:2: is not UTF-8"),
    ("a.tmx", TMX.format("").encode()[:400], "a.tmx:4: not well-formed XML"),
    ("a.tmx", b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "a.tmx: holds a document type with definitions"),
])
def test_a_damaged_corpus_is_told_with_its_line(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        pairs(tmp_path / name, data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        list(read_pairs(tmp_path / "none.tmx"))
