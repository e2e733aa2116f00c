"""Sentence pairs of a corpus of translations, for counting terms: TMX, XLIFF 1.2 and 2, TSV."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from l10n.errors import FormatError
from l10n.resources.locale import ALIASES
from l10n.resources.term_text import has_han
from l10n.resources.xml_stream import stream_xml, tag_of

XML = "{http://www.w3.org/XML/1998/namespace}"
NATIVE = frozenset(("bpt", "ept", "ph", "it", "ut", "sub", "hi"))       # TMX and XLIFF 1.2 codes hold native markup
UNITS = frozenset(("tu", "unit", "trans-unit"))
# Attributes that name the source and the target language: TMX, XLIFF 2, XLIFF 1.2.
LANGUAGES = (("srclang", "srcLang", "source-language"), ("trgLang", "target-language"))
SPEAKING = frozenset(("hi", "sub"))
Pair = tuple[str, str, str, str]        # source text, source language, target text, target language


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file, read a piece at a time; other languages than English and Chinese are passed over.

    Raises FormatError.
    """
    try:
        with path.open("rb") as file:
            if file.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\0")[:1] == b"<":
                file.seek(0)
                yield from _xml_pairs(file, path)
            else:
                file.seek(0)
                yield from _table_pairs(file, path)
    except OSError as error:
        raise FormatError(str(path), "cannot be read", (error.strerror or "check the file").lower()) from error


def _table_pairs(file: IO[bytes], path: Path) -> Iterator[Pair]:
    """The pairs of a table with tabs."""
    for number, raw in enumerate(file, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise FormatError(f"{path}:{number}", "is not UTF-8", "save the file as UTF-8") from error
        cells = line.split("\t")
        if len(cells) >= 2:
            yield cells[0], _language(cells[0]), cells[1], _language(cells[1])
        elif line.strip():
            raise FormatError(f"{path}:{number}", "one column only", "write source, tab, target")


def _xml_pairs(file: IO[bytes], path: Path) -> Iterator[Pair]:
    """The pairs of a TMX or XLIFF file."""
    languages = ["", ""]
    for event, element in stream_xml(file, str(path), UNITS):
        tag = tag_of(element)
        if event == "start":
            for at, names in enumerate(LANGUAGES):
                languages[at] = next((element.get(name) for name in names if element.get(name)), languages[at])
            continue
        units = _tmx(element, languages[0]) if tag == "tu" else _xliff(element, languages)
        for source, source_tag, target, target_tag in units:
            tags = [ALIASES.get(written.replace("_", "-").lower(), "") for written in (source_tag, target_tag)]
            if source and target and all(tags):
                yield source, tags[0], target, tags[1]


def _tmx(unit: Any, wanted: str) -> Iterator[Pair]:
    found = [(child.get(f"{XML}lang") or child.get("lang") or "", _text(seg))
             for child in unit if tag_of(child) == "tuv" for seg in child if tag_of(seg) == "seg"]
    found.sort(key=lambda item: item[0].lower() != wanted.lower())
    for language, text in found[1:]:
        yield found[0][1], found[0][0], text, language


def _xliff(unit: Any, languages: Sequence[str]) -> Iterator[Pair]:
    """A <trans-unit>, or the segments of a <unit>."""
    parts = [unit] if tag_of(unit) == "trans-unit" else [child for child in unit if tag_of(child) == "segment"]
    for part in parts:
        texts = {tag_of(child): _text(child) for child in part if tag_of(child) in ("source", "target")}
        yield texts.get("source", ""), languages[0], texts.get("target", ""), languages[1]


def _text(element: Any) -> str:
    """The words of an element without the native markup of inline codes."""
    parts = [element.text or ""]
    for child in element:
        if tag_of(child) not in NATIVE or tag_of(child) in SPEAKING:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _language(text: str) -> str:
    return "zh-Hans" if has_han(text) else "en"
