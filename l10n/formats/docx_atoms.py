"""A paragraph of a Word file as a row of atoms: words with their format, and what stands between them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SKIPPED = frozenset(W + name for name in (
    "pPr", "rPr", "del", "moveFrom", "proofErr", "lastRenderedPageBreak", "delText", "softHyphen", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "delInstrText",
))
_OPENED = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml"))  # only their content counts
_PAIRED = frozenset(W + name for name in ("hyperlink", "sdt", "dir", "bdo"))
_IGNORED = frozenset(W + name for name in ("lang", "noProof", "rPrChange", "ins", "del", "webHidden"))
DEEPEST = 8  # links inside links; Word makes none
TRACKED = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_HAN = re.compile("[\u3400-\u9fff]")
_SPECIAL = re.compile("courier|consol|mono|menlo|symbol|wingding", re.I)  # fonts that mean something in any script
_EAST, _NONE = frozenset(("eastAsia",)), frozenset[str]()
_EQUIV = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n"}


class Kind(Enum):
    """What an atom is."""

    TEXT = 1
    ALONE = 2
    OPEN = 3
    CLOSE = 4


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a paragraph.

    `nodes` are elements of the file, each with the format (rPr) of its run, None for what stands outside runs. For OPEN
    and CLOSE `group` is the pair's number. `style` is the format of words, by `format_key`, and `look` its element.
    """

    kind: Kind
    text: str = ""
    nodes: tuple[tuple[Any, Any], ...] = ()
    group: int = 0
    style: str = ""
    look: Any = None


def atoms_of(paragraph: Any) -> list[Atom]:
    """The atoms of a paragraph, fields gathered: a link field is a pair, any other field one atom."""
    return _with_fields(list(_children(paragraph, [0])))


def format_key(look: Any, fonts: frozenset[str] | None = None) -> str:
    """A run's format as a string: equal for runs that look alike; language and proofing marks do not count.

    Of the fonts only those of the scripts in `fonts` count (ascii, eastAsia ...), all of them for None.
    """
    if look is None:
        return ""
    parts = []
    for child in look:
        if child.tag in _IGNORED or not isinstance(child.tag, str):
            continue
        values = sorted((key, value) for key, value in child.attrib.items() if key != W + "hint")
        if child.tag == W + "rFonts" and fonts is not None:
            values = [(key, font) for key, font in values if key.rpartition("}")[2] in fonts or _SPECIAL.search(font)]
        if child.tag != W + "rFonts" or values:
            parts.append(f"{child.tag.rpartition('}')[2]}{values or ''}")
    return ";".join(parts)


def by_script(atoms: list[Atom]) -> list[Atom]:
    """The atoms of a Chinese paragraph with formats that tell scripts apart no longer.

    Word gives Latin words and figures inside Chinese text runs of their own, in another font: that is no emphasis.
    """
    counted: Counter[str] = Counter()
    for atom in atoms:
        if atom.kind is Kind.TEXT and _HAN.search(atom.text):
            counted[_east_font(atom.look)] += len(atom.text)
    if not counted:
        return atoms
    usual = counted.most_common(1)[0][0]

    def plainer(atom: Atom) -> Atom:
        odd = bool(_HAN.search(atom.text)) and _east_font(atom.look) != usual
        return replace(atom, style=format_key(atom.look, _EAST if odd else _NONE)) if atom.kind is Kind.TEXT else atom

    return [plainer(atom) for atom in atoms]


def _east_font(look: Any) -> str:
    fonts = look.find(W + "rFonts") if look is not None else None
    return str(fonts.get(W + "eastAsia", "")) if fonts is not None else ""


def _children(parent: Any, count: list[int]) -> Iterator[Atom]:
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == W + "r":
            yield from _run(child)
        elif child.tag in _OPENED:
            yield from _children(child, count)
        elif child.tag in _PAIRED or (child.tag == W + "fldSimple" and _is_link(child.get(W + "instr"))):
            count[0] += 1
            group = count[0]
            yield Atom(Kind.OPEN, nodes=((child, None),), group=group)
            inner = child.find(W + "sdtContent") if child.tag == W + "sdt" else child
            yield from _children(inner if inner is not None else (), count)
            yield Atom(Kind.CLOSE, group=group)
        else:
            yield Atom(Kind.ALONE, _shown(child) if child.tag == W + "fldSimple" else "", ((child, None),))


