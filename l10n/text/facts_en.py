"""Facts in English text, each recogniser a small generator of candidates; l10n.text.facts chooses among them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.model.fact import (
    Bound, Clock, Day, Duration, Fact, Fraction, Money, Multiple, Number, Ordinal, Percent, Quantity, Range, Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.text.figures import DIGITS, EN_SCALE, EN_SPELLED, EN_WORDS, digits_value, spelled_value

BOUNDS = {
    "more than": Bound.MORE, "over": Bound.MORE, "above": Bound.MORE, "upwards of": Bound.MORE, "exceeding": Bound.MORE,
    "less than": Bound.LESS, "fewer than": Bound.LESS, "under": Bound.LESS, "below": Bound.LESS,
    "nearly": Bound.NEARLY, "almost": Bound.NEARLY, "close to": Bound.NEARLY,
    "about": Bound.ABOUT, "around": Bound.ABOUT, "approximately": Bound.ABOUT, "some": Bound.ABOUT, "roughly": Bound.ABOUT,
    "at least": Bound.AT_LEAST, "no less than": Bound.AT_LEAST, "no fewer than": Bound.AT_LEAST,
    "up to": Bound.AT_MOST, "at most": Bound.AT_MOST, "no more than": Bound.AT_MOST,
}
_BOUND = "(?:(?P<bound>" + "|".join(sorted(BOUNDS, key=len, reverse=True)) + r")\s+)?"
_SCALE = r"thousand|million|billion|trillion"
_NUM = rf"(?P<num>{DIGITS}|{EN_SPELLED}(?=[ -](?:{_SCALE}|percent|per cent|percentage|yuan|dollars|euros)))"
_AMOUNT = rf"{_NUM}(?:[ -]?(?P<scale>{_SCALE})s?\b|(?P<short>bn|tn|mn|[km])\b)?"
_LEFT = r"(?<![\w.])(?<!\d,)"
CURRENCY_SIGNS = {"US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP",
                  "¥": "CNY", "RMB": "CNY", "CNY": "CNY", "USD": "USD", "EUR": "EUR", "₹": "INR"}
CURRENCY_WORDS = {
    "yuan": "CNY", "renminbi": "CNY", "RMB": "CNY", "US dollars": "USD", "U.S. dollars": "USD", "dollars": "USD",
    "dollar": "USD", "Hong Kong dollars": "HKD", "Australian dollars": "AUD", "Canadian dollars": "CAD",
    "Singapore dollars": "SGD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "pounds": "GBP", "yen": "JPY",
    "won": "KRW", "kronor": "SEK", "Swedish kronor": "SEK", "rubles": "RUB", "roubles": "RUB", "rupees": "INR",
}
UNIT_WORDS = {
    "gigahertz": "GHz", "megahertz": "MHz", "milliseconds": "ms", "millisecond": "ms", "kilometers per hour": "km/h",
    "kilometres per hour": "km/h", "square kilometers": "km2", "square kilometres": "km2", "sq km": "km2", "km²": "km2",
    "square meters": "m2", "square metres": "m2", "sq m": "m2", "m²": "m2", "kilometers": "km", "kilometres": "km",
    "kilometer": "km", "kilometre": "km", "meters": "m", "metres": "m", "meter": "m", "metre": "m", "centimeters": "cm",
    "millimeters": "mm", "nanometers": "nm", "nanometres": "nm", "nanometer": "nm", "hectares": "ha", "tonnes": "t", "tons": "t",
    "metric tons": "t", "tonne": "t", "kilograms": "kg", "kilogram": "kg", "grams": "g", "kilowatt-hours": "kWh",
    "kilowatt hours": "kWh", "megawatts": "MW", "gigawatts": "GW", "kilowatts": "kW", "watts": "W", "mu": "mu",
    "degrees Celsius": "degC", "°C": "degC", "℃": "degC", "gigabytes": "GB", "terabytes": "TB", "petabytes": "PB",
    "exabytes": "EB", "megabytes": "MB", "decibels": "dB", "exaflops": "EFLOPS", "petaflops": "PFLOPS", "kph": "km/h",
    "Gbit/s": "Gbps", "Gb/s": "Gbps", "Mbit/s": "Mbps", "Mb/s": "Mbps", "Tbit/s": "Tbps",
} | {s: s for s in ("GHz MHz kHz THz Tbps Gbps Mbps kbps EB PB TB GB MB ms km/h km cm mm nm kg TWh GWh MWh kWh GW MW kW dBm dB "
                    "EFLOPS PFLOPS").split()}
MONTHS = {m: n for n, m in enumerate("january february march april may june july august september october november december"
                                     .split(), 1)}
MONTHS |= {m[:3]: n for m, n in MONTHS.items()} | {"sept": 9}
_MONTH = (r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
          r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)")
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
ORDINALS = {w: n for n, w in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)}
_QUARTER_WORDS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4"}
_DURATION = r"seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?"
_COUNT = "|".join(EN_WORDS)


def _join(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_P = {
    "percent": re.compile(rf"{_LEFT}{_BOUND}(?P<num>{DIGITS}|{EN_SPELLED})(?:\s?%|[ -](?:percentage\s+points?|percent|per\s+cent|"
                          r"basis\s+points?|per\s+mille)\b|\s?‰)", re.I),
    "money": re.compile(rf"{_LEFT}{_BOUND}(?:(?P<sign>{_join(CURRENCY_SIGNS)})\s?{_AMOUNT}|"
                        + _AMOUNT.replace("?P<num>", "?P<num2>").replace("?P<scale>", "?P<scale2>")
                        .replace("?P<short>", "?P<short2>") + rf"[ -](?P<word>{_join(CURRENCY_WORDS)})\b)(?!\w)"),
    "quantity": re.compile(rf"{_LEFT}{_BOUND}{_AMOUNT}[ -]?(?P<unit>{_join(UNIT_WORDS)})(?![\w²])"),
    "number": re.compile(rf"{_LEFT}{_BOUND}{_AMOUNT}(?![\w%]|[.,]\d|:\d)", re.I),
    "half": re.compile(rf"\b(?:half\s+a\s+(?P<half>{_SCALE})|(?P<several>tens|hundreds)\s+of\s+(?P<of>thousands|millions|billions)|"
                       r"(?P<scales>thousands|millions|billions)\s+of)\b", re.I),
    "date": re.compile(rf"\b(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
                       rf"(?:,?\s+{_YEAR}\b)?(?![,.]\d)"),
    "date2": re.compile(rf"{_LEFT}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+{_YEAR})?\b"),
    "iso": re.compile(r"(?<![\w/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/-]|\.\d)"),
    "month": re.compile(rf"\b(?:(?P<part>by\s+the\s+end\s+of|at\s+the\s+end\s+of|as\s+of\s+the\s+end\s+of|the\s+end\s+of|end\s+of|early|mid|late)"
                        rf"[ -])?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b"),
    "year": re.compile(rf"\b(?P<part>by\s+the\s+end\s+of\s+|at\s+the\s+end\s+of\s+|the\s+end\s+of\s+|by\s+|early\s+|late\s+|mid-|in\s+|"
                       rf"since\s+|from\s+|for\s+|of\s+|during\s+)(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d|\s*(?:{_SCALE}|percent|yuan))", re.I),
    "decade": re.compile(r"\b(?P<year>(?:19|20)\d0)s\b"),
    "quarter": re.compile(rf"\b(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<what>quarter|half)"
                          rf"(?:\s+of\s+the\s+year)?)(?:\s+(?:of\s+)?{_YEAR})?\b", re.I),
    "months": re.compile(r"\bthe\s+first\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})\s+months"
                         rf"(?:\s+of\s+(?:the\s+year|this\s+year|{_YEAR}))?\b", re.I),
    "clock": re.compile(r"(?<![\w:.])(?P<h>\d{1,2})(?::(?P<m>\d\d)(?::(?P<s>\d\d))?)?\s?(?P<ap>[ap]\.?m\.?)(?!\w)"
                        r"|(?<![\w:.])(?P<h2>\d{1,2}):(?P<m2>\d\d)(?::(?P<s2>\d\d))?(?![\w:])", re.I),
    "duration": re.compile(rf"{_LEFT}{_BOUND}(?P<num>{DIGITS}|{EN_SPELLED})[ -](?P<unit>{_DURATION})\b(?![ -](?:plan|five))", re.I),
    "ordinal": re.compile(r"(?<![\w.])(?P<n>\d{1,3})(?:st|nd|rd|th)\b"),
    "fraction": re.compile(r"\b(?P<n>one|two|three|four|five|\d)[ -](?P<d>thirds?|fourths?|quarters?|fifths?|sixths?|tenths?)\b(?!\s+of\s+the\s+year)",
                           re.I),
    "multiple": re.compile(rf"\b(?P<word>doubled|tripled|quadrupled)\b|\b(?P<fold>{_COUNT}|\d+(?:\.\d+)?)[ -]?fold\b"
                           rf"|{_LEFT}{_BOUND}(?P<times>{DIGITS}|{EN_SPELLED})\s+times\b", re.I),
    "range": re.compile(rf"{_LEFT}(?P<low>{DIGITS})(?P<s1>%| percent)?\s?(?:-|–|—|to)\s?(?P<high>{DIGITS})"
                        rf"(?:[ -]?(?P<scale>{_SCALE})\b)?(?P<pc>\s?%|[ -](?:percent|per cent)\b)?(?![\w]|[.,-]\d)", re.I),
}


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    for name, make in _MAKERS.items():
        for match in _P[name].finditer(text):
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
    power = EN_SCALE[(match["scale" + suffix] or match["short" + suffix] or "").lower()] if (
        match["scale" + suffix] or match["short" + suffix]) else 0
    return Number(_value(match["num" + suffix]) * 10 ** power, _bound(match), power)


def _percent(m: re.Match[str]) -> _Made:
    tail = m[0].lower()
    unit = "point" if "point" in tail and "basis" not in tail else "basis point" if "basis" in tail else (
        "permille" if "‰" in tail or "mille" in tail else "percent")
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
    if m["bound"] and m["bound"].lower() in ("under", "below", "above", "over", "some", "around") and _is_year(m["num"]):
        return _made(Kind.NUMBER, Number(number.value, Bound.EXACT, number.scale), m, "num")
    return _made(Kind.NUMBER, number, m)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _half(m: re.Match[str]) -> _Made:
    if m["half"]:
        return _made(Kind.NUMBER, Number(Decimal(5) * 10 ** (EN_SCALE[m["half"].lower()] - 1), Bound.EXACT,
                                         EN_SCALE[m["half"].lower()]), m)
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
    if not part and not m["year"]:
        if m["month"].rstrip(".") in ("May", "March") or m["month"].endswith(".") or len(m["month"]) == 3:
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
        part = _QUARTER_WORDS[m["nth"].lower()]
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
        return None      # the verb is left to the model; checks read it through value_key
    written = m["fold"] or m["times"]
    return _made(Kind.NUMBER, Multiple(_value(written.lower()), _bound(m)), m)


def _range(m: re.Match[str]) -> _Made:
    low, high = digits_value(m["low"]), digits_value(m["high"])
    if low >= high:
        return None
    if m["pc"] or m["s1"]:
        return _made(Kind.RANGE, Range(Percent(low), Percent(high)), m)
    power = EN_SCALE[m["scale"].lower()] if m["scale"] else 0
    if _is_year(m["low"]) and _is_year(m["high"]):
        return _made(Kind.RANGE, Range(Day(int(low)), Day(int(high))), m)
    return _made(Kind.RANGE, Range(Number(low * 10 ** power, scale=power), Number(high * 10 ** power, scale=power)), m)


_MAKERS = {
    "percent": _percent, "money": _money, "quantity": _quantity, "number": _plain, "half": _half, "date": _date, "date2": _date,
    "iso": _iso, "month": _month, "year": _year, "decade": _decade, "quarter": _quarter, "months": _months, "clock": _clock,
    "duration": _duration, "ordinal": _ordinal, "fraction": _fraction, "multiple": _multiple, "range": _range,
}
