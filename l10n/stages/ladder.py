"""The ladder: how each constraint of a sentence is met in the answer of an engine, or flagged.

Order as measured for this task: what stands there already, slots the model carried, numbers by value, the model's own
form of the bare term, the aligned window. Every rung works on the final string, which is verified at the end.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from l10n.model.engine import Alignment, Hypothesis, Request
from l10n.model.fact import Fact
from l10n.model.inline import Placeable, PlaceableKind
from l10n.model.pair import Pair
from l10n.model.trail import Rung, Span
from l10n.stages.draft import Draft
from l10n.text.facts import find_facts, value_key

SPLICE_LAMBDA = 0.4  # a window grows while its attention to the source span exceeds this (measured best)
NATIVE_SHARE = 0.7          # a form that is most of the sentence is no translation of a term in it
SPLICE_PEAK = 0.2  # below it the model did not translate the term at all
_CLOCK = re.compile(r"(?:\b\d{1,2}(?::\d\d)?\s?)?\b[ap]\.m\.(?!m)|[0-2]?\d[时点:：](?:[0-5]\d分?)?")
NAMES = (PlaceableKind.TERM, PlaceableKind.NAME, PlaceableKind.URL)
_SAID_LAST = re.compile(r" (?:also )?(?:said|says|added|adds|noted|notes|stressed|explained|pointed out)\.?")
_INSIDE = re.compile(r"[A-Za-z0-9'’-]{2}")

Repair = Callable[[Draft], None]


def draft_of(hypothesis: Hypothesis, request: Request, wanted: tuple[Placeable, ...], number: int) -> Draft:
    """The draft of a hypothesis: slots that the model carried are met. `number` is its place in the n-best list."""
    carried = hypothesis.lock_spans or (None,) * len(wanted)
    draft = Draft(
        hypothesis.text,
        wanted,
        [None] * len(wanted),
        [Rung.FLAGGED] * len(wanted),
        list(hypothesis.tag_spans or (None,) * len(request.tags)),
        score=hypothesis.score,
        looped=hypothesis.looped,
    )
    for index, span in enumerate(carried):
        if span and hypothesis.text[span[0] : span[1]] == wanted[index].target:
            draft.meet(index, span, Rung.NBEST if number else Rung.SLOT)
    return draft


def meet_free(draft: Draft, number: int) -> None:
    """Constraints that stand in the text already, in their preferred or another accepted form."""
    order = sorted(draft.unmet, key=lambda i: -len(draft.wanted[i].target))
    for index in order:
        item = draft.wanted[index]
        for form in sorted({item.target, *item.accepted}, key=lambda f: (f != item.target, -len(f))):
            span = draft.find(form)
            if span and item.kind not in NAMES and ("," in form) != ("," in item.target):
                draft.meet(index, draft.replace(*span, item.target), Rung.VALUE)  # 1,300 in Chinese, 1300 in English
                draft.notes.append(f"{form} -> {item.target} (digits as the target language groups them)")
                break
            if span:
                draft.meet(index, span, Rung.NBEST if number else Rung.FREE)
                break


def meet_by_value(draft: Draft, pair: Pair) -> None:
    """Numbers and dates paired by value, then by digits (90亿 said as 90 billion), then a lone one of its kind."""
    if all(draft.wanted[index].kind in NAMES for index in draft.unmet):
        return
    facts = find_facts(draft.text, pair.target_language)
    for fits in (_same_value, _same_digits, _lone):
        for index in draft.unmet:
            item = draft.wanted[index]
            strays = [f for f in facts if f.kind not in NAMES and draft.free(f.start, f.end)]
            fact = None if item.kind in NAMES else next((f for f in strays if fits(f, item, draft, strays)), None)
            if fact:
                draft.meet(index, draft.replace(fact.start, fact.end, item.target), Rung.VALUE)
                draft.notes.append(f"{fact.text} -> {item.target} (value of {item.source})")
                facts = find_facts(draft.text, pair.target_language)


def _same_value(fact: Fact, item: Placeable, draft: Draft, strays: Sequence[Fact]) -> bool:
    return " ".join(map(str, value_key(fact.value))) == item.ref


def _same_digits(fact: Fact, item: Placeable, draft: Draft, strays: Sequence[Fact]) -> bool:
    written, said = (re.sub(r"\D", "", text).strip("0") for text in (item.source, fact.text))
    return fact.kind is item.kind and written == said != ""


def _lone(fact: Fact, item: Placeable, draft: Draft, strays: Sequence[Fact]) -> bool:
    """True when the one fact of its kind that is left meets the one constraint of its kind that is left.

    An echo of another constraint's value, or of its digits (the 18 of 18时), is no candidate: it was not meant for this
    one.
    """
    digits = re.sub(r"\D", "", fact.text)
    return (
        fact.kind is item.kind
        and not any(_same_value(fact, other, draft, strays) for other in draft.wanted)
        and not any(digits in re.findall(r"\d+", other.source) for other in draft.wanted if other is not item)
        and sum(other.kind is item.kind for other in strays) == 1
        and sum(draft.wanted[index].kind is item.kind for index in draft.unmet) == 1
    )


def meet_native(draft: Draft, native: Mapping[str, tuple[str, ...]]) -> None:
    """Terms that the model wrote in its own way: its translation of the bare term is found and replaced."""
    for index in draft.unmet:
        item = draft.wanted[index]
        for form in native.get(item.source, ()):
            span = draft.find(form) if 1 < len(form) <= NATIVE_SHARE * len(draft.text) else None
            if span:
                draft.meet(index, draft.replace(*span, item.target), Rung.NATIVE)
                draft.notes.append(f"{form} -> {item.target} (the model's word for {item.source})")
                break


def meet_attributed(draft: Draft, source: str, places: tuple[Span, ...], pair: Pair) -> None:
    """A speaker whom English names last and the model left out opens the Chinese sentence: …, Xie added: 谢存表示，…"""
    for index in draft.unmet if pair.target_language == "zh" else ():
        item, (start, end) = draft.wanted[index], places[index]
        last = source[:start].endswith(", ") and _SAID_LAST.fullmatch(source, end)
        if item.kind in NAMES and last and draft.text and draft.text[0] not in "“「‘":
            draft.replace(0, 0, f"{item.target}表示，")
            draft.meet(index, (0, len(item.target)), Rung.SPLICE)
            draft.notes.append(f"{item.target} opens the sentence: {item.source} was named last and left out")


def meet_by_splice(draft: Draft, alignment: Alignment | None, places: tuple[Span, ...]) -> None:
    """What is left is put where the model looked at its source words; most certain first, never through a word.

    Windows are found in the hypothesis as the engine gave it, never in a repaired one; pieces whose words belong to a
    met constraint are closed to the others.
    """
    if alignment is None:
        return
    tried: set[int] = set()
    while left := [index for index in draft.unmet if index not in tried]:
        closed = frozenset(
            number
            for number, (start, end) in enumerate(alignment.target_spans)
            if not draft.free(draft.now(start), max(draft.now(start) + 1, draft.now(end)))
        )
        windows = [(found[2], -index, found) for index in left if (found := window(alignment, places[index], closed))]
        if not windows:
            return
        _, negative, (start, end, _) = max(windows)
        tried.add(-negative)
        _splice(draft, -negative, (draft.now(start), draft.now(end)))


def _splice(draft: Draft, index: int, place: Span) -> None:
    start, end = whole_words(draft, *place)
    if draft.wanted[index].kind is PlaceableKind.TIME:
        clocks = [m.span() for m in _CLOCK.finditer(draft.text) if m.start() < end and start < m.end()]
        start, end = clocks[0] if clocks and draft.free(*clocks[0]) else (start, end)
    if not draft.fits(start, end):
        return
    item, was = draft.wanted[index], draft.text[start:end]
    draft.meet(index, draft.replace(start, end, item.target), Rung.SPLICE)
    draft.notes.append(f"{was} -> {item.target} (where the model looked at {item.source})")


def window(
    alignment: Alignment, source: Span, closed: frozenset[int] = frozenset()
) -> tuple[int, int, float] | None:
    """Start, end and peak of the run of target pieces with the most attention to the source span, less lambda each.

    A run holds no closed piece. None when no open piece looks at the span enough: the model left it out.
    """
    columns = [k for k, (a, b) in enumerate(alignment.source_spans) if a < source[1] and source[0] < b]
    mass = [
        0.0 if piece in closed else sum(row[k] for k in columns if k < len(row))
        for piece, row in enumerate(alignment.weights)
    ]
    if not mass or max(mass) < SPLICE_PEAK:
        return None
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for at, value in enumerate(mass):
        if total <= 0:
            total, start = 0.0, at
        total = total + value - SPLICE_LAMBDA if at not in closed else 0.0
        if total > best:
            best, found = total, (start, at + 1)
    if found == (0, 0):
        peak = mass.index(max(mass))
        found = (peak, peak + 1)
    spans = alignment.target_spans[found[0] : found[1]]
    return (spans[0][0], spans[-1][1], max(mass)) if spans and spans[0][0] < spans[-1][1] else None


def whole_words(draft: Draft, start: int, end: int) -> Span:
    """The span widened to whole Latin words and numbers, not into met constraints; outer space and marks left out."""
    text = draft.text
    met = [span for span in draft.spans if span]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " ,.;:!?，。；：！？、”’)）":
        end -= 1
    while all(span[1] != start for span in met) and _INSIDE.match(text[max(0, start - 1) : start + 1]):
        start -= 1
    while all(span[0] != end for span in met) and _INSIDE.match(text[max(0, end - 1) : end + 1]):
        end += 1
    return (start, end)


def climb(draft: Draft, rungs: tuple[Repair, ...]) -> Draft:
    """The draft after the rungs, each tried only while something is unmet."""
    for repair in rungs:
        if draft.unmet:
            repair(draft)
    return draft


def better(first: Draft, second: Draft) -> bool:
    """True when the first draft meets more, or loops less, or has the better score."""
    return rank(first) < rank(second)


def rank(draft: Draft) -> tuple[int, bool, int, int, float]:
    """Smaller is better: unmet constraints, loop, numbers and terms that nobody asked for, splices, score."""
    return (len(draft.unmet), draft.looped, draft.extra, sum(r is Rung.SPLICE for r in draft.rungs), -draft.score)
