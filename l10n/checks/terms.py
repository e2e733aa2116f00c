"""Terms: every concept of the source stands in the target in an accepted form, and no forbidden one does."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.term import Concept, Status


def missing_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Concepts of the source without an accepted term in the target."""
    if kit.glossary is None:
        return
    for concept, text in _concepts(segment, kit).items():
        targets = kit.glossary.targets(concept, kit.pair.target, kit.pair.source)
        if concept.do_not_translate or not targets:
            continue
        if not kit.glossary.find_target(concept, segment.target_text, kit.pair.target):
            yield Fault(f"“{text}” should stand as “{targets[0].text}”: use the glossary's term")


def translated_names(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Terms not to be translated that do not stand in the target as they are."""
    for concept, text in _concepts(segment, kit).items():
        if concept.do_not_translate and text not in segment.target_text:
            yield Fault(f"“{text}” is not to be translated: keep it as it is")


def forbidden_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Forbidden terms of a concept of the source in the target."""
    yield from _banned(segment, kit, Status.FORBIDDEN)


def deprecated_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Deprecated terms of a concept of the source in the target."""
    yield from _banned(segment, kit, Status.DEPRECATED)


def repeated_terms(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A term that stands more often in the target than its concept in the source, by two or more."""
    if kit.glossary is None:
        return
    found = kit.glossary.match(segment.source_text, kit.pair.source)
    counts = Counter(match.concept.id for match in found)
    for concept in {match.concept.id: match.concept for match in found}.values():
        there = len(kit.glossary.find_target(concept, segment.target_text, kit.pair.target))
        if there >= counts[concept.id] + 2:
            name = concept.in_language(kit.pair.target)[0].text if concept.in_language(kit.pair.target) else concept.id
            yield Fault(f"“{name}” stands {there} times, in the source {counts[concept.id]}: say it as often")


def _concepts(segment: Segment, kit: CheckKit) -> dict[Concept, str]:
    if kit.glossary is None:
        return {}
    return {match.concept: match.text for match in kit.glossary.match(segment.source_text, kit.pair.source)}


def _banned(segment: Segment, kit: CheckKit, status: Status) -> Iterator[Fault]:
    for concept in _concepts(segment, kit):
        assert kit.glossary is not None
        for match in kit.glossary.find_forbidden(concept, segment.target_text, kit.pair.target):
            targets = kit.glossary.targets(concept, kit.pair.target, kit.pair.source)
            if match.term.status is status and targets:
                fixed = segment.target_text[: match.start] + targets[0].text + segment.target_text[match.end :]
                yield Fault(f"“{match.text}” is {status.value}: use “{targets[0].text}”", fixed)
