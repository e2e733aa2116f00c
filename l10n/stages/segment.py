"""Blocks into sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain
from l10n.model.trail import Span
from l10n.resources.breaks import BreakRules, split
from l10n.text.datelines import find_dateline

NAMES = (BlockKind.SECTION, BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR)


def segment_article(article: Article, rules: BreakRules) -> Article:
    """The article with each block of one unsegmented segment split into sentences.

    White space goes to `Block.lead`, `Segment.gap` and `Block.tail`; these and the segments, joined, are the block's
    content exactly, codes in order. Blocks that hold several segments, or an approved or translated one, are left.
    """
    return article.map_blocks(lambda block: segment_block(block, rules))


def segment_block(block: Block, rules: BreakRules) -> Block:
    """The block split into sentences with ids `<block>.1`, `<block>.2` ...; names are one segment each.

    A sentence ends inside a pair of codes only when the pair holds whole sentences and is no link; its codes then
    stand in different segments.
    """
    if not block.translate or len(block.segments) != 1:
        return block
    whole = block.segments[0]
    if whole.frozen or whole.target is not None or whole.id == f"{block.id}.1":
        return block
    text = plain(whole.source)
    if block.kind is BlockKind.CUE:
        text = text.replace("\n", " ")  # lines of a subtitle are broken for width
    spans: Sequence[Span] = () if block.kind in NAMES else split(text, rules)
    if block.kind is BlockKind.PARAGRAPH:
        spans = with_dateline(spans, text)
    starts = sentence_starts(spans, whole.source)
    segments: list[Segment] = []
    lead = before = ""
    for number, piece in enumerate(cut_at(whole.source, starts), 1):
        before, trimmed, gap = _trimmed(piece)
        if number == 1:
            lead = before
        elif before:
            segments[-1] = replace(segments[-1], gap=segments[-1].gap + before)
        segments.append(replace(whole, id=f"{block.id}.{number}", source=trimmed, gap=gap))
    if not any(segment.source for segment in segments):
        return block
    tail, segments[-1] = segments[-1].gap, replace(segments[-1], gap="")
    return replace(block, segments=tuple(segments), lead=block.lead + lead, tail=tail + block.tail)


def with_dateline(spans: Sequence[Span], text: str) -> Sequence[Span]:
    """The spans with a dateline at the start of the text as one of its own."""
    found = find_dateline(text, "en") or find_dateline(text, "zh")
    if found is None or not spans or not spans[0][0] < found.end < spans[0][1]:
        return spans
    return ((spans[0][0], len(text[: found.end].rstrip())), (found.end, spans[0][1]), *spans[1:])


def sentence_starts(spans: Sequence[Span], content: Content) -> list[int]:
    """Where the second sentence and those after it start, without boundaries that would tear a pair of codes."""
    torn = sorted(span for span, opening in _pairs(content) if not _splittable(span, opening, spans))
    starts = []
    farthest = at = 0
    for start, _ in spans[1:]:
        while at < len(torn) and torn[at][0] < start:
            farthest = max(farthest, torn[at][1])
            at += 1
        if farthest <= start:
            starts.append(start)
    return starts


def cut_at(content: Content, places: Sequence[int]) -> list[Content]:
    """The content cut at offsets of its plain text; text is the only thing that is split.

    A code at a cut goes on when it opens a pair or stands after white space, else it stays with what is before it.
    """
    pieces: list[list[Inline]] = [[]]
    left = list(reversed(places))
    at = 0
    spaced = False
    for item in content:
        size = len(plain((item,)))
        goes_on = (
            isinstance(item, Text)
            or (isinstance(item, Code) and item.kind is CodeKind.OPEN)
            or (spaced and not (isinstance(item, Code) and item.kind is CodeKind.CLOSE))
        )
        if left and left[-1] <= at and goes_on and item != Text(""):
            left.pop()
            pieces.append([])
        first = 0
        while isinstance(item, Text) and left and left[-1] < at + size:
            place = left.pop() - at
            pieces[-1].append(Text(item.text[first:place]))
            pieces.append([])
            first = place
        pieces[-1].append(Text(item.text[first:]) if isinstance(item, Text) else item)
        at += size
        spaced = plain((item,))[-1:].isspace() if size else spaced
    return [merge_text(tuple(piece)) for piece in pieces]


def _pairs(content: Content) -> list[tuple[Span, Code]]:
    """The spans of the pairs of codes, each with its opening code."""
    opened: dict[str, tuple[int, Code]] = {}
    pairs = []
    at = 0
    for item in content:
        if isinstance(item, Code) and item.kind is CodeKind.OPEN:
            opened[item.id] = (at, item)
        elif isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.id in opened:
            start, opening = opened.pop(item.id)
            pairs.append(((start, at), opening))
        at += len(plain((item,)))
    return pairs


def _splittable(span: Span, opening: Code, spans: Sequence[Span]) -> bool:
    """True for a pair around whole sentences, such as <strong> around a paragraph; links are kept in one piece."""
    native = opening.native.lower()
    if not spans or native.startswith(("<a ", "<a>", "[")):
        return False
    first = bisect_left(spans, (span[0], -1))
    last = bisect_right(spans, span[1], key=lambda sentence: sentence[1]) - 1
    starts_one = first < len(spans) and (first == 0 or spans[first - 1][1] <= span[0])
    ends_one = last >= 0 and (last + 1 == len(spans) or spans[last + 1][0] >= span[1])
    return starts_one and ends_one


def _trimmed(content: Content) -> tuple[str, Content, str]:
    """White space before, the content without it, white space after; what stands beyond a code stays where it is."""
    items = list(content)
    before = after = ""
    if items and isinstance(items[0], Text):
        text = items[0].text
        before = text[: len(text) - len(text.lstrip())]
        items[0] = Text(text.lstrip())
    if items and isinstance(items[-1], Text):
        text = items[-1].text
        after = text[len(text.rstrip()) :]
        items[-1] = Text(text.rstrip())
    return before, merge_text(tuple(items)), after
