"""Facts in English text, each recogniser a small generator of candidates; l10n.text.facts chooses among them."""

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
from l10n.text.figures import EN_SCALE, EN_WORDS, digits_value, spelled_value
from l10n.text.patterns_en import BOUNDS, CURRENCY_SIGNS, CURRENCY_WORDS, MONTHS, PATTERNS, QUARTER_WORDS, UNIT_WORDS


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    for name, make in _MAKERS.items():
        for match in PATTERNS[name].finditer(text):
            made = make(match)
            if made is not None:
                kind, value, start, end = made
                yield Fact(start, end, text[start:end], kind, value)


_Made = tuple[Kind, Value, int, int] | None


def _made(kind: Kind, value: Value, match: re.Match[str], group: str | int = 0) -> _Made:
    return kind, value, match.start(group), match.end(group)


def _bound(match: re.Match[str]) -> Bound:
    written = match.groupdict().get("bound")
    return BOUNDS[re.sub(r"\s+", " ", written.lower())] if written else Bound.EXACT


def _value(written: str) -> Decimal:
    return digits_value(written) if written[0].isdigit() else spelled_value(written)


def _number(match: re.Match[str], suffix: str = "") -> Number:
    power = (
        EN_SCALE[(match["scale" + suffix] or match["short" + suffix] or "").lower()]
        if (match["scale" + suffix] or match["short" + suffix])
        else 0
    )
    return Number(_value(match["num" + suffix]) * 10**power, _bound(match), power)


def _percent(m: re.Match[str]) -> _Made:
    tail = m[0].lower()
    unit = (
        "point"
        if "point" in tail and "basis" not in tail
        else "basis point"
        if "basis" in tail
        else ("permille" if "‰" in tail or "mille" in tail else "percent")
    )
    return _made(Kind.PERCENT, Percent(_value(m["num"]), unit, _bound(m)), m)


def _money(m: re.Match[str]) -> _Made:
    if m["sign"]:
        return _made(Kind.MONEY, Money(_number(m), CURRENCY_SIGNS[m["sign"]]), m)
    return _made(Kind.MONEY, Money(_number(m, "2"), CURRENCY_WORDS[m["word"]]), m)


def _quantity(m: re.Match[str]) -> _Made:
    return _made(Kind.QUANTITY, Quantity(_number(m), UNIT_WORDS[m["unit"]]), m)


def _plain(m: re.Match[str]) -> _Made:
    if not m["num"][0].isdigit() and not m["scale"]:
        return None
    number = _number(m)
    if (
        m["bound"]
        and m["bound"].lower() in ("under", "below", "above", "over", "some", "around")
        and _is_year(m["num"])
    ):
        return _made(Kind.NUMBER, Number(number.value, Bound.EXACT, number.scale), m, "num")
    return _made(Kind.NUMBER, number, m)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _half(m: re.Match[str]) -> _Made:
    if m["half"]:
        return _made(
            Kind.NUMBER,
            Number(Decimal(5) * 10 ** (EN_SCALE[m["half"].lower()] - 1), Bound.EXACT, EN_SCALE[m["half"].lower()]),
            m,
        )
    word = (m["of"] or m["scales"]).lower().rstrip("s")
    power = EN_SCALE[word] + ({"tens": 1, "hundreds": 2}[m["several"].lower()] if m["several"] else 0)
    return _made(Kind.NUMBER, Number(Decimal(10) ** power, Bound.SEVERAL, power), m)


