"""Blocks while their page's tree still stands: content packed into one string, about as long as its markup.

A tree of 2 MB of markup takes 30 MB; blocks made of it at once would come on top. They are made when it is gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from sys import intern

from l10n.model.article import Block, BlockKind, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text

END = "\0"  # ends an item; the parser never gives one
TEXT, OPENING, CLOSING, ALONE, BREAK = "tocab"


@dataclass(frozen=True, slots=True)
class Raw:
    """A block to be. `packed` holds its items: each a letter for its kind, its text or markup, and END."""

    id: str
    kind: BlockKind
    packed: str
    level: int = 0
    name: str = ""
    note: str = ""
    translate: bool = True

    @property
    def text(self) -> str:
        """The words of the block."""
        return words(self.packed)


@dataclass(slots=True)
class Codes:
    """Makes blocks of raw ones; equal codes become one object, because a page repeats them."""

    known: dict[Code, Code] = field(default_factory=dict)

    def block(self, raw: Raw) -> Block:
        """The block; a note becomes a comment of its segment."""
        comments = (raw.note,) if raw.note else ()
        segment = Segment(raw.id, self.content(raw.packed), comments=comments)
        return Block(raw.id, raw.kind, (segment,), level=raw.level, name=raw.name, translate=raw.translate)

    def content(self, packed: str) -> Content:
        """The items as text and codes; codes are numbered in order, a pair shares its number."""
        if packed.count(END) == 1 and packed[0] == TEXT:
            return (Text(packed[1:-1]),)
        items: list[Inline] = []
        opened: list[str] = []
        number = 0
        for kind, value in unpacked(packed):
            if kind == TEXT:
                items.append(Text(value))
            elif kind == CLOSING:
                items.append(self._code(Code(opened.pop(), CodeKind.CLOSE, value)))
            else:
                number += 1
                if kind == OPENING:
                    opened.append(str(number))
                way = CodeKind.OPEN if kind == OPENING else CodeKind.ALONE
                items.append(self._code(Code(str(number), way, value, equiv="\n" if kind == BREAK else "")))
        return tuple(items)

    def _code(self, code: Code) -> Code:
        return self.known.setdefault(code, code)


def packed_text(text: str) -> str:
    """A text alone, packed."""
    return f"{TEXT}{text}{END}"


def pack(items: list[tuple[str, str]]) -> str:
    """The items packed, neighbouring texts joined, empty ones dropped."""
    parts: list[str] = []
    last = ""
    for kind, value in items:
        if kind == TEXT and not value:
            continue
        if kind == TEXT == last:
            parts[-1] += value
        else:
            parts.append(kind + value)
            last = kind
    return END.join(parts) + END if parts else ""


def unpacked(packed: str) -> Iterator[tuple[str, str]]:
    """The items, each as its kind and its text or markup."""
    return ((item[0], item[1:]) for item in packed.split(END)[:-1])


def words(packed: str) -> str:
    """The words of packed items; a line break element is a line end."""
    return "".join(value if kind == TEXT else "\n" for kind, value in unpacked(packed) if kind in (TEXT, BREAK))


def numbered(count: int) -> str:
    """The id of the block that is made when there are so many already."""
    return intern(f"b{count + 1}")


def renamed(raw: Raw, kind: BlockKind) -> Raw:
    """The block as one of another kind, without a heading's level."""
    return replace(raw, kind=kind, level=0)
