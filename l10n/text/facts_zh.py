"""Facts in Chinese text, each recogniser a small generator of candidates; l10n.text.facts chooses among them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.model.fact import (
    Bound, Clock, Day, Duration, Fact, Fraction, Money, Multiple, Number, Ordinal, Percent, Quantity, Range, Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.text.figures import DIGITS, ZH_NUMERAL, chinese_value, digits_value, scale_of

BEFORE = {
    "超过": Bound.MORE, "逾": Bound.MORE, "超": Bound.MORE, "高于": Bound.MORE, "突破": Bound.MORE, "不到": Bound.LESS,
    "不足": Bound.LESS, "低于": Bound.LESS, "少于": Bound.LESS, "将近": Bound.NEARLY, "接近": Bound.NEARLY, "近": Bound.NEARLY,
    "大约": Bound.ABOUT, "约": Bound.ABOUT, "大概": Bound.ABOUT, "至少": Bound.AT_LEAST, "不少于": Bound.AT_LEAST,
    "不低于": Bound.AT_LEAST, "最多": Bound.AT_MOST, "至多": Bound.AT_MOST, "不超过": Bound.AT_MOST, "最高": Bound.AT_MOST,
}
AFTER = {"多": Bound.MORE, "余": Bound.MORE, "左右": Bound.ABOUT, "上下": Bound.ABOUT, "以上": Bound.AT_LEAST, "以下": Bound.LESS}
CURRENCIES = {
    "元人民币": "CNY", "元": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "韩元": "KRW",
    "港元": "HKD", "港币": "HKD", "瑞典克朗": "SEK", "克朗": "SEK", "卢布": "RUB", "卢比": "INR", "澳元": "AUD", "加元": "CAD",
    "新加坡元": "SGD", "新元": "SGD",
}
UNITS = {
    "吉赫兹": "GHz", "吉赫": "GHz", "兆赫兹": "MHz", "兆赫": "MHz", "太赫兹": "THz", "毫秒": "ms", "平方公里": "km2",
    "平方千米": "km2", "平方米": "m2", "公里/小时": "km/h", "公里": "km", "千米": "km", "厘米": "cm", "毫米": "mm", "纳米": "nm",
    "米": "m", "亩": "mu", "公顷": "ha", "吨": "t", "公斤": "kg", "千克": "kg", "千瓦时": "kWh", "度电": "kWh", "兆瓦时": "MWh",
    "吉瓦": "GW", "兆瓦": "MW", "千瓦": "kW", "摄氏度": "degC", "℃": "degC", "°C": "degC", "分贝": "dB",
} | {s: s for s in ("GHz MHz kHz THz Tbps Gbps Mbps kbps EB PB TB GB MB ms km/h km cm mm nm kg TWh GWh MWh kWh GW MW kW dBm dB "
                    "EFLOPS PFLOPS").split()}
DURATIONS = {"个十年": "decade", "年": "year", "个月": "month", "个季度": "quarter", "周": "week", "个星期": "week", "天": "day",
             "小时": "hour", "个小时": "hour", "分钟": "minute", "秒钟": "second", "秒": "second"}


def _join(words: dict[str, str] | dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_B = f"(?:(?P<before>{_join(BEFORE)}))?"
_EDGE = r"(?<![\w.])(?<!\d,)" .replace(r"\w", "A-Za-z0-9_")
_NUM = rf"(?P<num>(?:{DIGITS})(?:(?:万亿|[十百千]?[万亿]|千)(?:(?:{DIGITS})[万千])?)?|{ZH_NUMERAL}+(?:[万亿]{ZH_NUMERAL}*)*)"
_MORE = "(?P<after>多|余)?(?P<tail>万亿|[十百千]?[万亿])?"
_AMOUNT = rf"{_NUM}{_MORE}"
_SEVERAL = r"(?P<several>数|几)(?P<unit10>[十百千]?[万亿]|[十百千])"
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][零〇九一二三四五六七八]{3})年"
_PART = "(?P<part>初|上旬|中旬|下旬|中|底|末)?"
_STOP = "(?![多余]?[个十百千万亿])"

_P = {
    "percent": re.compile(rf"{_B}(?:{_EDGE}(?P<num>{DIGITS})(?:[%％]|‰)(?P<after>以上|左右|以下)?"
                          rf"|百分之(?P<zh>{ZH_NUMERAL}+(?:点[零〇一二三四五六七八九]+)?|{DIGITS})"
                          rf"|{_EDGE}(?P<num2>{DIGITS}|{ZH_NUMERAL}+)个(?P<unit>百分点|基点))"),
    "money": re.compile(rf"{_B}(?P<rmb>人民币)?{_EDGE}{_AMOUNT}(?P<word>{_join(CURRENCIES)})(?P<after2>以上|左右|以下)?"),
    "money2": re.compile(rf"{_B}{_SEVERAL}(?P<word>{_join(CURRENCIES)})"),
    "quantity": re.compile(rf"{_B}{_EDGE}{_AMOUNT}(?:多|余)?\s?(?P<unit>{_join(UNITS)})(?P<after2>以上|左右|以下)?(?![A-Za-z])"),
    "number": re.compile(rf"{_B}{_EDGE}{_AMOUNT}(?P<after2>以上|左右|以下)?(?![A-Za-z%％\d]|[.:]\d)"),
    "several": re.compile(rf"{_SEVERAL}(?![几数])"),
    "date": re.compile(rf"(?:{_YEAR}\s?)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"),
    "iso": re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-]|\.\d)"),
    "month": re.compile(rf"(?P<by>截至|截止到?)?(?:{_YEAR}\s?)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?{_PART}(?![\d日号])"),
    "year": re.compile(rf"(?P<by>截至|到)?{_YEAR}(?:{_PART}|(?P<half>上半年|下半年)|(?P<q>第?[一二三四1234]季度|前(?P<n>[两二三四五六七八九十]|\d{{1,2}})个月))"
                       r"(?![\d月])"),
    "day": re.compile(r"(?<![\d月.])(?P<day>[1-9]|[12]\d|3[01])日(?![本元均常益])"),
    "decade": re.compile(r"(?:(?P<century>20|21)世纪)?(?P<decade>[2-9]0)年代"),
    "quarter": re.compile(r"(?:第(?P<q>[一二三四])|(?P<q2>[一二三四])|第(?P<q3>[1-4]))季度|(?P<h>上半年|下半年)|前(?P<n>[两二三四五六七八九十]|\d{1,2})个月"),
    "clock": re.compile(r"(?P<ap>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)?(?<![\d:])(?P<h>\d{1,2})(?:[:：](?P<m>\d\d)(?:[:：](?P<s>\d\d))?(?![\d:：])"
                        r"|[时点](?P<m2>\d{1,2})分?|点(?P<half>半)?(?:钟|整)?|时(?![间期代候段有而常])(?:许)?)"),
    "duration": re.compile(rf"{_B}{_EDGE}{_AMOUNT}(?P<unit>{_join(DURATIONS)})(?![级代度份底初末中]|前的今天)"),
    "ordinal": re.compile(r"第(?P<n>\d{1,4}|[一二三四五六七八九十百零]{1,5})(?![一二三四]?(?:季度|方|者|时间|一))"),
    "fraction": re.compile(rf"(?P<d>{ZH_NUMERAL}+|\d+)分之(?P<n>{ZH_NUMERAL}+|\d+)"),
    "multiple": re.compile(rf"{_B}(?P<num>{DIGITS}|[两二三四五六七八九十]{{1,3}})(?P<after>多)?倍"),
    "range": re.compile(rf"{_EDGE}(?P<low>{DIGITS})(?P<s1>[%％]|[万亿年])?(?:至|到|-|—|–|~|～)(?P<high>{DIGITS})(?P<s2>[%％]|万亿|[万亿]|年)?(?![\d.%％A-Za-z月:-])"),
}
_STEADY = re.compile("[一二三四五六七八九十百千两零〇]{1,2}")      # one or two numerals alone are mostly part of a word


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    for name, make in _MAKERS.items():
        for match in _P[name].finditer(text):
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
    return None if number is None or (m["word"] == "元" and not m["num"][0].isdigit() and len(m["num"]) < 2) else Money(
        number, CURRENCIES[m["word"]])


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
    if not m["num"][0].isdigit() and (len(m["num"]) < 3 or _STEADY.fullmatch(m["num"])) and not (
            re.search("[万亿]", m["num"]) and len(m["num"]) > 1 and m["num"][0] not in "万亿千百"):
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


_PARTS = {"初": "begin", "上旬": "begin", "中": "mid", "中旬": "mid", "底": "end", "末": "end", "下旬": "late", None: "", "": ""}


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
    if number is None or (m["unit"] == "年" and (number.value >= 1000 or not m["num"][0].isdigit() and len(m["num"]) > 3)):
        return None
    if m["unit"] in ("周", "天", "年") and m["num"] in ("一", "百", "千", "十"):
        return None
    return Duration(number, DURATIONS[m["unit"]])


_KINDS = {
    "percent": Kind.PERCENT, "money": Kind.MONEY, "money2": Kind.MONEY, "quantity": Kind.QUANTITY, "number": Kind.NUMBER,
    "several": Kind.NUMBER, "date": Kind.DATE, "iso": Kind.DATE, "month": Kind.DATE, "year": Kind.DATE, "day": Kind.DATE,
    "decade": Kind.DATE, "quarter": Kind.DATE, "clock": Kind.TIME, "duration": Kind.DURATION, "ordinal": Kind.ORDINAL,
    "fraction": Kind.NUMBER, "multiple": Kind.NUMBER, "range": Kind.RANGE,
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
    return Range(Number(low * 10 ** power, scale=power), Number(high * 10 ** power, scale=power))


_MAKERS = {
    "percent": _percent, "money": _money, "money2": _money2, "quantity": _quantity, "number": _number, "several": _several,
    "date": _date, "iso": _iso, "month": _month, "year": _year,
    "day": lambda m: Day(day=int(m["day"])),
    "decade": lambda m: Day((int(m["century"]) - 1) * 100 + int(m["decade"]) if m["century"] else 1900 + int(m["decade"]), part="decade"),
    "quarter": _quarter, "clock": _clock, "duration": _duration, "ordinal": _ordinal, "fraction": _fraction,
    "multiple": _multiple, "range": _range,
}
