"""Dates and parts of years as a locale writes them; month names and patterns come from CLDR through Babel."""

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from l10n.model.fact import Day
from l10n.text.relative import CHINESE, ENGLISH
from l10n.text.spell import chinese_numeral, english_ordinal
from l10n.text.style import NumberStyle
from l10n.text.weekdays import render_weekday

_EN_QUARTERS = {
    "Q1": "first quarter",
    "Q2": "second quarter",
    "Q3": "third quarter",
    "Q4": "fourth quarter",
    "H1": "first half",
    "H2": "second half",
}
_ZH_QUARTERS = {"Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度", "H1": "上半年", "H2": "下半年"}
_ZH_PARTS = {"begin": "初", "mid": "中", "end": "底", "late": "底", "by end": "底"}
_ZH_MONTH_PARTS = _ZH_PARTS | {"mid": "中旬", "late": "下旬", "begin": "初"}
_PARTED = ("by end", "end", "late", "begin", "mid", "by")
_COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ZH_COUNTS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


def render_day(day: Day, style: NumberStyle) -> tuple[str, ...]:
    """The forms of a date or part of a year, the preferred one first."""
    if (day.weekday is not None and not day.month) or day.relative in ("yesterday", "tomorrow"):
        return render_weekday(day, "en" if style.language == "en" else "zh")
    if day.relative:
        return _relative(day, style)
    return _chinese(day) if style.language != "en" else _english(day)


def render_days(low: Day, high: Day, style: NumberStyle) -> tuple[str, ...]:
    """A range of dates; year and month are said once: March 3 to 5, 2025, 2025年3月3日至5日, 1至2月."""
    low_bare, high_bare = replace(low, relative=""), replace(high, relative="")
    if style.language != "en":
        starts, ends = _chinese_ends(low_bare, high_bare)
        head = CHINESE.get(low.relative, "")
        starts, tail = [head + start for start in starts], ""
    else:
        starts, ends = _english_ends(low_bare, high_bare)
        tail = f" {ENGLISH[high.relative]}" if high.relative else ""
    return tuple(dict.fromkeys(form.format(a, b) + tail for a in starts for b in ends for form in style.range))


def _one_year(low: Day, high: Day) -> bool:
    return low.year == high.year and low.month is not None


def _one_month(low: Day, high: Day) -> bool:
    return _one_year(low, high) and low.month == high.month and low.day is not None


def _chinese_ends(low: Day, high: Day) -> tuple[list[str], list[str]]:
    first, full = _chinese(low)[0], _chinese(high)[0]
    shown = high
    if _one_year(low, high):
        shown = replace(high, year=None, month=None if _one_month(low, high) else high.month)
    cut = first.removesuffix("日" if _one_month(low, high) else "月" if not low.day else "")
    if cut == first:
        cut = first.removesuffix("年")
    starts = [cut, first] if low.month and not low.day else [first, cut]
    return starts, list(dict.fromkeys((_chinese(shown)[0], full)))


def _english_ends(low: Day, high: Day) -> tuple[list[str], list[str]]:
    full = _english(high)[0]
    last = f"{high.day}" + (f", {high.year}" if high.year else "") if _one_month(low, high) else full
    short = _english(replace(low, year=None) if _one_year(low, high) else low)[0]
    return list(dict.fromkeys((short, _english(low)[0]))), list(dict.fromkeys((last, full)))


def _relative(day: Day, style: NumberStyle) -> tuple[str, ...]:
    """去年10月, October last year, the first half of this year; the words for years and months alone."""
    bare = replace(day, relative="")
    if style.language != "en":
        word = CHINESE[day.relative]
        if day.month or day.part:
            forms = tuple(word + form for form in _chinese(bare)) or (word + _ZH_PARTS.get(day.part, ""),)
            return (f"到{forms[0]}", *forms) if day.part == "by end" and not day.month else forms
        return (word, re.sub("(?<=[上下])月", "个月", word))
    word = ENGLISH[day.relative]
    if day.part and not day.month:
        if day.part in _PARTED:
            return _parted(word, day.part)
        return tuple(f"{form} of {word}" for form in _english(bare) if "year" not in form)
    if day.day or day.part:
        return tuple(f"{form} {word}" for form in _english(bare))
    if day.month:
        name = _month_name(day.month)
        return (f"{name} {word}", f"last {name}") if word == "last year" else (f"{name} {word}", f"{name} of {word}")
    return (word,)


