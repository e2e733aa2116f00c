"""What checks consult, and the row that describes one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from l10n.model.article import Article, Segment
from l10n.model.finding import Severity
from l10n.model.pair import Pair
from l10n.model.trail import Span
from l10n.resources.glossary import Glossary

S = TypeVar("S")


class Scope(StrEnum):
    """What a check looks at: one segment, one article, or all articles of a run."""

    SEGMENT = "segment"
    ARTICLE = "article"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class CheckKit:
    """The pair of the texts and the glossary, None when terms are not checked."""

    pair: Pair
    glossary: Glossary | None = None


class Line(NamedTuple):
    """A sentence pair at its place: the article's name, the segment's id and both texts."""

    place: str
    segment_id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: a message that quotes both sides, and the whole target after a safe repair.

    `at` is the sentence pair that an article or batch check means (a segment check means its own), `line` the 1-based
    line of the file (0: unknown). Spans are offsets in the plain texts.
    """

    message: str
    fix: str | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    at: Line | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """One check: stable code, default severity, what it finds, what to do, where the rule comes from, what it sees.

    `run` takes a Segment, an Article, or the Lines of all articles of one language pair, as `scope` says.
    """

    code: str
    severity: Severity
    run: Callable[[S, CheckKit], Iterator[Fault]]
    finds: str
    cure: str
    source: str
    scope: Scope = Scope.SEGMENT


def line_of(article: Article, segment: Segment) -> Line:
    """A segment of an article as a line."""
    return Line(article.name, segment.id, segment.source_text, segment.target_text)
