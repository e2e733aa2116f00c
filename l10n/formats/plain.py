"""Plain text: paragraphs parted by blank lines, or one a line."""

import re

from l10n.formats.charset import decode, encode
from l10n.formats.furniture import is_sentence
from l10n.formats.lines import Piece, article_of, fill_skeleton
from l10n.model.article import Article, BlockKind
from l10n.model.pair import Pair


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a plain text; a short first paragraph without a full stop is its title."""
    text, charset, bom = decode(name, data)
    pattern = (
        r"\S(?:.*?\S)?(?=\s*(?:\r?\n[ \t\u3000]*){2,}|\s*\Z)"
        if re.search(r"\n[ \t\u3000]*\r?\n", text)
        else r"\S(?:[^\r\n]*\S)?"
    )
    pieces: list[Piece] = []
    for match in re.finditer(pattern, text, re.S):
        title = (
            not pieces
            and len(match[0]) < 150
            and "\n" not in match[0]
            and not is_sentence(match[0])
            and (not re.search(r"[.。!！;；]$", match[0]))
        )
        pieces.append(Piece(BlockKind.TITLE if title else BlockKind.PARAGRAPH, match.start(), match.end()))
    if len(pieces) == 1:
        pieces = [Piece(BlockKind.PARAGRAPH, pieces[0].start, pieces[0].end)]
    return article_of(name, "plain", pair, text, pieces, charset=charset, bom=bom)


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources."""
    return encode(fill_skeleton(article), article.charset, article.bom)
