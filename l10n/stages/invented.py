"""Numbers and names with digits that stand in a target but not in its source: inventions of the model."""

from collections import Counter

from l10n.model.fact import Fact, Name
from l10n.text.facts import find_facts, value_key

Key = tuple[object, ...]


def keys_of(text: str, language: str) -> Counter[Key]:
    """How often each value stands in a text; names are compared without regard to case."""
    return Counter(_key(fact) for fact in find_facts(text, language))


def invented(target: str, language: str, known: Counter[Key]) -> list[Fact]:
    """The facts of a target beyond those of its source, in order; a value may stand as often as the source has it."""
    left = Counter(known)
    found = []
    for fact in find_facts(target, language):
        key = _key(fact)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(fact)
    return found


def _key(fact: Fact) -> Key:
    if isinstance(fact.value, Name):
        return ("name", fact.value.text.lower())
    return value_key(fact.value)
