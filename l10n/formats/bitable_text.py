"""Content as one line of readable text and back, for tables and PO: `See <1>the report</1><2/>.`

A code shows as its id: `<1>` opens, `</1>` closes, `<2/>` stands alone. A character that a cell cannot hold, a `<`
that would read as a code, and line breaks at the edges (which editors trim) show as their number: `<#000D>`. So does
space where there is nothing else. Nothing is lost.
"""

import re
from collections.abc import Mapping

from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, Text, merge_text

# Controls but for tab and line feed, the line and paragraph separators, and what XML forbids.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_TAG = r"<(?:/(?P<closed>[A-Za-z0-9_.\-]+)|(?P<id>[A-Za-z0-9_.\-]+)(?P<alone>/)?|#(?P<number>[0-9A-F]{4,6}))>"
_READ = re.compile(_TAG)
_LITERAL = re.compile(f"<(?={_TAG[1:]})|_(?=x[0-9A-Fa-f]{{4}}_)")  # office programs read _x000D_ as a character
_EDGES = re.compile(r"\A\n+|\n+\Z")


def to_words(content: Content, names: Mapping[str, str]) -> str:
    """The content as text; `names` gives for each code's id the one that is shown."""
    flat = merge_text(tuple(Text(item.source) if isinstance(item, Placeable) else item for item in content))
    written = "".join(_code(item, names) if isinstance(item, Code) else _literal(item) for item in flat)
    if not written.strip():
        return "".join(map(_number, written))  # what is nothing but space would look empty, and programs drop it
    return _EDGES.sub(lambda match: "<#000A>" * len(match[0]), written)


def to_content(text: str) -> Content:
    """The content of a text. A code's native markup is what stands in the text, for files that belong to no article."""
    items: list[Inline] = []
    at = 0
    for match in _READ.finditer(text):
        items += [Text(text[at : match.start()]), _item(match)]
        at = match.end()
    return merge_text((*items, Text(text[at:])))


def visible(text: str) -> str:
    """The text of a comment or finding with nothing that a cell cannot hold."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def _code(code: Code, names: Mapping[str, str]) -> str:
    name = names[code.id]
    match code.kind:
        case CodeKind.OPEN:
            return f"<{name}>"
        case CodeKind.CLOSE:
            return f"</{name}>"
        case CodeKind.ALONE:
            return f"<{name}/>"


def _literal(item: Inline) -> str:
    text = item.text if isinstance(item, Text) else ""
    return _HIDDEN.sub(lambda match: _number(match[0]), _LITERAL.sub(lambda match: _number(match[0]), text))


def _number(character: str) -> str:
    return f"<#{ord(character):04X}>"


def _item(match: re.Match[str]) -> Inline:
    if match["number"]:
        point = int(match["number"], 16)
        return Text(chr(point) if point <= 0x10FFFF else match[0])
    if match["closed"]:
        return Code(match["closed"], CodeKind.CLOSE, match[0])
    return Code(match["id"], CodeKind.ALONE if match["alone"] else CodeKind.OPEN, match[0])
