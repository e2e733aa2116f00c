"""What people did on an earlier translation of a page, kept when the page is localised again."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from l10n.model.article import Article, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Content, codes, plain

EDITED = ("exchange", "edited")  # stage and rule of the trail line that an edit by a person leaves


@dataclass(frozen=True, slots=True)
class Kept:
    """How many approved segments were kept, how many edited ones, and those whose sentence is gone."""

    approved: int = 0
    edited: int = 0
    gone: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        parts = [f"{self.approved} approved"] if self.approved else []
        parts += [f"{self.edited} edited"] if self.edited else []
        return " and ".join(parts)


def by_a_person(segment: Segment) -> bool:
    """True for a segment that a person approved, locked or edited: no run may change its target."""
    if segment.target is None:
        return False
    return segment.frozen or any((step.stage, step.rule) == EDITED for step in segment.trail)


def keep(article: Article, earlier: Article) -> tuple[Article, Kept]:
    """The segmented article with the targets that people made or approved in an earlier translation of it.

    A segment is the same when its words and codes are; of several the one with the same neighbour before it is
    taken, else the one with the same id, else the first. What is approved but stands on the page no more is told
    (`exchange.stale`).
    """
    found = _matched(_places(article, lambda _: True), _places(earlier, by_a_person))
    done = article.map_segments(_given(found))
    used = {segment.id for segment in found.values()}
    people = [place.segment for place in _places(earlier, by_a_person)]
    kept = [segment for segment in people if segment.id in used]
    gone = tuple(_gone(segment) for segment in people if segment.id not in used)
    approved = sum(segment.frozen for segment in kept)
    return done, Kept(approved, len(kept) - approved, gone)


def locked(article: Article) -> Article:
    """The article with every segment that is by a person locked, so that no stage touches what was only edited."""
    return article.map_segments(lambda segment: replace(segment, locked=True) if by_a_person(segment) else segment)


def restored(article: Article, kept: Article) -> Article:
    """The article after a run with the segments of `kept` that are by people exactly as they stand there."""
    mine = {segment.id: segment for segment in kept.segments if by_a_person(segment)}
    return article.map_segments(lambda segment: mine.get(segment.id, segment))


class _Place(NamedTuple):
    """A segment, its words with codes, and those of the segment before it."""

    segment: Segment
    key: object
    before: object


def _places(article: Article, wanted: Callable[[Segment], bool]) -> list[_Place]:
    places: list[_Place] = []
    before: object = None
    for segment in (s for block in article.blocks if block.translate for s in block.segments):
        key = _key(segment.source)
        if wanted(segment):
            places.append(_Place(segment, key, before))
        before = key
    return places


def _matched(now: list[_Place], people: list[_Place]) -> dict[str, Segment]:
    """Id of a segment of the page -> the segment of people that is the same; the surest likeness first."""
    found: dict[str, Segment] = {}
    for alike in (
        lambda place: (place.key, place.before, place.segment.id),
        lambda place: (place.key, place.before),
        lambda place: (place.key, place.segment.id),
        lambda place: place.key,
    ):
        used = {segment.id for segment in found.values()}
        waiting: dict[object, list[_Place]] = defaultdict(list)
        for place in (place for place in people if place.segment.id not in used):
            waiting[alike(place)].append(place)
        for place in (place for place in now if place.segment.id not in found):
            if waiting[alike(place)]:
                found[place.segment.id] = waiting[alike(place)].pop(0).segment
    return found


def _key(content: Content) -> object:
    return " ".join(plain(content).split()), tuple((code.id, code.native) for code in codes(content))


def _given(found: dict[str, Segment]) -> Callable[[Segment], Segment]:
    """Turns a segment of the page into the person's: its words and history under the page's id and white space."""

    def give(segment: Segment) -> Segment:
        match = found.get(segment.id)
        if match is None:
            return segment
        findings = tuple(f for f in match.findings if not f.code.startswith("exchange."))
        return replace(match, id=segment.id, gap=segment.gap, findings=findings)

    return give


def _gone(segment: Segment) -> Finding:
    message = f"the page says “{segment.source_text}” no more: its translation “{segment.target_text}” is left out"
    severity = Severity.WARNING if segment.state in (State.REVIEWED, State.FINAL) else Severity.INFO
    return Finding("exchange.stale", severity, message, source=segment.source_text, target=segment.target_text)
