"""Kits and articles for the tests of the memory."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.pair import Pair
from l10n.pipeline import Kit, Options, load_kit
from l10n.stages.leverage import leverage_articles
from l10n.stages.protect import protect_article

EN_ZH, ZH_EN = Pair("en", "zh-Hans"), Pair("zh-Hans", "en")


@cache
def kit_of(pair: Pair) -> Kit:
    return load_kit(Options(pair))


def kit_with(pair: Pair, memory: Path | None, **fields: object) -> Kit:
    kit = kit_of(pair)
    return replace(kit, leverage=replace(kit.leverage, memory=memory, **fields))  # type: ignore[arg-type]


def article_of(*contents: Content | str, pair: Pair = EN_ZH, name: str = "a") -> Article:
    blocks = []
    for number, content in enumerate(contents, 1):
        items = (Text(content),) if isinstance(content, str) else content
        blocks.append(Block(f"b{number}", BlockKind.PARAGRAPH, (Segment(f"b{number}.1", items),)))
    return Article(name, "plain", pair, body=tuple(blocks))


def translated(article: Article, *targets: Content | str, state: State = State.REVIEWED) -> Article:
    """The article with targets in a state."""
    left = iter(targets)

    def of_segment(segment: Segment) -> Segment:
        target = next(left)
        return replace(segment, target=(Text(target),) if isinstance(target, str) else target, state=state)

    return article.map_segments(of_segment)


def leveraged(source: Content | str, pair: Pair, memory: Path | None) -> Segment:
    """The one segment of an article with that text after protect and leverage."""
    kit = kit_with(pair, memory)
    article = protect_article(article_of(source, pair=pair), kit.protect)
    return next(leverage_articles([article], kit.leverage)[0].segments)


def bold(text: str, number: str = "1") -> Content:
    return (Code(number, CodeKind.OPEN, "<b>"), Text(text), Code(number, CodeKind.CLOSE, "</b>"))
