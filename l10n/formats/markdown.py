"""Markdown (CommonMark and tables): the translated file differs from the source in text only.

markdown-it-py says what is text; the file itself is the skeleton. Code, keys of front matter, link targets, labels,
footnote marks, templates and HTML tags are never touched; words in them (alternative texts, titles) are translated.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from l10n.errors import EmptyError, FormatError
from l10n.formats.charset import decode
from l10n.formats.lines import HEAD, known_pair, native
from l10n.formats.markdown_front import read_front
from l10n.formats.markdown_html import spoken_in, words_of_html
from l10n.formats.markdown_inline import content_of, spoken_words
from l10n.formats.markdown_page import html_with_holes, page_of, shown_title
from l10n.formats.markdown_write import CODES, HTML, definitions, write
from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment
from l10n.model.inline import Content, Text, codes
from l10n.model.pair import Pair

__all__ = ["looks_like_markdown", "read", "write"]
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = "!#$%&*+-:<=>@[\\]^_`{}~\n"  # what markdown-it stops at inside a paragraph
_MOST = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A run: its place in the file and its content; `name` for words in attributes, in HTML and in front matter."""

    kind: BlockKind
    start: int
    end: int
    level: int
    content: Content
    name: str = ""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a file, the start of each inline token's run, the pieces of HTML, words inside codes."""

    found: list[Found]
    starts: dict[int, int]
    html: dict[int, tuple[int, int]]
    spoken: list[tuple[str, str]]


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a Markdown file. Raises EmptyError when it holds no text."""
    text, charset, bom = decode(name, data)
    _bounded(name, text)
    offset, fields, meta = read_front(text)
    tokens, parser = _tokens(text[offset:])
    runs = _runs(tokens, text, offset)
    if not any(found.kind is not BlockKind.ATTRIBUTE for found in runs.found):
        raise EmptyError(name, "holds no text to translate", "give an article")
    pieces = [Found(f.kind, f.start, f.end, 0, f.content, f.name) for f in fields] + runs.found
    pieces.sort(key=lambda piece: piece.start)
    if all(field.kind is not BlockKind.TITLE for field in fields):
        pieces = _title_from_heading(pieces)
    blocks = {piece.start: _block(f"b{n}", piece) for n, piece in enumerate(pieces, 1)}
    ordered = tuple(blocks.values())
    head = tuple(sorted((b for b in ordered if b.kind in HEAD), key=lambda b: HEAD.index(b.kind)))
    body = tuple(b for b in ordered if b.kind not in HEAD and b.kind is not BlockKind.ATTRIBUTE)
    side = tuple(b for b in ordered if b.kind is BlockKind.ATTRIBUTE)
    inside = dict.fromkeys(runs.spoken)
    side += tuple(
        Block(f"b{n}", BlockKind.ATTRIBUTE, (Segment(f"b{n}", (Text(words),)),), name=attribute)
        for n, (attribute, words) in enumerate(inside, len(pieces) + 1)
    )
    html = {token: html_with_holes(text, place, pieces, blocks) for token, place in runs.html.items()}
    ids = {token: blocks[start].id for token, start in runs.starts.items()}
    return Article(
        name=name,
        format="markdown",
        pair=known_pair(pair, text),
        head=head,
        body=body,
        side=side,
        meta=meta,
        skeleton=_skeleton(text, pieces, blocks),
        page=page_of((tokens, parser), ids, html, shown_title(head, body)),
        charset=charset,
        bom=bom,
    )


def _block(number: str, piece: Found) -> Block:
    segments = (Segment(number, piece.content),)
    return Block(number, piece.kind, segments, level=piece.level, name=piece.name, translate=piece.name != CODES)


def _skeleton(text: str, pieces: list[Found], blocks: dict[int, Block]) -> tuple[str | BlockRef, ...]:
    parts: list[str | BlockRef] = []
    at = 0
    for piece in pieces:
        parts += [text[at : piece.start], BlockRef(blocks[piece.start].id)]
        at = piece.end
    return tuple(part for part in (*parts, text[at:]) if part != "")


def looks_like_markdown(text: str) -> float:
    """How much a text looks like Markdown, 0-1."""
    head = text[:50_000]
    signs = (
        r"^#{1,6} \S",
        r"\[[^\]\n]{1,300}\]\([^)\s]{1,300}\)",
        r"^[ \t]{0,8}[-*] \S",
        r"\*\*[^*\n]{1,300}\*\*",
        r"^```",
        r"^\|.*\|[ \t]*$",
        r"\A(?:---|\+\+\+)\s*$",
    )
    return min(1.0, 0.3 * sum(bool(re.search(sign, head, re.M)) for sign in signs))


def _bounded(name: str, text: str) -> None:
    """Refuse a paragraph that markdown-it would take minutes for: its time grows with length times marks."""
    for paragraph in re.split(r"\n[ \t]*\r?\n", text):
        if len(paragraph) > 20_000 and (marks := sum(map(paragraph.count, _MARKS))) * len(paragraph) > _MOST:
            what = f"a paragraph of {len(paragraph):,} characters holds {marks:,} marks"
            raise FormatError(name, what, "break it into paragraphs")


def _tokens(text: str) -> tuple[list[Any], Any]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    return parser.parse(text), parser


def _runs(tokens: list[Any], text: str, offset: int) -> Runs:
    """The runs of words in the order of the file, apart from front matter."""
    starts = [offset] + [offset + m.end() for m in re.finditer(r"\r\n|\n|\r", text[offset:])]
    starts.append(len(text))
    runs = Runs([], {}, {}, [])
    context: list[Any] = []
    cursor = offset
    for number, token in enumerate(tokens):
        if token.nesting > 0:
            context.append(token)
        elif token.nesting < 0:
            context.pop()
        if token.type == "html_block" and token.map and not any(c.type == "blockquote_open" for c in context):
            start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            inner = words_of_html(text[start:end], start)
            runs.found.extend([Found(w.kind, w.start, w.end, 0, w.content, w.name or HTML) for w in inner])
            runs.spoken.extend(s for w in inner for c in codes(w.content) for s in spoken_in(c.native))
            runs.html[number] = (start, end)
        if token.type != "inline" or not token.content.strip() or not token.map:
            continue
        place = _locate(text, token.content, max(starts[token.map[0]], cursor))
        if place is None:
            continue
        cursor = place[1]
        content = content_of(token.children or [], text[slice(*place)])
        spoken = [*spoken_words(token.children or [])]
        runs.spoken.extend(spoken)
        words = "".join(i.text for i in content if isinstance(i, Text))
        if native(content) != text[slice(*place)]:
            continue
        if spoken and not _LETTER.search(words):
            runs.found.append(Found(BlockKind.ATTRIBUTE, *place, 0, content, CODES))
        elif _LETTER.search(words):
            kind, level = _kind(context)
            runs.found.append(Found(kind, *place, level, content))
            runs.starts[number] = place[0]
    covered = [(starts[t.map[0]], starts[min(t.map[1], len(starts) - 1)]) for t in tokens if t.map and not t.level]
    titles = definitions(text, offset, covered)
    runs.found.extend(Found(BlockKind.ATTRIBUTE, a, b, 0, content, "title") for a, b, content in titles)
    return runs


def _locate(text: str, content: str, begin: int) -> tuple[int, int] | None:
    """Where the content stands in the file; between its lines there may be white space, quote marks and cell edges."""
    first = True
    start = at = begin
    for line in content.split("\n"):
        bare = line.strip() if not first else line
        place = text.find(bare, at)
        if place < 0 or (not first and re.search(r"[^\s>]", text[at:place])):
            escaped = bare.replace("|", "\\|")
            place = text.find(escaped, at)
            if place < 0:
                return None
            bare = escaped
        start = place if first else start
        at, first = place + len(bare), False
    return start, at


def _kind(context: list[Any]) -> tuple[BlockKind, int]:
    for token in reversed(context):
        match token.type:
            case "heading_open":
                return BlockKind.HEADING, int(token.tag[1])
            case "list_item_open":
                return BlockKind.ITEM, 0
            case "td_open" | "th_open":
                return BlockKind.CELL, 0
            case "blockquote_open":
                return BlockKind.QUOTE, 0
    return BlockKind.PARAGRAPH, 0


def _title_from_heading(pieces: list[Found]) -> list[Found]:
    """The first heading of level 1 becomes the title."""
    for number, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and piece.level == 1:
            return [
                *pieces[:number],
                replace(piece, kind=BlockKind.TITLE, level=0),
                *pieces[number + 1 :],
            ]
    return pieces
