"""The rules that a finding may name: the checks, and what the gate itself says of waivers and baselines."""

from collections.abc import Iterable
from typing import NamedTuple

from l10n.checks.table import CHECKS
from l10n.model.finding import Severity


class Rule(NamedTuple):
    """What a code means: default severity, what it finds, what to do, where the rule comes from, the whole story."""

    code: str
    severity: Severity
    finds: str
    cure: str
    source: str
    doc: str = ""


GATE: tuple[Rule, ...] = (
    Rule("waiver.expired", Severity.WARNING, "a waiver is past its last day",
         "mend the finding, or give the waiver a new day", "docs/ci.md",
         "The findings of an expired waiver count again."),
    Rule("waiver.undated", Severity.WARNING, "a waiver has no last day, or none that is a date",
         "write until=2026-12-31", "docs/ci.md", "A waiver without a date waives nothing."),
    Rule("waiver.reason", Severity.WARNING, "a waiver gives no reason",
         'write reason="..."', "docs/ci.md", "A waiver without a reason waives nothing."),
    Rule("waiver.unused", Severity.WARNING, "a waiver meets no finding",
         "take it out", "docs/ci.md", "Told only when everything that it could mean was checked."),
    Rule("waiver.unknown", Severity.WARNING, "a waiver names a code that no check has",
         "see `l10n checks list`", "docs/ci.md", "A misspelt waiver waives nothing."),
    Rule("baseline.stale", Severity.INFO, "an entry of the baseline meets no finding any more",
         "write the baseline again with --write-baseline", "docs/ci.md",
         "Somebody mended the finding, or the sentence is gone: the entry would hide the next fault of this kind."),
)


def rules() -> tuple[Rule, ...]:
    """Every rule: the checks in the order of their table, then the gate's own."""
    checks = (Rule(c.code, c.severity, c.finds, c.cure, c.source, (c.run.__doc__ or "").strip()) for c in CHECKS)
    return (*checks, *GATE)


def rules_for(codes: Iterable[str]) -> tuple[Rule, ...]:
    """The checks, and those rules beyond them that the codes name; a code of a reader gets a rule of its own."""
    wanted = set(codes)
    every = rules()
    checks = {check.code for check in CHECKS}
    known = {rule.code for rule in every}
    shown = tuple(rule for rule in every if rule.code in checks or rule.code in wanted)
    return (*shown, *(Rule(code, Severity.WARNING, code, "see the message", "") for code in sorted(wanted - known)))
