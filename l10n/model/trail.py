"""What happened to a segment: steps, proofs of constraints, candidate translations."""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]      # offsets in code points, end exclusive


class Rung(StrEnum):
    """How a constraint was met: the rungs of the ladder, in the order in which they are tried."""

    FREE = "free"              # the unconstrained answer meets it already
    SLOT = "slot"              # the model carried the slot or the locked span
    NBEST = "n-best"           # another hypothesis of the beam meets it
    VALUE = "value"            # a number with a wrong or foreign form in the answer was paired by value and rewritten
    NATIVE = "native form"     # the model's own translation of the bare term stood in the answer and was replaced
    SPLICE = "splice"          # the aligned window of the answer was replaced
    REDECODE = "re-decode"     # decoding was done again with a forced prefix
    SPLIT = "split"            # the sentence was cut at a clause and the parts translated apart
    WHOLE = "whole"            # the segment is nothing but the constraint
    MEMORY = "memory"          # an approved translation was used
    FLAGGED = "flagged"        # not met: a finding says so


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trail: which stage and rule did what."""

    stage: str
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How one constraint was met. Spans are offsets in the plain source and target text; None when flagged."""

    kind: str                  # a PlaceableKind value, or "tag"
    ref: str                   # concept id or canonical value
    source: str
    target: str
    source_span: Span
    target_span: Span | None
    rung: Rung

    @property
    def met(self) -> bool:
        """False for a constraint that is only flagged."""
        return self.rung is not Rung.FLAGGED


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another translation: `score` is a log-probability per token (engine) or 0-100 (memory match).

    `source` is the source of a memory match; empty when it is that of the segment.
    """

    text: str
    origin: str                # "engine", "memory", "person"
    score: float
    source: str = ""
