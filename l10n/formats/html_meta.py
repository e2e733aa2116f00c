"""What the head of a page says of its article: JSON-LD, Open Graph, meta elements, <time>."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from l10n.formats.html_tree import words_of
from l10n.formats.published import find_published

ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "TechArticle", "Report")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Head fields as the page words them; empty when it does not say."""

    title: str = ""
    description: str = ""
    section: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    image: str = ""
    published: datetime | None = None
    has_time: bool = False
    alternates: tuple[tuple[str, str], ...] = ()


def page_meta(tree: Any) -> PageMeta:
    """The fields of a page; JSON-LD wins over Open Graph, that over other meta elements."""
    found = {**_meta(tree), **{name: value for name, value in _json_ld(tree).items() if value}}
    when, has_time = _when(found.get("published", ""))
    if when is None:
        for element in tree.iter("time"):
            when, has_time = _when(element.get("datetime") or words_of(element))
            if when:
                break
    canonical = tree.find(".//link[@rel='canonical']")
    links = [link for link in tree.iter("link") if (link.get("rel") or "").lower() == "alternate"]
    alternates = tuple((e.get("hreflang"), e.get("href")) for e in links if e.get("hreflang") and e.get("href"))
    return PageMeta(
        title=found.get("title", ""),
        description=found.get("description", ""),
        section=found.get("section", ""),
        source=found.get("source", ""),
        author=found.get("author", ""),
        image=found.get("image", ""),
        url=found.get("url", "") or (canonical.get("href", "") if canonical is not None else ""),
        published=when,
        has_time=has_time,
        alternates=alternates,
    )


_NAMES = {
    "og:title": "title",
    "twitter:title": "title",
    "og:description": "description",
    "description": "description",
    "article:section": "section",
    "og:site_name": "source",
    "article:published_time": "published",
    "pubdate": "published",
    "publishdate": "published",
    "date": "published",
    "author": "author",
    "article:author": "author",
    "og:url": "url",
    "og:image": "image",
    "datepublished": "published",
    "headline": "title",
}


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = (element.get("content") or "").strip()
        if name in _NAMES and value and _NAMES[name] not in found:
            found[_NAMES[name]] = value
    if re.match("https?:", found.get("author", "")):
        del found["author"]
    return found


def json_ld_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """The nodes of the page's JSON-LD that describe an article; broken JSON is passed over."""
    for element in tree.iter("script"):
        if element.get("type") != "application/ld+json" or not element.text:
            continue
        try:
            data = json.loads(element.text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(kind in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield node


def _json_ld(tree: Any) -> dict[str, str]:
    node = next(json_ld_nodes(tree), None)
    if node is None:
        return {}
    return {
        "title": _name(node.get("headline")),
        "description": _name(node.get("description")),
        "section": _name(node.get("articleSection")),
        "source": _name(node.get("publisher")),
        "author": _name(node.get("author")),
        "published": _name(node.get("datePublished")),
    }


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            if isinstance(item.get("@graph"), list):
                yield from (node for node in item["@graph"] if isinstance(node, dict))


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() if isinstance(value, str) else ""


def _when(written: str) -> tuple[datetime | None, bool]:
    text = (written or "").strip()
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return found, "T" in text or ":" in text
    except ValueError:
        published = find_published(text)
        return (published.when, published.has_time) if published else (None, False)
