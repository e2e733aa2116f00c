"""Words inside native markup: alternative texts and titles of inline elements, which codes carry as they were."""

import re
from collections.abc import Mapping
from html import escape, unescape

from l10n.model.article import Article, Block, BlockKind
from l10n.text.joins import space_between

_ATTRIBUTE = re.compile(r"(\s)([\w-]+)=(\"[^\"]*\"|'[^']*')")

Spoken = Mapping[tuple[str, str], str]


def spoken_words(article: Article) -> dict[tuple[str, str], str]:
    """(attribute name, source words) -> target words, of the side blocks that stand in attributes and have a target."""
    words: dict[tuple[str, str], str] = {}
    for block in article.side:
        if block.kind is BlockKind.ATTRIBUTE and block.name and any(s.target is not None for s in block.segments):
            words.setdefault((block.name, block.text.strip()), target_words(block, article.pair.target_language))
    return words


def respoken(markup: str, words: Spoken) -> str:
    """The markup of a code with its attributes in the target language; what is not in the table stays as it is."""
    if not words or "=" not in markup:
        return markup

    def change(match: re.Match[str]) -> str:
        source = unescape(match[3][1:-1])
        target = words.get((match[2], source.strip()))
        return f'{match[1]}{match[2]}="{escape(target)}"' if target is not None else match[0]

    return _ATTRIBUTE.sub(change, markup)


def target_words(block: Block, language: str) -> str:
    """The target words of a block, sentences joined as the target language does it; the source where it has none."""
    said = ""
    for segment in block.segments:
        words = segment.target_text if segment.target is not None else segment.source_text
        said = said.rstrip() + space_between(said, words, language) + words.lstrip()
    return said.strip() or block.text
