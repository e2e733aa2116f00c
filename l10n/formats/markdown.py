"""Markdown (CommonMark and tables): the translated file differs from the source in text only.

markdown-it-py says what is text; the file itself is the skeleton. Code, front matter keys, link targets and reference
definitions are never touched.
"""

import re
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from l10n.errors import EmptyError
from l10n.formats.charset import decode
from l10n.formats.lines import HEAD, Piece, known_pair, native
from l10n.formats.markdown_page import page_of, shown_title
from l10n.formats.markdown_write import escaped_bars, write
from l10n.formats.published import find_published
from l10n.model.article import Article, Block, BlockKind, BlockRef, Meta, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text
from l10n.model.pair import Pair

__all__ = ["looks_like_markdown", "read", "write"]
_FRONT = re.compile(
    r"\A(?:---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?P<toml>.*?)\r?\n\+\+\+)[ \t]*(?:\r?\n|\Z)",
    re.S,
)
_FIELD = re.compile(
    r"^(?P<key>title|description|summary|date|author)[ \t]*[:=][ \t]*(?P<quote>[\"']?)(?P<value>[^\r\n]*?)(?P=quote)[ \t]*$",
    re.M,
)
_FIELDS = {
    "title": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "author": BlockKind.AUTHOR,
}
_LINK_END = re.compile(r"\]\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\]\[[^\]]*\]|\]")
_IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*(?:\]\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\]\[[^\]]*\]|\])")


@dataclass(frozen=True, slots=True)
class Found:
    """An inline run: its place in the file and its content."""

    kind: BlockKind
    start: int
    end: int
    level: int
    content: Content


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a Markdown file. Raises EmptyError when it holds no text."""
    text, charset, bom = decode(name, data)
    front = _FRONT.match(text)
    head_pieces, meta = _front_matter(front)
    offset = front.end() if front else 0
    tokens, parser = _tokens(text[offset:])
    found, inline_ids = _inline_runs(tokens, text, offset)
    pieces = [Found(p.kind, p.start, p.end, 0, (Text(text[p.start : p.end]),)) for p in head_pieces] + found
    if not found:
        raise EmptyError(name, "holds no text to translate", "give an article")
    pieces.sort(key=lambda piece: piece.start)
    if not head_pieces or all(p.kind is not BlockKind.TITLE for p in head_pieces):
        pieces = _title_from_heading(pieces)
    blocks = {
        piece.start: Block(f"b{n}", piece.kind, (Segment(f"b{n}", piece.content),), level=piece.level)
        for n, piece in enumerate(pieces, 1)
    }
    skeleton: list[str | BlockRef] = []
    at = 0
    for piece in pieces:
        skeleton += [text[at : piece.start], BlockRef(blocks[piece.start].id)]
        at = piece.end
    skeleton.append(text[at:])
    ordered = tuple(blocks[piece.start] for piece in pieces)
    head = tuple(sorted((b for b in ordered if b.kind in HEAD), key=lambda b: HEAD.index(b.kind)))
    body = tuple(b for b in ordered if b.kind not in HEAD)
    title = shown_title(head, body)
    page = page_of(tokens, parser, {token: blocks[start].id for token, start in inline_ids.items()}, title)
    return Article(
        name=name,
        format="markdown",
        pair=known_pair(pair, text),
        head=head,
        body=body,
        meta=meta,
        skeleton=tuple(p for p in skeleton if p != ""),
        page=page,
        charset=charset,
        bom=bom,
    )


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


def _tokens(text: str) -> tuple[list[Any], Any]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    return parser.parse(text), parser


def _front_matter(front: re.Match[str] | None) -> tuple[list[Piece], Meta]:
    if front is None:
        return [], Meta()
    group = "yaml" if front["yaml"] is not None else "toml"
    base = front.start(group)
    pieces: list[Piece] = []
    meta = Meta()
    for match in _FIELD.finditer(front[group]):
        if match["key"] == "date":
            found = find_published(match["value"])
            meta = Meta(found.when, found.has_time) if found else meta
        elif match["value"] and not any(p.kind is _FIELDS[match["key"]] for p in pieces):
            pieces.append(Piece(_FIELDS[match["key"]], base + match.start("value"), base + match.end("value")))
    return pieces, meta


def _inline_runs(tokens: list[Any], text: str, offset: int) -> tuple[list[Found], dict[int, int]]:
    """The inline runs with their places, and for each inline token's number the start of its run."""
    starts = [offset] + [offset + m.end() for m in re.finditer(r"\r\n|\n|\r", text[offset:])]
    found: list[Found] = []
    ids: dict[int, int] = {}
    context: list[Any] = []
    cursor = offset
    for number, token in enumerate(tokens):
        if token.nesting > 0:
            context.append(token)
        elif token.nesting < 0:
            context.pop()
        if token.type != "inline" or not token.content.strip() or not token.map:
            continue
        begin = max(starts[token.map[0]], cursor)
        place = _locate(text, token.content, begin)
        if place is None:
            continue
        start, end = place
        content = _content(token.children or [], text[start:end], token.content)
        cursor = end
        if native(content) == text[start:end] and re.search(
            r"[^\W\d_]", "".join(i.text for i in content if isinstance(i, Text))
        ):
            kind, level = _kind(context)
            found.append(Found(kind, start, end, level, content))
            ids[number] = start
    return found, ids


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
                Found(BlockKind.TITLE, piece.start, piece.end, 0, piece.content),
                *pieces[number + 1 :],
            ]
    return pieces


