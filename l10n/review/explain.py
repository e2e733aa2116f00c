"""A segment's record told in words: what had to stand in the target, how it got there, what else the engine offered."""

from collections.abc import Iterator, Mapping
from typing import Any

from l10n.model.trail import Rung

KINDS = {
    "term": "term",
    "number": "number",
    "percent": "percentage",
    "money": "amount of money",
    "quantity": "quantity",
    "date": "date",
    "time": "time of day",
    "duration": "duration",
    "range": "range",
    "ordinal": "ordinal",
    "name": "name to keep",
    "url": "address to keep",
    "tag": "inline code",
}
RUNGS: Mapping[str, str] = {
    Rung.FREE: "the engine's own answer had it; nothing was changed for it",
    Rung.SLOT: "the engine was told to place it and did",
    Rung.NBEST: "the first answer lacked it; a lower-ranked answer that has it was taken",
    Rung.VALUE: "the answer had the number in another form or scale; it was rewritten by value",
    Rung.NATIVE: "the answer had the engine's own word for it; that word was replaced",
    Rung.SPLICE: "it was put where the engine looked at the source words; read this place again",
    Rung.REDECODE: "the sentence was translated again with it fixed at the start",
    Rung.SPLIT: "the sentence was cut at a clause and the parts translated apart; read the joint again",
    Rung.WHOLE: "the segment is nothing else; no engine was needed",
    Rung.MEMORY: "it comes from an approved translation",
    Rung.FLAGGED: "NOT MET: it stands nowhere in the target; put it in by hand",
}
STATES = {
    "initial": "not finished: a person has to look",
    "translated": "translated, approved by nobody yet",
    "reviewed": "approved by a reviewer",
    "final": "final",
}
RULES = {
    "byline": "byline",
    "repair": "changed after the engine",
    "tag": "inline code placed",
    "whole": "no engine needed",
    "context": "the same sentence between the same neighbours in the memory",
    "exact": "the same sentence in the memory",
    "repaired": "the same sentence with other values in the memory",
    "suggested": "near in the memory",
    "several": "not alone in the memory",
}


def explain_record(record: Mapping[str, Any]) -> Iterator[str]:
    """The lines that explain one segment record as `segment_record` gives it."""
    state = str(record["state"])
    yield f"segment {record['id']}: {state} ({STATES.get(state, 'unknown state')})"
    yield f"  source  {record['source']}"
    yield f"  target  {_shown(record.get('target'))}"
    yield ""
    yield from _constraints(record.get("constraints", []))
    yield from _candidates(record.get("candidates", []), record.get("target"))
    yield from _trail(record.get("trail", []))
    yield from _findings(record.get("findings", []))


def _constraints(proofs: list[Mapping[str, Any]]) -> Iterator[str]:
    if not proofs:
        yield "No term, number, date or name had to be kept in this segment."
        return
    met = sum(1 for proof in proofs if proof["met"])
    yield f"Constraints: {met} of {len(proofs)} met"
    for proof in proofs:
        kind = KINDS.get(proof["kind"], proof["kind"])
        mark = "+" if proof["met"] else "!"
        if proof["kind"] == "tag":
            yield f"  {mark} {kind} {proof['source']}: {proof['target']}{_where(proof)}"
            continue
        ref = f" [{proof['ref']}]" if proof["kind"] == "term" and proof["ref"] else ""
        yield f"  {mark} {kind} “{proof['source']}” -> “{proof['target']}”{ref}{_where(proof)}"
        yield f"      {RUNGS.get(proof['rung'], proof['rung'])}"


def _where(proof: Mapping[str, Any]) -> str:
    span = proof.get("target_span")
    if not span:
        return ""
    return f" (behind character {span[0]})" if span[0] == span[1] else f" (characters {span[0] + 1}-{span[1]})"


def _candidates(candidates: list[Mapping[str, Any]], target: object) -> Iterator[str]:
    if not candidates:
        return
    yield ""
    yield "What the engine offered, best first (score: mean log-probability, nearer to 0 is surer):"
    for number, candidate in enumerate(candidates, 1):
        same = "   = the target" if candidate["text"] == target else ""
        origin = "" if candidate["origin"] == "engine" else f" ({candidate['origin']})"
        yield f"  {number}. {candidate['score']:.2f}  {_shown(candidate['text'])}{origin}{same}"


def _trail(steps: list[Mapping[str, Any]]) -> Iterator[str]:
    if not steps:
        return
    yield ""
    yield "What happened, in order:"
    for number, step in enumerate(steps, 1):
        rule = RULES.get(step["rule"], step["rule"])
        detail = f": {step['detail']}" if step["detail"] else ""
        yield f"  {number}. {step['stage']}, {rule}{detail}"


def _findings(findings: list[Mapping[str, Any]]) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield "Findings:"
    for finding in findings:
        yield f"  {finding['severity']} {finding['code']}: {finding['message']}"


def _shown(text: object) -> str:
    return "(none)" if text is None else "(empty)" if text == "" else str(text)
