"""A paragraph of a Word file as inline content: the commonest format is bare, others are pairs of codes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from l10n.formats.docx_atoms import Atom, Kind, W, atoms_of, by_script, merged, trimmed
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NEAR = 50  # atoms looked at for words of the same format behind a tab or a picture
_TAGS = (("b", "strong"), ("i", "em"), ("u", "u"), ("strike", "s"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph taken apart: its content, what each code stands for, and what stands around the words.

    `looks` maps the id of a pair to a run's format, `nodes` an id to the elements of its opening and closing code.
    """

    element: Any
    content: Content
    base: Any
    looks: dict[str, Any]
    nodes: dict[str, tuple[tuple[tuple[Any, Any], ...], tuple[tuple[Any, Any], ...]]]
    before: tuple[Atom, ...]
    after: tuple[Atom, ...]


def paragraph_of(element: Any, links: dict[str, tuple[str, str, bool]]) -> Paragraph:
    """The paragraph of a <w:p>; `links` are the relations of its part."""
    before, core, after = trimmed(merged(by_script(atoms_of(element))))
    maker = _Maker(core, links)
    content = maker.content()
    return Paragraph(element, content, maker.bases[0][1], maker.looks, maker.nodes, tuple(before), tuple(after))


def pieces(content: Content) -> list[tuple[Content, tuple[Code, ...]]]:
    """The content cut at tabs and line breaks, each piece with the code behind it.

    Not inside a pair of codes, and not at a line break that a word in lower case follows: there a sentence goes on.
    """
    found: list[tuple[Content, tuple[Code, ...]]] = []
    items: list[Inline] = []
    depth = 0
    for item, following in zip(content, _following(content), strict=True):
        if isinstance(item, Code):
            depth += {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}.get(item.kind, 0)
            if depth == 0 and (item.equiv == "\t" or (item.equiv == "\n" and not following.islower())):
                found.append((tuple(items), (item,)))
                items = []
                continue
        items.append(item)
    return [*found, (tuple(items), ())]


def _following(content: Content) -> list[str]:
    """For each item the first letter or mark behind it."""
    found: list[str] = []
    first = ""
    for item in reversed(content):
        found.append(first)
        first = plain((item,)).strip()[:1] or first
    return found[::-1]


