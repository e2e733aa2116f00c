"""One segment as a task for an engine: request, constraints with their places, codes."""

import re
from dataclasses import dataclass

from l10n.model.article import Segment
from l10n.model.engine import Lock, Request
from l10n.model.inline import Code, Inline, Placeable, PlaceableKind, plain
from l10n.model.trail import Span
from l10n.stages.tags import CodeGroup, code_groups, tags_of
from l10n.text.traditional import is_traditional, to_simplified

_LETTERS = re.compile(r"[^\W\d_]")
_SPOKEN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Task:
    """One segment to translate: its request, its constraints with their places, its codes."""

    segment: Segment
    request: Request
    wanted: tuple[Placeable, ...]
    places: tuple[Span, ...]
    groups: tuple[CodeGroup, ...]


def task_of(segment: Segment) -> Task:
    """The task of a segment: locks for its placeables and for codes that stand for words, tags for its codes."""
    wanted, places = [], []
    at = 0
    for item in segment.source:
        size = len(plain((item,)))
        if (constraint := constraint_of(item)) is not None:
            wanted.append(constraint)
            places.append((at, at + size))
        at += size
    groups = code_groups(segment.source)
    locks = tuple(Lock(a, b, item.target) for (a, b), item in zip(places, wanted, strict=True))
    text = segment.source_text
    # The models read simplified characters; place by place, so that every span stays where it is.
    request = Request(to_simplified(text) if is_traditional(text) else text, locks, tags_of(groups))
    return Task(segment, request, tuple(wanted), tuple(places), tuple(groups))


def constraint_of(item: Inline) -> Placeable | None:
    """What an item asks of the target: a placeable itself, a code that stands for words that these stay; else None."""
    if isinstance(item, Code) and _SPOKEN.search(item.equiv):
        return Placeable(item.equiv, item.equiv, PlaceableKind.NAME, item.equiv, (item.equiv,))
    return item if isinstance(item, Placeable) else None


def needs_engine(task: Task) -> bool:
    """False when nothing but constraints, punctuation and white space stands in the segment."""
    text = list(task.request.text)
    for start, end in task.places:
        text[start:end] = " " * (end - start)
    return bool(_LETTERS.search("".join(text)))
