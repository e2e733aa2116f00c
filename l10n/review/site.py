"""Where localised pages will lie on the web: their own addresses, links between languages, the site map."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from l10n.errors import UsageError
from l10n.model.article import Article
from l10n.pages.clean import web_address
from l10n.pages.index import SitemapEntry, read_sitemap, render_sitemap
from l10n.resources.files import read_bytes, write_atomic

SITEMAP = "sitemap.xml"


def site_base(written: str) -> str:
    """The address of the folder in which the pages will lie, ending in a slash; empty for none. Raises UsageError."""
    parts = urlsplit(written)
    if not written:
        return ""
    extra = parts.query or parts.fragment or any(character.isspace() for character in written)
    if not web_address(written) or not parts.netloc or extra:
        raise UsageError(f"site {written}", "is no address of a folder on the web", "write https://example.org/zh/")
    return written.rstrip("/") + "/"


def placed(article: Article, base: str, page: str) -> Article:
    """The article that knows where its page will lie: named among its language versions."""
    if not base:
        return article
    target = article.pair.target
    others = tuple(pair for pair in article.meta.alternates if pair[0] != target)
    return replace(article, meta=replace(article.meta, alternates=(*others, (target, base + quote(page)))))


def sitemap_entry(article: Article, base: str, page: str) -> SitemapEntry:
    """The entry of a page: its address, all its languages, the date of the article."""
    versions = dict(placed(article, base, page).meta.alternates)
    if article.meta.url:
        versions = {article.pair.source: article.meta.url, **versions}
    return SitemapEntry(versions[article.pair.target], tuple(sorted(versions.items())), article.meta.published)


def write_sitemap(done: Sequence[tuple[Article, Path]], folder: Path, base: str) -> Path:
    """Write sitemap.xml; pages of earlier runs stay in it as long as they lie in the folder. Raises FormatError."""
    path = folder / SITEMAP
    entries = {entry.url: entry for entry in read_sitemap(path.name, read_bytes(path))} if path.is_file() else {}
    there = {base + quote(file.name) for file in folder.iterdir()}
    entries = {url: entry for url, entry in entries.items() if url in there}
    for article, page in done:
        entry = sitemap_entry(article, base, page.name)
        entries[entry.url] = entry
    write_atomic(path, render_sitemap([entries[url] for url in sorted(entries)]))
    return path
