"""Date and time of publication in a line of a page."""

import re
from dataclasses import dataclass
from datetime import datetime

_MONTHS = {
    m: n for n, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = r"(?P<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_TIME = r"(?:[\sT,，·|-]*(?:at\s+)?(?P<h>[01]?\d|2[0-4])(?:[:：时點点](?P<mi>[0-5]\d))(?:[:：分](?P<s>[0-5]\d))?\s*(?P<ap>[AaPp]\.?[Mm]\.?)?(?P<zone>\s*(?:GMT|UTC|BJT|CST|EST|EDT)(?:[+-]\d+)?|Z|[+-]\d\d:?\d\d)?)?"
_DATES = (
    r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?",
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<y>(?:19|20)\d\d)",
)
_PATTERNS = tuple(re.compile(r"(?<![\d.])" + date + _TIME) for date in _DATES)
_TIME_FIRST = re.compile(
    r"(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s*(?P<ap>[AaPp]\.?[Mm]\.?)?\s*(?:GMT|UTC|BJT|EST|EDT)?[,|\s]+$"
)


@dataclass(frozen=True, slots=True)
class Published:
    """When something was published; `has_time` False when only the day is said; start and end in the line."""

    when: datetime
    has_time: bool
    start: int
    end: int


def find_published(line: str) -> Published | None:
    """The first full date in a line, with the time beside it; None when there is none."""
    found = [match for pattern in _PATTERNS if (match := pattern.search(line))]
    for match in sorted(found, key=lambda m: m.start()):
        made = _made(match, line)
        if made:
            return made
    return None


def _made(match: re.Match[str], line: str) -> Published | None:
    groups = match.groupdict()
    month = _MONTHS[groups["mon"].lower()] if groups.get("mon") else int(groups["m"])
    start, clock = match.start(), groups
    if groups["h"] is None:
        before = _TIME_FIRST.search(line[:start])
        if before:
            clock, start = before.groupdict(), before.start()
    hour, minute, second = (int(clock[name] or 0) for name in ("h", "mi", "s"))
    half = (clock["ap"] or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        when = datetime(int(groups["y"]), month, int(groups["d"]), hour % 24, minute, second)
    except ValueError:
        return None
    return Published(when, clock["h"] is not None, start, match.end())
