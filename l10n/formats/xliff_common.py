"""What both versions of XLIFF share: safe parsing, ids that XML allows, codes nested or not, text of any character."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from l10n.errors import FormatError
from l10n.model.article import Article, State
from l10n.model.inline import Code, CodeKind, Content, Inline, Text
from l10n.resources.xml_stream import said

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 200  # of elements; our own files stay below 50
MAX_NESTED = 30  # pairs inside one another that are written as elements; deeper ones as two ends
XML = "{http://www.w3.org/XML/1998/namespace}"
_HUGE = 8 * 1024 * 1024  # libxml2 refuses text nodes above 10 MB unless told otherwise
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NMTOKEN = re.compile(r"[A-Za-z0-9_.\-]+")
_DOCTYPE = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?.*?\?>|<!--.*?-->|\s)*<!DOCTYPE", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as a file has it.

    `state` is None where the file says none; comments are those of people, None where it has no place for them.
    `filled` tells that a target equal to the source is no translation, only what XLIFF 1.2 was filled with.
    """

    id: str
    line: int
    source: Content
    target: Content | None
    state: State | None
    comments: tuple[str, ...] | None = ()
    translate: bool = True
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Nested:
    """A pair of codes with the content between them."""

    opening: Code
    closing: Code
    inner: "tuple[Node, ...]"


Node = Inline | Nested


def parse_xml(name: str, data: bytes) -> Any:
    """The root element. Raises FormatError, with its line, for anything that is no plain, bounded XML.

    No entity is resolved, no DTD read, nothing fetched; a file with a document type is refused before it is parsed.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise FormatError(name, f"is larger than {MAX_BYTES // 1024 // 1024} MiB", "split the file")
    # NUL bytes out: the same bytes in UTF-16 or UTF-32.
    head = data[:65536].replace(b"\0", b"")
    if re.match(rb"\s*<(?:!doctype\s+)?html[\s>]", head, re.IGNORECASE):
        raise FormatError(name, "is an HTML page, no file of XML", "take the file itself, not a page that shows it")
    if _DOCTYPE.match(head):
        raise FormatError(name, "holds a document type, which may define entities", "save it without <!DOCTYPE ...>")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=len(data) > _HUGE,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            f"{name}:{error.lineno or 1}", f"not well-formed XML ({said(error)})", "take a complete copy of the file"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError(name, "holds a document type, which may define entities", "save it without <!DOCTYPE ...>")
    _limit_depth(name, root)
    return root


def wire_ids(ids: Iterable[str], prefix: str, taken: Iterable[str] = ()) -> dict[str, str]:
    """For each id one that XML allows: itself where it is an NMTOKEN, else the prefix with a free number."""
    wanted = list(dict.fromkeys(ids))
    used = set(taken) | {name for name in wanted if _NMTOKEN.fullmatch(name)}
    given: dict[str, str] = {}
    number = 0
    for name in wanted:
        if _NMTOKEN.fullmatch(name) and name not in taken:
            given[name] = name
            continue
        number += 1
        while f"{prefix}{number}" in used:
            number += 1
        given[name] = f"{prefix}{number}"
        used.add(given[name])
    return given


def unit_ids(article: Article) -> dict[str, str]:
    """For each segment's id the id of its unit."""
    return wire_ids((segment.id for segment in article.segments), "unit")


def nest(content: Content) -> tuple[Node, ...]:
    """The content with every pair that holds its inner content whole as Nested; all other codes stay single."""
    return _nest(content, (0, len(content)), _wholes(content), 0)


def ends(content: Content) -> frozenset[str]:
    """Ids of the codes whose both ends stand in the content."""
    opened = {item.id for item in content if isinstance(item, Code) and item.kind is CodeKind.OPEN}
    return frozenset(
        item.id for item in content if isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.id in opened
    )


