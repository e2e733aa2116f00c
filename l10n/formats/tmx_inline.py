"""Content as TMX 1.4b inline elements (level 2) and back: bpt, ept, it, ph; hi, ut and unknown ones are read too."""

from collections.abc import Iterable
from typing import Any

from l10n.formats.xliff_common import (
    add,
    add_text,
    attribute_of,
    clean,
    ends,
    kind_of_code,
    local,
    pieces,
    text_of,
)
from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, Text, merge_text

CHARACTER = "x-l10n-character"  # type of a <ph> for a character that XML cannot hold: its number in hexadecimal
_TYPES = {
    "xlf:b": "bold", "xlf:i": "italic", "xlf:u": "ulined", "xlf:lb": "lb", "link": "link", "image": "image",
}  # fmt: skip
_KINDS = {"bpt": CodeKind.OPEN, "ept": CodeKind.CLOSE, "ph": CodeKind.ALONE, "ut": CodeKind.ALONE}


def write_content(seg: Any, content: Content) -> None:
    """Fills a <seg>. `i` joins the two ends of a pair inside it, `x` a code with its twin in the other language."""
    both = ends(content)
    numbers: dict[str, str] = {}
    for item in content:
        match item:
            case Text(text) | Placeable(source=text):
                _write_text(seg, text)
            case Code():
                _write_code(seg, item, both, numbers)


def read_content(seg: Any) -> Content:
    """The content of a <seg>. Codes without `x` are known by their `i`, those without either by their place."""
    pairs = {attribute_of(e, "i"): attribute_of(e, "x") for e in seg.iter() if local(e) == "bpt" and e.get("x")}
    return merge_text(tuple(_read(seg, pairs, iter(range(1, 1 << 30)))))


def _write_code(seg: Any, code: Code, both: frozenset[str], numbers: dict[str, str]) -> None:
    """One code with its native markup; one whose other end is in another segment is an <it>."""
    kind, sub = kind_of_code(code)
    known = _TYPES.get(sub) or _TYPES.get(kind)
    said = {"x": clean(code.id)} | ({"type": known} if known else {})
    if code.kind is CodeKind.ALONE:
        element = add(seg, "ph", said)
    elif code.id not in both:
        element = add(seg, "it", {"pos": "begin" if code.kind is CodeKind.OPEN else "end"} | said)
    else:
        number = numbers.setdefault(code.id, str(len(numbers) + 1))
        opens = code.kind is CodeKind.OPEN
        element = add(seg, "bpt" if opens else "ept", {"i": number} | (said if opens else {}))
    element.text = clean(code.native)


def _write_text(seg: Any, text: str) -> None:
    for piece in pieces(text):
        if isinstance(piece, str):
            add_text(seg, piece)
        else:
            add(seg, "ph", {"type": CHARACTER}, f"{piece:04X}")


def _read(element: Any, pairs: dict[str, str], places: Iterable[int]) -> list[Inline]:
    items: list[Inline] = [Text(element.text or "")]
    for child in element:
        items += _read_child(child, pairs, places)
        items.append(Text(child.tail or ""))
    return items


def _read_child(child: Any, pairs: dict[str, str], places: Iterable[int]) -> list[Inline]:
    tag, native = local(child), "".join(child.itertext())
    if tag == "ph" and attribute_of(child, "type") == CHARACTER:
        return [_character(native)]
    number = attribute_of(child, "i")
    if tag == "it":
        closes = attribute_of(child, "pos").lower() in ("end", "close")
        name = attribute_of(child, "x") or number or str(next(iter(places)))
        return [Code(name, CodeKind.CLOSE if closes else CodeKind.OPEN, native)]
    if tag in _KINDS:
        name = pairs.get(number, number) if tag == "ept" else attribute_of(child, "x") or number
        return [Code(name or str(next(iter(places))), _KINDS[tag], native)]
    # <hi> and what other tools invented leave their words.
    return _read(child, pairs, places)


def _character(written: str) -> Text:
    try:
        return text_of([int(written, 16)])
    except (ValueError, OverflowError):
        return Text("")
