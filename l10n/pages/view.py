"""What templates see: an article as plain, read-only values."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from l10n import __version__
from l10n.errors import ConfigError
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.finding import Finding
from l10n.pages.body import Writer, inline_html
from l10n.pages.clean import clean_html, web_address
from l10n.pages.profile import PageProfile, direction, load_page_profile
from l10n.text.spoken import spoken_words

STATES = ("initial", "draft", "translated", "reviewed", "final")     # XLIFF's, and a target that is still initial
DESCRIPTION_LENGTH = 160        # code points: what result lists show


@dataclass(frozen=True, slots=True)
class RowView:
    """One segment of the bilingual page. `state` is one of STATES, `findings` messages with severities."""

    id: str
    source: Markup
    target: Markup | None
    state: str
    locked: bool
    findings: tuple[Finding, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the bilingual page."""

    kind: str
    level: int
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """An article as a template sees it; text fields are words of the target without markup, `body` is safe HTML.

    `published` is the datetime printed on the page, `published_iso` the same for a datetime attribute (a date alone
    when no time is known). `byline` names its parts in the order of the locale. `counts` maps STATES to numbers
    of segments. `terms` are the headline's terms and figures, which no line should part.
    """

    profile: PageProfile
    source_tag: str
    source_direction: str
    source_fonts: tuple[str, ...]
    title: str
    section: str
    description: str
    source: str
    author: str
    editor: str
    published: datetime | None
    published_has_time: bool
    published_iso: str
    body: Markup
    url: str
    alternates: tuple[tuple[str, str], ...]
    terms: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    blocks: tuple[BlockView, ...] = ()
    version: str = __version__

    @property
    def lang(self) -> str:
        """BCP 47 tag of the page."""
        return self.profile.tag

    @property
    def dir(self) -> str:
        """Text direction of the page."""
        return self.profile.direction

    @property
    def address(self) -> str:
        """The page's own address on the web, empty when it is not known or that of the original."""
        own = dict(self.alternates).get(self.lang, "")
        return own if own != self.url else ""

    @property
    def total(self) -> int:
        """Number of segments that are translated at all."""
        return sum(self.counts.values())


def view_article(article: Article, *, rows: bool = False) -> PageView:
    """The article for a template; `rows` adds the segments side by side."""
    profile = load_page_profile(article.pair.target)
    writer = Writer(profile, article.pair.source, spoken_words(article))
    title, section, source, author, editor = (writer.plain(article.head_block(kind)) for kind in (
        BlockKind.TITLE, BlockKind.SECTION, BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR))
    meta = article.meta
    return PageView(
        profile=profile, source_tag=article.pair.source, source_direction=direction(article.pair.source),
        source_fonts=_source_fonts(article.pair.source),
        title=title or _bare(article.name), section=section, description=_description(article, writer), source=source,
        author=author, editor=editor, published=meta.published, published_has_time=meta.published_has_time,
        published_iso=_iso(article), body=Markup(writer.body(article)), url=web_address(meta.url),  # noqa: S704  (sanitised)
        alternates=tuple((tag, address) for tag, address in meta.alternates if web_address(address)),
        terms=_terms(article.head_block(BlockKind.TITLE)),
        counts=_counts(article), blocks=tuple(_blocks(article, writer)) if rows else (),
    )


def _terms(block: Block | None) -> tuple[str, ...]:
    """What the proofs of a block say stands in it, as it stands."""
    proofs = (proof for segment in (block.segments if block else ()) for proof in segment.proofs)
    return tuple(dict.fromkeys(p.target for p in proofs if p.kind != "tag" and p.target_span and p.target))


def _bare(name: str) -> str:
    """A file's name without its ending, the title of what has none."""
    stem, _, suffix = name.rpartition(".")
    return stem if stem and len(suffix) <= 8 else name


def _source_fonts(tag: str) -> tuple[str, ...]:
    """Fonts for words left in the source language; none for a language of which we know nothing."""
    try:
        return load_page_profile(tag).body_fonts
    except ConfigError:
        return ()


def _description(article: Article, writer: Writer) -> str:
    written = writer.plain(article.head_block(BlockKind.DESCRIPTION))
    first = next((block for block in article.body if block.kind is BlockKind.PARAGRAPH), None)
    text = written or writer.plain(first)
    return text if len(text) <= DESCRIPTION_LENGTH else _shorten(text)


def _shorten(text: str) -> str:
    """At most DESCRIPTION_LENGTH code points with an ellipsis, cut between words where there are words."""
    cut = text[: DESCRIPTION_LENGTH - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > DESCRIPTION_LENGTH // 2 else cut).rstrip(" ,;，；、") + "…"


def _iso(article: Article) -> str:
    published = article.meta.published
    if published is None:
        return ""
    return published.isoformat() if article.meta.published_has_time else published.date().isoformat()


def _counts(article: Article) -> dict[str, int]:
    counted = Counter(_state(segment) for block in article.blocks if block.translate for segment in block.segments)
    return {state: counted[state] for state in STATES}


def _state(segment: Segment) -> str:
    """One of STATES: the stages leave a target in state initial when they doubt it."""
    doubted = segment.state is State.INITIAL and segment.target is not None
    return "draft" if doubted else segment.state.value


def _blocks(article: Article, writer: Writer) -> Iterator[BlockView]:
    extra: dict[str, list[Finding]] = {}
    for finding in article.findings:
        extra.setdefault(finding.segment_id, []).append(finding)
    for block in article.blocks:
        if block.translate and block.segments:
            yield BlockView(block.kind.value, block.level, tuple(_rows(block, writer, extra)))


def _rows(block: Block, writer: Writer, extra: dict[str, list[Finding]]) -> Iterator[RowView]:
    for segment in block.segments:
        shown = segment.target
        target = None if shown is None else Markup(clean_html(inline_html(shown, writer.words)))  # noqa: S704  (sanitised)
        findings = dict.fromkeys((*segment.findings, *extra.get(segment.id, ())))
        yield RowView(
            id=segment.id, source=Markup(clean_html(inline_html(segment.source))), target=target,  # noqa: S704  (sanitised)
            state=_state(segment), locked=segment.locked, findings=tuple(findings), comments=segment.comments,
        )
