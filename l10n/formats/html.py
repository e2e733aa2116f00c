"""HTML pages: the article's blocks from the original tree, the page itself as a skeleton with holes.

trafilatura and the page's own markup tell where the body is; nothing is rebuilt from extracted text.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from l10n.errors import EmptyError
from l10n.formats.byline import Byline, is_byline, read_byline
from l10n.formats.charset import decode
from l10n.formats.furniture import Furniture, is_sentence, load_furniture
from l10n.formats.html_clean import is_furniture, page_skeleton
from l10n.formats.html_head import head_blocks, head_holes
from l10n.formats.html_its import marks_of
from l10n.formats.html_locate import locate
from l10n.formats.html_meta import PageMeta, page_meta
from l10n.formats.html_options import HtmlOptions
from l10n.formats.html_parse import doctype_of, parse
from l10n.formats.html_proof import changed, digest, finding_of
from l10n.formats.html_tags import Marks
from l10n.formats.html_tree import CLOSE, NESTED, OPEN, Builder, extract_blocks, skeleton_of, words_of
from l10n.formats.html_write import filled, write
from l10n.formats.lines import Line, known_pair
from l10n.model.article import Article, Block, BlockKind, Dropped, Meta, Skeleton
from l10n.model.pair import Pair

__all__ = ["parse", "read", "write"]
_MAYBE_BYLINE = re.compile(r"\d{4}|[:：/／丨|【]|\b[Bb]y\b|BY|记者|記者|作者|编辑|編輯")
_PLAIN = HtmlOptions()
NOT_SHOWN = ("head", "script", "style", "noscript")


@dataclass(frozen=True, slots=True)
class Read:
    """What a tree gave: the blocks by where they belong, both skeletons, the publication, what was left out."""

    head: tuple[Block, ...]
    body: tuple[Block, ...]
    side: tuple[Block, ...]
    skeleton: Skeleton
    page: Skeleton
    byline: Byline
    dropped: tuple[Dropped, ...]


def read(name: str, data: bytes, pair: Pair, options: HtmlOptions = _PLAIN) -> Article:
    """The article of a page. Raises EmptyError when the page holds no text, FormatError for a hostile one."""
    text, charset, bom = decode(name, data)
    text = text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
    return proven(replace(_article(name, text, pair, options), charset=charset, bom=bom), text)


def proven(article: Article, text: str) -> Article:
    """The article, with a finding when writing it back does not give the tree that was read."""
    after = filled(article)
    if digest(text) == digest(after):
        return article
    difference = changed(parse(article.name, text), parse(article.name, after))
    if not difference:
        return article
    return replace(article, findings=(*article.findings, finding_of(difference, article.name)))


def _article(name: str, text: str, pair: Pair, options: HtmlOptions) -> Article:
    tree = parse(name, text)
    meta = page_meta(tree)
    body = locate(tree, text)
    words = words_of(body)
    if not words.strip():
        raise EmptyError(name, "holds no article text", "give the page of one article")
    pair = known_pair(pair, words)
    del words
    marks, findings = marks_of(tree, options.its, pair.target)
    found = _read(name, tree, body, (text, meta, marks, options.scope))
    when = found.byline.published if meta.published is None else meta.published
    has_time = found.byline.has_time if meta.published is None else meta.has_time
    alternates = dict(meta.alternates) | dict(options.alternates)
    return Article(
        name=name,
        format="html",
        pair=pair,
        head=found.head,
        body=found.body,
        side=found.side,
        meta=Meta(when, has_time, alternates.get(pair.source) or meta.url, meta.image, tuple(alternates.items())),
        skeleton=found.skeleton,
        page=found.page,
        dropped=found.dropped,
        findings=findings,
    )


def _read(name: str, tree: Any, body: Any, known: tuple[str, PageMeta, Marks, str]) -> Read:
    """The tree taken apart; it is used up. The article's blocks come first, so that their ids hold for every scope."""
    text, meta, marks, scope = known
    builder = Builder(marks)
    dropped, skip = _furniture(tree, body, marks)
    extract_blocks(body, builder, skip)
    sorted_blocks, byline, left = _sort(builder, load_furniture())
    count = len(builder.blocks)
    head, title_id = head_blocks(builder, sorted_blocks, meta, byline)
    inner = tuple(b for b in sorted_blocks if not _beside(b) and b.id != title_id)
    if not any(is_sentence(block.text) or len(block.text) > 20 for block in inner):
        raise EmptyError(name, "holds no article text, only page furniture", "give the page of one article")
    side = tuple(b for b in builder.blocks[:count] if _beside(b)) + head_holes(tree, builder, head)
    if scope == "page":
        count = len(builder.blocks)
        extract_blocks(_whole(tree), builder, frozenset())
        side += tuple(left) + tuple(builder.blocks[count:])
    else:
        side += tuple(replace(block, translate=False) for block in left)
    skeleton = skeleton_of(doctype_of(text) + etree.tostring(tree, encoding="unicode", method="html"))
    page = page_skeleton(body, {block.id for block in left} | ({title_id} if title_id else set()), skip)
    return Read(head, inner, side, skeleton, page, byline, tuple(dropped) + byline.dropped)


def _beside(block: Block) -> bool:
    """True for what stands in an attribute or inside a code of another block."""
    return block.kind is BlockKind.ATTRIBUTE or block.name == NESTED


def _whole(tree: Any) -> Any:
    body = tree.find("body")
    return tree if body is None else body


def _furniture(tree: Any, body: Any, marks: Marks) -> tuple[list[Dropped], frozenset[Any]]:
    """What is left out inside and outside the body, with reasons, and the elements to skip."""
    dropped: list[Dropped] = []
    skip: set[Any] = set()
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        reason = marks.left.get(element) if marks.left else ""
        reason = reason or is_furniture(element)
        if not reason:
            stack.extend(reversed(element))
            continue
        skip.add(element)
        text = re.sub(r"\s+", " ", words_of(element)).strip()
        if text:
            dropped.append(Dropped(text[:300], reason, element.sourceline or 0))
    for element in [body, *body.iterancestors()]:
        for sibling in element.itersiblings():
            _drop_sibling(sibling, dropped)
        for sibling in element.itersiblings(preceding=True):
            _drop_sibling(sibling, dropped)
    return dropped, frozenset(skip)


def _drop_sibling(sibling: Any, dropped: list[Dropped]) -> None:
    if not isinstance(sibling.tag, str) or sibling.tag in NOT_SHOWN:
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
        small = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and block.name != NESTED
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
