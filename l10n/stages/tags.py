"""Inline codes projected into the translation: none lost, doubled or inside a word, pairs nested as they were."""

import re
from dataclasses import dataclass

from l10n.model.engine import Alignment, Tag
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain
from l10n.model.trail import Rung, Span
from l10n.stages.draft import Draft
from l10n.stages.ladder import window
from l10n.stages.tag_places import Edges, kept_apart, parted, stood

_WORDS = re.compile(r"^`|^<(?!!|script|style|svg|math).*?>[^<]*\w[^<]*<", re.S)  # a code that a reader sees as words
_MARKS = ",.;:!?，。；：！？、"


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """A pair of codes, or one that stands alone, with the span of the source's plain text that it surrounds.

    `parent` is the number of the pair around it, -1 when there is none.
    """

    opening: Code
    closing: Code | None
    span: Span
    parent: int = -1


def code_groups(content: Content) -> list[CodeGroup]:
    """The codes of some content in order of opening; a stray OPEN or CLOSE counts as standing alone."""
    groups: list[CodeGroup] = []
    opened: dict[str, int] = {}
    closed = {item.id for item in content if isinstance(item, Code) and item.kind is CodeKind.CLOSE}
    at = 0
    for item in content:
        size = len(plain((item,)))
        if isinstance(item, Code):
            if item.kind is CodeKind.CLOSE and item.id in opened:
                index = opened.pop(item.id)
                opening = groups[index]
                groups[index] = CodeGroup(opening.opening, item, (opening.span[0], at), opening.parent)
            else:
                parent = max(opened.values(), default=-1)
                if item.kind is CodeKind.OPEN and item.id in closed:
                    opened[item.id] = len(groups)
                groups.append(CodeGroup(item, None, (at, at + size), parent))
        at += size
    return groups


def tags_of(groups: list[CodeGroup]) -> tuple[Tag, ...]:
    """What an engine is told of the codes."""
    return tuple(Tag(g.span[0], g.span[1] if g.closing else g.span[0], g.opening.id) for g in groups)


def project(
    draft: Draft, groups: list[CodeGroup], source: str, places: tuple[Span, ...], alignment: Alignment | None
) -> list[tuple[Span, str]]:
    """Where each group goes in the draft's text and how that was found: model, term, alignment or position.

    A code that stands for characters (a line end, an escaped sign) takes the place of these in the text.
    """
    draft.tags += [None] * (len(groups) - len(draft.tags))
    found: dict[int, tuple[Span, str]] = {}
    shown = [number for number, group in enumerate(groups) if group.closing is None and group.opening.equiv]
    for number in shown:
        span, how = _found(draft, (number, groups[number]), source, places, alignment)
        others = [s for k in shown if k < number and (s := draft.tags[k])]
        stands = stood(draft, span[0], groups[number].opening.equiv, others)
        draft.tags[number] = stands
        for k in [k for k in draft.unmet if places[k] == groups[number].span]:
            draft.meet(k, stands, Rung.SPLICE)
        found[number] = (span, how)
    edges = Edges.of(draft, alignment)
    settled: list[tuple[Span, str]] = []
    for number, group in enumerate(groups):
        taken = draft.tags[number] if number in found else None
        if taken is not None:
            settled.append((taken, found[number][1]))
            continue
        span, how = _found(draft, (number, group), source, places, alignment)
        settled.append((_settled(span, group, source, draft.text, edges), how))
    nesting = [(group.parent, group.closing is not None, group.span) for group in groups]
    spans = kept_apart([span for span, _ in settled], nesting, edges)
    alone = [(n, g) for n, g in enumerate(groups) if g.closing is None and not g.opening.equiv]
    seen = [(number, group.span[0]) for number, group in alone if _WORDS.search(group.opening.native)]
    spans = parted(draft, spans, seen, source)
    return [(span, how) for span, (_, how) in zip(spans, settled, strict=True)]