def _month_number(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _date(m: re.Match[str]) -> _Made:
    day, groups = int(m["day"]), m.groupdict()
    if not 1 <= day <= 31:
        return None
    weekdays = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
    weekday = weekdays.index(groups["weekday"]) if groups.get("weekday") else None
    year = int(m["year"]) if m["year"] else None
    return _made(Kind.DATE, Day(year, _month_number(m["month"]), day, weekday=weekday), m)


def _iso(m: re.Match[str]) -> _Made:
    month, day = int(m["month"]), int(m["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _made(Kind.DATE, Day(int(m["year"]), month, day), m)


def _month(m: re.Match[str]) -> _Made:
    part = re.sub(r"\s+", " ", m["part"] or "").lower()
    verb_or_short = m["month"].rstrip(".") in ("May", "March") or m["month"].endswith(".") or len(m["month"]) == 3
    if not part and not m["year"] and verb_or_short:
        return None
    which = {"early": "begin", "mid": "mid", "late": "late"}.get(part, "end" if "end" in part else "")
    which = "by end" if part.startswith(("by", "as of")) else which
    return _made(Kind.DATE, Day(int(m["year"]) if m["year"] else None, _month_number(m["month"]), part=which), m)


def _year(m: re.Match[str]) -> _Made:
    part = re.sub(r"\s+", " ", m["part"]).strip().lower()
    which = {"early": "begin", "late": "late", "mid-": "mid"}.get(part, "")
    if "end of" in part:
        which = "by end" if part.startswith("by") else "end"
    if which:
        return _made(Kind.DATE, Day(int(m["year"]), part=which), m)
    return _made(Kind.DATE, Day(int(m["year"])), m, "year")


def _decade(m: re.Match[str]) -> _Made:
    return _made(Kind.DATE, Day(int(m["year"]), part="decade"), m)


def _quarter(m: re.Match[str]) -> _Made:
    year = int(m["year"]) if m["year"] else None
    if m["q"] or m["h"]:
        part = f"Q{m['q']}" if m["q"] else f"H{m['h']}"
    elif m["what"].lower() == "quarter":
        part = QUARTER_WORDS[m["nth"].lower()]
    else:
        part = {"first": "H1", "second": "H2", "last": "H2"}.get(m["nth"].lower(), "")
    return _made(Kind.DATE, Day(year, part=part), m) if part else None


def _months(m: re.Match[str]) -> _Made:
    count = int(m["n"]) if m["n"].isdigit() else EN_WORDS[m["n"].lower()]
    return _made(Kind.DATE, Day(int(m["year"]) if m["year"] else None, part=f"first {count} months"), m)


def _clock(m: re.Match[str]) -> _Made:
    hour, minute = int(m["h"] or m["h2"]), int(m["m"] or m["m2"] or 0)
    second = m["s"] or m["s2"]
    if m["ap"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m["ap"].lower().startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    return _made(Kind.TIME, Clock(hour, minute, int(second) if second else None), m)


def _duration(m: re.Match[str]) -> _Made:
    if m["num"].lower() == "five" and m.string.startswith((" plan", " Plan"), m.end()):
        return None     # Five-Year Plan is a name
    unit = m["unit"].lower().rstrip("s")
    return _made(Kind.DURATION, Duration(Number(_value(m["num"]), _bound(m)), unit), m)


def _ordinal(m: re.Match[str]) -> _Made:
    return _made(Kind.ORDINAL, Ordinal(int(m["n"])), m)


def _fraction(m: re.Match[str]) -> _Made:
    below = {"third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}[m["d"].lower().rstrip("s")]
    above = int(m["n"]) if m["n"].isdigit() else EN_WORDS[m["n"].lower()]
    return _made(Kind.NUMBER, Fraction(above, below), m) if above < below else None


def _multiple(m: re.Match[str]) -> _Made:
    if m["word"]:
        return None  # the verb is left to the model; checks read it through value_key
    written = m["fold"] or m["times"]
    return _made(Kind.NUMBER, Multiple(_value(written.lower()), _bound(m)), m)


def _range(m: re.Match[str]) -> _Made:
    low, high = digits_value(m["low"]), digits_value(m["high"])
    if low >= high or bool(m["between"]) is not bool(m["conj"]) or (m["s1"] and not m["pc"]):
        return None  # "fell 3.4 percent to 121.3 billion" names two values of two kinds
    if m["pc"] or m["s1"]:
        return _made(Kind.RANGE, Range(Percent(low), Percent(high)), m)
    power = EN_SCALE[m["scale"].lower()] if m["scale"] else 0
    if _is_year(m["low"]) and _is_year(m["high"]):
        return _made(Kind.RANGE, Range(Day(int(low)), Day(int(high))), m)
    return _made(Kind.RANGE, Range(Number(low * 10**power, scale=power), Number(high * 10**power, scale=power)), m)


_MAKERS = {
    "percent": _percent,
    "money": _money,
    "quantity": _quantity,
    "number": _plain,
    "half": _half,
    "date": _date,
    "date2": _date,
    "iso": _iso,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "quarter": _quarter,
    "months": _months,
    "clock": _clock,
    "duration": _duration,
    "ordinal": _ordinal,
    "fraction": _fraction,
    "multiple": _multiple,
    "range": _range,
}
