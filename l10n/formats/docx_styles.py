"""What a paragraph of a Word file is: heading, list item, caption ... by its style, outline level and numbering."""

import re
from dataclasses import dataclass
from typing import Any

from l10n.formats.docx_atoms import W
from l10n.formats.docx_zip import Package
from l10n.model.article import BlockKind

_KINDS = {
    "title": BlockKind.TITLE, "caption": BlockKind.CAPTION, "quote": BlockKind.QUOTE, "intense quote": BlockKind.QUOTE,
}
_LISTS = re.compile(r"list(?: bullet| number| paragraph)?(?: \d)?")
TOC = re.compile(r"toc \d|table of figures|index \d")
LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-US"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in English and lower case, outline level (0-based, None without) and numbering."""

    name: str
    outline: int | None
    numbering: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The styles of a file by id; ids of numberings whose levels are numbers, as (id, level)."""

    styles: dict[str, Style]
    ordered: frozenset[tuple[str, str]]
    default: str

    def style(self, paragraph: Any) -> Style:
        """The style of a paragraph."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(named.get(W + "val", "") if named is not None else self.default, Style("", None, ""))

    def kind(self, paragraph: Any) -> tuple[BlockKind, int]:
        """What the paragraph is and, for headings, its level 1-6."""
        style = self.style(paragraph)
        if any(True for _ in paragraph.iterancestors(W + "tc")):
            return BlockKind.CELL, 0
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        outline = _number(own.get(W + "val")) if own is not None else style.outline
        if style.name in _KINDS:
            return _KINDS[style.name], 0
        if outline is not None and outline < 6:
            return BlockKind.HEADING, outline + 1
        if self.numbering(paragraph)[0] or (_LISTS.fullmatch(style.name) and style.name != "list paragraph"):
            return BlockKind.ITEM, 0
        return BlockKind.PARAGRAPH, 0

    def numbering(self, paragraph: Any) -> tuple[str, str]:
        """The numbering id and level of a paragraph; an empty id without numbering."""
        found = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        number = found.get(W + "val", "") if found is not None else self.style(paragraph).numbering
        return ("" if number == "0" else number), level.get(W + "val", "0") if level is not None else "0"

    def is_ordered(self, paragraph: Any) -> bool:
        """True for an item of a numbered list."""
        return self.numbering(paragraph) in self.ordered or "number" in self.style(paragraph).name


def sheet_of(package: Package) -> Sheet:
    """The styles and numberings of a package; empty when it has none."""
    parts = {kind: target for kind, target, outside in package.links(package.main).values() if not outside}
    styles: dict[str, Style] = {}
    default = ""
    if package.has(parts.get("styles", "")):
        for element in package.tree(parts["styles"]).iter(W + "style"):
            style_id = element.get(W + "styleId", "")
            styles[style_id] = _style(element, styles)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true"):
                default = style_id
    ordered = _ordered(package.tree(parts["numbering"])) if package.has(parts.get("numbering", "")) else frozenset()
    return Sheet(styles, ordered, default)


def localised_settings(package: Package, tag: str) -> dict[str, bytes]:
    """Styles and settings that name the target as their language, so that the right fonts and spelling are used."""
    from lxml import etree

    changed = {}
    key = W + ("eastAsia" if tag.startswith("zh") else "val")
    for kind, target, outside in package.links(package.main).values():
        path = {"styles": f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang", "settings": f"{W}themeFontLang"}.get(kind)
        if path is None or outside or not package.has(target):
            continue
        root = package.tree(target)
        element = root.find(path)
        language = LANGUAGES.get(tag, tag)
        if element is not None and element.get(key) != language:
            element.set(key, language)
            changed[target] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed


def _style(element: Any, known: dict[str, Style]) -> Style:
    """The style of an element; what it lacks comes from the style it is based on, if that stands before it."""
    name = element.find(W + "name")
    based = element.find(W + "basedOn")
    parent = known.get(based.get(W + "val", "")) if based is not None else None
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    numbering = element.find(f"{W}pPr/{W}numPr/{W}numId")
    return Style(
        name.get(W + "val", "").lower() if name is not None else "",
        _number(outline.get(W + "val")) if outline is not None else parent.outline if parent else None,
        numbering.get(W + "val", "") if numbering is not None else parent.numbering if parent else "",
    )


def _ordered(root: Any) -> frozenset[tuple[str, str]]:
    formats: dict[str, set[str]] = {}
    for abstract in root.iter(W + "abstractNum"):
        levels = {
            level.get(W + "ilvl", "") for level in abstract.iter(W + "lvl")
            if (form := level.find(W + "numFmt")) is not None and form.get(W + "val") not in ("bullet", "none")
        }
        formats[abstract.get(W + "abstractNumId", "")] = levels
    found = set()
    for number in root.iter(W + "num"):
        of = number.find(W + "abstractNumId")
        for level in formats.get(of.get(W + "val", "") if of is not None else "", ()):
            found.add((number.get(W + "numId", ""), level))
    return frozenset(found)


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdigit() else None
