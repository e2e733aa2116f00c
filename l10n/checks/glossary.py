"""The checks of glossaries: one line each. `lint_glossary` runs them all."""

from collections.abc import Iterator

from l10n.checks.glossary_kit import GlossaryCheck, GlossaryKit
from l10n.checks.glossary_pairs import conflicts, duplicates, forbidden_elsewhere, substrings
from l10n.checks.glossary_terms import (
    bad_case,
    faulty_files,
    forbidden_preferred,
    missing_reverse,
    odd_width,
    repeated_terms,
    two_preferred,
    undefined,
    unsafe_short,
    without_preferred,
)
from l10n.checks.glossary_usage import changed, removed, unmet, unused
from l10n.model.finding import Finding, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
TBX = "ISO 30042 (TBX)"
ONE = "ISO 704: one term for one concept"
OURS = "how terms are matched: l10n/resources/term_match.py"

GLOSSARY_CHECKS = (
    GlossaryCheck("GLO-FILE", ERROR, "lines and values that cannot be read", TBX, faulty_files),
    GlossaryCheck("GLO-CONF", ERROR, "one source term, two different targets", ONE, conflicts),
    GlossaryCheck("GLO-PREF", ERROR, "two preferred terms of one language", TBX, two_preferred),
    GlossaryCheck("GLO-FORB", ERROR, "a term wanted and forbidden by one concept", TBX, forbidden_preferred),
    GlossaryCheck("GLO-DUP", WARNING, "one source term listed twice", ONE, duplicates),
    GlossaryCheck("GLO-BAN", WARNING, "a term forbidden here and preferred elsewhere", TBX, forbidden_elsewhere),
    GlossaryCheck("GLO-STAT", WARNING, "a language with banned terms only", TBX, without_preferred),
    GlossaryCheck("GLO-REV", WARNING, "a term without a counterpart", OURS, missing_reverse),
    GlossaryCheck("GLO-REP", WARNING, "two spellings that are matched alike", OURS, repeated_terms),
    GlossaryCheck("GLO-WID", WARNING, "odd width, brackets or spaces", "GB/T 15834", odd_width),
    GlossaryCheck("GLO-CASE", WARNING, "case rules that match too much", OURS, bad_case),
    GlossaryCheck("GLO-SHORT", WARNING, "enforced terms that are too short or general", OURS, unsafe_short),
    GlossaryCheck("GLO-CHANGED", WARNING, "preferred terms changed since the revision", OURS, changed),
    GlossaryCheck("GLO-GONE", WARNING, "concepts removed since the revision", OURS, removed),
    GlossaryCheck("GLO-UNMET", WARNING, "terms that translations do not obey", OURS, unmet),
    GlossaryCheck("GLO-UNUSED", INFO, "concepts that the corpus never uses", OURS, unused),
    GlossaryCheck("GLO-SUB", INFO, "Chinese terms inside longer terms", OURS, substrings),
    GlossaryCheck("GLO-DEF", INFO, "concepts without a definition", "ISO 704", undefined),
)


def lint_glossary(kit: GlossaryKit) -> Iterator[Finding]:
    """The findings of all checks, in the order of the table."""
    for check in GLOSSARY_CHECKS:
        for place, message in check.run(kit):
            name, _, line = place.rpartition(":")
            known = name and line.isdigit()
            yield Finding(check.code, check.severity, message, place=name if known else place,
                          line=int(line) if known else 0)
