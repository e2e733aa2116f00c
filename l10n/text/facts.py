"""Values in text: which readings win, and when two values are the same."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction as Exact

from l10n.model.fact import (
    Bound,
    Clock,
    Day,
    Duration,
    Fact,
    Fraction,
    Money,
    Multiple,
    Name,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Range,
    Value,
)
from l10n.model.inline import PlaceableKind
from l10n.text import facts_en, facts_zh
from l10n.text.names import names
from l10n.text.ranges import join_ranges
from l10n.text.relative import relative_days
from l10n.text.weekdays import weekdays

# Of two readings of one length the kind named first wins.
_RANK = {
    PlaceableKind[name]: rank
    for rank, name in enumerate("URL DATE MONEY PERCENT RANGE QUANTITY DURATION TIME ORDINAL NAME NUMBER".split())
}
_CLASS = {
    Bound.EXACT: 0, Bound.ABOUT: 1, Bound.MORE: 2, Bound.AT_LEAST: 2, Bound.LESS: 3, Bound.NEARLY: 3, Bound.AT_MOST: 3,
    Bound.SEVERAL: 4,
}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def find_facts(text: str, language: str, today: date | None = None) -> tuple[Fact, ...]:
    """Non-overlapping facts in order; at each place the longest reading wins. `language`: "en" or "zh" (or a tag).

    With the article's date, `last October` is read too.
    """
    module = facts_zh if language.startswith("zh") else facts_en
    found = [*names(text), *relative_days(text, language, today), *weekdays(text, language), *module.candidates(text)]
    found.sort(key=lambda fact: (fact.start, -fact.end, _RANK[fact.kind]))
    chosen: list[Fact] = []
    reached = 0
    for fact in found:
        if fact.start >= reached and fact.end > fact.start:
            chosen.append(fact)
            reached = fact.end
    return tuple(join_ranges(chosen, text))


def value_key(value: Value) -> tuple[object, ...]:
    """A hashable key that equal values share, whatever their bound, scale or wording.

    Places in an order, bare years and days of the month have the key of their number: English writes `2024 revenue`,
    `page 12` and `the 18th` for 2024年, 第12页 and 18日. An indefinite number (数千万) never equals a definite one.
    """
    match value:
        case Number():
            return ("number", *_amount(value))
        case Percent(value=number, unit=unit):
            return _percent(number, unit)
        case Money(amount=amount, currency=currency):
            return ("money", currency, *_amount(amount))
        case Quantity(amount=amount, unit=unit):
            return ("quantity", unit, *_amount(amount))
        case Day():
            return _day(value)
        case Clock(hour=hour, minute=minute, second=second):
            return ("clock", hour % 24, minute, second or 0)
        case Duration(amount=amount, unit=unit):
            group, size = ("s", _SECONDS[unit]) if unit in _SECONDS else ("m", _MONTHS[unit])
            return ("duration", group, _exact(amount.value) * size)
        case Ordinal(value=place):
            return ("number", Exact(place))
        case Multiple(value=number):
            return ("multiple", _exact(number))
        case Fraction(numerator=above, denominator=below):
            return ("number", Exact(above, below))
        case Range(low=low, high=high):
            return _range(low, high)
        case Name(text=text):
            return ("name", re.sub(r"[\s\u2010-\u2015]+", " ", text))


def same_value(first: Value, second: Value) -> bool:
    """True when both say the same, bounds and wording apart; see `same_bound`."""
    return value_key(first) == value_key(second)


def same_bound(first: Value, second: Value) -> bool:
    """True when both are meant alike: more than and at least are one class; less than, nearly and at most another."""
    return _CLASS[bound_of(first)] == _CLASS[bound_of(second)]


def bound_of(value: Value) -> Bound:
    """How a value is meant; EXACT for those that have no bound."""
    match value:
        case Number(bound=bound) | Percent(bound=bound) | Multiple(bound=bound):
            return bound
        case Money(amount=amount) | Quantity(amount=amount) | Duration(amount=amount):
            return amount.bound
    return Bound.EXACT


def _percent(number: Decimal, unit: str) -> tuple[object, ...]:
    """100 basis points are one percentage point."""
    return ("percent", "point", _exact(number) / 100) if unit == "basis point" else ("percent", unit, _exact(number))


def _exact(number: Decimal) -> Exact:
    return Exact(number)


def _amount(number: Number) -> tuple[object, ...]:
    return (_exact(number.value), "several") if number.bound is Bound.SEVERAL else (_exact(number.value),)


def _day(day: Day) -> tuple[object, ...]:
    if day.weekday is not None and not day.month and not day.day:
        return ("weekday", day.weekday, day.part, day.relative)
    part = {"by end": "end", "by": "", "late": "end"}.get(day.part, day.part)
    part = "decade" if part.endswith("decade") else part       # 初, 早期 and early come and go with style
    if not part and not day.relative and not day.month and (day.year is None) is not (day.day is None):
        return ("number", Exact(day.year or day.day or 0))
    # 今年4月 and 今年前两个月 are in English as a rule April and the first two months
    relative = "" if day.relative == "this year" and (part or day.month) else day.relative
    return ("day", day.year, day.month, day.day, part, relative)


def _range(low: Value, high: Value) -> tuple[object, ...]:
    months = isinstance(low, Day) and isinstance(high, Day) and (low.month, low.day, high.day) == (1, None, None)
    if months and isinstance(high, Day) and high.month:
        return _day(Day(high.year, part=f"first {high.month} months", relative=high.relative))
    return ("range", value_key(low), value_key(high))
