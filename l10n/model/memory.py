"""What a translation memory holds, and what it answers."""

from dataclasses import dataclass

from l10n.model.article import Segment, State
from l10n.model.inline import Content
from l10n.model.pair import Pair

STAGE = "leverage"                              # the stage's name in trails
FILLED = ("context", "exact", "repaired")       # rules of trail steps that filled a target


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from: a person's approval, an imported file ... and the document's name.

    `previous` and `following` are the keys of the neighbouring sources in that document (0: none or unknown).
    """

    kind: str = "person"
    document: str = ""
    previous: int = 0
    following: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of a memory. A pair of codes around the whole of both sides is left out of them.

    `created` and `changed` are ISO 8601 in UTC, to the second; `used` counts the times that it filled a target.
    """

    source: Content
    target: Content
    pair: Pair
    state: State = State.TRANSLATED
    origin: Origin = Origin()
    created: str = ""
    changed: str = ""
    used: int = 0
    id: int = 0

    @property
    def approved(self) -> bool:
        """True when a person approved the translation."""
        return self.state in (State.REVIEWED, State.FINAL)


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """An entry with its score: 100 for the same words and codes, less for others; above 0.

    `context` is True when both neighbours are the same too (an in-context exact match).
    """

    entry: Entry
    score: int
    context: bool = False


def from_memory(segment: Segment) -> bool:
    """True when a memory filled the segment's target."""
    return any(step.stage == STAGE and step.rule in FILLED for step in segment.trail)
