"""Writes a Markdown file: targets in the places of their sources, so written that the structure stays what it was."""

import json
import re
from dataclasses import replace

from l10n.formats.charset import encode
from l10n.formats.lines import fill_skeleton, native
from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain

_HEAD = (BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.AUTHOR)
_NEEDS_QUOTES = re.compile(r":(?:\s|$)|\s#|^[\[\]{}>|*&!%@`'\"#,?:-]|^\s|\s$")


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources; without targets it is the file byte for byte."""
    before = _before_holes(article)
    changed = article.map_blocks(lambda block: _safe(block, before.get(block.id, "")))
    return encode(fill_skeleton(changed), article.charset, article.bom)


def _before_holes(article: Article) -> dict[str, str]:
    """For each block the part of the file before it, as far as the end of the block before."""
    found: dict[str, str] = {}
    last = ""
    for part in article.skeleton:
        if isinstance(part, BlockRef):
            found[part.block_id] = last
        last = part if isinstance(part, str) else ""
    return found


def _safe(block: Block, before: str) -> Block:
    """The block with targets that neither end a cell or a quoted value nor lose the target of a reference link."""
    if all(segment.target is None for segment in block.segments):
        return block
    if block.kind in _HEAD and re.search(r"(?:title|description|summary|author)[ \t]*[:=][ \t]*[\"']?$", before):
        return _quoted(block, before[-1])
    return replace(block, segments=tuple(_safe_segment(segment, block.kind) for segment in block.segments))


def _quoted(block: Block, mark: str) -> Block:
    """A front matter value: escaped for its quotes; put into quotes where YAML would misread it bare."""
    parts = []
    for segment in block.segments:
        parts += [native(segment.source if segment.target is None else segment.target), segment.gap]
    text = "".join(parts).strip().replace("\n", " ")
    if mark == '"':
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    elif mark == "'":
        text = text.replace("'", "’")
    elif _NEEDS_QUOTES.search(text):
        text = json.dumps(text, ensure_ascii=False)
    first = block.segments[0]
    return replace(block, lead="", tail="", segments=(replace(first, target=(Text(text),), gap=""),))


def _safe_segment(segment: Segment, kind: BlockKind) -> Segment:
    if segment.target is None:
        return segment
    target = _with_labels(segment.source, segment.target)
    if kind is BlockKind.CELL:
        target = tuple(
            Text(re.sub(r"(?<!\\)\|", r"\\|", item.text)) if isinstance(item, Text) else item for item in target
        )
    return replace(segment, target=target)


def _with_labels(source: Content, target: Content) -> Content:
    """The target whose short reference links `[words]` and `[words][]` name the source's label in full."""
    labels: dict[str, str] = {}
    opened: dict[str, int] = {}
    for number, item in enumerate(source):
        if isinstance(item, Code) and item.kind is CodeKind.OPEN and item.native == "[":
            opened[item.id] = number
        elif (
            isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.native in ("]", "][]") and item.id in opened
        ):
            labels[item.id] = native(source[opened[item.id] + 1 : number])
    return tuple(
        replace(item, native=f"][{labels[item.id]}]")
        if isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.id in labels
        else item
        for item in target
    )


def escaped_bars(text: str, raw: str) -> Content | None:
    """The content of a text of a table cell whose bars are written `\\|`; None when `raw` does not start so."""
    if not raw.startswith(text.replace("|", "\\|")):
        return None
    items: list[Inline] = []
    for number, part in enumerate(text.split("|")):
        if number:
            items.append(Code(f"bar{number}", CodeKind.ALONE, "\\|", "|", "|"))
        items.append(Text(part))
    content = merge_text(tuple(items))
    return content if plain(content) == text else None
