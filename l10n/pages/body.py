"""The words of an article as HTML: one segment, one block, the whole body."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import groupby

from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment
from l10n.model.inline import Content, plain, spelled
from l10n.pages.clean import clean_html
from l10n.pages.profile import PageProfile, direction
from l10n.text.joins import space_between
from l10n.text.spoken import Spoken, respoken

_TAGS = {
    BlockKind.QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    BlockKind.CAPTION: ("<figure><figcaption>", "</figcaption></figure>"),
    BlockKind.CODE: ("<pre><code>", "</code></pre>"),
    BlockKind.TERM: ("<p><strong>", "</strong></p>"),
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the target side of an article: `profile` is the target locale's, `words` what attributes in codes say."""

    profile: PageProfile
    source_tag: str
    words: Spoken = field(default_factory=dict)

    def body(self, article: Article) -> str:
        """The body as harmless HTML: `page` with its holes filled, or plain elements made from the blocks."""
        html = "".join(self._page(article) if article.page else self._made(article.body))
        return clean_html(html, article.meta.url).strip()

    def block(self, block: Block) -> str:
        """The inline HTML of a block, sentences joined as the target locale joins them."""
        if not block.translate:
            return "".join(inline_html(segment.source) + escape(segment.gap) for segment in block.segments)
        parts: list[str] = []
        for segment, following in zip(block.segments, (*block.segments[1:], None), strict=True):
            parts.append(self.segment(segment))
            if following is not None:
                parts.append(self.space(segment, following))
        return "".join(parts)

    def segment(self, segment: Segment) -> str:
        """The target's inline HTML; an untranslated sentence shows its source, marked with its language."""
        if segment.target is not None:
            return inline_html(segment.target, self.words)
        html = inline_html(segment.source)
        if not html.strip():
            return html
        return f'<span lang="{self.source_tag}" dir="{direction(self.source_tag)}">{html}</span>'

    def space(self, before: Segment, after: Segment) -> str:
        """What parts two sentences: nothing beside a Chinese character or mark, else one space."""
        return space_between(_shown(before), _shown(after), self.profile.language)

    def plain(self, block: Block | None) -> str:
        """The words of a block without markup and without outer white space; empty for None."""
        if block is None:
            return ""
        parts: list[str] = []
        for segment, following in zip(block.segments, (*block.segments[1:], None), strict=True):
            parts.append(segment.target_text if segment.target is not None else segment.source_text)
            if following is not None:
                parts.append(self.space(segment, following) if block.translate else segment.gap)
        return " ".join("".join(parts).split())

    def _page(self, article: Article) -> Iterator[str]:
        blocks = {block.id: block for block in article.blocks}
        for part in article.page:
            if isinstance(part, str):
                yield part
            elif part.block_id in blocks:
                yield self._filled(part, blocks[part.block_id])

    def _filled(self, ref: BlockRef, block: Block) -> str:
        if ref.form in ("text", "html"):
            return escape(block.lead, quote=False) + self.block(block) + escape(block.tail, quote=False)
        return escape(self.plain(block))

    def _made(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for kind, run in groupby(blocks, key=lambda block: block.kind):
            if kind is BlockKind.ATTRIBUTE:
                continue
            if kind is BlockKind.ITEM:
                yield "<ul>" + "".join(f"<li>{self.block(block)}</li>" for block in run) + "</ul>\n"
                continue
            for block in run:
                yield self._element(block)

    def _element(self, block: Block) -> str:
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), 6)
            return f"<h{level}>{self.block(block)}</h{level}>\n"
        opening, closing = _TAGS.get(block.kind, ("<p>", "</p>"))
        return f"{opening}{self.block(block)}{closing}\n"


def inline_html(content: Content, words: Spoken | None = None) -> str:
    """Content as HTML: text escaped, codes as their HTML, with what their attributes say from the table `words`."""
    return spelled(content, lambda code: respoken(code.html or code.native, words or {}), partial(escape, quote=False))


def _shown(segment: Segment) -> str:
    return plain(segment.source if segment.target is None else segment.target)
