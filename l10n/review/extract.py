"""A page made ready for a translator: in sentences, terms, numbers and names marked, no engine asked."""

from l10n.model.article import Article
from l10n.pipeline import Kit
from l10n.stages.leverage import leverage_articles
from l10n.stages.protect import protect_article
from l10n.stages.segment import segment_article


def prepare(article: Article, kit: Kit) -> Article:
    """The article in sentences, with the terms of the glossary and the facts as placeables of the source.

    The byline has its targets, because names are not left to chance, and what the project's memory knows; nothing
    else is translated.
    """
    protected = protect_article(segment_article(article, kit.breaks), kit.protect)
    return leverage_articles([protected], kit.leverage)[0]
