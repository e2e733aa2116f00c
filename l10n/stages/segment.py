"""Blocks into sentences."""

from dataclasses import replace
from itertools import pairwise

from l10n.model.article import Article, Block, Segment
from l10n.model.inline import CodeKind, Content, codes, cut, merge_text, plain
from l10n.model.trail import Span
from l10n.resources.breaks import BreakRules, split


def segment_article(article: Article, rules: BreakRules) -> Article:
    """The article with each block of one unsegmented segment split into sentences.

    White space goes to `Block.lead`, `Segment.gap` and `Block.tail`; no code is lost. A sentence never ends inside a
    pair of codes. Blocks that hold several segments, or an approved one, are left as they are.
    """
    return article.map_blocks(lambda block: segment_block(block, rules))


def segment_block(block: Block, rules: BreakRules) -> Block:
    """The block split into sentences with ids `<block>.1`, `<block>.2` ..."""
    if (
        not block.translate
        or len(block.segments) != 1
        or block.segments[0].frozen
        or block.segments[0].target is not None
    ):
        return block
    content = block.segments[0].source
    text = plain(content)
    spans = merge_inside_pairs(split(text, rules), content)
    if not spans:
        return block
    edges = [0, *(start for start, _ in spans[1:]), len(text)]
    pieces = [cut(content, start, end) for start, end in pairwise(edges)]
    if tuple(code for piece in pieces for code in codes(piece)) != codes(content):
        return _one(block, content, text)       # an empty pair stands on the boundary
    segments = []
    for number, (piece, (start, end), after) in enumerate(zip(pieces, spans, edges[1:], strict=True), 1):
        lead = start - edges[number - 1]
        gap = text[end:after] if number < len(spans) else ""
        trimmed = _trim(piece, lead, len(text[end:after]))
        segments.append(Segment(f"{block.id}.{number}", trimmed, gap=gap))
    return replace(
        block, segments=tuple(segments), lead=block.lead + text[: spans[0][0]], tail=text[spans[-1][1] :] + block.tail
    )


def merge_inside_pairs(spans: tuple[Span, ...], content: Content) -> tuple[Span, ...]:
    """The spans with a boundary removed wherever it would fall inside a pair of codes."""
    opened: dict[str, int] = {}
    pairs: list[Span] = []
    at = 0
    for item in content:
        for code in codes((item,)):
            if code.kind is CodeKind.OPEN:
                opened[code.id] = at
            elif code.kind is CodeKind.CLOSE:
                pairs.append((opened.get(code.id, 0), at))
        at += len(plain((item,)))
    merged: list[Span] = []
    for start, end in spans:
        if merged and any(a < start < b for a, b in pairs):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _one(block: Block, content: Content, text: str) -> Block:
    """The block as a single sentence, outer white space moved to lead and tail."""
    lead = len(text) - len(text.lstrip())
    tail = len(text) - len(text.rstrip())
    segment = Segment(f"{block.id}.1", _trim(content, lead, tail))
    return replace(
        block, segments=(segment,), lead=block.lead + text[:lead], tail=text[len(text) - tail :] + block.tail
    )


def _trim(content: Content, first: int, last: int) -> Content:
    """The content without its first and last so many characters of white space; codes stay."""
    from l10n.model.inline import Text

    items = list(content)
    for index, item in enumerate(items):
        if first and isinstance(item, Text):
            taken = min(first, len(item.text) - len(item.text.lstrip()))
            items[index] = Text(item.text[taken:])
            first -= taken
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if last and isinstance(item, Text):
            taken = min(last, len(item.text) - len(item.text.rstrip()))
            items[index] = Text(item.text[: len(item.text) - taken])
            last -= taken
    return merge_text(tuple(items))
