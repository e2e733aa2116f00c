"""Blocks of an HTML tree: runs of inline nodes become blocks, their places in the tree become holes.

Holes are written with the non-characters U+FDD0 and U+FDD1, which no page may hold.
"""

import re
from dataclasses import dataclass, field
from html import escape
from sys import intern
from typing import Any

from lxml import etree

from l10n.formats.html_raw import ALONE, BREAK, CLOSING, OPENING, TEXT, Raw, numbered, pack, packed_text
from l10n.formats.html_room import hand_back
from l10n.formats.html_tags import (
    KINDS,
    VOID,
    Marks,
    holders_below,
    is_inline,
    kind_of,
    said,
    spoken_attributes,
    untranslated,
)
from l10n.model.article import BlockKind, BlockRef, Skeleton

OPEN, CLOSE = "\ufdd0", "\ufdd1"
NESTED = "nested"  # the name of a block whose words stand inside a code of another block (ITS withinText="nested")
_HOLE = re.compile(f"{OPEN}(\\w+):(\\w+){CLOSE}")
_BLOCKS_BETWEEN = 1_000  # blocks after which freed memory is handed back
_STRING = etree.XPath("string()", smart_strings=False)
_LETTER = re.compile(r"[^\W\d_]")
_FORMS = {form: form for form in ("text", "html", "attribute", "plain")}  # one string for all holes of a form

Items = list[tuple[str, str]]


@dataclass(slots=True)
class Builder:
    """Collects blocks while a tree is walked; one lives only inside one call of a reader.

    `spoken` are the words of inline attributes that have a block already, `beside` those of the head with its id.
    """

    marks: Marks = field(default_factory=Marks)
    blocks: list[Raw] = field(default_factory=list)
    holders: set[Any] = field(default_factory=set)  # elements with a block element somewhere below
    spoken: set[tuple[str, str]] = field(default_factory=set)
    beside: dict[str, str] = field(default_factory=dict)

    def add(self, kind: BlockKind, packed: str, *, level: int = 0, name: str = "", note: str = "") -> Raw:
        """A new block."""
        raw = Raw(numbered(len(self.blocks)), kind, packed, level, name, note)
        self.blocks.append(raw)
        return raw


def words_of(element: Any) -> str:
    """All text below an element, comments apart."""
    return str(_STRING(element))


def hole(block_id: str, form: str) -> str:
    """The text of a hole."""
    return f"{OPEN}{block_id}:{form}{CLOSE}"


def skeleton_of(markup: str) -> Skeleton:
    """The markup cut at its holes; equal pieces are one string."""
    parts: list[str | BlockRef] = []
    known: dict[str, str] = {}
    at = 0
    for match in _HOLE.finditer(markup):
        if match.start() > at:
            piece = markup[at : match.start()]
            parts.append(known.setdefault(piece, piece))
        parts.append(BlockRef(intern(match[1]), _FORMS.get(match[2], match[2])))
        at = match.end()
    if at < len(markup):
        parts.append(markup[at:])
    return tuple(parts)


def extract_blocks(root: Any, builder: Builder, skip: frozenset[Any]) -> None:
    """Make blocks of everything below root, in document order, leaving holes; elements in `skip` are left alone.

    What is marked as not to be translated is left alone as well, apart from parts of it marked translate="yes".
    """
    marks = builder.marks
    builder.holders = holders_below(root, marks)
    stack: list[Any] = [root]
    full = 0
    while stack:
        element = stack.pop()
        if element in skip or not isinstance(element.tag, str):
            continue
        if len(builder.blocks) >= full:
            hand_back()
            full = len(builder.blocks) + _BLOCKS_BETWEEN
        _attributes(element, builder)
        if untranslated(element, marks):
            if said(element, marks) is False:
                stack.extend(reversed(_released(element, marks)))
            continue
        _runs(element, builder, skip)
        stack.extend(reversed(element))


def _attributes(element: Any, builder: Builder) -> None:
    """Holes for the attributes of an element that stays in the tree."""
    for name in spoken_attributes(element, builder.marks):
        value = element.get(name)
        if value and _LETTER.search(value) and OPEN not in value:
            block = builder.add(BlockKind.ATTRIBUTE, packed_text(value.strip()), name=name)
            element.set(name, hole(block.id, "attribute"))


def _released(element: Any, marks: Marks) -> list[Any]:
    """The outermost elements below one that are marked translate="yes"."""
    found: list[Any] = []
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if not isinstance(child.tag, str):
            continue
        if said(child, marks):
            found.append(child)
        else:
            stack.extend(reversed(child))
    return found


