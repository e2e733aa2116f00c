"""What readers of line-based texts share: lines with places, pieces that become blocks, the skeleton around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from l10n.model.article import Article, Block, BlockKind, BlockRef, Dropped, Meta, Segment, Skeleton
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, spelled
from l10n.model.pair import Pair
from l10n.text.joins import space_between

HEAD = (BlockKind.TITLE, BlockKind.SECTION, BlockKind.DESCRIPTION, BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR)
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_BREAK = re.compile(
    "(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*(?:\r\n|\r|\n)[ \t\u3000]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without outer white space, its place in the text and its 1-based number."""

    text: str
    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that becomes a block."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


def lines_of(text: str) -> list[Line]:
    """All lines, blank ones too; CR LF, LF and CR end a line."""
    lines = []
    for number, match in enumerate(re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text), 1):
        body = match[0].rstrip("\r\n")
        stripped = body.strip()
        start = match.start() + len(body) - len(body.lstrip())
        lines.append(Line(stripped, start, start + len(stripped), number))
    return lines


def article_of(
    name: str,
    format_name: str,
    pair: Pair,
    text: str,
    pieces: list[Piece],
    *,
    meta: Meta = Meta(),  # noqa: B008
    charset: str = "utf-8",
    bom: bool = False,
    dropped: tuple[Dropped, ...] = (),
) -> Article:
    """The article whose blocks are the pieces of the text, in order; the skeleton is the text with holes."""
    ordered = sorted(pieces, key=lambda piece: piece.start)
    blocks = [
        Block(f"b{n}", piece.kind, (Segment(f"b{n}", content_of(text[piece.start : piece.end])),), level=piece.level)
        for n, piece in enumerate(ordered, 1)
    ]
    skeleton: list[str | BlockRef] = []
    at = 0
    for piece, block in zip(ordered, blocks, strict=True):
        skeleton += [text[at : piece.start], BlockRef(block.id)]
        at = piece.end
    skeleton.append(text[at:])
    head = tuple(sorted((b for b in blocks if b.kind in HEAD), key=lambda b: HEAD.index(b.kind)))
    body = tuple(block for block in blocks if block.kind not in HEAD)
    return Article(
        name=name,
        format=format_name,
        pair=known_pair(pair, text),
        head=head,
        body=body,
        meta=meta,
        skeleton=tuple(part for part in skeleton if part != ""),
        page=page_of(body),
        dropped=dropped,
        charset=charset,
        bom=bom,
    )


def content_of(raw: str) -> Content:
    """Text as content; a line end between two Chinese characters stands for nothing and becomes a code."""
    items: list[Inline] = []
    at = 0
    for number, match in enumerate(_HAN_BREAK.finditer(raw), 1):
        items += [Text(raw[at : match.start()]), Code(str(number), CodeKind.ALONE, match[0], "<wbr>")]
        at = match.end()
    return (*items, Text(raw[at:]))


def page_of(body: tuple[Block, ...]) -> Skeleton:
    """Plain paragraphs and headings as an HTML skeleton."""
    parts: list[str | BlockRef] = []
    for block in body:
        tag = f"h{max(2, block.level)}" if block.kind is BlockKind.HEADING else "p"
        parts += [f"<{tag}>", BlockRef(block.id, "html"), f"</{tag}>\n"]
    return tuple(parts)


def known_pair(pair: Pair, text: str) -> Pair:
    """The pair with an unknown source found from the share of Han characters."""
    if pair.source != "und":
        return pair
    han, latin = len(_HAN.findall(text[:20000])), len(_LETTER.findall(text[:20000]))
    return Pair("zh-Hans" if han * 3 > latin else "en", pair.target)


def fill_skeleton(article: Article) -> str:
    """The native text: the skeleton joined, holes filled with targets, or sources where there is no target."""
    blocks = {block.id: block for block in article.blocks}
    parts = []
    for part in article.skeleton:
        parts.append(part if isinstance(part, str) else native_text(blocks[part.block_id], article.pair))
    return "".join(parts)


def native_text(block: Block, pair: Pair) -> str:
    """The block's text as its file holds it: codes as their native markup."""
    return block.lead + joined(block, pair, native) + block.tail


def joined(block: Block, pair: Pair, show: Callable[[Content], str]) -> str:
    """The block's sentences as `show` writes them, targets or sources where there is none, with the gaps between."""
    parts = []
    for segment, following in zip(block.segments, (*block.segments[1:], None), strict=True):
        parts.append(show(segment.source if segment.target is None else segment.target))
        if following is not None:
            parts.append(gap_for(segment, following, pair))
    return "".join(parts)


def gap_for(segment: Segment, following: Segment, pair: Pair) -> str:
    """The space between two sentences: as the target language parts them, as it stood if nothing was translated."""
    if segment.target is None or "\n" in segment.gap:
        return segment.gap
    after = following.source_text if following.target is None else following.target_text
    space = space_between(segment.target_text, after, pair.target_language)
    return (segment.gap or space) if space else ""


def native(content: Content) -> str:
    """Content with its codes' native markup, nothing escaped."""
    return spelled(content, lambda code: code.native)