def _month_name(month: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    from babel.dates import get_month_names

    return str(get_month_names(width, locale="en")[month])


def _english(day: Day) -> tuple[str, ...]:
    year = f" {day.year}" if day.year else ""
    if day.part.startswith("first "):
        count = int(day.part.split()[1])
        head = f"the first {_COUNTS[count] if count < len(_COUNTS) else count} months"
        return (f"{head} of{year}",) if day.year else (head, f"{head} of the year")
    if day.part in _EN_QUARTERS:
        words = _EN_QUARTERS[day.part]
        return (f"the {words} of{year}", f"{day.part}{year}") if day.year else (f"the {words}", words, day.part)
    if day.part.endswith("decade"):
        if day.part != "decade":
            word = {"begin": "early", "mid": "mid", "end": "late"}[day.part.split()[0]]
            joint = "-" if word == "mid" else " "
            return (f"the {word}{joint}{day.year}s", f"{word}{joint}{day.year}s", f"the {word} {day.year}s")
        return (f"the {day.year}s", f"{day.year}s")
    if day.part == "century":
        century = english_ordinal((day.year or 0) // 100 + 1)[0]
        return (f"the {century} century", f"{century} century", f"{century}-century")
    if day.month and day.day:
        name, short = _month_name(day.month), _month_name(day.month, "abbreviated")
        if day.year:
            iso = f"{day.year}-{day.month:02d}-{day.day:02d}"
            return (
                f"{name} {day.day}, {day.year}",
                f"{short} {day.day}, {day.year}",
                f"{day.day} {name} {day.year}",
                iso,
            )
        forms = (f"{name} {day.day}", f"{short} {day.day}", f"{day.day} {name}")
        return forms if short == name else (*forms, f"{short}. {day.day}")
    if day.month:
        body = _month_name(day.month) + year
        return _parted(body, day.part)
    if day.year:
        return _parted(str(day.year), day.part)
    if day.day:
        return (f"the {english_ordinal(day.day)[-1 if day.day < 10 else 0]}", f"{day.day}")
    return ()


def _parted(body: str, part: str) -> tuple[str, ...]:
    match part:
        case "by end":
            return (f"by the end of {body}", f"as of the end of {body}", f"at the end of {body}", f"end of {body}")
        case "end":
            return (f"the end of {body}", f"end of {body}", f"late {body}", f"end-{body}")
        case "late":
            return (f"late {body}", f"the end of {body}")
        case "begin":
            return (f"early {body}", f"the beginning of {body}", f"the start of {body}")
        case "mid":
            return (f"mid-{body}", f"the middle of {body}")
        case "by":
            return (f"by {body}", f"as of {body}")
    return (body,)


def _chinese_decade(year: int, part: str) -> tuple[str, ...]:
    """20世纪90年代初; `part` is decade, or begin, mid or end with decade."""
    spelled = [f"{year // 100 + 1}世纪{year % 100}年代"] if year % 100 else []
    ends = {"begin": ("初", "初期", "早期"), "mid": ("中期",), "end": ("末", "后期", "末期", "晚期")}
    return tuple(form + end for form in (*spelled, f"{year}年代") for end in ends.get(part.split()[0], ("",)))


def _chinese(day: Day) -> tuple[str, ...]:
    year = f"{day.year}年" if day.year else ""
    if day.part.startswith("first "):
        count = int(day.part.split()[1])
        word = _ZH_COUNTS[count] if count < len(_ZH_COUNTS) else str(count)
        return (
            f"{year}前{word}个月",
            f"{year}前{count}个月",
            f"{year}1至{count}月",
            f"{year}1-{count}月",
            f"{year}1—{count}月",
        )
    if day.part in _ZH_QUARTERS:
        words = _ZH_QUARTERS[day.part]
        return (f"{year}{words}", f"{year}{words.removeprefix('第')}")
    if day.part.endswith("decade") and day.year:
        return _chinese_decade(day.year, day.part)
    if day.part == "century" and day.year:
        number = day.year // 100 + 1
        return (f"{number}世纪", f"{chinese_numeral(number)[0]}世纪")
    if day.month and day.day:
        forms = [f"{year}{day.month}月{day.day}日", f"{year}{day.month}月{day.day}号"]
        if day.year:
            forms += [date(day.year, day.month, 1).strftime("%Y-%m-") + f"{day.day:02d}"]
        return tuple(forms)
    if day.month:
        body = f"{year}{day.month}月"
        part = _ZH_MONTH_PARTS.get(day.part, "")
        if day.part in ("by end", "by"):
            return (f"截至{body}{part}", f"{body}{part}", f"截至{body}末")
        return (body + part, f"{body}末") if part == "底" else (body + part, f"{body}份{part}")
    if day.year:
        part = _ZH_PARTS.get(day.part, "")
        if day.part == "by end":
            return (f"到{year}{part}", f"截至{year}{part}", f"{year}{part}", f"{year}末")
        return (year + part, f"{year}末") if part == "底" else (year + part,)
    return (f"{day.day}日", f"{day.day}号") if day.day else ()
