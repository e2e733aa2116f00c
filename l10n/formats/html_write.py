"""Writes a page in place: same markup, targets in the holes, and the head told of the new language."""

import re
from dataclasses import dataclass, field
from functools import partial
from html import escape

from l10n.formats.charset import encode
from l10n.formats.html_about import about
from l10n.formats.html_time import retimed
from l10n.formats.html_tree import NESTED
from l10n.formats.lines import joined
from l10n.model.article import Article, Block, BlockRef
from l10n.model.inline import Code, Content, plain, spelled
from l10n.model.pair import Pair
from l10n.text.spoken import Spoken, respoken, spoken_words

_CHARSET = re.compile(r"(<meta\b[^>]*?charset\s*=\s*[\"']?)([\w-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """Targets of what stands inside codes: of attributes, and of nested texts by their source markup.

    `translated` is True when any sentence of the page has a target.
    """

    spoken: Spoken = field(default_factory=dict)
    nested: tuple[tuple[str, str], ...] = ()
    translated: bool = False


def write(article: Article) -> bytes:
    """The page in place. Without any target it is the page as it was read; with one, its head names the target."""
    text = filled(article)
    if any(segment.target is not None for segment in article.segments):
        text = about(text, article)
    return _encoded(text, article)


def filled(article: Article) -> str:
    """The skeleton with its holes filled: with targets, or sources where there is no target."""
    blocks = {block.id: block for block in article.blocks}
    words = words_inside(article)
    return "".join(
        part if isinstance(part, str) else fill(blocks[part.block_id], part, article.pair, words)
        for part in article.skeleton
    )


def words_inside(article: Article) -> Words:
    """The targets of words that stand inside the codes of other sentences."""
    nested = []
    for block in article.side:
        if block.name == NESTED and any(s.target is not None for s in block.segments):
            source = "".join(markup_of(s.source) + escape(s.gap, quote=False) for s in block.segments)
            nested.append((source, joined(block, article.pair, markup_of)))
    translated = any(segment.target is not None for segment in article.segments)
    return Words(spoken_words(article), tuple(nested), translated)


def fill(block: Block, ref: BlockRef, pair: Pair, words: Words) -> str:
    """The text for a hole in the form that it asks for."""
    if ref.form == "text":
        markup = block.lead + joined(block, pair, lambda content: markup_of(content, words)) + block.tail
        return retimed(markup, pair) if words.translated else markup
    return escape(joined(block, pair, plain).strip(), quote=ref.form == "attribute")


def markup_of(content: Content, words: Words | None = None) -> str:
    """Content as HTML: text escaped, codes as their markup, the words inside these in the target language."""

    def markup(code: Code) -> str:
        written = code.html or code.native
        return _respoken(written, words) if words else written

    return spelled(content, markup, partial(escape, quote=False))


def _respoken(markup: str, words: Words) -> str:
    for source, target in words.nested:
        if source in markup:
            around = rf"(>\s*){re.escape(source)}(\s*<)"
            markup = re.sub(around, lambda m, new=target: m[1] + new + m[2], markup)  # type: ignore[misc]
    return respoken(markup, words.spoken)


def _encoded(text: str, article: Article) -> bytes:
    """The page in its charset; where that lacks a character, in UTF-8, and then the page says so."""
    data = encode(text, article.charset, article.bom)
    if article.charset not in ("utf-8", "utf-16") and data == text.encode() and not text.isascii():
        return _CHARSET.sub(r"\1utf-8", text).encode()
    return data
