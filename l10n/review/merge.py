"""What came back from a translator, made part of the article: counted, proved and checked again."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from l10n.checks.kit import CheckKit
from l10n.formats.xliff_common import unit_ids
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Placeable, plain
from l10n.model.trail import Proof, Rung
from l10n.resources.glossary import Glossary

REFUSED = ("exchange.doubled", "exchange.unknown", "exchange.codes", "exchange.locked")
TOLD = "exchange."  # findings of earlier merges, which say nothing of this one


@dataclass(frozen=True, slots=True)
class Counts:
    """What a merge did, in segments.

    `changed` have another target, `states` only another state or comment, `refused` a change that was left out,
    `lost` no unit in the file, `stale` a source that changed since (`exchange.source`, `exchange.stale`); `approved`
    are reviewed or final now; the page shows the source of the `untranslated`.
    """

    segments: int = 0
    changed: int = 0
    states: int = 0
    approved: int = 0
    refused: int = 0
    lost: int = 0
    stale: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class MergeKit:
    """What merging consults: the glossary of the checks and the project's levels of severity."""

    terms: Glossary | None = None
    levels: Mapping[str, str] = field(default_factory=dict)


def merge_article(before: Article, after: Article, kit: MergeKit) -> tuple[Article, tuple[Finding, ...]]:
    """The article `after` as a finished one, and the findings of this merge, in order.

    `before` is the article as it went out, `after` the one with the edits. Edited segments are proved and checked
    again. A finding that names a segment goes to that segment, so that the translator reads it in the next file.
    """
    check = CheckKit(after.pair, kit.terms)
    old = {segment.id: segment for segment in before.segments}
    told = after.findings[len(before.findings) :]
    names = {wire: segment_id for segment_id, wire in unit_ids(before).items()}
    by_segment: dict[str, list[Finding]] = defaultdict(list)
    for finding in told:
        if finding.segment_id in names:
            by_segment[names[finding.segment_id]].append(finding)

    def merged(segment: Segment) -> Segment:
        edited = segment.target != old[segment.id].target if segment.id in old else True
        kept = _checked(segment, check, kit.levels) if edited else segment
        findings = [f for f in kept.findings if not f.code.startswith(TOLD)] + by_segment[segment.id]
        return replace(kept, findings=tuple(findings))

    whole = [f for f in told if f.segment_id not in names]
    earlier = [f for f in before.findings if not f.code.startswith(TOLD)]
    done = after.map_blocks(lambda block: replace(block, segments=tuple(map(merged, block.segments))))
    return replace(done, findings=(*earlier, *whole)), told


def count(before: Article, after: Article, told: tuple[Finding, ...]) -> Counts:
    """The figures of a merge."""
    old = {segment.id: segment for segment in before.segments}
    now = list(after.segments)
    changed = [s for s in now if s.id in old and s.target != old[s.id].target]
    states = [
        s for s in now if s.id in old and s.target == old[s.id].target
        and (s.state, s.comments) != (old[s.id].state, old[s.id].comments)
    ]
    return Counts(
        segments=len(now),
        changed=len(changed),
        states=len(states),
        approved=sum(s.frozen and s.target is not None for s in now),
        refused=len({(f.segment_id, f.line) for f in told if f.code in REFUSED}),
        lost=sum(f.code == "exchange.lost" for f in told),
        untranslated=sum(s.target is None for b in after.blocks if b.translate for s in b.segments),
        stale=len({f.segment_id or f.message for f in told if f.code in ("exchange.source", "exchange.stale")}),
    )


def _checked(segment: Segment, check: CheckKit, levels: Mapping[str, str]) -> Segment:
    """The edited segment with its proofs looked for again and the findings of the checks."""
    from l10n.checks.table import check_segment

    if segment.target is None:
        return segment
    proofs = tuple(_found_again(proof, segment) for proof in segment.proofs)
    segment = replace(segment, proofs=proofs)
    found = list(check_segment(segment, check, levels))
    if not any(finding.code.startswith("terms.") for finding in found):
        found += [_unmet(proof, segment) for proof in proofs if proof.kind == "term" and not proof.met]
    return replace(segment, findings=tuple(found))


def _found_again(proof: Proof, segment: Segment) -> Proof:
    """The proof with the place of any accepted form, where the form it named is gone."""
    if proof.met or proof.kind == "tag":
        return proof
    words = segment.target_text
    for form in _accepted(segment, proof):
        at = words.find(form) if form else -1
        if at >= 0:
            return replace(proof, target=form, target_span=(at, at + len(form)), rung=Rung.FREE)
    return proof


def _accepted(segment: Segment, proof: Proof) -> tuple[str, ...]:
    at = 0
    for item in segment.source:
        if isinstance(item, Placeable) and at == proof.source_span[0]:
            return (item.target, *item.accepted)
        at += len(plain((item,)))
    return ()


def _unmet(proof: Proof, segment: Segment) -> Finding:
    return Finding(
        "terms.unmet",
        Severity.WARNING,
        f"“{proof.source}” should stand as “{proof.target}”: put it in by hand",
        segment_id=segment.id,
        source=segment.source_text,
        target=segment.target_text,
        source_span=proof.source_span,
    )
