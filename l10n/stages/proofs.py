"""Proofs and findings of a finished draft: every constraint is checked against the final string."""

from collections import Counter
from collections.abc import Sequence

from l10n.model.finding import Finding, Severity
from l10n.model.inline import Placeable
from l10n.model.pair import Pair
from l10n.model.trail import Proof, Rung, Span
from l10n.stages.draft import Draft, clean
from l10n.stages.invented import invented, keys_of
from l10n.stages.task import Task, needs_engine

LONG_ENOUGH = 20  # characters; a shorter target may well equal its source (a name)


def prove(task: Task, draft: Draft, placed: Sequence[tuple[Span, str]]) -> tuple[Proof, ...]:
    """One proof for each constraint, checked against the final string; a place that does not hold is flagged."""
    proofs = []
    for item, place, span, rung in zip(task.wanted, task.places, draft.spans, draft.rungs, strict=True):
        shown = draft.text[span[0] : span[1]] if span else ""
        holds = span is not None and is_form(shown, item) and clean(draft.text, *span)
        proofs.append(
            Proof(
                item.kind.value,
                item.ref,
                item.source,
                shown if holds else item.target,
                place,
                span if holds else None,
                rung if holds else Rung.FLAGGED,
            )
        )
    for group, (span, how) in zip(task.groups, placed, strict=True):
        rung = Rung.SLOT if "model" in how else Rung.SPLICE if "alignment" in how else Rung.FREE
        proofs.append(Proof("tag", group.opening.id, group.opening.native, how, group.span, span, rung))
    return tuple(proofs)


def is_form(shown: str, item: Placeable) -> bool:
    """True for the preferred or an accepted form, also with a sentence's capital."""
    forms = [form for form in (item.target, *item.accepted) if form]
    return any(shown == form or shown == form[0].upper() + form[1:] for form in forms)


def found_faults(task: Task, draft: Draft, proofs: Sequence[Proof], pair: Pair) -> tuple[Finding, ...]:
    """Findings for constraints only flagged, invented numbers, loops, and an answer that is empty or not translated."""
    source, target = task.request.text, draft.text

    def finding(code: str, severity: Severity, message: str, span: Span | None = None) -> Finding:
        return Finding(
            code, severity, message, segment_id=task.segment.id, source=source, target=target, source_span=span
        )

    found = [
        finding(
            "terms.unmet" if proof.kind == "term" else "facts.unmet",
            Severity.ERROR,
            f"“{proof.source}” should stand as “{proof.target}”: put it in by hand",
            proof.source_span,
        )
        for proof in proofs
        if not proof.met
    ]
    said = sum((keys_of(item.target, pair.target_language) for item in task.wanted), Counter())
    known = keys_of(source, pair.source_language) | said
    found += [
        finding("facts.extra", Severity.WARNING, f"“{fact.text}” does not stand in the source: check the sentence")
        for fact in invented(target, pair.target_language, known)
    ]
    if draft.looped:
        found.append(finding("engine.looped", Severity.WARNING, "the engine repeats itself: translate by hand"))
    if not target.strip():
        found.append(finding("target.empty", Severity.ERROR, "the engine gave no answer: translate by hand"))
    elif target == source and needs_engine(task) and len(source) > LONG_ENOUGH:
        found.append(finding("target.same", Severity.WARNING, "the target is the source: translate by hand"))
    return tuple(found)
