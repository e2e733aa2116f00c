"""Dates and parts of years in Chinese text: a match becomes a value."""

import re
from collections.abc import Callable

from l10n.model.fact import Day, Range
from l10n.text.dates_en import valid
from l10n.text.figures import amount_of
from l10n.text.patterns_zh import RELATIVE

_PARTS = {
    "初": "begin", "上旬": "begin", "中": "mid", "中旬": "mid", "底": "end", "末": "end", "下旬": "late",
    "": "",
}
_HALVES = {"上半年": "H1", "下半年": "H2", None: ""}


def _small(text: str) -> int:
    value = amount_of(text)
    return int(value) if value is not None else 0


def _year_of(m: re.Match[str]) -> int | None:
    return _small(m["year"]) if m["year"] else None


def _relative(m: re.Match[str]) -> str:
    return RELATIVE[m["rel"]] if m["rel"] else ""


def _part(m: re.Match[str]) -> str:
    part = _PARTS[(m["part"] or "").removeprefix("年")]
    return "by end" if m["by"] and part == "end" else part


def _date(m: re.Match[str]) -> Day | Range | None:
    month, day = _small(m["month"]), _small(m["day"])
    if not valid(month, day):
        return None
    first = Day(_year_of(m), month, day, relative=_relative(m))
    if not m["day2"]:
        return first
    last = _small(m["day2"])
    if not (valid(month, last) and day < last):
        return None
    return Range(first, Day(first.year, month, last, relative=first.relative))


def _iso(m: re.Match[str]) -> Day | None:
    month, day = int(m["month"]), int(m["day"])
    return Day(int(m["year"]), month, day) if valid(month, day) else None


def _month(m: re.Match[str]) -> Day | None:
    month = _small(m["month"])
    if not 1 <= month <= 12:
        return None
    return Day(_year_of(m), month, part=_part(m) or ("by" if m["by"] else ""), relative=_relative(m))


def _months(m: re.Match[str]) -> Range | None:
    low, high = _small(m["low"]), _small(m["month"])
    if not 1 <= low < high <= 12:
        return None
    first, last = (Day(_year_of(m), month, relative=_relative(m)) for month in (low, high))
    return Range(first, last)


def _year(m: re.Match[str]) -> Day | None:
    """A year or part of one; 今年 and 去年 alone say nothing that a figure could contradict."""
    part = _HALVES[m["half"]] or _part(m)
    if m["n"]:
        part = f"first {_small(m['n'])} months"
    elif m["q"]:
        part = "Q" + str(_small(m["q"].strip("第季度")))
    return None if m["rel"] and not part else Day(_year_of(m), part=part, relative=_relative(m))


def _quarter(m: re.Match[str]) -> Day:
    if m["h"]:
        return Day(part=_HALVES[m["h"]])
    if m["n"]:
        return Day(part=f"first {_small(m['n'])} months")
    return Day(part="Q" + str(_small(m["q"] or m["q2"] or m["q3"])))


_DECADE_PARTS = {"初": "begin ", "早": "begin ", "中": "mid ", "末": "end ", "后": "end ", "晚": "end "}


def _decade(m: re.Match[str]) -> Day:
    part = _DECADE_PARTS.get((m["dpart"] or " ")[0], "") + "decade"
    if m["year"]:
        return Day(int(m["year"]), part=part)
    if m["d2"]:
        return Day(2000 + _small(m["d2"]), part=part)
    century = _small(m["century"]) if m["century"] else 21 if m["word"] == "本世纪" else 20
    return Day((century - 1) * 100 + _small(m["decade"]), part=part)


def _century(m: re.Match[str]) -> Day | None:
    number = _small(m["c"])
    return Day((number - 1) * 100 + 1, part="century") if 10 <= number <= 22 else None


DATES: dict[str, Callable[[re.Match[str]], Day | Range | None]] = {
    "date": _date,
    "iso": _iso,
    "month": _month,
    "months2": _months,
    "year": _year,
    "day": lambda m: Day(day=int(m["day"])),
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
}
