"""Sentence pairs of a corpus of translations, for counting terms: TMX, XLIFF 1.2 and 2, TSV."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from l10n.errors import FormatError
from l10n.resources.files import read_bytes
from l10n.resources.locale import ALIASES
from l10n.resources.term_text import has_han

XML = "{http://www.w3.org/XML/1998/namespace}"
NATIVE = frozenset(("bpt", "ept", "ph", "it", "ut", "sub", "hi"))       # TMX and XLIFF 1.2 codes hold native markup
SPEAKING = frozenset(("hi", "sub"))
Pair = tuple[str, str, str, str]        # source text, source language, target text, target language


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file; languages that are neither English nor Chinese are passed over. Raises FormatError."""
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<":
        yield from _xml_pairs(data, path)
        return
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FormatError(str(path), "is not UTF-8", "save the file as UTF-8") from error
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) < 2:
            if line.strip():
                raise FormatError(f"{path}:{number}", "one column only", "write source, tab, target")
            continue
        yield cells[0], _language(cells[0]), cells[1], _language(cells[1])


def _xml_pairs(data: bytes, path: Path) -> Iterator[Pair]:
    from lxml import etree

    if re.search(rb"<!DOCTYPE[^>\[]*\[", data[:65536]) or b"<!ENTITY" in data:
        raise FormatError(str(path), "DOCTYPE with definitions of its own", "remove it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"{path}:{error.lineno or 1}", "is not XML", "export the file again") from error
    units = _tmx(root) if _tag(root) == "tmx" else _xliff(root)
    for source, source_tag, target, target_tag in units:
        languages = [ALIASES.get(tag.replace("_", "-").lower(), "") for tag in (source_tag, target_tag)]
        if source and target and all(languages):
            yield source, languages[0], target, languages[1]


def _tmx(root: Any) -> Iterator[Pair]:
    header = next((element for element in root if _tag(element) == "header"), None)
    wanted = header.get("srclang", "") if header is not None else ""
    for unit in root.iter():
        if _tag(unit) != "tu":
            continue
        found = [(child.get(f"{XML}lang") or child.get("lang") or "", _text(seg))
                 for child in unit if _tag(child) == "tuv" for seg in child if _tag(seg) == "seg"]
        found.sort(key=lambda item: item[0].lower() != wanted.lower())
        for language, text in found[1:]:
            yield found[0][1], found[0][0], text, language


def _xliff(root: Any) -> Iterator[Pair]:
    languages = root.get("srcLang", ""), root.get("trgLang", "")
    for element in root.iter():
        if _tag(element) == "file" and element.get("source-language"):
            languages = element.get("source-language"), element.get("target-language") or ""
        if _tag(element) not in ("segment", "trans-unit"):
            continue
        parts = {_tag(child): _text(child) for child in element if _tag(child) in ("source", "target")}
        yield parts.get("source", ""), languages[0], parts.get("target", ""), languages[1]


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    """The words of an element without the native markup of inline codes."""
    parts = [element.text or ""]
    for child in element:
        if _tag(child) not in NATIVE or _tag(child) in SPEAKING:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _language(text: str) -> str:
    return "zh-Hans" if has_han(text) else "en"
