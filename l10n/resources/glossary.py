"""A glossary ready for use: concepts of several files, found in text and in translations.

Order of precedence: of two concepts with the same id the later file's wins; of two concepts with the same preferred source
term the one of the later file is enforced. The product's own files come first, a project's and the command line's last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.model.term import Concept, Match, Status, Term
from l10n.resources.glossary_files import read_glossary
from l10n.resources.paths import data_folder
from l10n.resources.term_forms import surface_forms
from l10n.resources.term_match import Matcher, Pattern

ENFORCED = (Status.PREFERRED, Status.ADMITTED)


@dataclass(frozen=True)
class Glossary:
    """Concepts in order of precedence, lowest first. Matchers are built at first use, one a language."""

    concepts: tuple[Concept, ...]

    def match(self, text: str, language: str) -> tuple[Match, ...]:
        """Longest non-overlapping terms of any status in the text, in order; never inside a word or number."""
        return self._matchers[_primary(language)].find(text)

    def targets(self, concept: Concept, language: str, source: str = "") -> tuple[Term, ...]:
        """The terms that may stand in a target of that language: preferred first, then admitted.

        Empty when the concept is enforced in the other direction only.
        """
        if concept.direction and source and concept.direction != f"{_primary(source)}>{_primary(language)}":
            return ()
        return tuple(term for term in concept.in_language(language) if term.status in ENFORCED)

    def forbidden(self, concept: Concept, language: str) -> tuple[Term, ...]:
        """The terms that must not stand in a target of that language."""
        return tuple(term for term in concept.in_language(language) if term.status not in ENFORCED)

    def forms(self, term: Term) -> tuple[str, ...]:
        """The surface forms that count as the term; for English with plural and hyphen variants."""
        return surface_forms(term)

    def find_target(self, concept: Concept, text: str, language: str) -> tuple[Match, ...]:
        """Where any allowed term of the concept stands in a target text."""
        terms = self.targets(concept, language)
        if concept.do_not_translate:
            terms += tuple(t for t in concept.terms if t not in terms)
        return Matcher(tuple(Pattern(concept, term) for term in terms)).find(text)

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Concepts by id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _matchers(self) -> dict[str, Matcher]:
        found = {}
        for language in ("en", "zh"):
            patterns = [Pattern(c, t) for c in self.concepts for t in c.in_language(language)]
            found[language] = Matcher(tuple(patterns))
        return found


def load_glossary(paths: Sequence[Path]) -> Glossary:
    """The glossary of several files of any format, precedence as the module says. Raises the first GlossaryError."""
    merged: dict[str, Concept] = {}
    for path in paths:
        concepts, faults = read_glossary(path)
        if faults:
            raise faults[0] if len(faults) == 1 else GlossaryError(
                faults[0].place, f"{faults[0].what} (and {len(faults) - 1} more faults)",
                f"{faults[0].cure}; type `l10n glossary lint {path}` for all of them")
        for concept in concepts:
            merged.pop(concept.id, None)
            merged[concept.id] = concept
    return Glossary(tuple(merged.values()))


def glossary_of(concepts: Iterable[Concept]) -> Glossary:
    """A glossary of concepts at hand."""
    return Glossary(tuple(concepts))


def default_glossaries() -> tuple[Path, ...]:
    """The product's own glossary files, in order of name."""
    return tuple(sorted(data_folder("glossaries").glob("*.toml")))


def _primary(language: str) -> str:
    return language.split("-")[0]