def _runs(element: Any, builder: Builder, skip: frozenset[Any]) -> None:
    """Replace each run of inline nodes below one element by a hole."""
    run: list[Any] = []
    before: Any = None  # last block child before the run; None: the run starts with element.text
    for child in [*element, None]:
        if child is not None and child not in skip and is_inline(child, builder.holders, builder.marks):
            run.append(child)
            continue
        _close_run(element, before, run, builder)
        before, run = child, []


def _close_run(element: Any, before: Any, run: list[Any], builder: Builder) -> None:
    lead = (element.text if before is None else before.tail) or ""
    if (not run and (not lead or lead.isspace())) or OPEN in lead:
        return
    items: Items = [(TEXT, lead)]
    for child in run:
        items += _inline(child, builder)
        items.append((TEXT, child.tail or ""))
    if not _spoken(items) and not any(child.tag == "time" for child in run):
        return
    first, last = _trim(items)
    kind = kind_of(element)
    if kind is BlockKind.HEADING and element.tag not in KINDS:
        kind = BlockKind.PARAGRAPH
    level = int(element.tag[1]) if kind is BlockKind.HEADING else 0
    block = builder.add(kind, pack(items), level=level, note=_notes(element, run, builder.marks))
    for child in run:
        _inside_attributes(child, builder)
        element.remove(child)
    filled = first + hole(block.id, "text") + last
    if before is None:
        element.text = filled
    else:
        before.tail = filled


def _notes(element: Any, run: list[Any], marks: Marks) -> str:
    """The ITS notes for the translator on the element, what it stands in, and what stands in the run."""
    if not marks.notes:
        return ""
    found = [marks.notes[e] for e in reversed([element, *element.iterancestors()]) if e in marks.notes]
    found += [marks.notes[e] for child in run for e in child.iter() if e in marks.notes]
    return " / ".join(dict.fromkeys(found))


def _inside_attributes(root: Any, builder: Builder) -> None:
    """Blocks for the attributes of inline elements; their codes keep the source's words until the page is written."""
    stack = [root]
    while stack:
        element = stack.pop()
        for name in spoken_attributes(element, builder.marks):
            value = (element.get(name) or "").strip()
            if _LETTER.search(value) and (name, value) not in builder.spoken:
                builder.spoken.add((name, value))
                builder.add(BlockKind.ATTRIBUTE, packed_text(value), name=name)
        if not untranslated(element, builder.marks):
            stack.extend(reversed(element))


def _inline(element: Any, builder: Builder) -> Items:
    """An inline element as codes and text."""
    if untranslated(element, builder.marks):
        return [(ALONE, _serialised(element))]
    inside = _inside(element, builder)
    if element.tag in VOID:  # the parser puts what follows a <wbr> into it
        return [(BREAK if element.tag == "br" else ALONE, start_tag(element)), *inside]
    if builder.marks.within.get(element) == "nested":
        if _spoken(inside):
            _trim(inside)
            builder.add(BlockKind.PARAGRAPH, pack(inside), name=NESTED)
        return [(ALONE, _serialised(element))]
    return [(OPENING, start_tag(element)), *inside, (CLOSING, f"</{element.tag}>")]


def _inside(element: Any, builder: Builder) -> Items:
    """What stands between the tags of an inline element."""
    items: Items = [(TEXT, element.text or "")]
    for child in element:
        items += _inline(child, builder)
        items.append((TEXT, child.tail or ""))
    return items


def _spoken(items: Items) -> bool:
    """True when there is a letter in the texts."""
    return any(kind == TEXT and _LETTER.search(value) for kind, value in items)


def _trim(items: Items) -> tuple[str, str]:
    """Take the outer white space off the first and last text; it is given back. White space beyond a code stays."""
    first = last = ""
    while len(items) > 1 and items[0][0] == items[1][0] == TEXT:
        items[:2] = [(TEXT, items[0][1] + items[1][1])]
    while len(items) > 1 and items[-1][0] == items[-2][0] == TEXT:
        items[-2:] = [(TEXT, items[-2][1] + items[-1][1])]
    if items[0][0] == TEXT:
        text = items[0][1]
        first = text[: len(text) - len(text.lstrip())]
        items[0] = (TEXT, text.lstrip())
    if items[-1][0] == TEXT:
        text = items[-1][1]
        last = text[len(text.rstrip()) :]
        items[-1] = (TEXT, text.rstrip())
    return first, last


def start_tag(element: Any) -> str:
    """The start tag with its attributes, as HTML."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    return f"<{element.tag}{attributes}>"


def _serialised(element: Any) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
