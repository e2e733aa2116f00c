"""Checks of one concept at a time: its terms, their status, case, width and length."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from l10n.checks.glossary_kit import ACCEPTED, DIRECTIONS, Fault, GlossaryKit, accepted, leads, names
from l10n.model.term import CaseRule, Concept, Status, Term
from l10n.resources.paths import data_folder
from l10n.resources.term_forms import ACRONYM
from l10n.resources.term_text import exact, fold, has_han

WIDE_LATIN = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


def faulty_files(kit: GlossaryKit) -> Iterator[Fault]:
    """Lines that cannot be read: bad TOML, missing columns, unknown status, empty terms, doubled ids."""
    for error in kit.errors:
        yield error.place, ": ".join(part for part in (error.what, error.cure) if part)


def two_preferred(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept with two preferred terms of one language."""
    for concept in kit.concepts:
        by_language: dict[str, list[Term]] = defaultdict(list)
        for term in concept.terms:
            if term.status is Status.PREFERRED:
                by_language[term.language].append(term)
        for language, terms in by_language.items():
            if len(terms) > 1:
                yield concept.place, f"{names(tuple(terms))} are all preferred ({language}); admit all but one"


def forbidden_preferred(kit: GlossaryKit) -> Iterator[Fault]:
    """A text that one concept both wants and forbids."""
    for concept in kit.concepts:
        wanted = {(term.language, _key(term)) for term in concept.terms if term.status in ACCEPTED}
        for term in concept.terms:
            if term.status not in ACCEPTED and (term.language, _key(term)) in wanted:
                yield concept.place, f"‘{term.text}’ is {term.status} and wanted at once; keep one of the two"


def without_preferred(kit: GlossaryKit) -> Iterator[Fault]:
    """A language with deprecated or forbidden terms only, so that nothing can be put in their place."""
    for concept in kit.concepts:
        for language in dict.fromkeys(term.language for term in concept.terms):
            terms = tuple(term for term in concept.terms if term.language == language)
            if not any(term.status in ACCEPTED for term in terms):
                yield concept.place, f"{names(terms)} may not be used, but nothing else may; add a preferred term"


def missing_reverse(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept without a term to translate to, in a direction that it does not rule out."""
    for concept in kit.concepts:
        for source, target in DIRECTIONS:
            if concept.do_not_translate or not leads(concept, source, target) or not concept.in_language(source):
                continue
            if not concept.in_language(target):
                yield concept.place, (f"{names(concept.in_language(source))} has no {target} term; add one, or "
                                      "set do_not_translate or a direction")


def repeated_terms(kit: GlossaryKit) -> Iterator[Fault]:
    """A term listed twice in one concept, or twice with another width, spacing or hyphen."""
    for concept in kit.concepts:
        seen: dict[tuple[str, str], Term] = {}
        for term in concept.terms:
            first = seen.setdefault((term.language, _key(term)), term)
            if first is not term and first.status in ACCEPTED and term.status in ACCEPTED:
                yield concept.place, f"‘{term.text}’ and ‘{first.text}’ are matched alike; keep one"


def odd_width(kit: GlossaryKit) -> Iterator[Fault]:
    """Full-width letters or digits in a term, half-width brackets in a Chinese one, spaces beside Chinese."""
    for concept in kit.concepts:
        for term in concept.terms:
            if WIDE_LATIN.search(term.text):
                yield concept.place, f"‘{term.text}’ has full-width letters or digits; write ‘{exact(term.text)}’"
            elif has_han(term.text) and re.search("[()]", term.text):
                yield concept.place, f"‘{term.text}’ has half-width brackets; write （ and ）"
            elif has_han(term.text) and " " in term.text and " " not in fold(term.text).cased:
                yield concept.place, f"‘{term.text}’ has a space beside Chinese; leave it out"
            elif has_han(term.text) and term.language == "en":
                yield concept.place, f"‘{term.text}’ is Chinese but listed as English; move it to zh"


def bad_case(kit: GlossaryKit) -> Iterator[Fault]:
    """Acronyms whose case never matters, and phrases in capitals only."""
    for concept in kit.concepts:
        for term in concept.terms:
            if term.language != "en":
                continue
            letters = re.sub("[^A-Za-z]", "", term.text)
            if term.case is CaseRule.ANY and ACRONYM.fullmatch(term.text) and letters.isalpha() and len(letters) < 6:
                yield concept.place, f"‘{term.text}’ would match in small letters too; use case = \"exact\""
            elif term.text.count(" ") > 1 and term.text.isupper():
                yield concept.place, f"‘{term.text}’ is all capitals; write it as in running text"


def unsafe_short(kit: GlossaryKit) -> Iterator[Fault]:
    """Enforced terms so short or general that they match what they do not mean."""
    for concept in kit.concepts:
        for source, target in DIRECTIONS:
            if leads(concept, source, target) and not concept.do_not_translate:
                for term in accepted(concept, source):
                    why = _unsafe(term, source)
                    if why:
                        cure = f"use a longer term or direction = \"{target}>{source}\""
                        yield concept.place, f"‘{term.text}’ is {why} and will match by accident; {cure}"


def undefined(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept without a definition."""
    for concept in kit.concepts:
        if not concept.definition:
            yield concept.place, f"{concept.id} has no definition; say in a sentence what it is"


def _key(term: Term) -> str:
    """The term as matching sees it; the exact case counts where its rule says so."""
    if term.case is CaseRule.EXACT:
        return exact(term.text)
    return " ".join(word[:1].lower() + word[1:] for word in fold(term.text).cased.split(" "))


def _unsafe(term: Term, language: str) -> str:
    if language == "zh":
        return "one character" if len(term.text) == 1 else ""
    if term.case is CaseRule.EXACT:
        return "one letter" if len(term.text) == 1 else ""
    if len(term.text) < 4 and term.text.isalpha() and term.text.islower():
        return "very short"
    return "an everyday word" if term.text in everyday_words() else ""


@cache
def everyday_words() -> frozenset[str]:
    """The words of glossaries/everyday.txt; none when it is missing."""
    path = data_folder("glossaries") / "everyday.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def concept_name(concept: Concept) -> str:
    """Id and place, for messages about another concept."""
    return f"{concept.id} ({concept.place})" if concept.place else concept.id
