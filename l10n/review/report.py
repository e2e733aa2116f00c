"""Segments and findings as JSON values: the shape of the report beside each page."""

from typing import Any

from l10n.model.article import Segment
from l10n.model.finding import Finding


def segment_record(segment: Segment) -> dict[str, Any]:
    """A segment with its constraints (the proofs), candidates, trail and findings."""
    return {
        "id": segment.id,
        "source": segment.source_text,
        "target": segment.target_text if segment.target is not None else None,
        "state": segment.state.value,
        "score": round(segment.score, 4) if segment.score is not None else None,
        "constraints": [
            {
                "kind": proof.kind,
                "ref": proof.ref,
                "source": proof.source,
                "target": proof.target,
                "source_span": list(proof.source_span),
                "target_span": list(proof.target_span) if proof.target_span else None,
                "rung": proof.rung.value,
                "met": proof.met,
            }
            for proof in segment.proofs
        ],
        "candidates": [{"text": c.text, "origin": c.origin, "score": c.score} for c in segment.candidates],
        "trail": [{"stage": step.stage, "rule": step.rule, "detail": step.detail} for step in segment.trail],
        "findings": [finding_record(finding) for finding in segment.findings],
        "comments": list(segment.comments),
        "locked": segment.locked,
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": finding.place,
        "line": finding.line,
        "segment": finding.segment_id,
        "source": finding.source,
        "target": finding.target,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "target_span": list(finding.target_span) if finding.target_span else None,
    }
