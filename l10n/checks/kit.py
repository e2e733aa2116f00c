"""What checks consult, and the row that describes one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar, cast

from l10n.model.article import Article, Segment
from l10n.model.fact import Fact
from l10n.model.finding import Severity
from l10n.model.pair import Pair
from l10n.model.term import Match
from l10n.model.trail import Span
from l10n.resources.glossary import Glossary
from l10n.text.facts import find_facts

S = TypeVar("S")
_KEPT = 4096                   # results in a memo: those of an article of a few hundred sentences


class Scope(StrEnum):
    """What a check looks at: one segment, one article, or all articles of a run."""

    SEGMENT = "segment"
    ARTICLE = "article"
    BATCH = "batch"


class Memo:
    """The latest results of slow readings of a text, so that the checks of one segment share them; bounded."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], Any] = {}

    def of(self, key: tuple[str, ...], make: Callable[[], S]) -> S:
        """The result of `make`, kept under a key that names the reading and its texts."""
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = make()
        return cast(S, self._known[key])


@dataclass(frozen=True, slots=True)
class CheckKit:
    """The pair of the texts and the glossary, None when terms are not checked. `memo` serves one thread."""

    pair: Pair
    glossary: Glossary | None = None
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)

    def facts(self, text: str, language: str) -> tuple[Fact, ...]:
        """The facts of a text, found once."""
        return self.memo.of(("facts", language, text), lambda: find_facts(text, language))

    def matches(self, text: str, language: str) -> tuple[Match, ...]:
        """The glossary's terms in a text, found once; none without a glossary."""
        glossary = self.glossary
        return self.memo.of(("terms", language, text), lambda: glossary.match(text, language)) if glossary else ()


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
