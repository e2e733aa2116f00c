"""The promise on constraints, checked on a finished segment: met in the final string or told, never silently wrong."""

from collections import Counter
from collections.abc import Iterator

from l10n.model.article import Segment, State
from l10n.model.inline import Code, CodeKind, Placeable, codes, plain
from l10n.stages.draft import clean
from l10n.stages.proofs import is_form
from l10n.stages.task import constraint_of


def verify(segment: Segment) -> tuple[str, ...]:
    """What is wrong with a translated segment's proofs and codes, in words; empty when every promise is kept."""
    if segment.target is None:
        return ()
    return (*_constraints(segment), *_codes(segment))


def _constraints(segment: Segment) -> Iterator[str]:
    places = _places(segment)
    text, taken = segment.target_text, [False] * (len(segment.target_text) + 1)
    proofs = [proof for proof in segment.proofs if proof.kind != "tag"]
    if sorted(proof.source_span for proof in proofs) != sorted(places):
        yield "not every constraint has its proof"
    for proof in proofs:
        item = places.get(proof.source_span)
        if proof.target_span is None:
            told = any(finding.source_span == proof.source_span for finding in segment.findings)
            if not told or segment.state is not State.INITIAL:
                yield f"“{proof.source}” is not met and nobody says so"
            continue
        start, end = proof.target_span
        if text[start:end] != proof.target or (item and not is_form(proof.target, item)):
            yield f"“{proof.target}” does not stand at {start}"
        elif not clean(text, start, end):
            yield f"“{proof.target}” is part of a longer word or number"
        elif any(taken[start:end]):
            yield f"“{proof.target}” is counted twice"
        taken[start:end] = [True] * (end - start)


def _places(segment: Segment) -> dict[tuple[int, int], Placeable]:
    found, at = {}, 0
    for item in segment.source:
        size = len(plain((item,)))
        if (constraint := constraint_of(item)) is not None:
            found[at, at + size] = constraint
        at += size
    return found


def _codes(segment: Segment) -> Iterator[str]:
    source, target = codes(segment.source), codes(segment.target or ())
    if Counter(source) != Counter(target):
        yield "codes were lost or doubled"
    if _nested(source) and not _nested(target):
        yield "pairs of codes cross"


def _nested(found: tuple[Code, ...]) -> bool:
    opened: list[str] = []
    for code in found:
        if code.kind is CodeKind.OPEN:
            opened.append(code.id)
        elif code.kind is CodeKind.CLOSE and (not opened or opened.pop() != code.id):
            return False
    return not opened
