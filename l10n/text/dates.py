"""The calendar value of days that a text gives relative to its own day, or without a year."""

from dataclasses import replace
from datetime import date

from l10n.model.fact import Day

_PART_ENDS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "begin": 1, "mid": 7, "end": 12, "by end": 12}
_HALF_A_YEAR = 183          # days


def resolve(day: Day, today: date) -> Day:
    """The day with its year (and month), seen from the article's date; a bare day of the month stays as it is.

    Without a word such as `last`, the year is the one that brings the day nearest to the article's: an article of
    January that says November means the year before.
    """
    if day.relative:
        which, unit = day.relative.split()
        step = {"last": -1, "this": 0, "next": 1}[which]
        if unit == "year":
            return replace(day, year=today.year + step, relative="")
        months = today.year * 12 + today.month - 1 + step
        return replace(day, year=months // 12, month=months % 12 + 1, relative="")
    month = day.month or _last_month(day.part)
    if day.year is not None or not month:
        return day
    away = (date(today.year, month, min(day.day or 15, 28)) - today).days
    step = -1 if away > _HALF_A_YEAR else 1 if away < -_HALF_A_YEAR else 0
    return replace(day, year=today.year + step)


def _last_month(part: str) -> int:
    """The month in which a part of a year ends: 2 for the first two months; 0 for none."""
    return int(part.split()[1]) if part.startswith("first ") else _PART_ENDS.get(part, 0)
