"""The pages of a batch: one that lists them, and a site map with the languages of each article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from l10n import __version__
from l10n.errors import FormatError
from l10n.model.article import Article, BlockKind
from l10n.model.finding import Severity
from l10n.pages.clean import web_address
from l10n.pages.environment import render_template
from l10n.pages.profile import PageProfile, load_page_profile
from l10n.pages.view import view_article

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One localised article of a batch. `href` is the page's address relative to the index, `lang` its tag."""

    href: str
    title: str
    lang: str = ""
    source_title: str = ""
    source_tag: str = "en"
    section: str = ""
    description: str = ""
    published: datetime | None = None
    published_has_time: bool = False
    published_iso: str = ""
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the template of the index sees."""

    profile: PageProfile
    entries: tuple[IndexEntry, ...]
    source_tag: str = ""
    source_fonts: tuple[str, ...] = ()
    version: str = __version__

    @property
    def lang(self) -> str:
        """BCP 47 tag of the page."""
        return self.profile.tag

    @property
    def dir(self) -> str:
        """Text direction of the page."""
        return self.profile.direction


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page in the site map: its address, (locale, address) pairs of all its languages, when it was published."""

    url: str
    languages: tuple[tuple[str, str], ...] = ()
    published: datetime | None = None


def index_entry(article: Article, href: str) -> IndexEntry:
    """The entry of an article whose page lies at `href`; findings of segments and article are counted once each."""
    view = view_article(article)
    findings = dict.fromkeys((*article.findings, *(f for segment in article.segments for f in segment.findings)))
    title = article.head_block(BlockKind.TITLE)
    counted = Counter(finding.severity for finding in findings)
    return IndexEntry(
        href=href, title=view.title, lang=view.lang, source_title=title.text.strip() if title else "",
        source_tag=view.source_tag, section=view.section, description=view.description, published=view.published,
        published_has_time=view.published_has_time, published_iso=view.published_iso,
        errors=counted[Severity.ERROR], warnings=counted[Severity.WARNING],
    )


def render_index(entries: Sequence[IndexEntry], tag: str, theme: Path | None = None) -> bytes:
    """The page that lists a batch, in the locale `tag`, entries in the order given. Raises ConfigError."""
    profile = load_page_profile(tag)
    return render_template("index.html.j2", profile, theme, {"page": IndexView(profile, tuple(entries))})


def render_sitemap(entries: Sequence[SitemapEntry]) -> bytes:
    """A site map (sitemaps.org 0.9) whose pages name each other's languages (xhtml:link, hreflang).

    Pages without an http or https address are left out, because a site map knows no relative ones.
    """
    from lxml import etree

    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})  # type: ignore[dict-item]
    for entry in entries:
        if not web_address(entry.url):
            continue
        url = etree.SubElement(root, f"{{{SITEMAP}}}url")
        etree.SubElement(url, f"{{{SITEMAP}}}loc").text = entry.url
        if entry.published is not None:
            etree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = entry.published.date().isoformat()
        for tag, address in entry.languages:
            if web_address(address):
                link = {"rel": "alternate", "hreflang": tag, "href": address}
                etree.SubElement(url, f"{{{XHTML}}}link", link)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def read_sitemap(name: str, data: bytes) -> list[SitemapEntry]:
    """The entries of a site map. Raises FormatError for what is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        what = f"broken site map ({error.msg})"
        raise FormatError(f"{name}:{error.lineno}", what, "delete it and run again") from error
    entries = []
    for url in root.iter(f"{{{SITEMAP}}}url"):
        links = tuple((link.get("hreflang", ""), link.get("href", "")) for link in url.iter(f"{{{XHTML}}}link"))
        date = url.findtext(f"{{{SITEMAP}}}lastmod", "")[:10]
        published = datetime.fromisoformat(date) if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else None
        entries.append(SitemapEntry(url.findtext(f"{{{SITEMAP}}}loc", "").strip(), links, published))
    return entries
