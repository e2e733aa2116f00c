"""The body of a Markdown file as an HTML skeleton for the clean page."""

import re
from typing import Any

from l10n.formats.html_tree import hole, skeleton_of
from l10n.model.article import Block, BlockKind, BlockRef


def shown_title(head: tuple[Block, ...], body: tuple[Block, ...]) -> str:
    """The id of the heading that the clean page leaves out, because it shows the title itself."""
    title = next((b for b in head if b.kind is BlockKind.TITLE), None)
    if title is None:
        return ""
    same = next((b for b in body if b.level == 1 and b.text.strip() == title.text.strip()), None)
    return same.id if same else title.id


def page_of(tokens: list[Any], parser: Any, ids: dict[int, str], title: str) -> tuple[str | BlockRef, ...]:
    """The body rendered to HTML with holes; the title's heading is left out."""
    from markdown_it.token import Token

    for number, block_id in ids.items():
        token = tokens[number]
        shown = "" if block_id == title else hole(block_id, "html")
        token.children = [Token("html_inline", "", 0, content=shown)]
    markup = parser.renderer.render(tokens, parser.options, {})
    markup = re.sub(r"<h1>\s*</h1>\n?", "", markup)
    return skeleton_of(markup)
