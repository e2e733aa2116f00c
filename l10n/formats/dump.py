"""The plain-text dump of a scraped news page: title, section, byline and body are found by what their lines are."""

from dataclasses import replace

from l10n.errors import EmptyError
from l10n.formats.breadcrumb import section_piece
from l10n.formats.byline import Byline, is_byline, read_byline
from l10n.formats.charset import decode, encode
from l10n.formats.dump_body import sort_lines
from l10n.formats.dump_head import Parts, find_parts
from l10n.formats.furniture import Furniture, is_sentence, load_furniture
from l10n.formats.lines import HEAD, Line, Piece, article_of, fill_skeleton, lines_of
from l10n.formats.wrap import unwrapped
from l10n.model.article import Article, BlockKind, Dropped, Meta
from l10n.model.pair import Pair

_TEXT = (BlockKind.PARAGRAPH, BlockKind.QUOTE)


def looks_like_dump(text: str) -> float:
    """How much a text looks like a dump of a page, 0-1: by its lines that are furniture or byline."""
    rules = load_furniture()
    lines = [line for line in lines_of(text[:200_000]) if line.text][:400]
    if not lines:
        return 0.0
    odd = sum(bool(rules.reason(line.text)) for line in lines if len(line.text) < 200 and not is_sentence(line.text))
    odd += sum(bool(rules.reason(line.text)) for line in lines if is_sentence(line.text))
    byline = any(is_byline(line.text, rules) for line in lines[:60])
    return min(1.0, 0.2 * min(odd, 4) + 0.35 * byline)


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a dump. Raises EmptyError when it holds nothing but furniture."""
    text, charset, bom = decode(name, data)
    rules = load_furniture()
    lines = unwrapped(lines_of(text), text, rules)
    parts = find_parts(lines, rules)
    pieces, dropped = sort_lines(lines, parts, rules)
    if not any(piece.kind in _TEXT for piece in pieces):
        raise EmptyError(name, "holds no article text, only page furniture", "give the page of one article")
    byline = _byline(lines, parts, rules)
    pieces += [*_head_pieces(lines, parts), *byline.pieces]
    dropped += byline.dropped
    return article_of(
        name,
        "dump",
        pair,
        text,
        pieces,
        meta=Meta(published=byline.published, published_has_time=byline.has_time),
        charset=charset,
        bom=bom,
        dropped=tuple(sorted(dropped, key=lambda d: d.line)),
    )


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources."""
    return encode(fill_skeleton(article), article.charset, article.bom)


def _byline(lines: list[Line], parts: Parts, rules: Furniture) -> Byline:
    """All byline lines read and joined; lines that add nothing are told as left out."""
    byline = Byline()
    site = _site(lines, parts, rules)
    for number in parts.bylines:
        found = read_byline(lines[number], rules, site)
        if not found.pieces and not found.dropped:
            day = Dropped(lines[number].text, "date of publication, kept as data", lines[number].number)
            found = replace(found, dropped=(day,))
        joined = byline.joined(found)
        repeated = [piece for piece in found.pieces if piece not in joined.pieces]
        if repeated and len(repeated) == len(found.pieces):
            line = lines[number]
            joined = replace(joined, dropped=(*joined.dropped, Dropped(line.text, "byline again", line.number)))
        byline = joined
    return byline.timed()


def _site(lines: list[Line], parts: Parts, rules: Furniture) -> str:
    """What the page calls itself: its first lines above the title, its copyright and "more from" lines."""
    above = [line for k, line in enumerate(lines) if line.text and parts.title is not None and k < parts.title][:3]
    signed = [line for line in lines if len(line.text) < 300 and rules.reason(line.text) == "copyright line"]
    more = [line for line in lines if line.text[:10].lower() == "more from "]
    return "\n".join(line.text for line in [*above, *signed, *more])


def _head_pieces(lines: list[Line], parts: Parts) -> list[Piece]:
    """Title, section and standfirst."""
    pieces = []
    if parts.title is not None:
        pieces.append(Piece(BlockKind.TITLE, lines[parts.title].start, lines[parts.title].end))
    if parts.section is not None:
        pieces.append(section_piece(lines[parts.section]))
    if parts.deck is not None:
        pieces.append(Piece(BlockKind.DESCRIPTION, lines[parts.deck].start, lines[parts.deck].end))
    assert all(piece.kind in HEAD for piece in pieces)
    return pieces