def _run(run: Any) -> Iterator[Atom]:
    look = run.find(W + "rPr")
    key = format_key(look)
    for child in run:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == W + "t":
            yield Atom(Kind.TEXT, child.text or "", style=key, look=look)
        elif child.tag == W + "noBreakHyphen":
            yield Atom(Kind.TEXT, "\u2011", style=key, look=look)
        else:
            equiv = "" if child.tag == W + "br" and child.get(W + "type") else _EQUIV.get(child.tag, "")
            yield Atom(Kind.ALONE, equiv, ((child, look),))


def _with_fields(atoms: list[Atom], depth: int = 0) -> list[Atom]:
    """The atoms with complex fields gathered; one that does not end in this paragraph stays in pieces."""
    out: list[Atom] = []
    at = 0
    groups = 1 + max((atom.group for atom in atoms), default=0)
    ends = _field_ends(atoms)
    while at < len(atoms):
        end = ends.get(at)
        if end is None:
            out.append(atoms[at])
            at += 1
            continue
        middle = _field_middle(atoms, at, end)
        field = atoms[at : end + 1]
        if middle is not None and depth < DEEPEST and _is_link(_instruction(atoms[at:middle])):
            out.append(Atom(Kind.OPEN, nodes=_nodes(atoms[at : middle + 1]), group=groups))
            out += _with_fields(atoms[middle + 1 : end], depth + 1)
            out.append(Atom(Kind.CLOSE, nodes=_nodes([atoms[end]]), group=groups))
            groups += 1
        else:
            shown = "" if middle is None else "".join(a.text for a in atoms[middle:end] if a.kind is Kind.TEXT)
            out.append(Atom(Kind.ALONE, shown, _nodes(field)))
        at = end + 1
    return out


def _mark(atom: Atom) -> str:
    """begin, separate or end for a field's mark, else empty."""
    node = atom.nodes[0][0] if atom.nodes else None
    return str(node.get(W + "fldCharType", "")) if node is not None and node.tag == W + "fldChar" else ""


def _field_ends(atoms: list[Atom]) -> dict[int, int]:
    """Where each field ends that begins and ends in the paragraph, at one level of links and content controls."""
    begun: list[tuple[int, int]] = []
    ends: dict[int, int] = {}
    level = 0
    for place, atom in enumerate(atoms):
        level += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(atom.kind, 0)
        mark = _mark(atom)
        if mark == "begin":
            begun.append((place, level))
        elif mark == "end" and begun:
            start, own = begun.pop()
            if own == level:
                ends[start] = place
    return ends


def _field_middle(atoms: list[Atom], at: int, end: int) -> int | None:
    depth = 0
    for place in range(at, end):
        depth += {"begin": 1, "end": -1}.get(_mark(atoms[place]), 0)
        if depth == 1 and _mark(atoms[place]) == "separate":
            return place
    return None


def _instruction(atoms: list[Atom]) -> str:
    nodes = (node for atom in atoms for node, _ in atom.nodes)
    return "".join(node.text or "" for node in nodes if node.tag == W + "instrText")


def _is_link(instruction: str | None) -> bool:
    return (instruction or "").strip().upper().startswith("HYPERLINK")


def _nodes(atoms: list[Atom]) -> tuple[tuple[Any, Any], ...]:
    """The nodes of some atoms; words become the nodes that hold them."""
    from lxml import etree

    nodes: list[tuple[Any, Any]] = []
    for atom in atoms:
        if atom.kind is Kind.TEXT:
            node = etree.Element(W + "t", {XML_SPACE: "preserve"}, nsmap={"w": NS})
            node.text = atom.text
            nodes.append((node, atom.look))
        elif atom.kind is Kind.ALONE or _mark(atom):
            nodes += atom.nodes
    return tuple(nodes)


def _shown(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(W + "t"))


def trimmed(atoms: list[Atom]) -> tuple[list[Atom], list[Atom], list[Atom]]:
    """What stands before the first words, the words with all between them, what stands after the last."""
    def words(atom: Atom) -> bool:
        return (atom.kind is Kind.TEXT and bool(atom.text.strip())) or atom.kind in (Kind.OPEN, Kind.CLOSE)

    places = [place for place, atom in enumerate(atoms) if words(atom)]
    if not places:
        return atoms, [], []
    return atoms[: places[0]], atoms[places[0] : places[-1] + 1], atoms[places[-1] + 1 :]


def merged(atoms: list[Atom]) -> list[Atom]:
    """Neighbouring words of one format as one atom."""
    out: list[Atom] = []
    for atom in atoms:
        if out and atom.kind is Kind.TEXT and out[-1].kind is Kind.TEXT and atom.style == out[-1].style:
            out[-1] = replace(out[-1], text=out[-1].text + atom.text)
        elif atom.kind is not Kind.TEXT or atom.text:
            out.append(atom)
    return out
