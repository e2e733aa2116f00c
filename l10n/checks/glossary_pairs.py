"""Checks between concepts: duplicates, conflicts, terms inside terms."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from l10n.checks.glossary_kit import ACCEPTED, DIRECTIONS, Fault, GlossaryKit, accepted, leads, names
from l10n.checks.glossary_terms import concept_name
from l10n.model.term import CaseRule, Concept, Status, Term
from l10n.resources.term_text import exact, fold


def duplicates(kit: GlossaryKit) -> Iterator[Fault]:
    """One source term with the same target in two concepts; said once, though it holds in both directions."""
    said = set()
    for first, second, term, _ in _shared(kit):
        pair = (id(first[0]), id(second[0]))
        if first[2] == second[2] and pair not in said:
            said.add(pair)
            yield second[0].place, f"‘{term.text}’ is listed already in {concept_name(first[0])}; remove one"


def conflicts(kit: GlossaryKit) -> Iterator[Fault]:
    """One source term with different preferred targets in two concepts."""
    for first, second, term, target in _shared(kit):
        if first[2] != second[2]:
            yield second[0].place, (
                f"‘{term.text}’ becomes {names(accepted(second[0], target)[:1])} here but "
                f"{names(accepted(first[0], target)[:1])} in {concept_name(first[0])}; keep one, or set a direction")


def forbidden_elsewhere(kit: GlossaryKit) -> Iterator[Fault]:
    """A term that one concept forbids and another with the same source term prefers."""
    wanted: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    for concept in kit.concepts:
        for term in concept.terms:
            if term.status is Status.PREFERRED:
                wanted[term.language, exact(term.text)].append(concept)
    for concept in kit.concepts:
        sources = {_key(term) for term in concept.terms if term.status in ACCEPTED}
        for term in concept.terms:
            if term.status in ACCEPTED:
                continue
            for other in wanted.get((term.language, exact(term.text)), ()):
                if other is not concept and sources & {_key(t) for t in other.terms if t.status in ACCEPTED}:
                    yield concept.place, f"‘{term.text}’ is {term.status} here but preferred in {concept_name(other)}"


def substrings(kit: GlossaryKit) -> Iterator[Fault]:
    """A Chinese term inside a longer term of another concept: the longer one wins where both match."""
    texts: dict[str, Concept] = {}
    for concept in kit.concepts:
        if leads(concept, "zh", "en"):
            for term in accepted(concept, "zh"):
                texts.setdefault(term.text, concept)
    for text, concept in texts.items():
        for start, end in combinations(range(len(text) + 1), 2):
            inner = text[start:end]
            other = texts.get(inner)
            if other is not None and other is not concept:
                yield concept.place, f"‘{text}’ contains ‘{inner}’ of {concept_name(other)}; the longer one is matched"


def _shared(kit: GlossaryKit) -> Iterator[tuple[tuple[Concept, Term, str], tuple[Concept, Term, str], Term, str]]:
    """Pairs of concepts that both translate one source term, each with its first target, in each direction."""
    seen_pairs = set()
    for source, target in DIRECTIONS:
        holders: dict[str, list[tuple[Concept, Term, str]]] = defaultdict(list)
        for concept in kit.concepts:
            targets = accepted(concept, target)
            if not leads(concept, source, target) or concept.do_not_translate or not targets:
                continue
            for term in accepted(concept, source):
                holders[_key(term)].append((concept, term, exact(targets[0].text)))
        for listed in holders.values():
            for second in listed[1:]:
                pair = (id(listed[0][0]), id(second[0]), source)
                if second[0] is not listed[0][0] and pair not in seen_pairs:
                    seen_pairs.add(pair)
                    yield listed[0], second, second[1], target


def _key(term: Term) -> str:
    return exact(term.text) if term.case is CaseRule.EXACT else fold(term.text).lower
