"""Bilingual files of any kind as an article whose segments hold source and target."""

from dataclasses import replace
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.xliff1 import read_xliff as read_xliff1
from l10n.formats.xliff2 import read_xliff as read_xliff2
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.resources.files import read_bytes
from l10n.resources.locale import canonical_tag
from l10n.resources.pair_corpus import read_pairs

SUFFIXES = (".xlf", ".xliff", ".tmx", ".tsv")


def read_bilingual(path: Path, pair: Pair) -> Article:
    """The article of an XLIFF 1.2 or 2 file, a TMX or a table of pairs. Raises FormatError.

    The pair of an XLIFF file is its own; `pair` is that of tables and memories, whose columns are told by their text.
    """
    if path.suffix.lower() in (".xlf", ".xliff"):
        data = read_bytes(path)
        reader = read_xliff1 if b'version="1.' in data[:2000] else read_xliff2
        article = reader(path.name, data)
        return replace(article, pair=Pair(canonical_tag(article.pair.source), canonical_tag(article.pair.target)))
    if path.suffix.lower() not in SUFFIXES:
        raise FormatError(str(path), "no bilingual file", f"give one of {', '.join(SUFFIXES)}")
    blocks = []
    for number, (first, language, second, _) in enumerate(read_pairs(path), 1):
        source, target = (first, second) if language.split("-")[0] == pair.source_language else (second, first)
        segment = Segment(str(number), (Text(source),), (Text(target),), State.TRANSLATED)
        blocks.append(Block(str(number), BlockKind.PARAGRAPH, (segment,)))
    return Article(path.name, path.suffix.lstrip("."), pair, body=tuple(blocks))
