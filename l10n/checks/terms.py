"""Terms of a segment: every concept of the source stands in the target in an accepted form, and no banned one does."""

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.term import PEOPLE, Concept, Match, Status, Term
from l10n.text.people import family
from l10n.text.traditional import to_traditional


def missing_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Concepts of the source without an accepted term in the target."""
    for concept, match in _concepts(segment, kit).items():
        targets = _targets(concept, kit)
        if concept.do_not_translate or not targets or found_terms(concept, segment.target_text, kit):
            continue
        if kit.glossary and kit.glossary.find_forbidden(concept, segment.target_text, kit.pair.target):
            continue  # the checks of banned terms tell it
        if concept.domain == PEOPLE and family(targets[0].text, [term.text for term in targets]) in segment.target_text:
            continue
        if not any(_mentioned(term.text, segment.target_text) for term in targets):
            wanted = to_traditional(targets[0].text) if kit.pair.target == "zh-Hant" else targets[0].text
            message = f"“{match.text}” should stand as “{wanted}”: use the glossary's term"
            yield Fault(message, source_span=(match.start, match.end))


def translated_names(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Terms not to be translated that do not stand in the target as they are."""
    for concept, match in _concepts(segment, kit).items():
        if concept.do_not_translate and match.text.lower() not in segment.target_text.lower():
            message = f"“{match.text}” is not to be translated: keep it as it is"
            yield Fault(message, source_span=(match.start, match.end))


def forbidden_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Forbidden terms of a concept of the source in the target."""
    yield from _banned(segment, kit, Status.FORBIDDEN)


def deprecated_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Deprecated terms of a concept of the source in the target."""
    yield from _banned(segment, kit, Status.DEPRECATED)


def repeated_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A term that stands more often in the target than its concept in the source, by two or more."""
    counts = Counter(match.concept.id for match in kit.matches(segment.source_text, kit.pair.source))
    for concept in _concepts(segment, kit):
        there = found_terms(concept, segment.target_text, kit)
        if len(there) >= counts[concept.id] + 2:
            counted = f"“{there[0].text}” stands {len(there)} times, in the source {counts[concept.id]}"
            yield Fault(f"{counted}: say it as often", target_span=(there[-1].start, there[-1].end))


def found_terms(concept: Concept, target: str, kit: CheckKit) -> tuple[Match, ...]:
    """Where an accepted term of the concept stands in a target."""
    glossary = kit.glossary
    if glossary is None:
        return ()
    key = ("target", concept.id, target)
    return kit.memo.of(key, lambda: glossary.find_target(concept, target, kit.pair.target))


def _targets(concept: Concept, kit: CheckKit) -> tuple[Term, ...]:
    return kit.glossary.targets(concept, kit.pair.target, kit.pair.source) if kit.glossary else ()


def _concepts(segment: Segment, kit: CheckKit) -> dict[Concept, Match]:
    """The concepts of the source, each with its first match."""
    found: dict[Concept, Match] = {}
    for match in kit.matches(segment.source_text, kit.pair.source):
        found.setdefault(match.concept, match)
    return found


def _mentioned(term: str, target: str) -> bool:
    """True for a body that English names by its kind after the first mention: the ministry, the commission."""
    words = term.split()
    if len(words) < 2 or not (words[0][0].isupper() and term.isascii()):
        return False
    head = words[0] if words[1] == "of" else words[-1]
    return bool(re.search(rf"\b[Tt]he {re.escape(head)}\b", target, re.I))


def _banned(segment: Segment, kit: CheckKit, status: Status) -> Iterator[Fault]:
    for concept in _concepts(segment, kit):
        targets = _targets(concept, kit)
        for match in kit.glossary.find_forbidden(concept, segment.target_text, kit.pair.target) if kit.glossary else ():
            if match.term.status is status and targets:
                target = segment.target_text
                fixed = target[: match.start] + targets[0].text + target[match.end :]
                message = f"“{match.text}” is {status.value}: use “{targets[0].text}”"
                yield Fault(message, fixed, target_span=(match.start, match.end))
