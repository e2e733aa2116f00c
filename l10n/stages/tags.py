"""Inline codes projected into the translation: none lost, none doubled, none inside a word, pairs nested."""

import re
from dataclasses import dataclass

from l10n.model.engine import Alignment, Tag
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain
from l10n.model.trail import Span
from l10n.stages.draft import Draft
from l10n.stages.ladder import window

_MARKS = ",.;:!?，。；：！？、"
_WORDISH = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’.,%-]")


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """A pair of codes, or one that stands alone, with the span of the source's plain text that it surrounds."""

    opening: Code
    closing: Code | None
    span: Span


def code_groups(content: Content) -> list[CodeGroup]:
    """The codes of some content in order of opening; a stray OPEN or CLOSE counts as standing alone."""
    groups: list[CodeGroup] = []
    opened: dict[str, int] = {}
    at = 0
    for item in content:
        if isinstance(item, Code):
            if item.kind is CodeKind.CLOSE and item.id in opened:
                index = opened.pop(item.id)
                groups[index] = CodeGroup(groups[index].opening, item, (groups[index].span[0], at))
            else:
                if item.kind is CodeKind.OPEN:
                    opened[item.id] = len(groups)
                groups.append(CodeGroup(item, None, (at, at)))
        at += len(plain((item,)))
    return groups


def tags_of(groups: list[CodeGroup]) -> tuple[Tag, ...]:
    """What an engine is told of the codes."""
    return tuple(Tag(*group.span, group.opening.id) for group in groups)


def project(
    draft: Draft, groups: list[CodeGroup], source: str, places: tuple[Span, ...], alignment: Alignment | None
) -> list[tuple[Span, str]]:
    """Where each group goes in the draft's text and how that was found: model, term, alignment or position."""
    found: list[tuple[Span, str]] = []
    for number, group in enumerate(groups):
        carried = draft.tags[number] if number < len(draft.tags) else None
        if group.closing and carried and carried[0] < carried[1]:
            found.append((carried, "carried by the model"))
        elif group.closing and (span := _around_terms(draft, group.span, places)):
            found.append((span, "around its term"))
        elif group.closing and alignment and (seen := window(alignment, group.span)):
            start = draft.now(seen[0])
            found.append(((start, max(start, draft.now(seen[1]))), "by alignment"))
        else:
            found.append((_proportional(draft.text, group, source), "by position"))
    settled = []
    for (span, how), group in zip(found, groups, strict=True):
        start, end = _off_words(draft, span, bool(group.closing))
        if group.closing and source[group.span[0] : group.span[1]][-1:] not in _MARKS:
            while end > start and draft.text[end - 1] in _MARKS:
                end -= 1        # a mark behind the words belongs to the sentence, not to the link
        settled.append(((start, end), how))
    return _nested(settled, groups)


def with_codes(text: str, groups: list[CodeGroup], spans: list[Span]) -> Content:
    """The text with the codes at their places; equal places keep the source's order, inner pairs inside outer ones."""
    events: list[tuple[int, int, int, Code]] = []
    for order, (group, (start, end)) in enumerate(zip(groups, spans, strict=True)):
        if group.closing is None:
            events.append((start, 1, order, group.opening))
        elif start == end:
            events.append((start, 1, order, group.opening))
            events.append((start, 1, order, group.closing))
        else:
            events.append((start, 1, order, group.opening))
            events.append((end, 0, -order, group.closing))
    out: list[Inline] = []
    at = 0
    for place, _, _, code in sorted(events, key=lambda e: e[:3]):
        out += [Text(text[at:place]), code]
        at = place
    return merge_text((*out, Text(text[at:])))


def _around_terms(draft: Draft, span: Span, places: tuple[Span, ...]) -> Span | None:
    """The stretch of the target that holds the constraints inside the pair, when the pair holds nothing else."""
    inside = [k for k, (a, b) in enumerate(places) if span[0] <= a and b <= span[1]]
    covered = sum(places[k][1] - places[k][0] for k in inside)
    spans = [s for k in inside if (s := draft.spans[k])]
    if not inside or len(spans) != len(inside) or covered < 0.8 * (span[1] - span[0]):
        return None
    return (min(s[0] for s in spans), max(s[1] for s in spans))


def _proportional(text: str, group: CodeGroup, source: str) -> Span:
    """The same share of the way through the target as in the source."""
    size = max(1, len(source))
    start, end = (round(edge / size * len(text)) for edge in group.span)
    if group.span[0] == 0:
        start = 0
    if group.span[1] >= len(source):
        end = len(text)
    return (start, max(start, end)) if group.closing else (start, start)


def _off_words(draft: Draft, span: Span, pair: bool) -> Span:
    """The span with edges moved out of words, numbers and met constraints: outwards for pairs, onwards for points."""
    start, end = span
    if pair:
        start, end = _edge(draft, start, -1), _edge(draft, end, 1)
        while start < end and draft.text[start].isspace():
            start += 1
        while end > start and draft.text[end - 1].isspace():
            end -= 1
        return (start, end)
    place = _edge(draft, start, 1)
    return (place, place)


def _edge(draft: Draft, place: int, step: int) -> int:
    for held in draft.spans:
        if held and held[0] < place < held[1]:
            place = held[0] if step < 0 else held[1]
    while 0 < place < len(draft.text) and _WORDISH.match(draft.text[place - 1 : place + 1]):
        place += step
    return place


def _nested(found: list[tuple[Span, str]], groups: list[CodeGroup]) -> list[tuple[Span, str]]:
    """Inner pairs kept inside their outer ones, pairs side by side kept apart, as they stood in the source."""
    settled: list[tuple[Span, str]] = []
    for number, ((start, end), how) in enumerate(found):
        for outer in range(number):
            (a, b), _ = settled[outer]
            if groups[outer].closing is None:
                continue
            if groups[outer].span[0] <= groups[number].span[0] and groups[number].span[1] <= groups[outer].span[1]:
                start, end = min(max(start, a), b), min(max(end, a), b)
            elif start < b and a < end:
                start, end = (
                    (max(start, b), max(end, b)) if groups[number].span[0] >= groups[outer].span[1] else (start, end)
                )
        settled.append(((start, max(start, end)), how))
    return settled
