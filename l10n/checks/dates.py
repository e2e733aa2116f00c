"""Dates, weekdays and times of day, compared part by part."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.checks.kit import CheckKit, Fault
from l10n.checks.sides import flat, sides
from l10n.model.article import Segment
from l10n.model.fact import Clock, Day, Fact, Number, Ordinal
from l10n.model.trail import Span
from l10n.text.patterns_en import MONTHS

Parts = dict[int, tuple[str, Span]]     # a part of a date, how it is written and where
# English months that are words too, which find_facts reads only beside a year or a day.
_LOOSE_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?=[a-z]*\b)")
_ZH_MONTH = re.compile(r"(?<![\d个])(1[0-2]|[1-9])月")
_WHOLE_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})$", re.I)
_EN_DAYS = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_EN_WEEK = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_ZH_DAYS = re.compile(
    "(?:星期|礼拜|(?<![0-9一两二三四五六七八九十几数多半整])周)([一二三四五六日天])(?![次个年岁期]|天[内里]|[一二三四五六七八九十])"
)
_ZH_WEEK = "一二三四五六日"
_SAME_PART = {"by end": "end", "late": "end", "by": "", "first 3 months": "Q1", "first 6 months": "H1"}
_CENTURIES = range(1800, 2200)


def changed_dates(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A date whose year, month, day or part of the year differs in the target."""
    both = sides(segment, kit)
    here, there = _days(both.source), _days(both.target)
    if len(_relatives(both.target)) > len(_relatives(both.source)):
        there = []  # last October may stand for any date
    told, named = False, _months(segment.target_text, both.target)
    for fact, day in here:
        if day.month in named and not day.day and not day.year:
            continue
        rivals = [f for f, other in there if _rival(day, other) and not any(_agree(m, other) for _, m in here)]
        if rivals and not any(_agree(day, other) for _, other in there) and not _said(day, both.held, there):
            told = True
            message = f"“{fact.text}” became “{rivals[0].text}”: write the same date"
            yield Fault(message, source_span=fact.span, target_span=rivals[0].span)
    if not told:
        if not any(v.part == "century" for _, v in _days(both.source) + _days(both.target)):
            yield from _other_part(_years(both.source), _years(both.target))
        yield from _other_part(_month_days(both.source, both.held), _month_days(both.target, both.wanted))
        yield from _other_part(_months(segment.source_text, both.source), named)


