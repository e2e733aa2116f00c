"""Dates, numbers and lists for templates, written by Babel in the habits of a page profile."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from l10n.pages.profile import PageProfile
from l10n.resources.locale import babel_tag

LONGEST_WORD = 8  # characters of a term that stays whole on a phone's line
_MEASURES = "个個户戶元年月日人家座名台項项倍件吨噸米"
_FIGURE = re.compile(rf"([$¥€£]?\d[\d.,:]{{0,12}}[%‰℃]?[十百千万萬亿億]{{0,3}}[余餘多]?[{_MEASURES}]?[A-Za-z]?)")
Figure = int | float | Decimal


def filters_for(profile: PageProfile) -> dict[str, Callable[..., Any]]:
    """The filters `date`, `datetime`, `number`, `percent`, `list`, `fonts` and `figures` for templates of a locale."""
    from babel.lists import format_list
    from babel.numbers import format_decimal, format_percent

    locale = babel_tag(profile.tag)

    def listed(items: Iterable[object]) -> str:
        return str(format_list([str(item) for item in items], locale=locale))

    def number(value: Figure) -> str:
        return str(format_decimal(value, locale=locale, decimal_quantization=False))

    def percent(value: Figure) -> str:
        # Babel's default pattern rounds 26.5 % to 26 %.
        return str(format_percent(value, locale=locale, decimal_quantization=False))

    return {
        "date": lambda day: format_day(day, profile), "datetime": lambda moment: format_moment(moment, profile),
        "number": number, "percent": percent, "list": listed, "fonts": font_list, "figures": whole_figures,
    }


def format_day(day: date, profile: PageProfile) -> str:
    """A date without its time: 2025年4月18日, April 18, 2025."""
    from babel.dates import format_date

    return str(format_date(day, profile.date, locale=babel_tag(profile.tag)))


def format_moment(moment: datetime, profile: PageProfile) -> str:
    """A date with its time on the clock of the page: 2025年4月18日 15:44; April 18, 2025, 3:44 p.m."""
    from babel.dates import format_datetime

    # tzinfo stays out: the reader sees the clock that the publisher printed, never a converted one.
    written = str(format_datetime(moment.replace(tzinfo=None), profile.datetime, locale=babel_tag(profile.tag)))
    if len(profile.day_periods) == 2:
        for cldr, own in zip(("AM", "PM"), profile.day_periods, strict=True):
            written = written.replace(cldr, own)
    return written


def whole_figures(text: str, words: Sequence[str] = ()) -> Markup:
    """A headline as HTML whose figures never part from their units at the end of a line: 125万户, 5G (clreq 3.1.4).

    `words` are terms of the headline that a line shall not part either; long ones may be parted all the same.
    """
    short = sorted({word for word in words if 1 < len(word) <= LONGEST_WORD}, key=len, reverse=True)
    pattern = "|".join([*map(re.escape, short), _FIGURE.pattern[1:-1]])
    parts = re.split(f"({pattern})", text)
    marked = (f'<span class="figure">{escape(part)}</span>' if n % 2 else escape(part) for n, part in enumerate(parts))
    return Markup("".join(marked))  # noqa: S704  (escaped above)


def font_list(families: Iterable[str]) -> Markup:
    """Font families for CSS, in quotes; everything that is no letter, digit, space or hyphen is left out."""
    names = (re.sub(r"[^\w -]", "", family) for family in families)
    return Markup(", ".join(f'"{name}"' for name in names))  # noqa: S704  (only the characters above are left)
