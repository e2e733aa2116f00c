"""Glossaries: read from TOML, CSV, TSV and TBX files, joined by precedence, matched in texts of both languages.

Precedence of several files: a later file overrides an earlier one concept by concept (same id) and term by term (same
source text and language). An earlier concept that is left with terms of one language only is dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from l10n.errors import FormatError, GlossaryError
from l10n.model.term import Concept, Match, Status, Term
from l10n.resources.files import read_bytes
from l10n.resources.glossary_build import Read
from l10n.resources.glossary_toml import read_toml
from l10n.resources.paths import data_folder
from l10n.resources.term_forms import ACRONYM, surface_forms
from l10n.resources.term_match import Matcher, build_matcher
from l10n.resources.term_text import has_han, lower, unify
from l10n.text.traditional import is_traditional, to_simplified

ACCEPTED = (Status.PREFERRED, Status.ADMITTED)
BANNED = (Status.DEPRECATED, Status.FORBIDDEN)


@dataclass(frozen=True)
class Glossary:
    """Concepts that can be found in texts. Languages may be given as any tag: `zh` and `zh-Hans` are one.

    The matcher of a language is built at first use, so the class has no slots.
    """

    concepts: tuple[Concept, ...] = ()

    @cached_property
    def english(self) -> Matcher:
        """Finds English terms."""
        return build_matcher(self.concepts, "en")

    @cached_property
    def chinese(self) -> Matcher:
        """Finds Chinese terms."""
        return build_matcher(self.concepts, "zh")

    def match(self, text: str, language: str) -> tuple[Match, ...]:
        """The terms in a text, not overlapping, in order; the longest wins. Terms of every status are found.

        Terms written in simplified characters are found in a traditional text too.
        """
        if not language.startswith("zh") or not is_traditional(text):
            return (self.chinese if language.startswith("zh") else self.english).find(text)
        found, more = self.chinese.find(text), _shown(self.chinese.find(to_simplified(text)), text)
        apart = [one for one in more if all(one.end <= other.start or other.end <= one.start for other in found)]
        return tuple(sorted((*found, *apart), key=lambda match: match.start))

    def targets(self, concept: Concept, language: str, source: str = "") -> tuple[Term, ...]:
        """The terms to use in that language, preferred first, then admitted; empty when nothing is enforced there.

        A concept that is never translated gives its own terms as they stand. A direction that does not lead to
        `language` (nor from `source`, when given) gives nothing.
        """
        origin, _, aim = concept.direction.partition(">")
        if concept.direction and (aim != _primary(language) or (source and origin != _primary(source))):
            return ()
        if concept.do_not_translate:
            return tuple(term for term in concept.terms if term.status in ACCEPTED)
        found = [term for term in _in_script(concept, language) if term.status in ACCEPTED]
        return tuple(sorted(found, key=lambda term: ACCEPTED.index(term.status)))

    def whole(self, text: str, language: str, source: str) -> tuple[Concept, tuple[Term, ...]] | None:
        """The concept that a source text as a whole is, with its `targets`; None when there is none with targets."""
        for match in self.match(text, source):
            targets = self.targets(match.concept, language, source)
            if (match.start, match.end) == (0, len(text)) and targets:
                return match.concept, targets
        return None

    def short_target(self, match: Match, language: str, source: str = "") -> Term | None:
        """The short target of a term that stands as an abbreviation, None when there is none: MIIT -> 工信部.

        It is for later mentions and for brackets behind the full name; a first mention takes the first of `targets`.
        A Chinese short form holds Chinese characters; an English one is an acronym.
        """
        same = [t for t in match.concept.in_language(match.term.language) if t.status in ACCEPTED]
        if not same or len(match.term.text) >= len(same[0].text):
            return None
        fitting = [
            term for term in self.targets(match.concept, language, source)[1:]
            if (has_han(term.text) if language.startswith("zh") else ACRONYM.fullmatch(term.text))]
        return min(fitting, key=lambda term: len(term.text), default=None)

    def forbidden(self, concept: Concept, language: str) -> tuple[Term, ...]:
        """The terms that must not stand in a target of that language: deprecated and forbidden ones."""
        return tuple(term for term in _in_script(concept, language) if term.status in BANNED)

    def forms(self, term: Term) -> tuple[str, ...]:
        """Every form that counts as the term in a target, the term itself first."""
        return surface_forms(term)

    def find_target(self, concept: Concept, text: str, language: str) -> tuple[Match, ...]:
        """Where an accepted term of the concept stands in a target text, in any of its forms."""
        return _found(_target_matcher(concept, self.targets(concept, language), language), text, language)

    def find_forbidden(self, concept: Concept, text: str, language: str) -> tuple[Match, ...]:
        """Where a deprecated or forbidden term of the concept stands in a target text; none inside an accepted one."""
        terms = self.forbidden(concept, language)
        if not terms:
            return ()
        found = _found(_target_matcher(concept, (*self.targets(concept, language), *terms), language), text, language)
        return tuple(match for match in found if match.term.status in BANNED)


def load_glossary(paths: Sequence[Path]) -> Glossary:
    """The glossary of several files, later ones winning. Raises GlossaryError with `file:line` of the first fault."""
    listed = []
    for path in paths:
        concepts, errors = read_glossary(path)
        if errors:
            first = errors[0]
            more = f" ({len(errors) - 1} more: `l10n glossary lint {path}`)" if len(errors) > 1 else ""
            raise GlossaryError(first.place, first.what, first.cure + more)
        listed.append(concepts)
    return Glossary(tuple(merge(listed)))


def read_glossary(path: Path) -> Read:
    """The sound concepts of one file and one error for each fault; never raises. The content decides the format."""
    try:
        data = read_bytes(path)
    except FormatError as error:
        return [], [GlossaryError(error.place, error.what, error.cure)]
    return parse_glossary(data, str(path))


def parse_glossary(data: bytes, name: str) -> Read:
    """As `read_glossary`, from bytes; the ending of `name` and the content tell the format."""
    from l10n.resources.glossary_csv import read_table
    from l10n.resources.glossary_tbx import read_tbx

    suffix = Path(name).suffix.lower()
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if suffix == ".toml":
        return read_toml(data, name)
    if suffix in (".tbx", ".xml", ".tbxm") or start == b"<":
        return read_tbx(data, name)
    if suffix not in (".csv", ".tsv", ".tab", ".txt") and b"[[concept]]" in data:
        return read_toml(data, name)
    return read_table(data, name)


def glossary_of(concepts: Iterable[Concept]) -> Glossary:
    """A glossary of concepts at hand."""
    return Glossary(tuple(concepts))


def default_glossaries() -> tuple[Path, ...]:
    """The glossaries that come with the product, in the order of their names."""
    return tuple(sorted(data_folder("glossaries").glob("*.toml")))


def merge(listed: Iterable[Iterable[Concept]]) -> list[Concept]:
    """The concepts of several files, the first file first, joined by precedence."""
    merged: dict[str, Concept] = {}
    for concepts in listed:
        news = list(concepts)
        ids = {concept.id for concept in news}
        keys = {_key(term) for concept in news for term in concept.terms if _is_source(concept, term)}
        for old in list(merged.values()):
            if old.id not in ids:
                kept = _without(old, keys)
                if kept is None:
                    del merged[old.id]
                else:
                    merged[old.id] = kept
        merged.update((concept.id, concept) for concept in news)
    return list(merged.values())


def _is_source(concept: Concept, term: Term) -> bool:
    """True when the concept translates this term, so that it takes it from an earlier file."""
    return not concept.direction or concept.direction.split(">")[0] == term.language.split("-")[0]


def _key(term: Term) -> tuple[str, str]:
    return term.language, lower(unify(term.text))


def _without(concept: Concept, keys: set[tuple[str, str]]) -> Concept | None:
    terms = tuple(term for term in concept.terms if _key(term) not in keys)
    if len(terms) == len(concept.terms):
        return concept
    languages = {term.language for term in terms}
    if not terms or (len(languages) < 2 and not concept.do_not_translate):
        return None
    return replace(concept, terms=terms)


def _primary(language: str) -> str:
    return language.split("-")[0]


def _in_script(concept: Concept, language: str) -> tuple[Term, ...]:
    """The terms of exactly this tag when there are any, else of the primary language."""
    same = tuple(term for term in concept.terms if term.language == language)
    return same or concept.in_language(language)


def _found(matcher: Matcher, text: str, language: str) -> tuple[Match, ...]:
    """What stands in the text as it is, else in a traditional text's simplified form."""
    found = matcher.find(text)
    return found if found or language != "zh-Hant" else _shown(matcher.find(to_simplified(text)), text)


def _shown(found: Iterable[Match], text: str) -> tuple[Match, ...]:
    """Matches of a simplified form with the words that stand at their places in the text itself."""
    return tuple(replace(match, text=text[match.start : match.end]) for match in found)


@lru_cache(maxsize=4096)
def _target_matcher(concept: Concept, terms: tuple[Term, ...], language: str) -> Matcher:
    return build_matcher((replace(concept, terms=terms),), language)
