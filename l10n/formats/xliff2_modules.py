"""What a unit says beside its text: terms, candidates, rules, history and notes (modules of XLIFF 2.1).

All of it is for other tools to show; the skeleton is what reading trusts.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from l10n.formats.xliff2_inline import CORE, write_text
from l10n.formats.xliff_common import add, clean, concept_terms
from l10n.model.article import Segment
from l10n.model.finding import Severity
from l10n.model.trail import Candidate, Proof

GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
VALIDATION = "urn:oasis:names:tc:xliff:validation:2.0"
PRIORITY = {Severity.ERROR: "1", Severity.WARNING: "3", Severity.INFO: "5"}
_TYPES = {"engine": "mt", "memory": "tm"}


def add_modules(unit: Any, segment: Segment, terms: Mapping[str, str]) -> None:
    """Glossary entries, candidates, history and rules of a segment; `terms` maps source terms to annotation ids."""
    _add_glossary(unit, segment.proofs, terms)
    _add_candidates(unit, segment)
    _add_history(unit, segment)
    _add_rules(unit, segment.proofs)


def add_notes(unit: Any, segment: Segment) -> None:
    """Comments and findings as notes for the translator."""
    if not segment.comments and not segment.findings:
        return
    core = f"{{{CORE}}}"
    notes = add(unit, core + "notes")
    for comment in segment.comments:
        add(notes, core + "note", {"category": "comment"}, clean(comment))
    for finding in segment.findings:
        text = f"{finding.severity.value} {finding.code}: {finding.message}"
        said = {"category": "l10n-finding", "priority": PRIORITY[finding.severity], "appliesTo": "target"}
        add(notes, core + "note", said, clean(text))


def _add_glossary(unit: Any, proofs: Iterable[Proof], terms: Mapping[str, str]) -> None:
    pairs = concept_terms(tuple(proofs))
    if not pairs:
        return
    space = f"{{{GLOSSARY}}}"
    glossary = add(unit, space + "glossary")
    for source, target in pairs.items():
        entry = add(glossary, space + "glossEntry")
        if source in terms:
            entry.set("ref", f"#{terms[source]}")
        add(entry, space + "term", text=clean(source))
        add(entry, space + "translation", text=clean(target))


def _add_candidates(unit: Any, segment: Segment) -> None:
    if not segment.candidates:
        return
    space, core = f"{{{MATCHES}}}", f"{{{CORE}}}"
    matches = add(unit, space + "matches")
    for candidate in segment.candidates:
        match = add(matches, space + "match", {"ref": "#seg"} | _match(candidate))
        write_text(add(match, core + "source"), candidate.source or segment.source_text)
        write_text(add(match, core + "target"), candidate.text)


def _match(candidate: Candidate) -> dict[str, str]:
    """Attributes of a match; a memory's score is a similarity; XLIFF has no word for an engine's."""
    made = {"type": _TYPES.get(candidate.origin, "other"), "origin": clean(candidate.origin)}
    if candidate.origin == "memory":
        made["similarity"] = made["matchQuality"] = f"{min(max(candidate.score, 0.0), 100.0):.1f}"
    return made


def _add_history(unit: Any, segment: Segment) -> None:
    """Score, trail, proofs and the scores of candidates as metadata."""
    groups = {
        "l10n-score": [("log-probability", f"{segment.score:.4f}")] if segment.score is not None else [],
        "l10n-candidates": [
            (f"{number} {candidate.origin}", f"{candidate.score:.4f}")
            for number, candidate in enumerate(segment.candidates, 1)
        ],
        "l10n-trail": [(f"{step.stage}: {step.rule}", step.detail) for step in segment.trail],
        "l10n-constraints": [
            (f"{proof.kind}: {proof.rung.value}", f"{proof.source} → {proof.target}") for proof in segment.proofs
        ],
        "l10n-findings": [
            (finding.code, f"{finding.severity.value}: {finding.message}") for finding in segment.findings
        ],
    }
    if not any(groups.values()):
        return
    space = f"{{{METADATA}}}"
    metadata = add(unit, space + "metadata")
    for category, rows in groups.items():
        if rows:
            group = add(metadata, space + "metaGroup", {"category": category})
            for kind, text in rows:
                add(group, space + "meta", {"type": clean(kind)}, clean(text))


def _add_rules(unit: Any, proofs: Iterable[Proof]) -> None:
    """What an edited target must still hold: the enforced form of each term and fact."""
    wanted = dict.fromkeys(proof.target for proof in proofs if proof.met and proof.kind != "tag" and proof.target)
    if not wanted:
        return
    space = f"{{{VALIDATION}}}"
    rules = add(unit, space + "validation")
    for form in wanted:
        add(rules, space + "rule", {"isPresent": clean(form)})
