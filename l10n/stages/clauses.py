"""The last rung before flagging: a sentence cut in two at a clause, each half translated with fewer constraints."""

import re
from collections.abc import Sequence
from typing import Protocol

from l10n.model.engine import Engine, EngineOptions, Lock, Request
from l10n.model.inline import Placeable
from l10n.model.pair import Pair
from l10n.model.trail import Rung, Span
from l10n.stages.draft import Draft

_CLAUSE = re.compile(r"[,;:，；：、]\s*|\s+(?:and|but|while|which|that|as)\s+")


class Cuttable(Protocol):
    """What is read of a task."""

    @property
    def request(self) -> Request: ...  # noqa: D102
    @property
    def wanted(self) -> tuple[Placeable, ...]: ...  # noqa: D102
    @property
    def places(self) -> tuple[Span, ...]: ...  # noqa: D102


def cut_point(request: Request) -> int | None:
    """The offset behind the clause mark nearest to the middle that lies inside no lock; None when there is none."""
    points = [m.end() for m in _CLAUSE.finditer(request.text)]
    points = [p for p in points if not any(lock.start < p < lock.end for lock in request.locks)]
    points = [p for p in points if 12 <= p <= len(request.text) - 8]
    return min(points, key=lambda p: abs(p - len(request.text) / 2)) if points else None


def halves(tasks: Sequence[Cuttable], engine: Engine, pair: Pair, options: EngineOptions) -> list[Draft | None]:
    """A draft joined of the two halves of each task, for engines with marks; None where nothing can be cut."""
    cuts = [cut_point(task.request) if engine.marks and not task.request.tags else None for task in tasks]
    requests = [
        part for task, at in zip(tasks, cuts, strict=True) if at is not None for part in _parts(task.request, at)
    ]
    found = iter(engine.translate(requests, pair, options) if requests else [])
    drafts: list[Draft | None] = []
    for task, at in zip(tasks, cuts, strict=True):
        if at is None:
            drafts.append(None)
            continue
        pieces = [next(found), next(found)]
        best = [
            min(piece, key=lambda h: (sum(s is None for s in h.lock_spans), h.looped, -h.score)) for piece in pieces
        ]
        first = best[0].text.rstrip("。. ")
        joint = "，" if pair.target_language == "zh" else ", "
        shift = len(first) + len(joint)
        spans = list(best[0].lock_spans) + [(s[0] + shift, s[1] + shift) if s else None for s in best[1].lock_spans]
        second = best[1].text
        if pair.target_language == "en" and second[:1].isupper() and not second[:2].isupper():
            second = second[0].lower() + second[1:] if not _starts_with_lock(best[1].lock_spans) else second
        draft = Draft(
            first + joint + second,
            task.wanted,
            [None] * len(task.wanted),
            [Rung.FLAGGED] * len(task.wanted),
            score=(best[0].score + best[1].score) / 2,
            looped=best[0].looped or best[1].looped,
        )
        for index, span in enumerate(spans):
            if span and draft.text[span[0] : span[1]] == task.wanted[index].target:
                draft.meet(index, span, Rung.SPLIT)
        draft.notes.append("cut in two at a clause")
        drafts.append(draft)
    return drafts


def _parts(request: Request, at: int) -> tuple[Request, Request]:
    first = tuple(lock for lock in request.locks if lock.end <= at)
    second = tuple(Lock(k.start - at, k.end - at, k.target) for k in request.locks if k.start >= at)
    head = request.text[:at].rstrip()
    return Request(head, first), Request(request.text[at:], second)


def _starts_with_lock(spans: Sequence[Span | None]) -> bool:
    return any(span and span[0] == 0 for span in spans)
