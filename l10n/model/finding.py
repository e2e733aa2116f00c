"""A fault of the text: found, placed, explained; never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. ERROR makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a finding does not count. `kind`: note (a waiver in the unit's notes), project (in l10n.toml) or baseline."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` is `file.adjective` (`numbers.missing`), stable for machines.

    `message` quotes both sides and says the cure. `place` is a file name, `line` 1-based (0: unknown). `source` and
    `target` are excerpts; `source_span`, `target_span` offsets in the segment's plain text. `fix` is the whole target
    text after a safe repair, None when there is none. `excuse` is None for a finding that counts.
    """

    code: str
    severity: Severity
    message: str
    place: str = ""
    line: int = 0
    segment_id: str = ""
    source: str = ""
    target: str = ""
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    fix: str | None = None
    excuse: Excuse | None = None
