"""Typography of whole articles: adapting twice changes nothing more, codes stay in order, approved targets stay as they are."""

import pytest
from hypothesis import HealthCheck, given, settings

from l10n.model.article import Article
from l10n.model.inline import codes
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_article
from tests.strategies import articles


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "en"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles())
def test_adapting_an_article_twice_changes_nothing_more(tag: str, article: Article) -> None:
    typography = load_typography(tag)
    once = adapt_article(article, typography)
    twice = adapt_article(once, typography)
    for before, after, again in zip(article.segments, once.segments, twice.segments, strict=True):
        assert again.target == after.target
        assert codes(after.target or ()) == codes(before.target or ())
        assert after == before or not before.frozen
