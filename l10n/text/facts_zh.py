"""Facts in Chinese text, each recogniser a small function of a match; l10n.text.facts chooses among the readings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from l10n.model.fact import (
    Bound,
    Clock,
    Duration,
    Fact,
    Fraction,
    Money,
    Multiple,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.text.dates_zh import DATES
from l10n.text.facts_en import with_bound
from l10n.text.figures import amount_of, chinese_value, digits_value, pointed_value, scale_of
from l10n.text.patterns_zh import (
    AFTER,
    AMOUNTS,
    BEFORE,
    BEFORE_BOUND,
    BEFORE_MINUS,
    CURRENCIES,
    DURATIONS,
    FOLD,
    MEASURES,
    PATTERNS,
    START,
    UNITS,
    ZONES,
)

_BACK = 4                  # characters of the longest bound
_REACH = 32                # a figure and the word after it are not longer
# Characters of which one must stand near for a recogniser to be worth trying.
_NEEDS = {
    "percent": set("%‰"), "point": set("点"), "tenths": set("成"), "clock": set(":：时点"), "multiple": set("倍"),
    "several": set("数几"), "duration2": set("多半"), "money": {word[-1] for word in CURRENCIES},
    "quantity": {word[0] for word in UNITS}, "duration": {word[-1] for word in DURATIONS},
}
_COUNTED = re.compile(f"[{MEASURES}]")
_TENS = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?")
_HALF_DAYS = re.compile("(?P<ap>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)$")
_ZONED = re.compile(f"(?:{'|'.join(ZONES)})$")
_BARE = ("百", "千", "万", "亿", "万亿", "百万", "千万", "百亿", "千亿")
_HOURLY = re.compile("(?:每小时|时速)$")
_RMB = re.compile("人民币$")


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    folded = text.translate(FOLD)
    for name, make in DATES.items():
        for match in PATTERNS[name].finditer(folded):
            value = make(match)
            if value is not None:
                yield Fact(match.start(), match.end(), text[match.start() : match.end()], Kind.DATE, value)
    for name, (kind, read) in _WORDS.items():
        for match in PATTERNS[name].finditer(folded):
            found = read(match)
            if found is not None:
                yield _bounded(text, folded, match, (kind, found))
    for start in START.finditer(folded):
        near = set(folded[start.start() : start.start() + _REACH])
        for name, (kind, read) in _MAKERS.items():
            if _NEEDS.get(name, near).isdisjoint(near):
                continue
            at = AMOUNTS[name].match(folded, start.start())
            found = read(at) if at else None
            if at and found is not None:
                yield _bounded(text, folded, at, (kind, found))


def _bounded(text: str, folded: str, match: re.Match[str], found: tuple[Kind, Value]) -> Fact:
    """The fact with what stands before it: minus, 人民币, half of the day, time zone, bound."""
    kind, value = found
    start, end = match.start(), match.end()
    if isinstance(value, Clock):
        return _zoned(text, folded, (start, end), value)
    minus = BEFORE_MINUS.search(folded, max(0, start - 2), start)
    if minus and isinstance(value, Number | Percent | Quantity):
        start, value = minus.start(), _negative(value)
    start, value = _speed(folded, start, value) or (start, value)
    rmb = _RMB.search(folded, max(0, start - 3), start) if isinstance(value, Money) else None
    start = rmb.start() if rmb else start
    before = BEFORE_BOUND.search(folded, max(0, start - _BACK), start)
    after = match.groupdict().get("after2") or match.groupdict().get("after")
    if before and with_bound(value, Bound.ABOUT) != value:
        start, value = before.start(), with_bound(value, BEFORE[before[0]])
    elif after:
        value = with_bound(value, AFTER[after])
    return Fact(start, end, text[start:end], kind, value)


def _speed(folded: str, start: int, value: Value) -> tuple[int, Value] | None:
    """每小时350公里 and 时速350公里 are speeds."""
    found = _HOURLY.search(folded, max(0, start - 4), start)
    if found and isinstance(value, Quantity) and value.unit == "km":
        return found.start(), replace(value, unit="km/h")
    return None


def _negative(value: Value) -> Value:
    match value:
        case Number() | Percent():
            return replace(value, value=-value.value)
        case Quantity():
            return replace(value, amount=replace(value.amount, value=-value.amount.value))
    return value


def _zoned(text: str, folded: str, span: tuple[int, int], value: Clock) -> Fact:
    """A time with 下午 and 北京时间 before it."""
    start, end = span
    half = _HALF_DAYS.search(folded, max(0, start - 2), start)
    if half:
        start = half.start()
        late = half["ap"] in ("下午", "傍晚", "晚上", "晚")
        if (late and value.hour < 12) or (half["ap"] == "中午" and value.hour < 10):
            value = replace(value, hour=value.hour + 12)
    zone = _ZONED.search(folded, max(0, start - 8), start)
    if zone:
        start, value = zone.start(), replace(value, zone=ZONES[zone[0]])
    return Fact(start, end, text[start:end], Kind.TIME, value)


def _counted(m: re.Match[str]) -> bool:
    """True when a measure word follows, so that numerals before it count something."""
    return bool(_COUNTED.match(m.string, m.end()))


def _with_bound(m: re.Match[str]) -> bool:
    return bool(BEFORE_BOUND.search(m.string, max(0, m.start() - _BACK), m.start()))


def _amount(m: re.Match[str]) -> Number | None:
    """The figure; a bare 百, 千, 万 or 亿 is one only with a bound: 超千亿元, but not 百公里."""
    written, tail = m["num"], m["tail"] or ""
    if written in _BARE and not m["after"] and not _with_bound(m):
        return None
    value = amount_of(written)
    if value is None or (tail and not m["after"]):
        value = chinese_value(written + tail)
    elif tail:
        value *= chinese_value("1" + tail) or 1
    return None if value is None else Number(value, scale=scale_of(written + tail))


def _number(m: re.Match[str]) -> Value | None:
    """Numerals alone are words as a rule (万一, 一定, 十分); these count: with 万 or 亿, three and more, before 个."""
    written = m["num"]
    if written[0].isdigit():
        leading = len(written) > 1 and written[0] == "0" and re.fullmatch(r"\d+", written)
        return None if leading else _amount(m)
    if written == "十" or written in _BARE:
        counted = (m["after"] == "余" or _with_bound(m)) and (_counted(m) or len(written) > 1)
        return _amount(m) if counted else None
    if _TENS.fullmatch(written) and len(written) > 1:
        return _amount(m) if _counted(m) and not m["tail"] else None
    if len(written) < 3 and not re.search("[万亿]", written):
        sure = _with_bound(m) or m["after"] or m["tail"] or _counted(m)
        return _amount(m) if written[-1] in "百千" and sure else None
    return _amount(m)


def _hundredths(m: re.Match[str]) -> Value | None:
    value = pointed_value(m["zh"])
    return None if value is None else Percent(value)


def _thousandths(m: re.Match[str]) -> Value | None:
    value = pointed_value(m["zh"])
    return None if value is None else Percent(value, "permille")


def _point(m: re.Match[str]) -> Value | None:
    value = amount_of(m["num"])
    return None if value is None else Percent(value, "point" if m["unit"] == "百分点" else "basis point")


def _tenths(m: re.Match[str]) -> Value | None:
    """三成 is 30 percent, 三成五 is 35."""
    ones = 5 if m["half"] == "半" else "零一二三四五六七八九".index(m["half"] or "零")
    whole = chinese_value(m["num"])
    return None if whole is None else Percent(whole * 10 + ones)


def _money(m: re.Match[str]) -> Value | None:
    if m["word"] in ("元", "新元") and m["num"] in ("一", "二", "三", "四", "多") and not _with_bound(m):
        return None
    number = _amount(m)
    return None if number is None else Money(number, CURRENCIES[m["word"]])


def _quantity(m: re.Match[str]) -> Value | None:
    if m["unit"] in ("米", "度电", "克", "升", "瓦", "吨", "亩") and not m["num"][0].isdigit() and len(m["num"]) < 2:
        return None
    number = _amount(m)
    return None if number is None else Quantity(number, UNITS[m["unit"]])


def _duration(m: re.Match[str]) -> Value | None:
    number = _amount(m)
    if number is None or (m["unit"] == "年" and number.value >= 1000):
        return None
    bare = m["num"] in ("一", "十") and not (m["after"] or m["more"] or _with_bound(m))
    if bare and m["unit"] in ("周", "天", "年", "星期", "秒"):
        return None
    if m["num"] in ("十", "百", "千") and m["unit"] in ("年", "天", "周") and m["after"] == "多":
        return None
    value = number.value + (Decimal("0.5") if m["half"] else 0)
    return Duration(Number(value, Bound.MORE if m["more"] else Bound.EXACT), DURATIONS[m["unit"]])


def _duration_marked(m: re.Match[str]) -> Value | None:
    """3个多月 is more than 3 months, 一个半小时 an hour and a half."""
    value = amount_of(m["num"])
    if value is None:
        return None
    unit = DURATIONS["个" + m["unit"]]
    if m["mark"] == "半":
        return Duration(Number(value + Decimal("0.5")), unit)
    return Duration(Number(value, Bound.MORE), unit)


def _clock(m: re.Match[str]) -> Value | None:
    hour, minute = int(m["h"]), int(m["m"] or m["m2"] or (30 if m["half"] else 0))
    half = _HALF_DAYS.search(m.string, max(0, m.start() - 2), m.start())
    if not half and not m["m"] and not m["m2"] and "时" not in m[0]:
        return None
    second = int(m["s"]) if m["s"] else None
    return Clock(hour, minute, second) if hour <= 24 and minute < 60 and (second or 0) < 60 else None


def _fraction(m: re.Match[str]) -> Value | None:
    above, below = amount_of(m["n"]), amount_of(m["d"])
    return Fraction(int(above), int(below)) if above and below and below not in (100, 1000) and above < below else None


def _multiple(m: re.Match[str]) -> Value | None:
    value = amount_of(m["num"])
    return None if value is None else Multiple(value)


def _fold(m: re.Match[str]) -> Value | None:
    """翻一番 is doubled, 翻两番 four times as much; 增长两倍 is tripled, for the growth is added to the old amount."""
    if m["grown"]:
        value = amount_of(m["num"])
        return None if value is None else Multiple(value + 1)
    turns = amount_of(m["turns"]) if m["turns"] else Decimal(1)
    return None if turns is None else Multiple(Decimal(2) ** int(turns))


def _several(m: re.Match[str]) -> Value | None:
    unit = m["unit10"]
    value = chinese_value(unit if unit[0] in "十百千" else "1" + unit) or Decimal(1)
    number = Number(value, Bound.SEVERAL, scale_of(unit))
    if m["word"]:
        return Money(number, CURRENCIES[m["word"]])
    return Quantity(number, UNITS[m["unit"]]) if m["unit"] else number


def _ordinal(m: re.Match[str]) -> Value | None:
    value = amount_of(m["n"])
    return Ordinal(int(value)) if value else None


_MAKERS: dict[str, tuple[Kind, Callable[[re.Match[str]], Value | None]]] = {
    "percent": (Kind.PERCENT, lambda m: Percent(digits_value(m["num"]), "permille" if "‰" in m[0] else "percent")),
    "point": (Kind.PERCENT, _point),
    "tenths": (Kind.PERCENT, _tenths),
    "money": (Kind.MONEY, _money),
    "quantity": (Kind.QUANTITY, _quantity),
    "number": (Kind.NUMBER, _number),
    "duration": (Kind.DURATION, _duration),
    "duration2": (Kind.DURATION, _duration_marked),
    "clock": (Kind.TIME, _clock),
    "multiple": (Kind.NUMBER, _multiple),
    "several": (Kind.NUMBER, _several),
}
_WORDS: dict[str, tuple[Kind, Callable[[re.Match[str]], Value | None]]] = {
    "ordinal": (Kind.ORDINAL, _ordinal),
    "fraction": (Kind.NUMBER, _fraction),
    "hundredths": (Kind.PERCENT, _hundredths),
    "thousandths": (Kind.PERCENT, _thousandths),
    "fold": (Kind.NUMBER, _fold),
}
