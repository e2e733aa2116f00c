"""The article that is damaged: five units, one of them edited by a translator before the damage is done."""

import re
from collections.abc import Callable
from typing import NamedTuple

from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment, State
from l10n.model.inline import Code, CodeKind, Text
from l10n.model.pair import Pair

BOLD, UNBOLD = Code("1", CodeKind.OPEN, "<b>"), Code("1", CodeKind.CLOSE, "</b>")
BREAK = Code("2", CodeKind.ALONE, "<br>", equiv="\n")
CODED = (Text("Two "), BOLD, Text("bold"), UNBOLD, Text(" words."), BREAK)
ROWS = (
    Segment("u1", (Text("One."),), (Text("一。"),), State.TRANSLATED),
    Segment("u2", CODED, (Text("两个"), BOLD, Text("粗体"), UNBOLD, Text("字。"), BREAK), State.TRANSLATED),
    Segment("u3", (Text("Three."),), (Text("三。"),), State.TRANSLATED, locked=True),
    Segment("u4", (Text("Four, “quoted”; more."),), (Text("肆。"),), State.TRANSLATED),
    Segment("u5", (Text("Five."),), (Text("五。"),), State.FINAL, comments=("Ask Li.",)),
)
ARTICLE = Article(
    "page.html", "html", Pair("en", "zh-Hans"),
    body=tuple(Block(f"b{n}", BlockKind.PARAGRAPH, (row,)) for n, row in enumerate(ROWS, 1)),
    skeleton=tuple(part for n in range(1, 6) for part in ("<p>", BlockRef(f"b{n}"), "</p>\n")),
    page=tuple(part for n in range(1, 6) for part in ("<p>", BlockRef(f"b{n}", "html"), "</p>\n")),
)
EDIT = ("肆。", "四。")  # what the translator did in unit u4 before the damage
MERGED = {"u1": "一。", "u2": "两个粗体字。\n", "u3": "三。", "u4": "四。", "u5": "五。"}

Change = Callable[[bytes], bytes]


class Case(NamedTuple):
    """A damage: its name, the format, and what is done to the bytes. What is said of it stands in said.cases."""

    name: str
    kind: str
    change: Change


def each(kinds: str, name: str, change: Change) -> list[Case]:
    """One case for each of several formats."""
    return [Case(name, kind, change) for kind in kinds.split()]


def text(*changes: tuple[str, str], charset: str = "utf-8") -> Change:
    """Replaces each pattern, which has to be there, in the file as text."""

    def change(data: bytes) -> bytes:
        words = data.decode(charset)
        for pattern, new in changes:
            words, count = re.subn(pattern, new, words, flags=re.DOTALL | re.MULTILINE)
            assert count, f"{pattern} is not in the file"
        return words.encode(charset)

    return change


def then(*changes: Change) -> Change:
    """One change after another."""

    def change(data: bytes) -> bytes:
        for one in changes:
            data = one(data)
        return data

    return change


def recoded(charset: str, bom: bytes = b"") -> Change:
    """The file in another charset."""
    return lambda data: bom + data.decode("utf-8-sig").encode(charset)


def cut(share: float) -> Change:
    """The first part of the file."""
    return lambda data: data[: int(len(data) * share)]
