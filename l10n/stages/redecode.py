"""Decoding again from a forced beginning, for terms that the model could have said itself.

A splice puts the term into a sentence that was made without it. Where the model's own n-best of the bare term holds the
wanted form, the sentence is decoded again from its beginning up to the term, so that what follows can fit it. For terms
that the model does not know this was measured to be harmful, so they keep the splice.
"""

from collections.abc import Mapping

from l10n.model.engine import Request
from l10n.model.inline import PlaceableKind
from l10n.model.trail import Rung
from l10n.stages.draft import Draft
from l10n.stages.task import Task


def sayable(draft: Draft, native: Mapping[str, tuple[str, ...]]) -> int | None:
    """The number of the first spliced term that stands in the model's own n-best; None when there is none."""
    spliced = [
        (span[0], number)
        for number, (span, rung) in enumerate(zip(draft.spans, draft.rungs, strict=True))
        if span and rung is Rung.SPLICE and draft.wanted[number].kind is PlaceableKind.TERM
    ]
    for _, number in sorted(spliced):
        item = draft.wanted[number]
        if {item.target, *item.accepted} & set(native.get(item.source, ())):
            return number
    return None


def forced(task: Task, draft: Draft, number: int) -> Request:
    """The request for the sentence with its answer forced up to the end of a term."""
    span = draft.spans[number]
    assert span is not None
    return Request(task.request.text, (), task.request.tags, draft.text[: span[1]])


def kept(draft: Draft, number: int, prefix: str) -> bool:
    """True when the new draft begins as it was forced to and meets the term there; its rung is then set."""
    span = draft.spans[number]
    if span is None or not draft.text.startswith(prefix) or span[1] > len(prefix):
        return False
    draft.rungs[number] = Rung.REDECODE
    return True
