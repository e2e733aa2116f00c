"""Content as XLIFF 2 inline elements and back: pc, sc, ec, ph, mrk, cp, with originalData."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from l10n.formats.xliff_common import (
    Nested,
    Node,
    add,
    add_text,
    attribute_of,
    clean,
    ends,
    kind_of_code,
    local,
    nest,
    pieces,
    text_of,
)
from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, PlaceableKind, Text, merge_text, plain

CORE = "urn:oasis:names:tc:xliff:document:2.0"
L10N = "urn:l10n:xliff"  # prefix of our own annotation types: l10n:number
_CORE = f"{{{CORE}}}"


@dataclass(slots=True)
class Data:
    """What is gathered while a unit is written.

    `codes` maps ids of codes to ids of the file, `both` holds those with both ends in the content being written,
    `terms` maps source terms to their first annotation, `ids` native markup to the ids of originalData.
    """

    codes: Mapping[str, str]
    both: frozenset[str] = frozenset()
    terms: dict[str, str] = field(default_factory=dict)
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


def write_content(element: Any, content: Content, data: Data) -> None:
    """Fills a source or target element."""
    data.both = ends(content)
    _write_nodes(element, nest(content), data)


def write_data(unit: Any, data: Data) -> None:
    """The originalData element with what the codes refer to, in order."""
    if not data.ids:
        return
    holder = add(unit, _CORE + "originalData")
    for native, name in data.ids.items():
        write_text(add(holder, _CORE + "data", {"id": name}), native)


def write_text(element: Any, text: str) -> None:
    """Appends text; characters that XML cannot hold become <cp>."""
    for piece in pieces(text):
        if isinstance(piece, str):
            add_text(element, piece)
        else:
            add(element, _CORE + "cp", {"hex": f"{piece:04X}"})


def read_content(element: Any, data: Mapping[str, str]) -> Content:
    """The content of a source or target element; codes get their native markup from `data` (id -> markup)."""
    return merge_text(tuple(_read(element, data)))


def read_data(unit: Any) -> dict[str, str]:
    """The originalData of a unit: id -> markup."""
    return {attribute_of(e, "id"): plain(read_content(e, {})) for e in unit.iter(_CORE + "data")}


def _write_nodes(element: Any, nodes: tuple[Node, ...], data: Data) -> None:
    for node in nodes:
        match node:
            case Text(text):
                write_text(element, text)
            case Placeable():
                _write_placeable(element, node, data)
            case Nested(opening, closing, inner):
                _write_nodes(add(element, _CORE + "pc", _pair(opening, closing, data)), inner, data)
            case Code():
                _write_code(element, node, data)


def _write_placeable(element: Any, item: Placeable, data: Data) -> None:
    """A placeable is an annotation over its source words; `value` is the target form that was enforced."""
    name = data.mark()
    kind = "term" if item.kind is PlaceableKind.TERM else f"l10n:{item.kind.value}"
    made = add(element, _CORE + "mrk", {"id": name, "type": kind})
    if item.target:
        made.set("value", clean(item.target))
    if item.kind is PlaceableKind.TERM:
        data.terms.setdefault(item.source, name)
    write_text(made, item.source)


def _pair(opening: Code, closing: Code, data: Data) -> dict[str, str]:
    refs = {"dataRefStart": data.ref(opening.native), "dataRefEnd": data.ref(closing.native)}
    equivs = {"equivStart": clean(opening.equiv), "equivEnd": clean(closing.equiv)}
    return {"id": data.codes[opening.id], **_types(opening), **refs, **{k: v for k, v in equivs.items() if v}}


def _write_code(element: Any, code: Code, data: Data) -> None:
    """A code alone, or one end of a pair that crosses another or has its other end in another segment."""
    name = data.codes[code.id]
    common = {"dataRef": data.ref(code.native)} | ({"equiv": clean(code.equiv)} if code.equiv else {})
    lone = {} if code.id in data.both or code.kind is CodeKind.ALONE else {"isolated": "yes"}
    if code.kind is CodeKind.CLOSE and not lone:
        add(element, _CORE + "ec", {"startRef": name} | common)
    else:
        add(element, _CORE + _ELEMENTS[code.kind], {"id": name} | lone | _types(code) | common)


_ELEMENTS = {CodeKind.ALONE: "ph", CodeKind.OPEN: "sc", CodeKind.CLOSE: "ec"}


def _types(code: Code) -> dict[str, str]:
    kind, sub = kind_of_code(code)
    return {"type": kind, "subType": sub} if sub else {"type": kind}


def _read(element: Any, data: Mapping[str, str]) -> list[Inline]:
    items: list[Inline] = [Text(element.text or "")]
    for child in element:
        items += _read_child(child, data)
        items.append(Text(child.tail or ""))
    return items


def _read_child(child: Any, data: Mapping[str, str]) -> list[Inline]:
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
            return [
                _end(child, CodeKind.OPEN, "Start", data),
                *_read(child, data),
                _end(child, CodeKind.CLOSE, "End", data),
            ]
        case "mrk" if attribute_of(child, "type") == "term" and not len(child) and attribute_of(child, "value"):
            return [Placeable(child.text or "", attribute_of(child, "value"), PlaceableKind.TERM)]
        case _:
            # Annotations of other tools (mrk, sm, em, foreign elements) leave their words.
            return _read(child, data)


def _end(pair: Any, kind: CodeKind, end: str, data: Mapping[str, str]) -> Code:
    """One end of a <pc>."""
    native = data.get(attribute_of(pair, f"dataRef{end}"), "")
    return Code(attribute_of(pair, "id"), kind, native, equiv=attribute_of(pair, f"equiv{end}"))


def _character(written: str) -> Text:
    """The character of a <cp>; nothing for a number that is none."""
    try:
        return text_of([int(written, 16)])
    except (ValueError, OverflowError):
        return Text("")