def missing_dates(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A day of a month, or a year, that the target does not name at all."""
    both = sides(segment, kit)
    if _days(both.target) or _relatives(both.target):
        return
    held = both.held | frozenset(map(Decimal, re.findall(r"\d+", segment.target_text, re.ASCII)))
    for fact, day in _days(both.source):
        if ((day.month and day.day) or (day.year and not day.part)) and not _said(day, held, []):
            yield Fault(f"“{fact.text}” does not stand in the target: write the date", source_span=fact.span)


def changed_weekday(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A day of the week that became another one."""
    source = _weekdays(segment.source_text, kit.pair.source_language)
    target = _weekdays(segment.target_text, kit.pair.target_language)
    yield from _other_part(source, target)


def changed_time(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A time of day that became another one; times in another zone are let pass."""
    both = sides(segment, kit)
    here, there = _clocks(both.source), _clocks(both.target)
    lost = _without(here, there, segment.target_text)
    added = _without(there, here, segment.source_text)
    for (fact, time), (other, theirs) in zip(lost, added, strict=False):
        if not (time.zone and theirs.zone and time.zone != theirs.zone):
            message = f"“{fact.text}” became “{other.text}”: write the same time"
            yield Fault(message, source_span=fact.span, target_span=other.span)


def _other_part(source: Parts, target: Parts) -> Iterator[Fault]:
    """A fault when one side names a part (year, month, weekday) that the other lacks, and the other another one."""
    lost, added = source.keys() - target.keys(), target.keys() - source.keys()
    if lost and added:
        (mine, span), (other, place) = source[min(lost)], target[min(added)]
        yield Fault(f"“{mine}” became “{other}”: write the same date", source_span=span, target_span=place)


def _days(facts: tuple[Fact, ...]) -> list[tuple[Fact, Day]]:
    """Days that name a month, a year or a part of one; weekdays and days told from today are left out."""
    found = [(f, v) for f, v in flat(facts) if isinstance(v, Day) and not v.relative]
    return [(f, v) for f, v in found if v.weekday is None or v.month]


def _relatives(facts: tuple[Fact, ...]) -> list[Fact]:
    return [f for f, v in flat(facts) if isinstance(v, Day) and v.relative]


def _agree(first: Day, second: Day) -> bool:
    """True when no part that both name differs, and both name one part at least."""
    pairs = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    parts = not first.part or not second.part or _part(first) == _part(second)
    return parts and all(a is None or b is None or a == b for a, b in pairs) and _shared(first, second)


def _shared(first: Day, second: Day) -> bool:
    """True when both name one part at least: April does not agree with 2025 for want of a contradiction."""
    return bool((first.year and second.year) or (first.month and second.month) or (first.day and second.day)
                or (first.part and second.part))


def _rival(first: Day, second: Day) -> bool:
    """True when the second may stand for the first: it names a month where the first does, a year where it does."""
    if (first.part == "century") is not (second.part == "century"):
        return False  # the early 2000s are 21世纪初
    return _shared(first, second) and (first.month is None) is (second.month is None)


def _part(day: Day) -> str:
    return _SAME_PART.get(day.part, day.part)


def _said(day: Day, held: frozenset[Decimal], there: list[tuple[Fact, Day]]) -> bool:
    """True when each part of the date stands in the target as a mere figure, and no other date of that month does."""
    if day.month and (not day.day or any(other.month for _, other in there)):
        return False
    return bool(day.month or not day.part) and all(Decimal(n) in held for n in (day.year, day.day) if n)


def _years(facts: tuple[Fact, ...]) -> Parts:
    """Years by their figure, those too that stand as a mere number of four digits."""
    found = {v.year: (f.text, f.span) for f, v in flat(facts) if isinstance(v, Day) and v.year and v.part != "century"}
    return found | {int(v.value): (f.text, f.span) for f, v in flat(facts) if isinstance(v, Number)
                    and re.fullmatch(r"\d{4}", f.text) and int(v.value) in _CENTURIES}


def _month_days(facts: tuple[Fact, ...], other: frozenset[Decimal]) -> Parts:
    """Days of a month whose figure the other side does not hold at all: 18日 and the 18th are one."""
    found = [(v.day, f) for f, v in flat(facts) if isinstance(v, Day) and v.day]
    ordinals = [(v.value, f) for f, v in flat(facts) if isinstance(v, Ordinal) and re.match(r"\d", f.text)]
    found += [(place, fact) for place, fact in ordinals if place <= 31]
    return {day: (fact.text, fact.span) for day, fact in found if Decimal(day) not in other}


def _months(text: str, facts: tuple[Fact, ...]) -> Parts:
    """Months by number, of English text those too that may be another word."""
    found = {v.month: (f.text, f.span) for f, v in flat(facts) if isinstance(v, Day) and v.month}
    for match in _ZH_MONTH.finditer(text):
        found.setdefault(int(match[1]), (match[0], match.span()))
    for match in _LOOSE_MONTH.finditer(text):
        word = re.match(r"\w+", text[match.start() :])
        if word and _WHOLE_MONTH.match(word[0]):
            found.setdefault(MONTHS[word[0].lower()], (word[0], (match.start(), match.start() + len(word[0]))))
    return found


def _weekdays(text: str, language: str) -> Parts:
    if language == "en":
        return {_EN_WEEK.index(m[1]): (m[0], m.span()) for m in _EN_DAYS.finditer(text)}
    return {_ZH_WEEK.index(m[1].replace("天", "日")): (m[0], m.span()) for m in _ZH_DAYS.finditer(text)}


def _clocks(facts: tuple[Fact, ...]) -> list[tuple[Fact, Clock]]:
    return [(fact, value) for fact, value in flat(facts) if isinstance(value, Clock)]


def _without(
    times: list[tuple[Fact, Clock]], others: list[tuple[Fact, Clock]], text: str
) -> list[tuple[Fact, Clock]]:
    """The times that the other side lacks."""
    return [(f, c) for f, c in times if not any(_same_time(c, o) for _, o in others) and not _shown(c, text)]


def _shown(time: Clock, text: str) -> bool:
    """True where the hour stands beside another: between 3 and 4 a.m."""
    hour = rf"(?<!\d)(?:{time.hour}|{time.hour % 12 or 12})"
    return time.minute == 0 and bool(re.search(rf"{hour}(?:[时点]?(?:[到至、—-])| ?(?:and|to|or|[-–])(?!\w))", text))


def _same_time(first: Clock, second: Clock) -> bool:
    """True also for 3 and 15 o'clock: which half of the day is meant may stand elsewhere in the sentence."""
    return first.hour % 12 == second.hour % 12 and first.minute == second.minute
