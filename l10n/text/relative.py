"""Dates that a text gives relative to its own day: last October, this year, 去年10月.

`last October` needs the article's date: in April 2025 it is October 2024. The other forms carry over without it.
"""

import re
from collections.abc import Iterator
from datetime import date

from l10n.model.fact import Day, Fact
from l10n.model.inline import PlaceableKind
from l10n.text.figures import chinese_value
from l10n.text.patterns_en import MONTHS

_EN_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_EN = re.compile(
    rf"\b(?:(?P<month>{_EN_MONTH})\s+(?:of\s+)?(?P<which>last|this|next)\s+year|(?P<when>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>year|month)\b(?!-)"
    rf"|(?P<last>[Ll]ast)\s+(?P<of>{_EN_MONTH}))(?!\s*'s?\b)"
)
_ZH = re.compile(
    r"(?P<year>去年|今年|明年)(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?!底|初|末|中旬|上旬|下旬|\d|份?[日号]))?(?P<stop>(?=[^初底末前上下以\d]|$))?"
    r"|(?P<unit>上个?月|本月|下个?月)"
)
_YEARS = {"去年": "last year", "今年": "this year", "明年": "next year"}
_UNITS = {
    "上月": "last month",
    "上个月": "last month",
    "本月": "this month",
    "下月": "next month",
    "下个月": "next month",
}
ENGLISH = {
    "last year": "last year",
    "this year": "this year",
    "next year": "next year",
    "last month": "last month",
    "this month": "this month",
    "next month": "next month",
    "last week": "last week",
    "this week": "this week",
    "next week": "next week",
}
CHINESE = {
    "last year": "去年",
    "this year": "今年",
    "next year": "明年",
    "last month": "上月",
    "this month": "本月",
    "next month": "下月",
    "last week": "上周",
    "this week": "本周",
    "next week": "下周",
}


def relative_days(text: str, language: str, today: date | None = None) -> Iterator[Fact]:
    """Facts of relative days; `last October` only when the article's date is given."""
    pattern, make = (_ZH, _chinese) if language.startswith("zh") else (_EN, _english)
    for match in pattern.finditer(text):
        day = make(match, today)
        if day is not None:
            yield Fact(match.start(), match.end(), match[0], PlaceableKind.DATE, day)


def _english(match: re.Match[str], today: date | None) -> Day | None:
    if match["month"]:
        return Day(month=MONTHS[match["month"].lower()], relative=f"{match['which']} year")
    if match["when"]:
        return Day(relative=f"{match['when'].lower()} {match['unit']}")
    if today is None:
        return None
    month = MONTHS[match["of"].lower()]
    return Day(month=month, relative="this year" if month < today.month else "last year")


def _chinese(match: re.Match[str], today: date | None) -> Day | None:
    if match["unit"]:
        return Day(relative=_UNITS[match["unit"]])
    if match["month"] is None:
        return Day(relative=_YEARS[match["year"]]) if match["stop"] is not None else None
    value = chinese_value(match["month"]) if not match["month"].isdigit() else int(match["month"])
    return Day(month=int(value), relative=_YEARS[match["year"]]) if value and 1 <= value <= 12 else None
