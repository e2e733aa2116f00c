"""Content as XLIFF 1.2 inline elements and back: g, x, bx, ex; bpt, ept, it and ph of other tools are read."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, Text, merge_text

CORE = "urn:oasis:names:tc:xliff:document:1.2"
CHARACTER = "x-l10n-character"  # ctype of a character that XML cannot hold; equiv-text is its number in hexadecimal
_CORE = f"{{{CORE}}}"
_TYPES = {"xlf:b": "bold", "xlf:i": "italic", "xlf:u": "underlined", "xlf:lb": "lb", "link": "link", "image": "image"}
_ELEMENTS = {CodeKind.ALONE: "x", CodeKind.OPEN: "bx", CodeKind.CLOSE: "ex"}
_NATIVE = {"ph": CodeKind.ALONE, "bpt": CodeKind.OPEN, "ept": CodeKind.CLOSE}


@dataclass(frozen=True, slots=True)
class Names:
    """For each code's id the one that stands in the file; `both` holds the ids whose two ends stand in the content."""

    codes: Mapping[str, str]
    both: frozenset[str] = frozenset()


def write_content(element: Any, content: Content, names: Names) -> None:
    """Fills a source or target element. Placeables are written as their words: old tools trip over annotations."""
    _write_nodes(element, nest(content), Names(names.codes, ends(content)))


def read_content(element: Any) -> Content:
    """The content of a source or target element; g, x, bx and ex have no native markup of their own."""
    return merge_text(tuple(_read(element)))


def _write_nodes(element: Any, nodes: tuple[Node, ...], names: Names) -> None:
    for node in nodes:
        match node:
            case Text(text) | Placeable(source=text):
                _write_text(element, text)
            case Nested(opening, _, inner):
                _write_nodes(add(element, _CORE + "g", {"id": names.codes[opening.id]} | _type(opening)), inner, names)
            case Code():
                _write_code(element, node, names)


def _write_code(element: Any, code: Code, names: Names) -> None:
    name = names.codes[code.id]
    if code.kind is not CodeKind.ALONE and code.id not in names.both:
        # Its other end is in another sentence; the schema asks that an <ex> has its <bx> beside it.
        add(element, _CORE + "it", {"id": name, "pos": code.kind.value} | _type(code), clean(code.native))
        return
    # Ids of one unit differ, so the two ends of a pair are joined by rid.
    described = {"id": name} if code.kind is CodeKind.ALONE else {"id": f"{name}-{code.kind.value}", "rid": name}
    equiv = {"equiv-text": clean(code.equiv)} if code.equiv and code.kind is CodeKind.ALONE else {}
    kind = {} if code.kind is CodeKind.CLOSE else _type(code)
    add(element, _CORE + _ELEMENTS[code.kind], described | kind | equiv)


def _write_text(element: Any, text: str) -> None:
    for number, piece in enumerate(pieces(text)):
        if isinstance(piece, str):
            add_text(element, piece)
        else:
            at = f"l10n-{piece:X}-{len(element)}-{number}"
            add(element, _CORE + "x", {"id": at, "ctype": CHARACTER, "equiv-text": f"{piece:04X}"})


def _type(code: Code) -> dict[str, str]:
    kind, sub = kind_of_code(code)
    known = _TYPES.get(sub) or _TYPES.get(kind)
    return {"ctype": known} if known else {}


def _read(element: Any) -> list[Inline]:
    items: list[Inline] = [Text(element.text or "")]
    for child in element:
        items += _read_child(child)
        items.append(Text(child.tail or ""))
    return items


def _read_child(child: Any) -> list[Inline]:
    tag, name = local(child), attribute_of(child, "id")
    pair = attribute_of(child, "rid") or name
    match tag:
        case "x" if attribute_of(child, "ctype") == CHARACTER:
            return [text_of([int(attribute_of(child, "equiv-text"), 16)])]
        case "x":
            return [Code(name, CodeKind.ALONE, "", equiv=attribute_of(child, "equiv-text"))]
        case "bx":
            return [Code(pair, CodeKind.OPEN, "")]
        case "ex":
            return [Code(pair, CodeKind.CLOSE, "")]
        case "g":
            return [Code(name, CodeKind.OPEN, ""), *_read(child), Code(name, CodeKind.CLOSE, "")]
        case "ph" | "bpt" | "ept":
            return [Code(name if tag == "ph" else pair, _NATIVE[tag], "".join(child.itertext()))]
        case "it":
            opens = attribute_of(child, "pos") != "close"
            return [Code(name, CodeKind.OPEN if opens else CodeKind.CLOSE, "".join(child.itertext()))]
        case _:
            return _read(child)
