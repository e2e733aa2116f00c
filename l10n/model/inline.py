"""What a segment is made of: Text, Code and Placeable (XLIFF 2 inline content under readable names).

Inline content is a tuple. Adjacent Text items may occur and mean the same as one item; `plain` and
`replace_text` are the two ways in which stages look at and change content without losing codes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class CodeKind(StrEnum):
    """How a Code stands in the sentence."""

    OPEN = "open"        # opens a pair: XLIFF <pc> / <sc>
    CLOSE = "close"      # closes the pair with the same id: XLIFF </pc> / <ec>
    ALONE = "alone"      # stands alone: XLIFF <ph>


class PlaceableKind(StrEnum):
    """What a Placeable is."""

    TERM = "term"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    RANGE = "range"
    ORDINAL = "ordinal"
    NAME = "name"        # do-not-translate name or a name that holds digits: IMT-2030
    URL = "url"          # URL, e-mail, #tag, @mention


@dataclass(frozen=True, slots=True)
class Text:
    """Text that may be translated; NFC."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Native markup carried unread.

    `id` is unique within a segment and shared by the OPEN and CLOSE of one pair. `native` is the markup as it
    stood in the file, written back byte for byte. `html` is the same for an HTML page (Markdown `**` -> `<strong>`);
    empty when native is HTML already. `equiv` is the text the code stands for (a line break: "\\n").
    """

    id: str
    kind: CodeKind
    native: str
    html: str = ""
    equiv: str = ""


@dataclass(frozen=True, slots=True)
class Placeable:
    """A span whose target is known before the engine runs: a glossary term, a number, a date, a URL.

    `source` is the text as it stands in the sentence; `target` the preferred form in the target locale; `accepted`
    other forms that count as met; `ref` names the concept id (terms) or the fact's canonical value.
    """

    source: str
    target: str
    kind: PlaceableKind
    ref: str = ""
    accepted: tuple[str, ...] = ()


Inline = Text | Code | Placeable
Content = tuple[Inline, ...]


def plain(content: Content) -> str:
    """The words of the content as the source has them: text, the source of placeables, the equiv of codes."""
    if len(content) == 1 and isinstance(content[0], Text):
        return content[0].text
    return spelled(content, lambda code: code.equiv)


def spelled(content: Content, code: Callable[[Code], str], words: Callable[[str], str] = str) -> str:
    """The content as one string: each code as `code` writes it, texts and the source of placeables as `words` does."""
    parts = []
    for item in content:
        match item:
            case Text(text):
                parts.append(words(text))
            case Placeable(source=source):
                parts.append(words(source))
            case Code():
                parts.append(code(item))
    return "".join(parts)


def flat(content: Content) -> Content:
    """The content with placeables as their source words and neighbouring texts joined."""
    return merge_text(tuple(Text(item.source) if isinstance(item, Placeable) else item for item in content))


def codes(content: Content) -> tuple[Code, ...]:
    """The codes of the content in order."""
    return tuple(item for item in content if isinstance(item, Code))


def map_text(content: Content, change: Callable[[str], str]) -> Content:
    """The content with `change` applied to each Text item; codes and placeables stay."""
    return tuple(Text(change(item.text)) if isinstance(item, Text) else item for item in content)


def merge_text(content: Content) -> Content:
    """The content with adjacent Text items joined and empty ones dropped."""
    merged: list[Inline] = []
    for item in content:
        if isinstance(item, Text):
            if not item.text:
                continue
            if merged and isinstance(merged[-1], Text):
                merged[-1] = Text(merged[-1].text + item.text)
                continue
        merged.append(item)
    return tuple(merged)


def cut(content: Content, start: int, end: int) -> Content:
    """The items between two offsets of `plain(content)`; an item is split only if it is Text.

    A code without equiv at `start` belongs to the cut; one at `end` belongs to the next cut, unless it closes a pair.
    """
    taken: list[Inline] = []
    at = 0
    for item in content:
        size = len(plain((item,)))
        first, last = at, at + size
        at = last
        if isinstance(item, Text):
            left, right = max(first, start), min(last, end)
            if left < right:
                taken.append(Text(item.text[left - first:right - first]))
        elif size == 0:
            closes = isinstance(item, Code) and item.kind is CodeKind.CLOSE
            if (start < first <= end) if closes else (start <= first < end):
                taken.append(item)
        elif start <= first and last <= end:
            taken.append(item)
    return tuple(taken)
