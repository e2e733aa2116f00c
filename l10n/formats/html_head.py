"""The head of a page: title, section, byline as blocks; holes in <title>, description, Open Graph, JSON-LD words."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from l10n.formats.byline import Byline, read_byline
from l10n.formats.furniture import load_furniture
from l10n.formats.html_meta import PageMeta, json_ld_nodes
from l10n.formats.html_raw import Raw, numbered, packed_text, renamed
from l10n.formats.html_tree import Builder, hole
from l10n.formats.lines import Line
from l10n.model.article import BlockKind

HEAD_ORDER = (
    BlockKind.TITLE,
    BlockKind.SECTION,
    BlockKind.DESCRIPTION,
    BlockKind.SOURCE,
    BlockKind.AUTHOR,
    BlockKind.EDITOR,
)
# Names of <meta> whose content a reader of the page, of a search engine or of a social network sees.
SHOWN_META = frozenset(
    "og:title og:description og:image:alt description twitter:title twitter:description twitter:image:alt headline"
    " alternativeheadline dc.title dc.description dcterms.title dcterms.description article:section abstract"
    " sailthru.title sailthru.description apple-mobile-web-app-title".split()
)
SHOWN_JSON_LD = ("headline", "alternativeHeadline", "description", "articleSection", "caption")
_SITE = re.compile(r"\s*(?:[|｜\-–—_:：·•]|--)\s*\S.*", re.S)  # what follows a title that names the site too


def head_blocks(builder: Builder, blocks: list[Raw], meta: PageMeta, byline: Byline) -> tuple[tuple[Raw, ...], str]:
    """The head blocks and the id of the body block that is the title (it keeps its hole in the page)."""
    title = next((b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    if title is None and meta.title:
        title = next((b for b in blocks if b.text.strip() == meta.title), None)
    head = []
    if title is not None:
        head.append(renamed(title, BlockKind.TITLE))
    elif meta.title:
        head.append(_new(builder, BlockKind.TITLE, meta.title))
    texts = {
        BlockKind.SECTION: meta.section,
        BlockKind.DESCRIPTION: meta.description,
        BlockKind.SOURCE: meta.source,
        BlockKind.AUTHOR: meta.author,
    }
    for piece_kind, value in _byline_values(byline).items():
        if piece_kind is BlockKind.SOURCE or not texts.get(piece_kind):
            texts[piece_kind] = value
    head += [_new(builder, kind, texts[kind]) for kind in HEAD_ORDER[1:] if texts.get(kind)]
    return tuple(head), title.id if title is not None else ""


def head_holes(tree: Any, builder: Builder, head: tuple[Raw, ...]) -> tuple[Raw, ...]:
    """Holes in <title>, Open Graph and description, filled by the head blocks where the words are the same.

    Other wordings get side blocks of their own, and so do the words of JSON-LD, which the writer looks up by text.
    """
    side: list[Raw] = []
    element = tree.find(".//title")
    if element is not None and element.text and element.text.strip():
        element.text = _hole(element.text.strip(), builder, side, head, ("title", "plain"))
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = (meta.get("content") or "").strip()
        if value and name in SHOWN_META:
            meta.set("content", _hole(value, builder, side, head, (name, "attribute")))
    for text in dict.fromkeys(_json_ld_texts(tree)):
        if _same(text, head) is None:
            _side(builder, side, text, "json-ld")
    return tuple(side)


def _hole(
    text: str, builder: Builder, side: list[Raw], head: tuple[Raw, ...], place: tuple[str, str]
) -> str:
    """The hole for a text of the head at a place (name and form); the name of the site behind a title stays."""
    name, form = place
    same = _same(text, head)
    if same is not None:
        return hole(same.id, form)
    title = next((block for block in head if block.kind is BlockKind.TITLE), None)
    words = title.text.strip() if title else ""
    if title and words and text.startswith(words) and _SITE.fullmatch(text, len(words)):
        return hole(title.id, form) + text[len(words) :]
    return hole(_side(builder, side, text, name), form)


def _same(text: str, head: tuple[Raw, ...]) -> Raw | None:
    """The title, section or description that has these words."""
    kinds = (BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.SECTION)
    return next((block for block in head if block.kind in kinds and block.text.strip() == text), None)


def _side(builder: Builder, side: list[Raw], text: str, name: str) -> str:
    if text not in builder.beside:
        side.append(replace(_new(builder, BlockKind.ATTRIBUTE, text), name=name))
        builder.beside[text] = side[-1].id
    return builder.beside[text]


def _json_ld_texts(tree: Any) -> Iterator[str]:
    for node in json_ld_nodes(tree):
        images = node.get("image")
        for part in [node, *(images if isinstance(images, list) else [images])]:
            if isinstance(part, dict):
                for name in SHOWN_JSON_LD:
                    value = part.get(name)
                    if isinstance(value, str) and value.strip():
                        yield value.strip()


def _byline_values(byline: Byline) -> dict[BlockKind, str]:
    """The texts of the byline's pieces; they refer to the block texts that the dropped entries hold whole."""
    values: dict[BlockKind, str] = {}
    whole = [drop.text for drop in byline.dropped if drop.reason == "byline"]
    for piece in byline.pieces:
        for text in whole:
            value = text[piece.start : piece.end]
            if value and piece.kind not in values:
                found = read_byline(Line(text, 0, len(text), 0), load_furniture())
                if any(p == piece for p in found.pieces):
                    values[piece.kind] = value
    return values


def _new(builder: Builder, kind: BlockKind, text: str) -> Raw:
    raw = Raw(numbered(len(builder.blocks)), kind, packed_text(text))
    builder.blocks.append(raw)
    return raw


def json_text(value: str) -> str:
    """A JSON string that cannot end its <script> element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\u0021--")
