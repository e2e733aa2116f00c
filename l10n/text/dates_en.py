"""Dates and parts of years in English text: a match becomes a value with its start and end."""

import calendar
import re
from collections.abc import Callable

from l10n.model.fact import Day, Range
from l10n.text.figures import EN_WORDS
from l10n.text.patterns_en import MONTHS, PART_BEFORE, QUARTER_WORDS, YEAR_BEFORE
from l10n.text.weekdays import EN_DAYS

Dated = tuple[Day | Range, int, int] | None
_BACK = 24
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")


def valid(month: int, day: int) -> bool:
    """True when a month has such a day in some year."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]


def year_before(text: str, match: re.Match[str]) -> tuple[Day, int] | None:
    """A year after a word that makes it one, and where the date starts: in 2019, by the end of 2025, mid-2024."""
    before = YEAR_BEFORE.search(text, max(0, match.start() - _BACK), match.start())
    if before is None:
        return None
    part = _part(before["part"])
    return Day(int(match["year"]), part=part), before.start() if part else match.start()


def _part(written: str) -> str:
    words = re.sub(r"\s+", " ", written).strip().lower()
    if "end" in words:
        return "by end" if words.startswith(("by", "as of")) else "end"
    if words.startswith("the "):
        return "mid" if "middle" in words else "begin"
    return {"early": "begin", "late": "late", "mid": "mid", "mid-": "mid"}.get(words, "")


def _year(m: re.Match[str]) -> int | None:
    return int(m["year"]) if m["year"] else None


def _relative(m: re.Match[str]) -> str:
    return f"{m['rel'].lower()} year" if m["rel"] else ""


def _month_number(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _date(m: re.Match[str]) -> Dated:
    month, day, groups = _month_number(m["month"]), int(m["day"]), m.groupdict()
    if not valid(month, day):
        return None
    weekday = EN_DAYS.index(groups["weekday"] + "day") if groups.get("weekday") else None
    first = Day(_year(m), month, day, weekday=weekday)
    if not m["day2"]:
        return first, m.start(), m.end()
    last = int(m["day2"])
    if not (valid(month, last) and day < last):
        return None
    return Range(first, Day(_year(m), month, last)), m.start(), m.end()


def _iso(m: re.Match[str]) -> Dated:
    month, day = int(m["month"]), int(m["day"])
    return (Day(int(m["year"]), month, day), m.start(), m.end()) if valid(month, day) else None


def _month(m: re.Match[str]) -> Dated:
    """A month; alone, words that are verbs or short names too (May, March, Mar) need a year or a part before them."""
    back = max(0, m.start() - _BACK)
    before = PART_BEFORE.search(m.string, back, m.start())
    year, rel = _year(m), _relative(m)
    day = Day(year, _month_number(m["month"]), part=_part(before["part"]) if before else "", relative=rel)
    if before:
        return day, before.start(), m.end()
    doubtful = m["month"] in ("May", "March") or m["month"].rstrip(".").lower() in _SHORT
    return None if doubtful and not year and not rel else (day, m.start(), m.end())


def _months(m: re.Match[str]) -> Dated:
    low, high = _month_number(m["month"]), _month_number(m["month2"])
    if low >= high:
        return None
    days = [Day(_year(m), month, relative=_relative(m)) for month in (low, high)]
    return Range(days[0], days[1]), m.start(), m.end()


def _century(m: re.Match[str]) -> Dated:
    number = int(m["c"])
    return (Day((number - 1) * 100 + 1, part="century"), m.start(), m.end()) if 10 <= number <= 22 else None


def _quarter(m: re.Match[str]) -> Dated:
    if m["q"] or m["h"]:
        part = f"Q{m['q']}" if m["q"] else f"H{m['h']}"
    elif m["what"].lower() == "quarter":
        part = QUARTER_WORDS[m["nth"].lower()]
    else:
        part = {"first": "H1", "second": "H2", "last": "H2"}.get(m["nth"].lower(), "")
    return (Day(_year(m), part=part, relative=_relative(m)), m.start(), m.end()) if part else None


def _first_months(m: re.Match[str]) -> Dated:
    count = int(m["n"]) if m["n"].isdigit() else EN_WORDS[m["n"].lower()]
    if not 2 <= count <= 11:
        return None
    return Day(_year(m), part=f"first {count} months", relative=_relative(m)), m.start(), m.end()


def _year_end(m: re.Match[str]) -> Dated:
    return Day(part=_part(m["part"]), relative=_relative(m)), m.start(), m.end()


def _decade(m: re.Match[str]) -> Dated:
    part = {"early": "begin ", "mid": "mid ", "late": "end "}.get((m["part"] or "").lower(), "")
    return Day(int(m["year"]), part=f"{part}decade"), m.start(), m.end()


DATES: dict[str, Callable[[re.Match[str]], Dated]] = {
    "date": _date,
    "date2": _date,
    "iso": _iso,
    "month": _month,
    "months2": _months,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "months": _first_months,
    "yearend": _year_end,
}
