"""HTML pages: the article's blocks from the original tree, the page itself as a skeleton with holes.

trafilatura and the page's own markup tell where the body is; nothing is rebuilt from extracted text.
"""

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from l10n.errors import EmptyError, FormatError
from l10n.formats.byline import Byline, is_byline, read_byline
from l10n.formats.charset import decode
from l10n.formats.furniture import Furniture, is_sentence, load_furniture
from l10n.formats.html_clean import is_furniture, page_skeleton
from l10n.formats.html_locate import locate
from l10n.formats.html_meta import PageMeta, page_meta
from l10n.formats.html_proof import changed, finding_of
from l10n.formats.html_tree import CLOSE, OPEN, Builder, extract_blocks, hole, skeleton_of, words_of
from l10n.formats.html_write import filled, write
from l10n.formats.lines import Line, known_pair
from l10n.model.article import Article, Block, BlockKind, Dropped, Meta, Segment
from l10n.model.inline import Text
from l10n.model.pair import Pair

__all__ = ["parse", "read", "write"]
MAX_DEPTH = 200
MAX_ELEMENTS = 80_000
MAX_ATTRIBUTES = 2_000  # of one element; the parser's time grows with their square
_LONG_TAG = re.compile(r"<[a-zA-Z](?=[^>]{4000})(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAYBE_BYLINE = re.compile(r"\d{4}|[:：/／丨|【]|\b[Bb]y\b|BY|记者|記者|作者|编辑|編輯")
_DOCTYPE = re.compile(r"\s*(?:<!--.*?-->\s*)*<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>", re.I | re.S)
HEAD_ORDER = (
    BlockKind.TITLE,
    BlockKind.SECTION,
    BlockKind.DESCRIPTION,
    BlockKind.SOURCE,
    BlockKind.AUTHOR,
    BlockKind.EDITOR,
)


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a page. Raises EmptyError when the page holds no text, FormatError for a hostile one."""
    text, charset, bom = decode(name, data)
    text = text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
    return proven(replace(_article(name, text, pair), charset=charset, bom=bom), text)


def _article(name: str, text: str, pair: Pair) -> Article:
    tree = parse(name, text)
    meta, rules = page_meta(tree), load_furniture()
    body = locate(tree, text)
    words = words_of(body)
    if not words.strip():
        raise EmptyError(name, "holds no article text", "give the page of one article")
    builder = Builder()
    dropped, skip = _furniture(tree, body)
    extract_blocks(body, builder, skip)
    sorted_blocks, byline, left = _sort(builder, rules)
    head, title_id = _head(builder, sorted_blocks, meta, byline)
    inner = tuple(b for b in sorted_blocks if b.kind is not BlockKind.ATTRIBUTE and b.id != title_id)
    if not any(is_sentence(block.text) or len(block.text) > 20 for block in inner):
        raise EmptyError(name, "holds no article text, only page furniture", "give the page of one article")
    page = page_skeleton(body, {block.id for block in left} | ({title_id} if title_id else set()), skip)
    side = tuple(b for b in sorted_blocks if b.kind is BlockKind.ATTRIBUTE) + _head_holes(tree, builder, head)
    side += tuple(replace(block, translate=False) for block in left)
    doctype = _DOCTYPE.match(text)
    markup = (doctype[0].lstrip() + "\n" if doctype else "") + etree.tostring(tree, encoding="unicode", method="html")
    when = byline.published if meta.published is None else meta.published
    has_time = byline.has_time if meta.published is None else meta.has_time
    return Article(
        name=name,
        format="html",
        pair=known_pair(pair, words),
        head=head,
        body=inner,
        side=side,
        meta=Meta(when, has_time, meta.url, meta.image),
        skeleton=skeleton_of(markup),
        page=page,
        dropped=tuple(dropped) + byline.dropped,
    )


def proven(article: Article, text: str) -> Article:
    """The article, with a finding when writing it back does not give the tree that was read."""
    after = filled(article)
    if etree.tostring(parse(article.name, text)) == etree.tostring(parse(article.name, after)):
        return article
    difference = changed(parse(article.name, text), parse(article.name, after))
    return replace(article, findings=(finding_of(difference, article.name),)) if difference else article


def parse(name: str, text: str) -> Any:
    """The tree of a page, read without network and entities. Raises FormatError for empty or hostile markup."""
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > MAX_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            what = f"an element has more than {MAX_ATTRIBUTES} attributes"
            raise FormatError(f"{name}:{line}", what, "give the article alone")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_pis=False, recover=True)
    body = _DOCTYPE.sub("", text, count=1)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", body)
    try:
        tree = etree.fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyError(name, f"holds no HTML ({error})", "give a page") from error
    if tree is None:
        raise EmptyError(name, "holds no HTML", "give a page")
    count = 0
    for count, element in enumerate(tree.iter(), 1):  # noqa: B007
        if count > MAX_ELEMENTS:
            raise FormatError(name, f"holds more than {MAX_ELEMENTS} elements", "give the article alone")
    if any(error.type_name == "ERR_NAMETOOLONG" or "depth" in error.message.lower() for error in parser.error_log):
        raise FormatError(name, "is nested too deeply", f"at most {MAX_DEPTH} levels are read")
    return tree


def _furniture(tree: Any, body: Any) -> tuple[list[Dropped], frozenset[Any]]:
    """What is left out inside and outside the body, with reasons, and the elements to skip."""
    dropped: list[Dropped] = []
    skip: list[Any] = []
    for element in body.iter():
        reason = is_furniture(element) if element is not body and isinstance(element.tag, str) else ""
        if reason and not any(element in _ancestors(s) or s in _ancestors(element) for s in skip[-3:]):
            skip.append(element)
            text = re.sub(r"\s+", " ", words_of(element)).strip()
            if text:
                dropped.append(Dropped(text[:300], reason, element.sourceline or 0))
    ancestors = set(body.iterancestors())
    for element in [body, *ancestors]:
        for sibling in element.itersiblings():
            _drop_sibling(sibling, dropped)
        for sibling in element.itersiblings(preceding=True):
            _drop_sibling(sibling, dropped)
    return dropped, frozenset(skip)


def _ancestors(element: Any) -> list[Any]:
    return list(element.iterancestors())


def _drop_sibling(sibling: Any, dropped: list[Dropped]) -> None:
    if not isinstance(sibling.tag, str) or sibling.tag in ("head", "script", "style", "noscript"):
        return
    text = re.sub(r"\s+", " ", words_of(sibling)).strip()
    if text:
        dropped.append(Dropped(text[:300], is_furniture(sibling) or "outside the article", sibling.sourceline or 0))


def _sort(builder: Builder, rules: Furniture) -> tuple[list[Block], Byline, list[Block]]:
    """Blocks that belong to the article, the byline, and the blocks left out (byline and furniture lines)."""
    kept: list[Block] = []
    left: list[Block] = []
    byline = Byline()
    for block in builder.blocks:
        text = re.sub(r"\s+", " ", block.text).strip()
        small = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        if small and _MAYBE_BYLINE.search(text) and is_byline(text, rules):
            byline = byline.joined(read_byline(Line(text, 0, len(text), 0), rules))
            byline = replace(byline, dropped=(*byline.dropped, Dropped(text, "byline", 0)))
            left.append(block)
        elif small and not is_sentence(text) and (reason := rules.reason(text)):
            byline = replace(byline, dropped=(*byline.dropped, Dropped(text, reason, 0)))
            left.append(block)
        else:
            kept.append(block)
    return kept, byline, left


def _head(builder: Builder, blocks: list[Block], meta: PageMeta, byline: Byline) -> tuple[tuple[Block, ...], str]:
    """The head blocks and the id of the body block that is the title (it keeps its hole in the page)."""
    title = next((b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    if title is None and meta.title:
        title = next((b for b in blocks if b.text.strip() == meta.title), None)
    head = []
    if title is not None:
        head.append(replace(title, kind=BlockKind.TITLE, level=0))
    elif meta.title:
        head.append(_new(builder, BlockKind.TITLE, meta.title))
    texts = {
        BlockKind.SECTION: meta.section,
        BlockKind.DESCRIPTION: meta.description,
        BlockKind.SOURCE: meta.source,
        BlockKind.AUTHOR: meta.author,
    }
    for piece_kind, value in _byline_values(byline, builder).items():
        if piece_kind is BlockKind.SOURCE or not texts.get(piece_kind):
            texts[piece_kind] = value
    head += [_new(builder, kind, texts[kind]) for kind in HEAD_ORDER[1:] if texts.get(kind)]
    return tuple(head), title.id if title is not None else ""


def _byline_values(byline: Byline, builder: Builder) -> dict[BlockKind, str]:
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


def _new(builder: Builder, kind: BlockKind, text: str) -> Block:
    number = f"b{len(builder.blocks) + 1}"
    block = Block(number, kind, (Segment(number, (Text(text),)),))
    builder.blocks.append(block)
    return block


def _head_holes(tree: Any, builder: Builder, head: tuple[Block, ...]) -> tuple[Block, ...]:
    """Holes in <title>, Open Graph and description, filled by the head blocks where the words are the same.

    Other wordings get side blocks of their own.
    """
    side: list[Block] = []
    by_text = {block.text.strip(): block for block in head if block.kind in (BlockKind.TITLE, BlockKind.DESCRIPTION)}
    title = next((block for block in head if block.kind is BlockKind.TITLE), None)
    element = tree.find(".//title")
    if element is not None and element.text and element.text.strip():
        text = element.text.strip()
        if title is not None and text.startswith(title.text.strip()):
            element.text = hole(title.id, "plain") + text[len(title.text.strip()) :]
        else:
            element.text = hole(_side(builder, side, text, "title"), "plain")
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        value = (meta.get("content") or "").strip()
        if value and name in ("og:title", "og:description", "description", "twitter:title", "twitter:description"):
            same = by_text.get(value)
            meta.set("content", hole(same.id if same else _side(builder, side, value, name), "attribute"))
    return tuple(side)


def _side(builder: Builder, side: list[Block], text: str, name: str) -> str:
    known = next((block for block in side if block.text == text), None)
    if known:
        return known.id
    block = replace(_new(builder, BlockKind.ATTRIBUTE, text), name=name)
    side.append(block)
    return block.id
