"""Content as XLIFF 2 inline elements and back: pc, sc, ec, ph, mrk, cp, with originalData."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from l10n.formats.xliff_common import Nested, Node, add_text, attribute_of, clean, ends, kind_of_code, local, nest, pieces, text_of
from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, PlaceableKind, Text, merge_text, plain

CORE = "urn:oasis:names:tc:xliff:document:2.0"
L10N = "urn:l10n:xliff"         # prefix of our own annotation types: l10n:number
_CORE = f"{{{CORE}}}"


@dataclass(slots=True)
class Data:
    """The originalData of a unit while it is written: native markup -> data id."""

    codes: Mapping[str, str]
    ids: dict[str, str] = field(default_factory=dict)
    marks: int = 0

    def ref(self, native: str) -> str:
        """The id of a piece of native markup, each kept once."""
        return self.ids.setdefault(native, f"d{len(self.ids) + 1}")

    def mark(self) -> str:
        """A new id for an annotation, used by no code."""
        self.marks += 1
        while f"m{self.marks}" in self.codes.values():
            self.marks += 1
        return f"m{self.marks}"


def write_content(element: Any, content: Content, data: Data) -> dict[str, str]:
    """Fills a source or target element; returns source term -> id of its first annotation."""
    terms: dict[str, str] = {}
    _write_nodes(element, nest(content), data, ends(content), terms)
    return terms


def write_data(unit: Any, data: Data) -> None:
    """The originalData element with what the codes refer to, in order."""
    if not data.ids:
        return
    from lxml import etree

    holder = etree.SubElement(unit, _CORE + "originalData")
    for native, name in data.ids.items():
        write_text(etree.SubElement(holder, _CORE + "data", id=name), native)


def write_text(element: Any, text: str) -> None:
    """Appends text; characters that XML cannot hold become <cp>."""
    from lxml import etree

    for piece in pieces(text):
        if isinstance(piece, str):
            add_text(element, piece)
        else:
            etree.SubElement(element, _CORE + "cp", hex=f"{piece:04X}")


def read_content(element: Any, data: Mapping[str, str]) -> Content:
    """The content of a source or target element; codes get their native markup from `data` (id -> markup)."""
    opened = {attribute_of(e, "id"): attribute_of(e, "dataRef") for e in element.iter(_CORE + "sc")}
    return merge_text(tuple(_read(element, data, opened)))


def read_data(unit: Any) -> dict[str, str]:
    """The originalData of a unit: id -> markup."""
    return {attribute_of(e, "id"): plain(read_content(e, {})) for e in unit.iter(_CORE + "data")}


def _write_nodes(element: Any, nodes: tuple[Node, ...], data: Data, both: frozenset[str], terms: dict[str, str]) -> None:
    from lxml import etree

    for node in nodes:
        match node:
            case Text(text):
                write_text(element, text)
            case Placeable():
                _write_placeable(element, node, data, terms)
            case Nested(opening, closing, inner):
                refs = {"dataRefStart": data.ref(opening.native), "dataRefEnd": data.ref(closing.native)}
                made = etree.SubElement(element, _CORE + "pc", id=data.codes[opening.id], **_types(opening), **refs)
                _write_nodes(made, inner, data, both, terms)
            case Code():
                _write_code(element, node, data, both)


def _write_placeable(element: Any, item: Placeable, data: Data, terms: dict[str, str]) -> None:
    """A placeable is an annotation over its source words; `value` is the target form that was enforced."""
    from lxml import etree

    name = data.mark()
    kind = "term" if item.kind is PlaceableKind.TERM else f"l10n:{item.kind.value}"
    made = etree.SubElement(element, _CORE + "mrk", id=name, type=kind)
    if item.target:
        made.set("value", clean(item.target))
    if item.kind is PlaceableKind.TERM:
        terms.setdefault(item.source, name)
    write_text(made, item.source)


def _write_code(element: Any, code: Code, data: Data, both: frozenset[str]) -> None:
    from lxml import etree

    name, ref = data.codes[code.id], data.ref(code.native)
    equiv = {"equiv": clean(code.equiv)} if code.equiv else {}
    if code.kind is CodeKind.ALONE:
        etree.SubElement(element, _CORE + "ph", id=name, **_types(code), dataRef=ref, **equiv)
    elif code.kind is CodeKind.OPEN:
        alone = {} if code.id in both else {"isolated": "yes"}
        etree.SubElement(element, _CORE + "sc", id=name, **_types(code), dataRef=ref, **alone, **equiv)
    elif code.id in both:
        etree.SubElement(element, _CORE + "ec", startRef=name, dataRef=ref, **equiv)
    else:
        etree.SubElement(element, _CORE + "ec", id=name, isolated="yes", **_types(code), dataRef=ref, **equiv)


def _types(code: Code) -> dict[str, str]:
    kind, sub = kind_of_code(code)
    return {"type": kind, "subType": sub} if sub else {"type": kind}


def _read(element: Any, data: Mapping[str, str], opened: Mapping[str, str]) -> list[Inline]:
    items: list[Inline] = [Text(element.text or "")]
    for child in element:
        items += _read_child(child, data, opened)
        items.append(Text(child.tail or ""))
    return items


def _read_child(child: Any, data: Mapping[str, str], opened: Mapping[str, str]) -> list[Inline]:
    name, equiv = attribute_of(child, "id"), attribute_of(child, "equiv")
    native = data.get(attribute_of(child, "dataRef"), "")
    match local(child):
        case "cp":
            return [_character(attribute_of(child, "hex"))]
        case "ph":
            return [Code(name, CodeKind.ALONE, native, equiv=equiv)]
        case "sc":
            return [Code(name, CodeKind.OPEN, native, equiv=equiv)]
        case "ec":
            return [Code(attribute_of(child, "startRef") or name, CodeKind.CLOSE, native, equiv=equiv)]
        case "pc":
            first = Code(name, CodeKind.OPEN, data.get(attribute_of(child, "dataRefStart"), ""), equiv=attribute_of(child, "equivStart"))
            last = Code(name, CodeKind.CLOSE, data.get(attribute_of(child, "dataRefEnd"), ""), equiv=attribute_of(child, "equivEnd"))
            return [first, *_read(child, data, opened), last]
        case "mrk" if attribute_of(child, "type") == "term" and not len(child) and attribute_of(child, "value"):
            return [Placeable(child.text or "", attribute_of(child, "value"), PlaceableKind.TERM)]
        case _:
            # Annotations of other tools (mrk, sm, em, foreign elements) leave their words.
            return _read(child, data, opened)


def _character(written: str) -> Text:
    """The character of a <cp>; nothing for a number that is none."""
    try:
        return text_of([int(written, 16)])
    except (ValueError, OverflowError):
        return Text("")
