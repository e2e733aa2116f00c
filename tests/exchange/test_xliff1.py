from hypothesis import given, settings

from l10n.formats.xliff1 import read_xliff, write_xliff
from tests.strategies import articles


@settings(max_examples=150, deadline=None)
@given(articles())
def test_round(article):
    back = read_xliff("a.xlf", write_xliff(article))
    assert back == article
