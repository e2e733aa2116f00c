"""Ranges: two facts of one kind that a dash or `to` joins become one; the first takes what only the second says.

10-20 percent, 5 to 10 million yuan, 3至5年, 2.6—3.5GHz, 3月3日至5日, between 2021 and 2025.
"""

import re
from dataclasses import replace

from l10n.model.fact import (
    Bound,
    Day,
    Duration,
    Fact,
    Money,
    Multiple,
    Number,
    Percent,
    Quantity,
    Range,
    Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.text.patterns_en import LEADING_BOUND
from l10n.text.patterns_zh import AFTER_WORDS, BEFORE_WORDS

_JOIN = re.compile(r"\s?(?:[-–—~～]|(?:to|and)\b|至|到)\s?")
_BETWEEN = re.compile(r"\bbetween\s$", re.I)
_FROM = re.compile(r"(?:\bfrom\s|[从由自])$", re.I)
_YEARS, _OLD_YEARS = range(1900, 2200), range(1500, 2200)
_GAP = 5                       # longest join with its spaces


def join_ranges(facts: list[Fact], text: str) -> list[Fact]:
    """The facts in order with ranges joined."""
    done: list[Fact] = []
    for fact in facts:
        joined = _joined(done[-1], fact, text) if done else None
        if joined is None:
            done.append(fact)
        else:
            done[-1] = joined
    return done


def _joined(first: Fact, last: Fact, text: str) -> Fact | None:
    gap = text[first.end : last.start]
    if len(gap) > _GAP or not _JOIN.fullmatch(gap) or Kind.RANGE in (first.kind, last.kind):
        return None
    start, end = _inner_start(first), _inner_end(last)
    between = _BETWEEN.search(text, max(0, start - 8), start)
    if (gap.strip() == "and") is not bool(between):
        return None
    value = _range(_bare(first.value), _bare(last.value))
    if value is None:
        return None
    moved = _FROM.search(text, max(0, start - 5), start)
    if moved and first.kind is last.kind and isinstance(value.low, Number | Percent | Money | Quantity):
        return None            # from 5 percent to 10 percent is a change, not a range
    start = between.start() if between else start
    return Fact(start, end, text[start:end], Kind.RANGE, value)


def _inner_start(fact: Fact) -> int:
    """Where the figure starts after the words of its bound."""
    words = LEADING_BOUND.match(fact.text) or BEFORE_WORDS.match(fact.text)
    return fact.start + (words.end() if words else 0)


def _inner_end(fact: Fact) -> int:
    after = AFTER_WORDS.search(fact.text)
    return fact.start + after.start() if after else fact.end


def _bare(value: Value) -> Value:
    """The value without its bound, which stays outside the range as a word."""
    match value:
        case Number() | Percent() if value.bound is not Bound.SEVERAL:
            return replace(value, bound=Bound.EXACT)
        case Money() | Quantity() | Duration() if value.amount.bound is not Bound.SEVERAL:
            return replace(value, amount=replace(value.amount, bound=Bound.EXACT))
    return value


def _range(low: Value, high: Value) -> Range | None:
    match low, high:
        case Day(), Day():
            return _days(low, high)
        case Day(), Number():
            return _day_and_number(low, high)
        case Number(), Day():
            return _number_and_day(low, high)
        case Number(), Number():
            low = _scaled_like(low, high)
            if low.value in _YEARS and high.value in _YEARS and not high.scale and low.value < high.value:
                return Range(Day(int(low.value)), Day(int(high.value)))
            return Range(low, high) if low.value < high.value else None
        case Number(), Percent():
            return Range(replace(high, value=low.value), high) if low.value < high.value and not low.scale else None
        case Percent(), Percent():
            return Range(low, high) if low.unit == high.unit and low.value < high.value else None
        case Number(), Money() | Quantity() | Duration():
            amount = _scaled_like(low, high.amount)
            return Range(replace(high, amount=amount), high) if amount.value < high.amount.value else None
        case Money(), Number():
            amount = _scaled_like(low.amount, high)
            joined = amount.scale and high.scale and amount.value < high.value
            return Range(Money(amount, low.currency), Money(high, low.currency)) if joined else None
        case Number(), Multiple():
            return Range(replace(high, value=low.value), high) if low.value < high.value and not low.scale else None
        case Money(), Money():
            return Range(low, high) if low.currency == high.currency and low.amount.value < high.amount.value else None
        case (Quantity(), Quantity()) | (Duration(), Duration()):
            return _of_one_unit(low, high)
    return None


def _of_one_unit(low: Value, high: Value) -> Range | None:
    if not isinstance(low, Quantity | Duration) or not isinstance(high, Quantity | Duration):
        return None
    return Range(low, high) if low.unit == high.unit and low.amount.value < high.amount.value else None


def _scaled_like(low: Number, high: Number) -> Number:
    """5 to 10 million: the first takes the scale of the second when its figure is the smaller."""
    if low.scale or not high.scale or low.value * 10**high.scale >= high.value:
        return low
    return Number(low.value * 10**high.scale, low.bound, high.scale)


def _days(low: Day, high: Day) -> Range | None:
    """Both dates whole: the year said once holds for both, and so does the month (3月3日至5日)."""
    if low.part or high.part or (low.relative != high.relative and high.relative):
        return None
    year = high.year if low.year is None else low.year
    if high.month is None and high.day:
        high = replace(high, month=low.month)
    low, high = replace(low, year=year), replace(high, year=high.year or year, relative=low.relative)
    shape = [(day.month is None, day.day is None) for day in (low, high)]
    keys = [(day.year or 0, day.month or 0, day.day or 0) for day in (low, high)]
    return Range(low, high) if shape[0] == shape[1] and keys[0] < keys[1] else None


def _day_and_number(low: Day, high: Number) -> Range | None:
    """in 2019 to 2025."""
    bare_year = low.year and not low.month and not low.part
    if bare_year and high.value in _OLD_YEARS and not high.scale and low.year and low.year < high.value:
        return Range(low, Day(int(high.value)))
    return None


def _number_and_day(low: Number, high: Day) -> Range | None:
    """2021至2025年, 1至2月."""
    if high.part or low.scale or low.value != low.value.to_integral_value():
        return None
    number = int(low.value)
    if high.month and not high.day and not high.year and 1 <= number < high.month:
        return Range(Day(None, number, relative=high.relative), high)
    if high.year and not high.month and number in _OLD_YEARS and number < high.year:
        return Range(Day(number), high)
    if high.day and not high.month and 1 <= number < high.day:
        return Range(Day(day=number), high)
    return None
