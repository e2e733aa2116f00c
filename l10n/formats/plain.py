"""Plain text: paragraphs parted by blank lines, or one a line."""

import re
from itertools import pairwise

from l10n.errors import EmptyError
from l10n.formats.charset import decode, encode
from l10n.formats.furniture import is_sentence
from l10n.formats.lines import Line, Piece, article_of, fill_skeleton, lines_of
from l10n.model.article import Article, BlockKind
from l10n.model.pair import Pair


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a plain text; a short first paragraph without a full stop is its title. Raises EmptyError."""
    text, charset, bom = decode(name, data)
    pieces: list[Piece] = []
    for start, end in _paragraphs(lines_of(text)):
        body = text[start:end]
        title = (
            not pieces
            and len(body) < 150
            and "\n" not in body
            and not is_sentence(body)
            and not re.search(r"[.。!！;；]$", body)
        )
        pieces.append(Piece(BlockKind.TITLE if title else BlockKind.PARAGRAPH, start, end))
    if not re.search(r"\w", text):
        raise EmptyError(name, "holds no words", "give a file that holds an article")
    if len(pieces) == 1:
        pieces = [Piece(BlockKind.PARAGRAPH, pieces[0].start, pieces[0].end)]
    return article_of(name, "plain", pair, text, pieces, charset=charset, bom=bom)


def _paragraphs(lines: list[Line]) -> list[tuple[int, int]]:
    """Start and end of each run of lines between blank ones; of each line where no blank line stands between two."""
    full = [k for k, line in enumerate(lines) if line.text]
    apart = any(k - before > 1 for before, k in pairwise(full))
    found: list[tuple[int, int]] = []
    last = -2
    for k in full:
        if apart and k == last + 1:
            found[-1] = (found[-1][0], lines[k].end)
        else:
            found.append((lines[k].start, lines[k].end))
        last = k
    return found


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources."""
    return encode(fill_skeleton(article), article.charset, article.bom)
