"""Facts in Chinese text, each recogniser a small generator of candidates; l10n.text.facts chooses among them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.model.fact import (
    Bound,
    Clock,
    Day,
    Duration,
    Fact,
    Fraction,
    Money,
    Multiple,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Range,
    Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.text.figures import DIGITS, chinese_value, digits_value, scale_of
from l10n.text.patterns_zh import AFTER, BEFORE, CURRENCIES, DURATIONS, PATTERNS, UNITS

_STEADY = re.compile("[一二三四五六七八九十百千两零〇]{1,2}")  # one or two numerals alone are mostly part of a word


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    for name, make in _MAKERS.items():
        for match in PATTERNS[name].finditer(text):
            value = make(match)
            if value is not None:
                start = match.start()
                yield Fact(start, match.end(), match[0], _KINDS[name], value)


def _bound(match: re.Match[str]) -> Bound:
    groups = match.groupdict()
    before, after = groups.get("before"), groups.get("after") or groups.get("after2")
    return BEFORE[before] if before else AFTER[after] if after else Bound.EXACT


def _any(text: str) -> Decimal | None:
    return digits_value(text) if re.fullmatch(DIGITS, text) else chinese_value(text)


def _amount(match: re.Match[str]) -> Number | None:
    written = match["num"]
    tail = match["tail"] or ""
    value = _any(written)
    if value is None or (tail and not match["after"]):
        value = chinese_value(written + tail)
    elif tail:
        value *= chinese_value("1" + tail) or 1
    return None if value is None else Number(value, _bound(match), scale_of(written + tail))


def _percent(m: re.Match[str]) -> Value | None:
    if m["zh"]:
        whole, _, part = m["zh"].partition("点")
        value = _any(whole)
        if value is None:
            return None
        if part:
            value += Decimal("0." + "".join(str("零一二三四五六七八九".index(c)) if c != "〇" else "0" for c in part))
        return Percent(value, "percent", _bound(m))
    if m["num2"]:
        found = _any(m["num2"])
        return None if found is None else Percent(found, "point" if m["unit"] == "百分点" else "basis point", _bound(m))
    return Percent(digits_value(m["num"]), "permille" if "‰" in m[0] else "percent", _bound(m))


def _money(m: re.Match[str]) -> Value | None:
    number = _amount(m)
    return (
        None
        if number is None or (m["word"] == "元" and not m["num"][0].isdigit() and len(m["num"]) < 2)
        else Money(number, CURRENCIES[m["word"]])
    )


def _several_number(m: re.Match[str]) -> Number:
    unit = m["unit10"]
    value = chinese_value("一" + unit if unit[0] in "十百千" else "1" + unit) or Decimal(1)
    return Number(value, Bound.SEVERAL, scale_of(unit))


def _money2(m: re.Match[str]) -> Value | None:
    return Money(_several_number(m), CURRENCIES[m["word"]])


def _quantity(m: re.Match[str]) -> Value | None:
    number = _amount(m)
    if number is None or (m["unit"] in ("米", "度电") and not m["num"][0].isdigit()):
        return None
    return Quantity(number, UNITS[m["unit"]])


def _number(m: re.Match[str]) -> Value | None:
    if (
        not m["num"][0].isdigit()
        and (len(m["num"]) < 3 or _STEADY.fullmatch(m["num"]))
        and not (re.search("[万亿]", m["num"]) and len(m["num"]) > 1 and m["num"][0] not in "万亿千百")
    ):
        return None
    return _amount(m)


def _several(m: re.Match[str]) -> Value | None:
    return _several_number(m)


def _small(text: str) -> int:
    value = _any(text)
    return int(value) if value is not None else 0


def _date(m: re.Match[str]) -> Value | None:
    month, day = _small(m["month"]), _small(m["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Day(_year_of(m), month, day)


def _year_of(m: re.Match[str]) -> int | None:
    return _small(m["year"]) if m["year"] else None


_PARTS = {
    "初": "begin",
    "上旬": "begin",
    "中": "mid",
    "中旬": "mid",
    "底": "end",
    "末": "end",
    "下旬": "late",
    None: "",
    "": "",
}


def _part(m: re.Match[str]) -> str:
    part = _PARTS[m["part"]]
    return "by end" if m["by"] and part == "end" else part


def _month(m: re.Match[str]) -> Value | None:
    month = _small(m["month"])
    if not 1 <= month <= 12:
        return None
    return Day(_year_of(m), month, part=_part(m) or ("by" if m["by"] else ""))


def _year(m: re.Match[str]) -> Value | None:
    part = {"上半年": "H1", "下半年": "H2", None: ""}[m["half"]] or _part(m)
    if m["n"]:
        part = f"first {_small(m['n'])} months"
    elif m["q"]:
        part = "Q" + str(_small(m["q"].strip("第季度")))
    return Day(_year_of(m), part=part)


def _quarter(m: re.Match[str]) -> Value | None:
    if m["h"]:
        return Day(part={"上半年": "H1", "下半年": "H2"}[m["h"]])
    if m["n"]:
        return Day(part=f"first {_small(m['n'])} months")
    return Day(part="Q" + str(_small(m["q"] or m["q2"] or m["q3"])))


def _clock(m: re.Match[str]) -> Value | None:
    hour, minute = int(m["h"]), int(m["m"] or m["m2"] or (30 if m["half"] else 0))
    if not m["ap"] and not m["m"] and not m["m2"] and "时" not in m[0]:
        return None
    if m["ap"] in ("下午", "傍晚", "晚上", "晚") and hour < 12:
        hour += 12
    if m["ap"] == "中午" and hour < 10:
        hour += 12
    return Clock(hour, minute, int(m["s"]) if m["s"] else None) if hour <= 24 and minute < 60 else None


def _duration(m: re.Match[str]) -> Value | None:
    number = _amount(m)
    if number is None or (
        m["unit"] == "年" and (number.value >= 1000 or (not m["num"][0].isdigit() and len(m["num"]) > 3))
    ):
        return None
    if m["unit"] in ("周", "天", "年") and m["num"] in ("一", "百", "千", "十"):
        return None
    return Duration(number, DURATIONS[m["unit"]])


_KINDS = {
    "percent": Kind.PERCENT,
    "money": Kind.MONEY,
    "money2": Kind.MONEY,
    "quantity": Kind.QUANTITY,
    "number": Kind.NUMBER,
    "several": Kind.NUMBER,
    "date": Kind.DATE,
    "iso": Kind.DATE,
    "month": Kind.DATE,
    "year": Kind.DATE,
    "day": Kind.DATE,
    "decade": Kind.DATE,
    "quarter": Kind.DATE,
    "clock": Kind.TIME,
    "duration": Kind.DURATION,
    "ordinal": Kind.ORDINAL,
    "fraction": Kind.NUMBER,
    "multiple": Kind.NUMBER,
    "range": Kind.RANGE,
}


def _iso(m: re.Match[str]) -> Value | None:
    month, day = int(m["month"]), int(m["day"])
    return Day(int(m["year"]), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _ordinal(m: re.Match[str]) -> Value | None:
    value = _any(m["n"])
    return Ordinal(int(value)) if value else None


def _fraction(m: re.Match[str]) -> Value | None:
    above, below = _any(m["n"]), _any(m["d"])
    return Fraction(int(above), int(below)) if above and below and below != 100 and above < below else None


def _multiple(m: re.Match[str]) -> Value | None:
    value = _any(m["num"])
    return None if value is None else Multiple(value, _bound(m))


def _range(m: re.Match[str]) -> Value | None:
    low, high = digits_value(m["low"]), digits_value(m["high"])
    unit = m["s2"] or m["s1"] or ""
    if low >= high or (m["s1"] and m["s2"] and m["s1"] != m["s2"]):
        return None
    if unit in ("%", "％"):
        return Range(Percent(low), Percent(high))
    if unit == "年" and low > 1900:
        return Range(Day(int(low)), Day(int(high)))
    if unit == "年":
        return None
    power = scale_of(unit)
    return Range(Number(low * 10**power, scale=power), Number(high * 10**power, scale=power))


_MAKERS = {
    "percent": _percent,
    "money": _money,
    "money2": _money2,
    "quantity": _quantity,
    "number": _number,
    "several": _several,
    "date": _date,
    "iso": _iso,
    "month": _month,
    "year": _year,
    "day": lambda m: Day(day=int(m["day"])),
    "decade": lambda m: Day(
        (int(m["century"]) - 1) * 100 + int(m["decade"]) if m["century"] else 1900 + int(m["decade"]), part="decade"
    ),
    "quarter": _quarter,
    "clock": _clock,
    "duration": _duration,
    "ordinal": _ordinal,
    "fraction": _fraction,
    "multiple": _multiple,
    "range": _range,
}
