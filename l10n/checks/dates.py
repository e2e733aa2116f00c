"""Dates, weekdays and times of day, compared part by part."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.checks.kit import CheckKit, Fault
from l10n.checks.sides import flat, sides
from l10n.model.article import Segment
from l10n.model.fact import Clock, Day, Fact
from l10n.text.patterns_en import MONTHS

# English months that are words too, which find_facts reads only beside a year or a day.
_LOOSE_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.I)
_SAME_PART = {"by end": "end", "late": "end", "by": "", "first 3 months": "Q1", "first 6 months": "H1"}


def changed_dates(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A date whose year, month, day or part of the year differs in the target."""
    both = sides(segment, kit)
    there = [(f, v) for f, v in flat(both.target) if isinstance(v, Day) and not _weekly(v)]
    mine = [v for _, v in flat(both.source) if isinstance(v, Day)]
    held = both.held | _figures(segment.target_text)
    loose = _loose_months(segment.target_text) if kit.pair.target_language == "en" else set()
    for fact, day in flat(both.source):
        if not isinstance(day, Day) or _weekly(day) or any(_agree(day, other) for _, other in there):
            continue
        if _said(day, held, loose):
            continue
        rivals = [f for f, other in there if not any(_agree(m, other) for m in mine) and _comparable(day, other)]
        if rivals:
            message = f"“{fact.text}” became “{rivals[0].text}”: write the same date"
            yield Fault(message, source_span=fact.span, target_span=rivals[0].span)


def missing_dates(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A day of a month, or a year, that the target does not name at all."""
    both = sides(segment, kit)
    if any(isinstance(v, Day) and not _weekly(v) for _, v in flat(both.target)):
        return
    for fact, day in flat(both.source):
        named = isinstance(day, Day) and not day.relative and ((day.month and day.day) or (day.year and not day.part))
        if isinstance(day, Day) and named and not _said(day, both.held | _figures(segment.target_text), set()):
            yield Fault(f"“{fact.text}” does not stand in the target: write the date", source_span=fact.span)


def changed_weekday(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A day of the week that became another one."""
    both = sides(segment, kit)
    source, target = _weekdays(both.source), _weekdays(both.target)
    lost, added = source.keys() - target.keys(), target.keys() - source.keys()
    if lost and added:
        mine, other = source[min(lost)], target[min(added)]
        message = f"“{mine.text}” became “{other.text}”: name the same day"
        yield Fault(message, source_span=mine.span, target_span=other.span)


def changed_time(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A time of day that became another one; times in another zone are let pass."""
    both = sides(segment, kit)
    here, there = _clocks(both.source), _clocks(both.target)
    lost = [(f, c) for f, c in here if not any(_same_time(c, o) for _, o in there)]
    added = [(f, c) for f, c in there if not any(_same_time(c, o) for _, o in here)]
    for (fact, time), (other, theirs) in zip(lost, added, strict=False):
        if not (time.zone and theirs.zone and time.zone != theirs.zone):
            message = f"“{fact.text}” became “{other.text}”: write the same time"
            yield Fault(message, source_span=fact.span, target_span=other.span)


def _agree(first: Day, second: Day) -> bool:
    """True when no part that both name differs, and both are of one grain."""
    if first.relative or second.relative:
        return True
    pairs = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    parts = not first.part or not second.part or _part(first) == _part(second)
    return parts and all(a is None or b is None or a == b for a, b in pairs) and _shared(first, second)


def _shared(first: Day, second: Day) -> bool:
    """True when both name one part at least: April does not agree with 2025 for want of a contradiction."""
    return bool((first.year and second.year) or (first.month and second.month) or (first.day and second.day)
                or (first.part and second.part))


def _comparable(first: Day, second: Day) -> bool:
    """True when the second may stand for the first: it names a month where the first does, a year where it does."""
    return bool(_shared(first, second)) and (first.month is None) is (second.month is None)


def _weekly(day: Day) -> bool:
    return day.weekday is not None and not day.month


def _part(day: Day) -> str:
    return _SAME_PART.get(day.part, day.part)


def _said(day: Day, held: frozenset[Decimal], months: set[int]) -> bool:
    """True when each part of the date stands in the target as a mere figure or month."""
    if day.month and day.month not in months:
        return False
    return bool(day.month or not day.part) and all(Decimal(n) in held for n in (day.year, day.day) if n)


def _figures(text: str) -> frozenset[Decimal]:
    return frozenset(map(Decimal, re.findall(r"\d+", text, re.ASCII)))


def _loose_months(text: str) -> set[int]:
    return {MONTHS[match[0].lower()] for match in _LOOSE_MONTH.finditer(text)}


def _weekdays(facts: tuple[Fact, ...]) -> dict[int, Fact]:
    return {value.weekday: fact for fact, value in flat(facts) if isinstance(value, Day) and value.weekday is not None}


def _clocks(facts: tuple[Fact, ...]) -> list[tuple[Fact, Clock]]:
    return [(fact, value) for fact, value in flat(facts) if isinstance(value, Clock)]


def _same_time(first: Clock, second: Clock) -> bool:
    """True also for 3 and 15 o'clock: which half of the day is meant may stand elsewhere in the sentence."""
    return first.hour % 12 == second.hour % 12 and first.minute == second.minute
