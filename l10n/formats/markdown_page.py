"""The body of a Markdown file as an HTML skeleton for the clean page."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from l10n.formats.html_tree import hole, skeleton_of
from l10n.model.article import Block, BlockKind, BlockRef


class Placed(Protocol):
    """A stretch of the file that becomes a block."""

    @property
    def kind(self) -> BlockKind:
        """What it is."""
        ...

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """Behind its last character."""
        ...


def shown_title(head: tuple[Block, ...], body: tuple[Block, ...]) -> str:
    """The id of the heading that the clean page leaves out, because it shows the title itself."""
    title = next((b for b in head if b.kind is BlockKind.TITLE), None)
    if title is None:
        return ""
    same = next((b for b in body if b.level == 1 and b.text.strip() == title.text.strip()), None)
    return same.id if same else title.id


def html_with_holes(
    text: str, place: tuple[int, int], pieces: Sequence[Placed], blocks: Mapping[int, Block]
) -> str:
    """A piece of HTML of the file with holes for the words in it; `pieces` are all of the file, in order."""
    parts = []
    at, end = place
    for piece in pieces[bisect_left(pieces, at, key=lambda piece: piece.start) :]:
        if piece.end > end:
            break
        form = "attribute" if piece.kind is BlockKind.ATTRIBUTE else "html"
        parts += [text[at : piece.start], hole(blocks[piece.start].id, form)]
        at = piece.end
    return "".join((*parts, text[at:end]))


def page_of(
    parsed: tuple[list[Any], Any], ids: Mapping[int, str], html: Mapping[int, str], title: str
) -> tuple[str | BlockRef, ...]:
    """The body rendered to HTML with holes (`html` for pieces of HTML by token); the title's heading is left out."""
    from markdown_it.token import Token

    tokens, parser = parsed
    for number, block_id in ids.items():
        token = tokens[number]
        shown = "" if block_id == title else hole(block_id, "html")
        token.children = [Token("html_inline", "", 0, content=shown)]
    for number, markup in html.items():
        tokens[number].content = markup
    markup = parser.renderer.render(tokens, parser.options, {})
    markup = re.sub(r"<h1>\s*</h1>\n?", "", markup)
    return skeleton_of(markup)
