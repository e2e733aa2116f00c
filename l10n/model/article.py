"""Article > Block > Segment > Inline: XLIFF 2's file > unit > segment > inline under readable names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from l10n.model.finding import Finding
from l10n.model.inline import Content, plain
from l10n.model.pair import Pair
from l10n.model.trail import Candidate, Proof, Step


class State(StrEnum):
    """XLIFF 2 states of a segment. FINAL and REVIEWED segments are never overwritten by a run."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    SECTION = "section"
    DESCRIPTION = "description"
    SOURCE = "source"            # publisher: Global Times
    AUTHOR = "author"
    EDITOR = "editor"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"                # list item
    CELL = "cell"                # table cell
    CAPTION = "caption"
    QUOTE = "quote"
    TERM = "term"                # <dt>
    ATTRIBUTE = "attribute"      # alt, title, aria-label, placeholder
    CODE = "code"                # never translated
    CUE = "cue"                  # subtitle


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and what is known of it.

    `gap` is the white space between this segment and the next one of its block (source side); `id` is unique in the
    article. `target` is None until something translated it. `score` is the engine's mean log-probability per token
    (<= 0), None when no engine ran. `trail`, `proofs` and `candidates` tell what happened, in order.
    """

    id: str
    source: Content
    target: Content | None = None
    state: State = State.INITIAL
    gap: str = ""
    score: float | None = None
    locked: bool = False
    trail: tuple[Step, ...] = ()
    proofs: tuple[Proof, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def source_text(self) -> str:
        """The words of the source."""
        return plain(self.source)

    @property
    def target_text(self) -> str:
        """The words of the target, empty when there is none. In a target, Placeable items never occur."""
        return plain(self.target or ())

    @property
    def frozen(self) -> bool:
        """True when a person approved the segment, so that no run may change it."""
        return self.locked or self.state in (State.REVIEWED, State.FINAL)

    def with_step(self, stage: str, rule: str, detail: str = "") -> "Segment":
        """The segment with one more line in its trail."""
        return replace(self, trail=(*self.trail, Step(stage, rule, detail)))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell ... `lead` is the white space before its first segment, `tail` after its last.

    Before segmentation a block holds one segment with the whole text. `translate` is False for text that a page
    shows but nobody translates (code, translate="no"). `level` is the heading level 1-6, else 0. `name` is the
    attribute or metadata name for blocks that stand in one (`alt`, `og:title`), else empty.
    """

    id: str
    kind: BlockKind
    segments: tuple[Segment, ...]
    lead: str = ""
    tail: str = ""
    level: int = 0
    name: str = ""
    translate: bool = True

    @property
    def text(self) -> str:
        """The source words of the block with its inner white space, without lead and tail."""
        last = len(self.segments) - 1
        return "".join(s.source_text + (s.gap if i < last else "") for i, s in enumerate(self.segments))


@dataclass(frozen=True, slots=True)
class BlockRef:
    """A hole of a skeleton: the text of the block with this id goes here.

    `form` says how: "text" (inline content as native markup), "html" (as HTML), "attribute" (escaped for a
    double-quoted attribute), "json" (escaped for a JSON string), "plain" (no markup).
    """

    block_id: str
    form: str = "text"


Skeleton = tuple[str | BlockRef, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that a reader left out of the article, with the reason in words and its 1-based line (0: unknown)."""

    text: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of the article that is no text to translate. Language tags are BCP 47.

    `published` is naive when the page gives no zone. `published_has_time` is False when only a date is known.
    `url` is the page's own address, `image` its lead image, `alternates` (locale, address) pairs for hreflang.
    """

    published: datetime | None = None
    published_has_time: bool = False
    url: str = ""
    image: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One document. `head` holds title, section, source, author, editor, description; `body` the text in order.

    `skeleton` is the native file with holes (reassembly is a join); `page` is the body as clean, sanitised HTML with
    holes, for the localised page. `side` blocks (attributes, metadata) are translated too, outside head and body.
    `original` is the file itself for formats whose writer walks it once more instead of filling a skeleton.
    """

    name: str
    format: str
    pair: Pair
    head: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    side: tuple[Block, ...] = ()
    meta: Meta = Meta()
    skeleton: Skeleton = ()
    page: Skeleton = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()
    charset: str = "utf-8"
    bom: bool = False
    original: bytes = b""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, in the order in which a reader meets them."""
        return self.head + self.body + self.side

    @property
    def segments(self) -> Iterator[Segment]:
        """All segments in order."""
        return (segment for block in self.blocks for segment in block.segments)

    def head_block(self, kind: BlockKind) -> Block | None:
        """The first head block of that kind."""
        return next((block for block in self.head if block.kind is kind), None)

    def map_blocks(self, change: Callable[[Block], Block]) -> "Article":
        """The article with `change` applied to every block."""
        head, body, side = (tuple(map(change, part)) for part in (self.head, self.body, self.side))
        return replace(self, head=head, body=body, side=side)

    def map_segments(self, change: Callable[[Segment], Segment]) -> "Article":
        """The article with `change` applied to every segment of every block that is translated."""
        def of_block(block: Block) -> Block:
            if not block.translate:
                return block
            return replace(block, segments=tuple(map(change, block.segments)))

        return self.map_blocks(of_block)
