"""What the glossary checks look at, and the shape of a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from l10n.errors import GlossaryError
from l10n.model.finding import Severity
from l10n.model.term import Concept, Status, Term

ACCEPTED = (Status.PREFERRED, Status.ADMITTED)
DIRECTIONS = (("en", "zh"), ("zh", "en"))
Fault = tuple[str, str]         # place (`file:line`) and message


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a source term of a concept stands in a corpus of translations, and how often its target does."""

    concept: Concept
    used: int
    met: int


@dataclass(frozen=True, slots=True)
class GlossaryKit:
    """Everything that is checked. `usage` is None without a corpus, `before` without a revision to compare with."""

    concepts: tuple[Concept, ...]
    errors: tuple[GlossaryError, ...] = ()
    usage: tuple[Usage, ...] | None = None
    before: tuple[Concept, ...] | None = None


@dataclass(frozen=True, slots=True)
class GlossaryCheck:
    """One check: a stable code, its severity, what it finds, where the rule comes from, and the function."""

    code: str
    severity: Severity
    finds: str
    source: str
    run: Callable[[GlossaryKit], Iterator[Fault]] = field(repr=False)


def accepted(concept: Concept, language: str) -> tuple[Term, ...]:
    """Preferred and admitted terms of a language."""
    return tuple(term for term in concept.in_language(language) if term.status in ACCEPTED)


def leads(concept: Concept, source: str, target: str) -> bool:
    """True when the concept is enforced in that direction."""
    return not concept.direction or concept.direction == f"{source}>{target}"


def names(terms: tuple[Term, ...]) -> str:
    """The terms in quotes, for a message."""
    return ", ".join(f"‘{term.text}’" for term in terms) or "nothing"
