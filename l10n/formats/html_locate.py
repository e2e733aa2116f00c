"""Where the article stands in a page."""

import re
from typing import Any

from l10n.formats.furniture import is_sentence
from l10n.formats.html_tree import words_of

LARGE = 600_000  # characters; above, trafilatura is not asked, because it is slower than linear
_BODY = ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']")
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text)?|post-?(?:body|content)?|entry-?content|story-?body|content-?(?:body|text|detail|main)"
    r"|main-?content|news-?(?:text|content|body)|detail-?content|left_zw|TRS_Editor|zoom)(?:$|[\s_-])",
    re.I,
)


def locate(tree: Any, text: str) -> Any:
    """The element that holds the article's text.

    In this order: the one <article> or articleBody of the page, an element named so, the smallest element that holds
    most of what trafilatura takes for the text, the body.
    """
    for path in _BODY:
        found = [element for element in tree.xpath(path) if _sentences(element) >= 1]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            sizes = sorted(((len(words_of(e)), n) for n, e in enumerate(found)), reverse=True)
            if sizes[0][0] > 2 * sizes[1][0]:
                return found[sizes[0][1]]
    named = [
        e
        for e in tree.xpath("//div|//section|//td")
        if _NAMED.search(f"{e.get('class', '')} {e.get('id', '')}") and _sentences(e) >= 1
    ]
    if named:
        return max(named, key=lambda e: (_sentences(e), -len(words_of(e))))
    body = tree.find("body")
    body = tree if body is None else body
    if len(text) > LARGE:
        return body
    found_by_text = _by_text(body, text)
    return body if found_by_text is None else found_by_text


def _sentences(element: Any) -> int:
    paragraphs = [
        words_of(e)
        for e in element.iter("p", "li", "div", "td")
        if not any(c.tag in ("p", "div", "ul", "table") for c in e)
    ]
    return sum(is_sentence(re.sub(r"\s+", " ", paragraph)) for paragraph in paragraphs[:400]) or int(
        is_sentence(re.sub(r"\s+", " ", words_of(element))[:2000])
    )


def _by_text(body: Any, text: str) -> Any:
    """The smallest element that holds nine tenths of the paragraphs that trafilatura finds."""
    from trafilatura import extract

    found = extract(text, include_comments=False, include_tables=True, favor_recall=True)
    keys = {re.sub(r"\W+", "", line)[:40] for line in (found or "").splitlines() if len(line) > 20}
    if not keys:
        return None
    holders = [
        e
        for e in body.iter("p", "li", "td", "div", "h2", "h3", "blockquote")
        if re.sub(r"\W+", "", words_of(e))[:40] in keys and len(e) < 20
    ]
    if not holders:
        return None
    best = None
    for element in holders[0].iterancestors():
        if sum(element in set(h.iterancestors()) or h is element for h in holders) >= 0.9 * len(holders):
            best = element
            break
    return best
