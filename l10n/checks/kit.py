"""What checks consult, and the row that describes one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from l10n.model.article import Segment
from l10n.model.finding import Severity
from l10n.model.pair import Pair
from l10n.resources.glossary import Glossary


@dataclass(frozen=True, slots=True)
class CheckKit:
    """The pair of the texts and the glossary, None when terms are not checked."""

    pair: Pair
    glossary: Glossary | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found in a segment: a message that quotes both sides, and the whole target after a safe repair."""

    message: str
    fix: str | None = None


Run = Callable[[Segment, CheckKit], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: stable code, default severity, what it finds, what to do, where the rule comes from."""

    code: str
    severity: Severity
    run: Run
    finds: str
    cure: str
    source: str
