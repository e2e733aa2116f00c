"""The plain-text dump of a scraped news page: title, section, byline and body are found by what their lines are."""

import re
from dataclasses import dataclass

from l10n.errors import EmptyError
from l10n.formats.byline import Byline, is_byline, read_byline
from l10n.formats.charset import decode, encode
from l10n.formats.furniture import HAN, Furniture, is_headline, is_sentence, load_furniture
from l10n.formats.lines import Line, Piece, article_of, fill_skeleton, lines_of
from l10n.model.article import Article, BlockKind, Dropped, Meta
from l10n.model.pair import Pair

_BREADCRUMB = re.compile(r"^\s*[^>›»/]{1,30}(?:\s*[>›»]\s*[^>›»]{1,40}){1,5}\s*$")
_LONG_WORDS, _LONG_HAN = 25, 50


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of the lines that are title and section, and of those that hold the byline; None when there is none."""

    title: int | None
    section: int | None
    bylines: tuple[int, ...]
    body_from: int


def looks_like_dump(text: str) -> float:
    """How much a text looks like a dump of a page, 0-1: by the share of its lines that are furniture or byline."""
    rules = load_furniture()
    lines = [line for line in lines_of(text) if line.text]
    if not lines:
        return 0.0
    odd = sum(bool(rules.reason(line.text)) for line in lines)
    byline = any(is_byline(line.text, rules) for line in lines[:40])
    return min(1.0, 0.2 * min(odd, 4) + 0.35 * byline)


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a dump. Raises EmptyError when it holds nothing but furniture."""
    text, charset, bom = decode(name, data)
    rules = load_furniture()
    lines = lines_of(text)
    parts = find_parts(lines, rules)
    byline = Byline()
    for number in parts.bylines:
        byline = byline.joined(read_byline(lines[number], rules))
    pieces, dropped = sort_lines(lines, parts, rules)
    if not any(piece.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) for piece in pieces):
        raise EmptyError(name, "holds no article text, only page furniture", "give the page of one article")
    pieces += byline.pieces
    dropped += byline.dropped
    meta = Meta(published=byline.published, published_has_time=byline.has_time)
    return article_of(
        name,
        "dump",
        pair,
        text,
        pieces,
        meta=meta,
        charset=charset,
        bom=bom,
        dropped=tuple(sorted(dropped, key=lambda d: d.line)),
    )


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources."""
    return encode(fill_skeleton(article), article.charset, article.bom)


def find_parts(lines: list[Line], rules: Furniture) -> Parts:
    """Where title, section and byline stand: before the first running text, furniture apart."""
    first = next(
        (
            k
            for k, line in enumerate(lines)
            if is_sentence(line.text) and not rules.reason(line.text) and not is_byline(line.text, rules)
        ),
        len(lines),
    )
    head = [k for k in range(first) if lines[k].text]
    bylines = [k for k in head if is_byline(lines[k].text, rules)]
    tail = [
        k
        for k in range(first, len(lines))
        if lines[k].text
        and len(lines[k].text) < 120
        and is_byline(lines[k].text, rules)
        and not rules.reason(lines[k].text)
    ]
    candidates = [
        k
        for k in head
        if k not in bylines
        and not rules.reason(lines[k].text)
        and not _BREADCRUMB.match(lines[k].text)
        and is_headline(lines[k].text)
    ]
    title = _nearest_title(candidates, bylines, first, lines)
    if title is None:
        rest = [
            k
            for k in head
            if k not in bylines and not rules.reason(lines[k].text) and not _BREADCRUMB.match(lines[k].text)
        ]
        title = rest[-1] if rest else None
    return Parts(title, _find_section(lines, title, head, bylines, rules), tuple(bylines + tail), first)


def _nearest_title(candidates: list[int], bylines: list[int], first: int, lines: list[Line]) -> int | None:
    """The headline next before the byline, else the one next before the text; of close ones the longest."""
    if not candidates:
        return None
    limit = bylines[0] if bylines and bylines[0] > candidates[0] else first
    before = [k for k in candidates if k < limit] or candidates
    last = before[-1]
    near = [k for k in before if k >= last - 6]
    weight = {k: len(lines[k].text) * (2 if HAN.search(lines[k].text) else 1) for k in near}
    best = max(near, key=lambda k: weight[k])
    return best if weight[best] > 1.6 * weight[last] else last


def _find_section(
    lines: list[Line], title: int | None, head: list[int], bylines: list[int], rules: Furniture
) -> int | None:
    """The short line just above the title, or a breadcrumb."""
    for k in reversed([k for k in head if title is None or k < title]):
        text = lines[k].text
        if k in bylines or rules.reason(text):
            continue
        if _BREADCRUMB.match(text):
            return k
        short = len(HAN.findall(text)) <= 6 if HAN.search(text) else len(text.split()) <= 3 and len(text) <= 30
        return k if short and re.search(r"[A-Za-z\u4e00-\u9fff]{2}", text) else None
    return None


def sort_lines(lines: list[Line], parts: Parts, rules: Furniture) -> tuple[list[Piece], list[Dropped]]:
    """Every line as a piece of the article or as left out with its reason; byline lines are read elsewhere."""
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    block, ended = "", False
    for k, line in enumerate(lines):
        if not line.text or k in parts.bylines:
            continue
        if k == parts.title:
            pieces.append(Piece(BlockKind.TITLE, line.start, line.end))
            continue
        if k == parts.section:
            pieces.append(_section_piece(line))
            continue
        reason = rules.reason(line.text)
        opened = rules.block(line.text)
        if opened and k > parts.body_from:
            block = opened
        if reason in ("copyright line", "licence number") and k > parts.body_from:
            ended = True
        if reason or ended:
            dropped.append(Dropped(line.text, reason or "after the end of the article", line.number))
        elif block and not _resumes(lines, k, rules):
            dropped.append(Dropped(line.text, f"in a {block}", line.number))
        elif k < parts.body_from:
            dropped.append(Dropped(line.text, "short line above the article", line.number))
        elif is_sentence(line.text):
            block = ""
            pieces.append(Piece(BlockKind.PARAGRAPH, line.start, line.end))
        elif _between_text(lines, k, rules):
            pieces.append(Piece(BlockKind.HEADING, line.start, line.end))
        else:
            dropped.append(Dropped(line.text, "short line outside the article", line.number))
    return pieces, dropped


def _section_piece(line: Line) -> Piece:
    """The section: the last part of a breadcrumb, else the line."""
    start = max((line.text.rfind(mark) for mark in ">›»"), default=-1) + 1
    inner = line.text[start:]
    offset = line.start + start + len(inner) - len(inner.lstrip())
    return Piece(BlockKind.SECTION, offset, offset + len(inner.strip()))


def _resumes(lines: list[Line], k: int, rules: Furniture) -> bool:
    """True when the article goes on here after a box of furniture: long text, or two running sentences."""
    text = lines[k].text
    if not is_sentence(text):
        return False
    if len(text.split()) >= _LONG_WORDS or len(HAN.findall(text)) >= _LONG_HAN:
        return True
    follower = next((line for line in lines[k + 1 :] if line.text), None)
    return follower is not None and is_sentence(follower.text) and not rules.reason(follower.text)


def _between_text(lines: list[Line], k: int, rules: Furniture) -> bool:
    """True for a short line inside the body: running text stands before it and follows it at once."""
    follower = next((line for line in lines[k + 1 :] if line.text), None)
    if follower is None or not is_sentence(follower.text) or rules.reason(follower.text):
        return False
    text = lines[k].text
    return len(text) <= 120 and bool(re.search(r"[A-Za-z\u4e00-\u9fff]{2}", text))
