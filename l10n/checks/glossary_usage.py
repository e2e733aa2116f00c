"""Checks against the world: a corpus of translations, and an earlier revision of the glossary."""

from collections import Counter
from collections.abc import Iterable, Iterator

from l10n.checks.glossary_kit import Fault, GlossaryKit, Usage, accepted, names
from l10n.model.term import Concept
from l10n.resources.glossary import Glossary


def measure_usage(glossary: Glossary, pairs: Iterable[tuple[str, str, str, str]]) -> tuple[Usage, ...]:
    """Usage of every concept over (source text, source language, target text, target language)."""
    used: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for source, source_language, target, target_language in pairs:
        wanted: Counter[str] = Counter()
        found: dict[str, Concept] = {}
        for match in glossary.match(source, source_language):
            if glossary.targets(match.concept, target_language, source_language):
                wanted[match.concept.id] += 1
                found[match.concept.id] = match.concept
        for name, count in wanted.items():
            used[name] += count
            met[name] += min(count, len(glossary.find_target(found[name], target, target_language)))
    return tuple(Usage(concept, used[concept.id], met[concept.id]) for concept in glossary.concepts)


def unused(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept that the corpus never uses."""
    for usage in kit.usage or ():
        if not usage.used:
            yield usage.concept.place, f"{usage.concept.id} is not used in the corpus"


def unmet(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept whose target is missing from translations of its source term."""
    for usage in kit.usage or ():
        if usage.met < usage.used:
            yield usage.concept.place, (
                f"{usage.concept.id} is used {usage.used} times, met {usage.met}; look at the translations, or admit "
                f"what they say beside {names(accepted(usage.concept, 'zh')[:1] + accepted(usage.concept, 'en')[:1])}")


def changed(kit: GlossaryKit) -> Iterator[Fault]:
    """A preferred term that was another one at the revision: translations made since then obey the old one."""
    now = {concept.id: concept for concept in kit.concepts}
    for old in kit.before or ():
        new = now.get(old.id)
        if new is None:
            continue
        for language in ("en", "zh"):
            before, after = accepted(old, language)[:1], accepted(new, language)[:1]
            if before and [term.text for term in before] != [term.text for term in after]:
                kept = before[0].text in [term.text for term in accepted(new, language)]
                cure = "it is still admitted" if kept else "translate again, or admit the old term"
                yield new.place, f"{old.id}: {names(before)} became {names(after)} ({language}); {cure}"


def removed(kit: GlossaryKit) -> Iterator[Fault]:
    """A concept that stood in the glossary at the revision."""
    ids = {concept.id for concept in kit.concepts}
    for old in kit.before or ():
        if old.id not in ids:
            yield old.place, f"{old.id} ({names(accepted(old, 'en')[:1])}) is gone; translations are held to it no more"