def _content(children: list[Any], raw: str, content: str) -> Content:
    """The raw inline text as Text and Codes; every raw character is in exactly one of them."""
    items: list[Inline] = []
    at, number = 0, 0
    opened: list[str] = []
    inside = False  # an autolink: its address is no text
    for child in children:
        size, code = _raw_size(child, raw, at)
        if size is None:
            cell = escaped_bars(child.content, raw[at:]) if child.type == "text" else None
            if cell is None:
                return (Text(raw),)
            items += [replace(i, id=f"{at}{i.id}") if isinstance(i, Code) else i for i in cell]
            at += len(native(cell))
            continue
        if child.markup == "autolink":
            inside = child.nesting > 0
        elif inside:
            code = (CodeKind.ALONE, escape(child.content))
        piece = raw[at : at + size]
        if code is None:
            items.append(Text(piece))
        else:
            kind, html = code
            if kind is CodeKind.CLOSE and opened:
                items.append(Code(opened.pop(), kind, piece, html))
            elif piece or kind is not CodeKind.CLOSE:
                number += 1
                if kind is CodeKind.OPEN:
                    opened.append(str(number))
                equiv = " " if child.type == "softbreak" else "\n" if child.type == "hardbreak" else ""
                equiv = child.content if child.type == "text_special" or inside else equiv
                items.append(Code(str(number), kind, piece, html, equiv))
        at += size
    if at < len(raw):
        items.append(Text(raw[at:]))
    return merge_text(tuple(items))


def _raw_size(child: Any, raw: str, at: int) -> tuple[int | None, tuple[CodeKind, str] | None]:
    """How many raw characters a child takes, and its code; None when it cannot be told."""
    rest = raw[at:]
    kind = child.type
    if kind == "text":
        return (len(child.content), None) if rest.startswith(child.content) else (None, None)
    if kind in ("softbreak", "hardbreak"):
        match = re.match(r"(?:\\| *)(?:\r\n|\n|\r)[ \t>]*", rest)
        return (match.end() if match else None), (CodeKind.ALONE, "<br>" if kind == "hardbreak" else "\n")
    if kind == "code_inline":
        end = rest.find(child.markup, len(child.markup))
        return (end + len(child.markup) if end >= 0 else None), (
            CodeKind.ALONE,
            f"<code>{escape(child.content)}</code>",
        )
    if kind == "image":
        match = _IMAGE.match(rest)
        html = f'<img src="{escape(str(child.attrGet("src") or ""))}" alt="{escape(child.content)}">'
        return (match.end() if match else None), (CodeKind.ALONE, html)
    if kind == "html_inline":
        return len(child.content), (CodeKind.ALONE, child.content)
    if kind == "text_special":
        return len(child.markup), (CodeKind.ALONE, escape(child.content))
    return _raw_pair(child, rest)


def _raw_pair(child: Any, rest: str) -> tuple[int | None, tuple[CodeKind, str] | None]:
    """Strong, emphasis, strike-through and links."""
    tag = child.tag
    if child.type == "link_open":
        title = f' title="{escape(str(child.attrGet("title")))}"' if child.attrGet("title") else ""
        html = f'<a href="{escape(str(child.attrGet("href")))}"{title}>'
        return (1 if rest[:1] in "[<" else None), (CodeKind.OPEN, html)
    if child.type == "link_close":
        if rest.startswith(">"):
            return 1, (CodeKind.CLOSE, "</a>")
        match = _LINK_END.match(rest)
        return (match.end() if match else None), (CodeKind.CLOSE, "</a>")
    if not rest.startswith(child.markup):
        return None, None
    if child.nesting > 0:
        return len(child.markup), (CodeKind.OPEN, f"<{tag}>")
    return len(child.markup), (CodeKind.CLOSE, f"</{tag}>")
