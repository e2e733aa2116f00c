"""What <time> elements show, in the way of the target: the value stays, `datetime` is not touched."""

import re
from datetime import datetime, timedelta

from l10n.formats.published import find_dates
from l10n.model.fact import Clock, Day
from l10n.model.pair import Pair
from l10n.resources.locale import babel_tag
from l10n.resources.number_style import load_number_style
from l10n.text.facts import find_facts
from l10n.text.render import render_value

_TIME = re.compile(r"(<time\b[^<>]*>)([^<>]*\d[^<>]*)(</time>)", re.I)
_MACHINE = re.compile(r"\sdatetime=\"([^\"]*)\"", re.I)
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)(?:,?\s+(\d{1,2}):(\d\d))?")
_AGO = re.compile(
    r"(\d{1,3})\s*(?:(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago|(秒|分钟|小时|天|周)前)", re.I
)
_LONGEST = 80  # characters; more is a sentence
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_HAN_UNITS = {"秒": "s", "分钟": "m", "小时": "h", "天": "d", "周": "w"}
_ZONE = re.compile(r"\b(?:GMT|UTC|BJT|CET|CEST|HKT|EST|EDT|PST|PDT)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?")
_DONE = {"zh": re.compile("[年月日前]"), "en": re.compile(r"^[^\u3400-\u9fff]*[A-Za-z]{3}[^\u3400-\u9fff]*$")}


def retimed(markup: str, pair: Pair) -> str:
    """The markup with the words of its <time> elements as the target writes dates, times and "2 hours ago".

    Words that the target's writing shows already, and words that are no date (Sunday night), stay.
    """
    if "<time" not in markup:
        return markup

    def change(match: re.Match[str]) -> str:
        shown = match[2].strip()
        machine = _MACHINE.search(match[1])
        done = len(shown) > _LONGEST or _DONE[pair.target_language].search(shown)
        new = None if done else rendered(shown, machine[1] if machine else "", pair)
        return match[1] + match[2].replace(shown, new) + match[3] if new else match[0]

    return _TIME.sub(change, markup)


def rendered(shown: str, machine: str, pair: Pair) -> str | None:
    """The date, time or age shown, as the target writes it; None when the words are none, or doubtful.

    `machine` is the value of `datetime`; it decides whether 03/02 is March 2 or February 3.
    """
    ago = _AGO.fullmatch(shown)
    if ago:
        unit = _HAN_UNITS[ago[3]] if ago[3] else ago[2][0].lower()
        return _age(int(ago[1]), _UNITS[unit], pair.target)
    zone = _ZONE.search(shown)
    found = find_dates(shown)
    if len(found) == 1 and len(shown) - (found[0].end - found[0].start) <= 1:
        return _moment(found[0].when, found[0].has_time, zone[0] if zone else "", pair.target)
    facts = find_facts(shown, pair.source_language)
    if len(facts) == 1 and facts[0].text == shown and isinstance(facts[0].value, Day | Clock):
        return next(iter(render_value(facts[0].value, load_number_style(pair.target))), None)
    numeric = _NUMERIC.fullmatch(shown)
    when = _iso(machine)
    if numeric is None or when is None or {int(numeric[1]), int(numeric[2])} != {when.day, when.month}:
        return None
    if int(numeric[3]) % 100 != when.year % 100:
        return None
    clock = (int(numeric[4]), int(numeric[5])) if numeric[4] else (0, 0)
    return _moment(when.replace(hour=clock[0] % 24, minute=clock[1] % 60), bool(numeric[4]), "", pair.target)


def _moment(when: datetime, has_time: bool, zone: str, tag: str) -> str:
    style = load_number_style(tag)
    day = render_value(Day(when.year, when.month, when.day), style)[0]
    if not has_time:
        return day
    if style.language == "en":
        return f"{day}, {render_value(Clock(when.hour, when.minute, zone=zone), style)[0]}"
    return f"{day} {when.hour:02d}:{when.minute:02d}" + (f"（{zone}）" if zone else "")


def _age(count: int, unit: str, tag: str) -> str:
    from babel.dates import format_timedelta

    passed = timedelta(**{unit: -count})
    granularity = unit.removesuffix("s")
    return format_timedelta(passed, granularity, threshold=1000, add_direction=True, locale=babel_tag(tag))  # type: ignore[arg-type]


def _iso(machine: str) -> datetime | None:
    try:
        return datetime.fromisoformat(machine.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
