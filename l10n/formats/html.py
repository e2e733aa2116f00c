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
from l10n.formats.html_its import marks_of, may_hold_its
from l10n.formats.html_locate import locate
from l10n.formats.html_meta import PageMeta, page_meta
from l10n.formats.html_options import HtmlOptions
from l10n.formats.html_parse import doctype_of, parse, parse_repaired
from l10n.formats.html_proof import changed, digest, finding_of, repaired
from l10n.formats.html_raw import Codes, Raw
from l10n.formats.html_room import hand_back
from l10n.formats.html_tags import Marks
from l10n.formats.html_tree import CLOSE, NESTED, OPEN, Builder, extract_blocks, skeleton_of, words_of
from l10n.formats.html_write import filled, write
from l10n.formats.lines import Line, known_pair
from l10n.model.article import Article, BlockKind, Dropped, Meta, Skeleton
from l10n.model.finding import Finding
from l10n.model.pair import Pair

__all__ = ["parse", "read", "write"]
_MAYBE_BYLINE = re.compile(r"\d{4}|[:：/／丨|【]|\b[Bb]y\b|BY|记者|記者|作者|编辑|編輯")
_PLAIN = HtmlOptions()
Raws = tuple[Raw, ...]
MAX_BYLINES = 200  # lines left out after which no byline is looked for
NOT_SHOWN = ("head", "script", "style", "noscript")


@dataclass(frozen=True, slots=True)
class Read:
    """What a page gave: its digest, what it says of itself, its blocks (head, body, side), skeleton and clean page."""

    digest: bytes
    pair: Pair
    meta: PageMeta
    charset: tuple[str, bool]
    byline: Byline
    blocks: tuple[Raws, Raws, Raws]
    skeletons: tuple[Skeleton, Skeleton]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def read(name: str, data: bytes, pair: Pair, options: HtmlOptions = _PLAIN) -> Article:
    """The article of a page. Raises EmptyError when the page holds no text, FormatError for a hostile one.

    A page that does not come back as it was read, when it is written without a translation, gets a finding.
    """
    before, article = _article(name, data, pair, options)
    hand_back()
    after = filled(article)
    if digest(after) == before:
        return article
    difference = changed(parse(name, _decoded(name, data)[0]), parse(name, after))
    if not difference:
        return article
    return replace(article, findings=(*article.findings, finding_of(difference, name)))


def _decoded(name: str, data: bytes) -> tuple[str, str, bool]:
    text, charset, bom = decode(name, data)
    return text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd"), charset, bom


def _article(name: str, data: bytes, pair: Pair, options: HtmlOptions) -> tuple[bytes, Article]:
    """The digest of the page as it stands, and its article."""
    read = _read(name, data, pair, options)
    hand_back()
    when = read.byline.published if read.meta.published is None else read.meta.published
    has_time = read.byline.has_time if read.meta.published is None else read.meta.has_time
    alternates = dict(read.meta.alternates) | options.addresses(name)
    url = alternates.get(read.pair.source) or read.meta.url
    codes = Codes()
    head, body, side = (tuple(map(codes.block, part)) for part in read.blocks)
    return read.digest, Article(
        name=name,
        format="html",
        pair=read.pair,
        head=head,
        body=body,
        side=side,
        meta=Meta(when, has_time, url, read.meta.image, tuple(alternates.items())),
        skeleton=read.skeletons[0],
        page=read.skeletons[1],
        dropped=read.dropped,
        findings=read.findings,
        charset=read.charset[0],
        bom=read.charset[1],
    )


def _read(name: str, data: bytes, pair: Pair, options: HtmlOptions) -> Read:
    """The page taken apart. Neither its text nor its tree outlives this call."""
    text, charset, bom = _decoded(name, data)
    tree, repairs = parse_repaired(name, text)
    before, doctype = digest(text), doctype_of(text)
    meta = page_meta(tree)
    body = locate(tree, text)
    pair = _pair(name, body, pair)
    marks, findings = marks_of(tree, options.its, pair.target) if may_hold_its(text) or options.its else (Marks(), ())
    del text
    dropped, skip = _furniture(tree, body, marks)
    builder = Builder(marks)
    extract_blocks(body, builder, skip)
    blocks, byline, left, title_id = _sorted(name, tree, builder, (meta, options.scope))
    hand_back()
    skeleton = skeleton_of(doctype + etree.tostring(tree, encoding="unicode", method="html"))
    page = page_skeleton(body, left | ({title_id} if title_id else set()), skip)
    skeletons, dropped_all = (skeleton, page), tuple(dropped) + byline.dropped
    findings += repaired(repairs, name)
    return Read(before, pair, meta, (charset, bom), byline, blocks, skeletons, dropped_all, findings)


def _sorted(
    name: str, tree: Any, builder: Builder, known: tuple[PageMeta, str]
) -> tuple[tuple[Raws, Raws, Raws], Byline, set[str], str]:
    """Head, body and side blocks; the byline; the ids of blocks left out of the clean page, and that of the title.

    The article's own blocks are numbered first, so that their ids are the same in every scope.
    """
    meta, scope = known
    sorted_blocks, byline, left = _sort(builder, load_furniture())
    count = len(builder.blocks)
    head, title_id = head_blocks(builder, sorted_blocks, meta, byline)
    inner = tuple(b for b in sorted_blocks if not _beside(b) and b.id != title_id)
    if not any(is_sentence(text) or len(text) > 20 for text in (block.text for block in inner)):
        raise EmptyError(name, "holds no article text, only page furniture", "give the page of one article")
    side = tuple(b for b in builder.blocks[:count] if _beside(b)) + head_holes(tree, builder, head)
    if scope == "page":
        count = len(builder.blocks)
        extract_blocks(_whole(tree), builder, frozenset())
        side += tuple(left) + tuple(builder.blocks[count:])
    else:
        side += tuple(replace(block, translate=False) for block in left)
    return (head, inner, side), byline, {block.id for block in left}, title_id


def _pair(name: str, body: Any, pair: Pair) -> Pair:
    """The pair with its source found from the words of the body. Raises EmptyError when there are none."""
    words = words_of(body)
    if not words.strip():
        raise EmptyError(name, "holds no article text", "give the page of one article")
    return known_pair(pair, words)


def _beside(block: Raw) -> bool:
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


def _sort(builder: Builder, rules: Furniture) -> tuple[list[Raw], Byline, list[Raw]]:
    """Blocks that belong to the article, the byline, and the blocks left out (byline and furniture lines)."""
    kept: list[Raw] = []
    left: list[Raw] = []
    byline = Byline()
    dropped: list[Dropped] = []
    for block in builder.blocks:
        text = re.sub(r"\s+", " ", block.text).strip()
        small = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and block.name != NESTED
        if small and _MAYBE_BYLINE.search(text) and is_byline(text, rules):
            if len(left) < MAX_BYLINES:
                byline = byline.joined(read_byline(Line(text, 0, len(text), 0), rules))
            dropped.append(Dropped(text, "byline", 0))
            left.append(replace(block, translate=False))  # names are no work for an engine
        elif small and not is_sentence(text) and (reason := rules.reason(text)):
            dropped.append(Dropped(text, reason, 0))
            left.append(block)
        else:
            kept.append(block)
    return kept, replace(byline, dropped=byline.dropped + tuple(dropped)), left
