"""Date and time of publication in a line of a page: ISO 8601, English and Chinese wordings. No date is guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

_MONTHS = {
    m: n for n, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = r"(?P<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{1,6}\b)?\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s+)?"
_HAN_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_CLOCK = r"(?P<h>[01]?\d|2[0-4])(?:(?:[:：时時點点]|\.(?=[0-5]\d\s*(?:[AaPp]\.?[Mm]|[A-Z]{3,4}\b|$)))(?P<mi>[0-5]\d)分?)(?:[:：]?(?P<s>[0-5]\d)秒?(?:\.\d+)?)?"
_HALF = r"\s*(?P<ap>[AaPp]\.?[Mm]\b\.?)?"
_ZONE = r"(?P<zone>\s*\(?(?:GMT|UTC|BJT|Beijing time|CST|EST|EDT|ET|PST|PDT|CET|CEST|HKT|IST|SGT|JST|KST)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?|Z\b|\s?[+-]\d\d:?\d\d)?"
_BETWEEN = r"(?:[\sT,，·|/-]|\bat\b|(?:星期|周)[一二三四五六日天]|[（(](?:星期|周)[一二三四五六日天][)）])*"
_TIME = rf"(?:{_BETWEEN}(?P<han>上午|下午|凌晨|早上|中午|晚上|晚间)?\s*{_CLOCK}{_HALF}{_ZONE})?"
_DATES = (
    r"(?P<y>(?:19|20)\d\d)\s?(?:年|[-/.])\s?(?P<m>1[0-2]|0?[1-9])\s?(?:月|[-/.])\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?",
    rf"{_WEEKDAY}{_MONTH}\s*(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
    rf"{_WEEKDAY}(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?P<hy>[二一][〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]{2})年(?P<hm>十[一二]?|[一二三四五六七八九])月(?P<hd>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日",
    r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)",
)
_PATTERNS = tuple(re.compile(r"(?<![\d.])(?<!\d[-/])" + date + _TIME, re.I) for date in _DATES)
_TIME_FIRST = re.compile(rf"(?<![\d:]){_CLOCK}{_HALF}{_ZONE}(?:[,，|\s·-]|\bon\b)+$", re.I)
_TIME_ONLY = re.compile(rf"(?<![\d:.]){_CLOCK}{_HALF}{_ZONE}(?![\d:])", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d|[〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]年|[二一][〇零○Ｏ九]")
# Zone names that mean one offset, in hours; CST, IST and BST mean several and are read as no zone.
_ZONES = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
    "KST": 9,
}
_UPDATED = re.compile(r"(?:updated?|modified|更新|修改)\W*(?:on|at|时间|日期)?\W*$", re.I)
_PUBLISHED = re.compile(r"(?:published|posted|issued|发布|發布|发表)\W*(?:on|at|时间|日期|于)?\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Published:
    """When something was published; `has_time` False when only the day is said; start and end in the line."""

    when: datetime
    has_time: bool
    start: int
    end: int


def find_published(line: str) -> Published | None:
    """The date of publication in a line, with the time beside it; None when there is no full date.

    Of several dates that after "published" wins, then the first that is no update.
    """
    found = find_dates(line)
    if len(found) < 2:
        return found[0] if found else None
    labelled = (date for date in found if _PUBLISHED.search(line[: date.start]))
    fresh = (date for date in found if not _UPDATED.search(line[: date.start]))
    return next(labelled, None) or next(fresh, found[0])


def find_dates(line: str) -> list[Published]:
    """All full dates of a line in order, none overlapping another; only its first 400 characters are read."""
    line = line[:400]
    if not _YEAR.search(line):
        return []
    found = [made for pattern in _PATTERNS for match in pattern.finditer(line) if (made := _made(match, line))]
    kept: list[Published] = []
    for date in sorted(found, key=lambda d: (d.start, -d.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def find_time(line: str) -> tuple[int, int, int] | None:
    """Hour, minute and second of a line that holds a clock time."""
    match = _TIME_ONLY.search(line[:400])
    return _clock(match.groupdict()) if match else None


def _made(match: re.Match[str], line: str) -> Published | None:
    groups = match.groupdict()
    start, clock, end = match.start(), groups, match.end()
    if groups["h"] is None:
        before = _TIME_FIRST.search(line[:start])
        if before:
            clock, start = {"han": None, **before.groupdict()}, before.start()
    try:
        day = datetime(*next(_days(groups)))
        hour, minute, second = _clock(clock) if clock["h"] else (0, 0, 0)
        when = day + timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, StopIteration):
        return None
    zone = _zone(clock.get("zone") or "")
    return Published(when.replace(tzinfo=zone), clock["h"] is not None, start, end)


def _days(groups: dict[str, str | None]) -> Iterator[tuple[int, int, int]]:
    """Year, month and day, if the order of day and month is beyond doubt."""
    if groups.get("hy"):
        year = "".join(_HAN_DIGITS.get(c, "?") for c in groups["hy"] or "")
        yield int(year), _han_number(groups["hm"] or ""), _han_number(groups["hd"] or "")
    elif groups.get("a"):
        first, second = int(groups["a"] or 0), int(groups["b"] or 0)
        if first > 12 or first == second:
            yield int(groups["y"] or 0), second, first
        elif second > 12:
            yield int(groups["y"] or 0), first, second
    else:
        month = _MONTHS[(groups["mon"] or "").lower()] if groups.get("mon") else int(groups["m"] or 0)
        yield int(groups["y"] or 0), month, int(groups["d"] or 0)


def _clock(groups: dict[str, str | None]) -> tuple[int, int, int]:
    hour, minute, second = (int(groups[name] or 0) for name in ("h", "mi", "s"))
    half = (groups.get("ap") or "").lower()[:1]
    if groups.get("han") in ("下午", "晚上", "晚间"):
        half = "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour % 24, minute, second


def _zone(text: str) -> timezone | None:
    """A zone written as an offset, or by a name that means one."""

    bare = text.strip(" ()").upper()
    if bare in _ZONES:
        return timezone(timedelta(hours=_ZONES[bare]))
    match = re.search(r"(?:^|GMT|UTC)\s?([+-])(\d\d?):?(\d\d)?", bare)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes < 1440 else None


def _han_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digit = int(_HAN_DIGITS.get(ones, "0") or 0)
    return (int(_HAN_DIGITS.get(tens, "1")) * 10 if ten else 0) + digit