def pieces(text: str) -> Iterator[str | int]:
    """The text in order: strings that XML can hold, and code points that it cannot."""
    at = 0
    for match in _FORBIDDEN.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        yield ord(match[0])
        at = match.end()
    if at < len(text):
        yield text[at:]


def clean(text: str) -> str:
    """The text for an attribute or a note: what XML cannot hold is replaced by U+FFFD."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def add(parent: Any, tag: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Any:
    """A new last child of an element."""
    from lxml import etree

    made = etree.SubElement(parent, tag, dict(attributes or {}))
    made.text = text
    return made


def add_text(element: Any, text: str) -> None:
    """Appends text to an element that may have children."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def one_a_line(parent: Any) -> None:
    """A line for each child, so that line numbers mean something; only for elements that hold no text."""
    parent.text = "\n"
    for child in parent:
        child.tail = "\n"


def local(element: Any) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: Any) -> int:
    """1-based line of an element."""
    return int(element.sourceline or 0)


def attribute_of(element: Any, name: str) -> str:
    """An attribute's value, empty when there is none."""
    return str(element.get(name) or "")


def tool_tag(tag: str) -> str:
    """The language tag that translation tools know best: `zh-CN` for `zh-Hans`."""
    return {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(tag, tag)


def concept_terms(proofs: Sequence[Any]) -> dict[str, str]:
    """Source term -> target term of the proofs of kind term, each once."""
    return {proof.source: proof.target for proof in proofs if proof.kind == "term" and proof.source and proof.target}


def kind_of_code(code: Code) -> tuple[str, str]:
    """XLIFF 2's type and subType of a code, by the element that it opens, closes or is."""
    match = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", code.html or code.native)
    return _TYPES.get(match[1].lower(), ("other", "")) if match else ("other", "")


_TYPES = {
    "b": ("fmt", "xlf:b"),
    "strong": ("fmt", "xlf:b"),
    "i": ("fmt", "xlf:i"),
    "em": ("fmt", "xlf:i"),
    "u": ("fmt", "xlf:u"),
    "br": ("fmt", "xlf:lb"),
    "sub": ("fmt", ""),
    "sup": ("fmt", ""),
    "s": ("fmt", ""),
    "mark": ("fmt", ""),
    "a": ("link", ""),
    "img": ("image", ""),
    "q": ("quote", ""),
}


def text_of(items: Iterable[str | int]) -> Text:
    """Text from strings and code points."""
    return Text("".join(item if isinstance(item, str) else chr(item) for item in items))


def _limit_depth(name: str, root: Any) -> None:
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise FormatError(
                f"{name}:{line_of(element)}",
                f"elements nest deeper than {MAX_DEPTH}",
                "take the file as the tool wrote it",
            )


def _wholes(content: Content) -> dict[int, int]:
    """Index of an opening code -> index of its closing one, for pairs that hold every pair between them whole."""
    opened: list[int] = []
    wholes: dict[int, int] = {}
    for at, item in enumerate(content):
        if not isinstance(item, Code) or item.kind is CodeKind.ALONE:
            continue
        if item.kind is CodeKind.OPEN:
            opened.append(at)
            continue
        match = next((start for start in reversed(opened) if _code(content[start]).id == item.id), None)
        if match is None:
            continue
        if match == opened[-1]:
            wholes[match] = at
        opened.remove(match)
    return wholes


def _code(item: Inline) -> Code:
    assert isinstance(item, Code)
    return item


def _nest(content: Content, span: tuple[int, int], wholes: dict[int, int], depth: int) -> tuple[Node, ...]:
    nodes: list[Node] = []
    at, end = span
    while at < end:
        closing = wholes.get(at)
        if closing is not None and depth < MAX_NESTED:
            inner = _nest(content, (at + 1, closing), wholes, depth + 1)
            nodes.append(Nested(_code(content[at]), _code(content[closing]), inner))
            at = closing + 1
        else:
            nodes.append(content[at])
            at += 1
    return tuple(nodes)
