"""Blocks of an HTML tree: runs of inline nodes become blocks, their places in the tree become holes.

Holes are written with the non-characters U+FDD0 and U+FDD1, which no page may hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree

from l10n.model.article import Block, BlockKind, BlockRef, Segment, Skeleton
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "code",
    ]
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
OPAQUE = frozenset(
    [
        "code",
        "kbd",
        "samp",
        "var",
        "script",
        "style",
        "math",
        "svg",
        "object",
        "iframe",
        "canvas",
        "audio",
        "video",
        "template",
        "noscript",
        "select",
        "textarea",
        "noframes",
        "noembed",
        "xmp",
    ]
)
HEAD_ELEMENTS = frozenset(["head", "title", "base", "meta", "link"])  # wherever they stand; the head has its own rules
KINDS = {
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
    "li": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "dt": BlockKind.TERM,
    "dd": BlockKind.ITEM,
}
OPEN, CLOSE = "\ufdd0", "\ufdd1"
_HOLE = re.compile(f"{OPEN}(\\w+):(\\w+){CLOSE}")
_STRING = etree.XPath("string()", smart_strings=False)
_LETTER = re.compile(r"[^\W\d_]")
TRANSLATED_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


@dataclass(slots=True)
class Builder:
    """Collects blocks while a tree is walked; one lives only inside one call of a reader."""

    blocks: list[Block] = field(default_factory=list)
    elements: dict[str, Any] = field(default_factory=dict)
    holders: set[Any] = field(default_factory=set)  # elements with a block element somewhere below

    def add(self, kind: BlockKind, content: Content, element: Any, name: str = "") -> Block:
        """A new block; its element is remembered so that a later look can tell where it stood."""
        number = f"b{len(self.blocks) + 1}"
        level = int(element.tag[1]) if kind is BlockKind.HEADING and isinstance(element.tag, str) else 0
        block = Block(number, kind, (Segment(number, content),), level=level, name=name)
        self.blocks.append(block)
        self.elements[number] = element
        return block


def words_of(element: Any) -> str:
    """All text below an element, comments apart."""
    return str(_STRING(element))


def hole(block_id: str, form: str) -> str:
    """The text of a hole."""
    return f"{OPEN}{block_id}:{form}{CLOSE}"


def skeleton_of(markup: str) -> Skeleton:
    """The markup cut at its holes."""
    parts: list[str | BlockRef] = []
    at = 0
    for match in _HOLE.finditer(markup):
        parts += [markup[at : match.start()], BlockRef(match[1], match[2])]
        at = match.end()
    parts.append(markup[at:])
    return tuple(part for part in parts if part != "")


def untranslated(element: Any) -> bool:
    """True for code, script and what its author marked as not to be translated (HTML, Google's class, ITS 2.0)."""
    if not isinstance(element.tag, str):
        return True
    tag = element.tag.lower()
    return (
        tag in OPAQUE
        or tag in HEAD_ELEMENTS
        or tag == "pre"
        or element.get("translate", "").lower() == "no"
        or "notranslate" in element.get("class", "").split()
        or element.get("{http://www.w3.org/2005/11/its}translate", element.get("its-translate", "")) == "no"
    )


def is_inline(element: Any, holders: set[Any]) -> bool:
    """True for an inline element that holds inline elements only; `holders` as `holders_below` finds them."""
    if not isinstance(element.tag, str):
        return True
    return element.tag.lower() in INLINE and element not in holders


def holders_below(root: Any) -> set[Any]:
    """Every element that has a block element somewhere below it; each is visited once."""
    found: set[Any] = set()
    for element in root.iterdescendants():
        tag = element.tag
        if not isinstance(tag, str) or tag.lower() in INLINE or tag.lower() in OPAQUE:
            continue
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def extract_blocks(root: Any, builder: Builder, skip: frozenset[Any]) -> None:
    """Make blocks of everything below root, in document order, leaving holes; elements in `skip` are left alone."""
    builder.holders = holders_below(root)
    stack: list[Any] = [root]
    while stack:
        element = stack.pop()
        if element in skip or untranslated(element):
            continue
        for name in TRANSLATED_ATTRIBUTES:
            value = element.get(name)
            if value and _LETTER.search(value) and OPEN not in value:
                block = builder.add(BlockKind.ATTRIBUTE, (Text(value.strip()),), element, name)
                element.set(name, hole(block.id, "attribute"))
        _runs(element, builder, skip)
        stack.extend(reversed([child for child in element if not _in_run(child)]))


def _in_run(child: Any) -> bool:
    return not isinstance(child.tag, str)


def _runs(element: Any, builder: Builder, skip: frozenset[Any]) -> None:
    """Replace each run of inline nodes below one element by a hole."""
    run: list[Any] = []
    before: Any = None  # last block child before the run; None: the run starts with element.text
    for child in [*element, None]:
        if child is not None and child not in skip and is_inline(child, builder.holders):
            run.append(child)
            continue
        _close_run(element, before, run, builder)
        before, run = child, []


def _close_run(element: Any, before: Any, run: list[Any], builder: Builder) -> None:
    lead = (element.text if before is None else before.tail) or ""
    if not run and (not lead or lead.isspace()):
        return
    items: list[Inline] = [Text(lead)]
    counter = iter(range(1, 1_000_000))
    for child in run:
        items += _inline(child, counter)
        items.append(Text(child.tail or ""))
    content = merge_text(tuple(items))
    if not _LETTER.search(plain(content)):
        return
    content, first, last = trimmed(content)
    kind = _kind(element)
    if kind is BlockKind.HEADING and element.tag.lower() not in KINDS:
        kind = BlockKind.PARAGRAPH
    block = builder.add(kind, content, element)
    for child in run:
        element.remove(child)
    filled = first + hole(block.id, "text") + last
    if before is None:
        element.text = filled
    else:
        before.tail = filled


def _kind(element: Any) -> BlockKind:
    """What a run below the element is: told by the element, its parent and that one's parent."""
    at = element
    for _ in range(3):
        if at is not None and isinstance(at.tag, str) and at.tag.lower() in KINDS:
            return KINDS[at.tag.lower()]
        at = at.getparent() if at is not None else None
    return BlockKind.PARAGRAPH


def _inline(element: Any, counter: Iterator[int]) -> list[Inline]:
    """An inline element as codes and text."""
    code_id = str(next(counter))
    if untranslated(element) or not isinstance(element.tag, str):
        return [Code(code_id, CodeKind.ALONE, _serialised(element))]
    opening = start_tag(element)
    if element.tag.lower() in VOID:
        alone = Code(code_id, CodeKind.ALONE, opening, equiv="\n" if element.tag.lower() == "br" else "")
        return [alone, *_inside(element, counter)]  # the parser puts what follows a <wbr> into it
    closing = f"</{element.tag}>"
    return [Code(code_id, CodeKind.OPEN, opening), *_inside(element, counter), Code(code_id, CodeKind.CLOSE, closing)]


def _inside(element: Any, counter: Iterator[int]) -> list[Inline]:
    """What stands between the tags of an inline element."""
    items: list[Inline] = [Text(element.text or "")]
    for child in element:
        items += _inline(child, counter)
        items.append(Text(child.tail or ""))
    return items


def start_tag(element: Any) -> str:
    """The start tag with its attributes, as HTML."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    return f"<{element.tag}{attributes}>"


def _serialised(element: Any) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def trimmed(content: Content) -> tuple[Content, str, str]:
    """The content without outer white space, which is given back as well."""
    items = list(content)
    first = last = ""
    if items and isinstance(items[0], Text):
        text = items[0].text
        first = text[: len(text) - len(text.lstrip())]
        items[0] = Text(text.lstrip())
    if items and isinstance(items[-1], Text):
        text = items[-1].text
        last = text[len(text.rstrip()) :]
        items[-1] = Text(text.rstrip())
    return merge_text(tuple(items)), first, last
