"""Puts new content into a paragraph of a Word file: runs with the formats that its codes stand for."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from l10n.formats.docx_atoms import NS, XML_SPACE, Atom, Kind, W
from l10n.formats.docx_runs import Paragraph
from l10n.model.inline import Code, CodeKind, Inline, Text

CONTAINERS = frozenset(W + name for name in ("hyperlink", "sdt", "dir", "bdo", "fldSimple"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHINESE_FONT = re.compile(
    "[\u3400-\u9fff]|^(?:N?SimSun|SimHei|KaiTi|FangSong|DengXian|Microsoft (?:YaHei|JhengHei)|P?MingLiU)"
)
_AMBIGUOUS = re.compile("[“”‘’…—·]")  # Word takes these from the Latin font unless the run says otherwise


def rebuild(paragraph: Paragraph, items: Sequence[Inline], language: str) -> None:
    """Put new content into the paragraph's element; what stands around the words and every node of it stay."""
    element = paragraph.element
    for child in list(element):
        if child.tag != W + "pPr":
            element.remove(child)
    for atom in paragraph.before:
        _put_atom(element, atom)
    _Builder(paragraph, language).put(items)
    for atom in paragraph.after:
        _put_atom(element, atom)


class _Builder:
    """Writes content into a paragraph as runs."""

    def __init__(self, paragraph: Paragraph, language: str) -> None:
        self.paragraph, self.language = paragraph, language
        self.places: list[tuple[str, Any]] = [("", paragraph.element)]
        self.looks: list[tuple[str, Any]] = [("", paragraph.base)]

    def put(self, items: Sequence[Inline]) -> None:
        seen = set()
        for item in items:
            if isinstance(item, Code):
                seen.add((item.id, item.kind is CodeKind.CLOSE))
                self._code(item)
            else:
                self._words(item.text if isinstance(item, Text) else item.source)
        for number, (nodes, closing) in self.paragraph.nodes.items():
            if closing and (number, False) in seen and (number, True) not in seen:
                _put_nodes(self.paragraph.element, closing)
            elif (number, False) not in seen and number not in self.paragraph.looks:
                _put_nodes(self.paragraph.element, nodes)  # no image, note or mark is ever lost

    def _code(self, code: Code) -> None:
        paragraph, number = self.paragraph, code.id
        opening, closing = paragraph.nodes.get(number, ((), ()))
        if code.kind is CodeKind.CLOSE:
            self.looks = [one for one in self.looks if one[0] != number]
            if any(one[0] == number for one in self.places):
                self.places = self.places[: next(n for n, one in enumerate(self.places) if one[0] == number)]
            _put_nodes(self.places[-1][1], closing)
        elif number in paragraph.looks:
            self.looks.append((number, paragraph.looks[number]))
            if opening and opening[0][0].tag in CONTAINERS:
                self.places.append((number, _container(self.places[-1][1], opening[0][0])))
            else:
                _put_nodes(self.places[-1][1], opening)
        else:
            _put_nodes(self.places[-1][1], opening)

    def _words(self, text: str) -> None:
        text = _FORBIDDEN.sub("", text)
        for part in re.split("([\t\n])", text):
            if part:
                look = _look(self.looks[-1][1], part, self.language)
                _put_run(self.places[-1][1], look, _text_node(part))


def _look(look: Any, text: str, language: str) -> Any:
    """The format of new words: marks that both scripts have from the target's font, no mark of the old language."""
    from lxml import etree

    made = etree.Element(W + "rPr", nsmap={"w": NS}) if look is None else deepcopy(look)
    for name in ("lang", "rPrChange", "ins", "del"):
        for child in made.findall(W + name):
            made.remove(child)
    fonts = made.find(W + "rFonts")
    if language == "zh" and _AMBIGUOUS.search(text):
        if fonts is None:
            fonts = etree.Element(W + "rFonts")
            made.insert(1 if made.find(W + "rStyle") is not None else 0, fonts)
        fonts.set(W + "hint", "eastAsia")
    elif language != "zh" and fonts is not None:
        fonts.attrib.pop(W + "hint", "")
        for key in (W + "ascii", W + "hAnsi"):
            if _CHINESE_FONT.search(fonts.get(key, "")):
                del fonts.attrib[key]  # Latin letters take the Latin font of the style
    return made if len(made) else None


def _text_node(text: str) -> Any:
    from lxml import etree

    if text in "\t\n":
        return etree.Element(W + ("tab" if text == "\t" else "br"))
    node = etree.Element(W + "t")
    node.text = text
    node.set(XML_SPACE, "preserve")
    return node


def _container(parent: Any, model: Any) -> Any:
    """A copy of a link or content control without its words, put into the parent; what takes the words."""
    from lxml import etree

    made = etree.SubElement(parent, model.tag, dict(model.attrib), nsmap=model.nsmap)
    if model.tag != W + "sdt":
        return made
    for child in model:
        if child.tag != W + "sdtContent":
            made.append(deepcopy(child))
    return etree.SubElement(made, W + "sdtContent")


def _put_atom(parent: Any, atom: Atom) -> None:
    if atom.kind is Kind.TEXT:
        _put_run(parent, atom.look, _text_node(atom.text))
    else:
        _put_nodes(parent, atom.nodes)


def _put_nodes(parent: Any, nodes: Sequence[tuple[Any, Any]]) -> None:
    """Nodes of the file: those of runs in runs of their own, the others as they are."""
    for node, look in nodes:
        if _of_run(node):
            _put_run(parent, look, node)
        else:
            parent.append(node)


def _of_run(node: Any) -> bool:
    """True for what stands inside runs; a text node without a parent was made from a field's words."""
    parent = node.getparent()
    return bool(node.tag == W + "t" if parent is None else parent.tag == W + "r")


def _put_run(parent: Any, look: Any, node: Any) -> None:
    from lxml import etree

    run = etree.SubElement(parent, W + "r")
    if look is not None:
        run.append(deepcopy(look))
    run.append(node)