def with_codes(text: str, groups: list[CodeGroup], spans: list[Span]) -> Content:
    """The text with the codes at their places, each inside the pair that it was in; equal places keep their order."""
    children: dict[int, list[int]] = {}
    for number in sorted(range(len(groups)), key=lambda n: (spans[n][0], n)):
        children.setdefault(groups[number].parent, []).append(number)

    def filled(parent: int, start: int, end: int) -> list[Inline]:
        out: list[Inline] = []
        at = start
        for number in children.get(parent, ()):
            group, (first, last) = groups[number], spans[number]
            out += [Text(text[at : max(at, first)]), group.opening]
            at = max(at, first)
            if group.closing is not None:
                out += [*filled(number, at, max(at, last)), group.closing]
            at = max(at, last)
        return [*out, Text(text[at:end])]

    return merge_text(tuple(filled(-1, 0, len(text))))


def _found(
    draft: Draft, one: tuple[int, CodeGroup], source: str, places: tuple[Span, ...], alignment: Alignment | None
) -> tuple[Span, str]:
    """The first answer: what the model carried, the term inside, the attention, the same share of the way."""
    number, group = one
    carried = draft.tags[number]
    if carried and (carried[0] < carried[1]) == (group.closing is not None and group.span[0] < group.span[1]):
        return carried, "carried by the model"
    if span := _around_terms(draft, group.span, places):
        return span, "around its term"
    if alignment and (seen := _seen(alignment, group, len(source))):
        start = draft.now(seen[0])
        return _with_terms(draft, (start, max(start, draft.now(seen[1]))), group, places), "by alignment"
    return _proportional(draft.text, group, source), "by position"


def _seen(alignment: Alignment, group: CodeGroup, size: int) -> Span | None:
    """What the attention says of a pair's words, or of the words before and behind a code that stands alone."""
    start, end = group.span
    if group.closing is not None and start < end:
        seen = window(alignment, group.span)
        return (seen[0], seen[1]) if seen else None
    if start == 0 or end >= size:
        return None  # at an end of the sentence it stays at that end
    before = [span for span in alignment.source_spans if span[0] < span[1] <= start]
    behind = [span for span in alignment.source_spans if end <= span[0] < span[1]]
    left = window(alignment, before[-1]) if before else None
    right = window(alignment, behind[0]) if behind else None
    if left and (right is None or left[1] <= right[0]):
        return (left[1], left[1])
    return (right[0], right[0]) if right else None


def _around_terms(draft: Draft, span: Span, places: tuple[Span, ...]) -> Span | None:
    """The stretch of the target that holds the constraints inside the span, when it holds nothing else."""
    inside = [k for k, (a, b) in enumerate(places) if span[0] <= a and b <= span[1]]
    covered = sum(places[k][1] - places[k][0] for k in inside)
    spans = [s for k in inside if (s := draft.spans[k])]
    if not inside or len(spans) != len(inside) or covered < 0.8 * (span[1] - span[0]):
        return None
    return (min(s[0] for s in spans), max(s[1] for s in spans))


def _with_terms(draft: Draft, span: Span, group: CodeGroup, places: tuple[Span, ...]) -> Span:
    """The span of a pair with the constraints inside the pair that stand right beside it: 12,128 masts is one link."""
    if group.closing is None:
        return span
    start, end = span
    inside = [k for k, (a, b) in enumerate(places) if group.span[0] <= a and b <= group.span[1]]
    for a, b in sorted(held for k in inside if (held := draft.spans[k])):
        if a <= end + 1 and start <= b + 1:
            start, end = min(start, a), max(end, b)
    return (start, end)


def _proportional(text: str, group: CodeGroup, source: str) -> Span:
    """The same share of the way through the target as in the source."""
    size = max(1, len(source))
    start, end = (round(edge / size * len(text)) for edge in group.span)
    if group.span[0] == 0:
        start = 0
    if group.span[1] >= len(source):
        end = len(text)
    return (start, max(start, end)) if group.closing else (end, end) if end == len(text) else (start, start)


def _settled(span: Span, group: CodeGroup, source: str, text: str, edges: Edges) -> Span:
    """The span with its edges out of words; a mark behind the words belongs to the sentence, not to the link."""
    if group.closing is None or group.span[0] == group.span[1]:
        place = edges.moved(span[0], 1)
        return (place, place)
    start, end = edges.around(span)
    if source[group.span[0] : group.span[1]][-1:] not in _MARKS:
        while end > start and text[end - 1] in _MARKS:
            end -= 1
    return (start, end)
