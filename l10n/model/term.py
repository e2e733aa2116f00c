"""Glossary nouns: Concept > Term, and a Match of one in a text (TBX names)."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """TBX administrative status of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class CaseRule(StrEnum):
    """How the case of a Latin term is matched."""

    EXACT = "exact"            # MIIT, RAN: only as written
    SMART = "smart"            # base station: any case of the first letter, whole-word capitals, title case
    ANY = "any"                # case never matters


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one language. `part_of_speech` as in TBX (noun, verb, adjective, properNoun), empty when unknown."""

    text: str
    language: str              # BCP 47
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    case: CaseRule = CaseRule.SMART
    note: str = ""


PEOPLE = "people"          # the domain of concepts that are persons: a surname may stand for the name


@dataclass(frozen=True, slots=True)
class Concept:
    """What a glossary holds: terms of several languages for one thing.

    `direction` limits enforcement to one pair ("en>zh"), empty for both. `do_not_translate` keeps the
    source term as it stands. `not_in` lists longer words that hold a term without meaning it (计算力 holds 算力).
    `place` is `file:line` of its definition, for messages.
    """

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    source: str = ""
    direction: str = ""
    do_not_translate: bool = False
    place: str = ""
    not_in: tuple[str, ...] = ()

    def in_language(self, language: str) -> tuple[Term, ...]:
        """Terms whose primary language is that of `language`, preferred ones first, else in file order."""
        primary = language.split("-")[0]
        found = [term for term in self.terms if term.language.split("-")[0] == primary]
        return tuple(sorted(found, key=lambda term: term.status is not Status.PREFERRED))


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text: offsets, the concept and the term that matched; `text` is text[start:end]."""

    start: int
    end: int
    text: str
    concept: Concept
    term: Term