class _Maker:
    """Makes the content of a paragraph from its atoms."""

    def __init__(self, atoms: list[Atom], links: dict[str, tuple[str, str, bool]]) -> None:
        self.atoms, self.links = atoms, links
        self.looks: dict[str, Any] = {}
        self.nodes: dict[str, tuple[tuple[tuple[Any, Any], ...], tuple[tuple[Any, Any], ...]]] = {}
        self.items: list[Inline] = []
        self.bases = [_commonest(atoms, 0)]
        self.open: list[tuple[str, str, str, str]] = []  # id, native end, HTML end, style
        self.pairs: list[tuple[str, str]] = []
        self.count = 0

    def content(self) -> Content:
        for place, atom in enumerate(self.atoms):
            if atom.kind is Kind.TEXT:
                self._words(atom)
            elif atom.kind is Kind.ALONE:
                self._alone(place, atom)
            elif atom.kind is Kind.OPEN:
                self._open(place, atom)
            else:
                self._close(atom)
        self._end_style()
        return merge_text(tuple(self.items))

    def _next(self) -> str:
        self.count += 1
        return str(self.count)

    def _words(self, atom: Atom) -> None:
        if self.open and self.open[-1][3] != atom.style:
            self._end_style()
        if not self.open and atom.style != self.bases[-1][0]:
            number = self._next()
            start, end = _html_of(atom.look)
            self.looks[number] = atom.look
            self.items.append(Code(number, CodeKind.OPEN, f"<w:rPr>{_short(atom.look)}", start))
            self.open.append((number, "</w:rPr>", end, atom.style))
        self.items.append(Text(atom.text))

    def _end_style(self) -> None:
        while self.open:
            number, native, html, _ = self.open.pop()
            self.items.append(Code(number, CodeKind.CLOSE, native, html))

    def _alone(self, place: int, atom: Atom) -> None:
        following = next((a for a in self.atoms[place : place + _NEAR] if a.kind is not Kind.ALONE), None)
        if self.open and (following is None or following.kind is not Kind.TEXT or following.style != self.open[-1][3]):
            self._end_style()
        number = self._next()
        node = atom.nodes[0][0]
        self.nodes[number] = (atom.nodes, ())
        html = "<br>" if node.tag == W + "br" else escape(atom.text) if len(atom.nodes) > 1 else " "
        self.items.append(Code(number, CodeKind.ALONE, _native(node), html, atom.text))

    def _open(self, place: int, atom: Atom) -> None:
        self._end_style()
        number = self._next()
        node = atom.nodes[0][0]
        _, address, outside = self.links.get(node.get(R_ID, ""), ("", "", False))
        link = outside and address.startswith(("http://", "https://", "mailto:"))
        html = f'<a href="{escape(address)}">' if link else "<span>"
        self.items.append(Code(number, CodeKind.OPEN, _native(node), html))
        self.pairs.append((number, "</a>" if link else "</span>"))
        self.nodes[number] = (atom.nodes, ())
        self.bases.append(_commonest(self.atoms, atom.group, place))
        self.looks[number] = self.bases[-1][1]

    def _close(self, atom: Atom) -> None:
        self._end_style()
        number, html = self.pairs.pop()
        self.bases.pop()
        self.nodes[number] = (self.nodes[number][0], atom.nodes)
        tag = self.nodes[number][0][0][0].tag.rpartition("}")[2]
        self.items.append(Code(number, CodeKind.CLOSE, f"</w:{tag}>", html))


def _commonest(atoms: Sequence[Atom], group: int, first: int = 0) -> tuple[str, Any]:
    """The format of most of the words directly inside a pair, 0 for those outside pairs: its key and its element."""
    counted: Counter[str] = Counter()
    looks: dict[str, Any] = {}
    inside: list[int] = [] if group else [0]
    for place in range(first, len(atoms)):
        atom = atoms[place]
        if atom.kind is Kind.OPEN and (inside or atom.group == group):
            inside.append(atom.group)
        elif atom.kind is Kind.CLOSE and inside:
            inside.pop()
            if group and not inside:
                break
        elif atom.kind is Kind.TEXT and inside and inside[-1] == group:
            counted[atom.style] += len(atom.text)
            looks.setdefault(atom.style, atom.look)
    if not counted:
        return "", None
    key = max(counted, key=lambda style: counted[style])
    return key, looks[key]


def _html_of(look: Any) -> tuple[str, str]:
    """Tags of HTML for a run's format, opening and closing."""
    names = [] if look is None else [html for name, html in _TAGS if _is_on(look.find(W + name))]
    raised = look.find(W + "vertAlign") if look is not None else None
    names += {"superscript": ["sup"], "subscript": ["sub"]}.get(raised.get(W + "val") if raised is not None else "", [])
    names = names or ["span"]
    return "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))


def _is_on(element: Any) -> bool:
    return element is not None and element.get(W + "val", "true") not in ("0", "false", "none", "off")


def _short(look: Any) -> str:
    """A run's format in few words, for people who see the code: <w:b/><w:i/>."""
    return "" if look is None else "".join(_native(child) for child in look if isinstance(child.tag, str))


def _native(node: Any) -> str:
    """An element as a short tag without name spaces or content."""
    name = node.tag.rpartition("}")[2]
    wanted = {"val", "id", "type", "instr", "anchor", "name"}
    attributes = "".join(
        f' w:{key.rpartition("}")[2]}="{escape(value)}"' for key, value in node.attrib.items()
        if key.rpartition("}")[2] in wanted
    )
    return f"<w:{name}{attributes}/>" if name not in ("hyperlink", "sdt", "dir", "bdo") else f"<w:{name}{attributes}>"
