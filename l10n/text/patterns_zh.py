"""What facts look like in Chinese text: words and patterns; l10n.text.facts_zh turns matches into values."""

import re

from l10n.model.fact import Bound
from l10n.text.figures import DIGITS, ZH_NUMERAL

BEFORE = {
    "超过": Bound.MORE,
    "逾": Bound.MORE,
    "超": Bound.MORE,
    "高于": Bound.MORE,
    "突破": Bound.MORE,
    "不到": Bound.LESS,
    "不足": Bound.LESS,
    "低于": Bound.LESS,
    "少于": Bound.LESS,
    "将近": Bound.NEARLY,
    "接近": Bound.NEARLY,
    "近": Bound.NEARLY,
    "大约": Bound.ABOUT,
    "约": Bound.ABOUT,
    "大概": Bound.ABOUT,
    "至少": Bound.AT_LEAST,
    "不少于": Bound.AT_LEAST,
    "不低于": Bound.AT_LEAST,
    "最多": Bound.AT_MOST,
    "至多": Bound.AT_MOST,
    "不超过": Bound.AT_MOST,
    "最高": Bound.AT_MOST,
}
AFTER = {
    "多": Bound.MORE,
    "余": Bound.MORE,
    "左右": Bound.ABOUT,
    "上下": Bound.ABOUT,
    "以上": Bound.AT_LEAST,
    "以下": Bound.LESS,
}
CURRENCIES = {
    "元人民币": "CNY",
    "元": "CNY",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "日元": "JPY",
    "韩元": "KRW",
    "港元": "HKD",
    "港币": "HKD",
    "瑞典克朗": "SEK",
    "克朗": "SEK",
    "卢布": "RUB",
    "卢比": "INR",
    "澳元": "AUD",
    "加元": "CAD",
    "新加坡元": "SGD",
    "新元": "SGD",
}
UNITS = {
    "吉赫兹": "GHz",
    "吉赫": "GHz",
    "兆赫兹": "MHz",
    "兆赫": "MHz",
    "太赫兹": "THz",
    "毫秒": "ms",
    "平方公里": "km2",
    "平方千米": "km2",
    "平方米": "m2",
    "公里/小时": "km/h",
    "公里": "km",
    "千米": "km",
    "厘米": "cm",
    "毫米": "mm",
    "纳米": "nm",
    "米": "m",
    "亩": "mu",
    "公顷": "ha",
    "吨": "t",
    "公斤": "kg",
    "千克": "kg",
    "千瓦时": "kWh",
    "度电": "kWh",
    "兆瓦时": "MWh",
    "吉瓦": "GW",
    "兆瓦": "MW",
    "千瓦": "kW",
    "摄氏度": "degC",
    "℃": "degC",
    "°C": "degC",
    "分贝": "dB",
} | {
    s: s
    for s in [
        "GHz",
        "MHz",
        "kHz",
        "THz",
        "Tbps",
        "Gbps",
        "Mbps",
        "kbps",
        "EB",
        "PB",
        "TB",
        "GB",
        "MB",
        "ms",
        "km/h",
        "km",
        "cm",
        "mm",
        "nm",
        "kg",
        "TWh",
        "GWh",
        "MWh",
        "kWh",
        "GW",
        "MW",
        "kW",
        "dBm",
        "dB",
        "EFLOPS",
        "PFLOPS",
    ]
}
DURATIONS = {
    "个十年": "decade",
    "年": "year",
    "个月": "month",
    "个季度": "quarter",
    "周": "week",
    "个星期": "week",
    "天": "day",
    "小时": "hour",
    "个小时": "hour",
    "分钟": "minute",
    "秒钟": "second",
    "秒": "second",
}


def _join(words: dict[str, str] | dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


B = f"(?:(?P<before>{_join(BEFORE)}))?"
EDGE = r"(?<![\w.])(?<!\d[,:：])".replace(r"\w", "A-Za-z0-9_")
NUM = rf"(?P<num>(?:{DIGITS})(?:(?:万亿|[十百千]?[万亿]|千)(?:(?:{DIGITS})[万千])?)?|{ZH_NUMERAL}+(?:[万亿]{ZH_NUMERAL}*)*)"
MORE = "(?P<after>多|余)?(?P<tail>万亿|[十百千]?[万亿])?"
AMOUNT = rf"{NUM}{MORE}"
SEVERAL = r"(?P<several>数|几)(?P<unit10>[十百千]?[万亿]|[十百千])"
YEAR = r"(?P<year>(?:19|20)\d\d|[一二][零〇九一二三四五六七八]{3})年"
PART = "(?P<part>初|上旬|中旬|下旬|中|底|末)?"
STOP = "(?![多余]?[个十百千万亿])"

PATTERNS: dict[str, re.Pattern[str]] = {
    "percent": re.compile(
        rf"{B}(?:{EDGE}(?P<num>{DIGITS})(?:[%％]|‰)(?P<after>以上|左右|以下)?"
        rf"|百分之(?P<zh>{ZH_NUMERAL}+(?:点[零〇一二三四五六七八九]+)?|{DIGITS})"
        rf"|{EDGE}(?P<num2>{DIGITS}|{ZH_NUMERAL}+)个(?P<unit>百分点|基点))"
    ),
    "money": re.compile(rf"{B}(?P<rmb>人民币)?{EDGE}{AMOUNT}(?P<word>{_join(CURRENCIES)})(?P<after2>以上|左右|以下)?"),
    "money2": re.compile(rf"{B}{SEVERAL}(?P<word>{_join(CURRENCIES)})"),
    "quantity": re.compile(
        rf"{B}{EDGE}{AMOUNT}(?:多|余)?\s?(?P<unit>{_join(UNITS)})(?P<after2>以上|左右|以下)?(?![A-Za-z])"
    ),
    "number": re.compile(rf"{B}{EDGE}{AMOUNT}(?P<after2>以上|左右|以下)?(?![A-Za-z%％]|(?<=\d)\d|[.:：]\d|世纪)"),
    "several": re.compile(rf"{SEVERAL}(?![几数])"),
    "date": re.compile(
        rf"(?:{YEAR}\s?)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
    ),
    "iso": re.compile(
        r"(?<![\d/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-]|\.\d)"
    ),
    "month": re.compile(
        rf"(?P<by>截至|截止到?)?(?:{YEAR}\s?)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?{PART}(?![\d日号])"
    ),
    "year": re.compile(
        rf"(?P<by>截至|到)?{YEAR}(?:(?P<half>上半年|下半年)|(?P<q>第?[一二三四1234]季度|前(?P<n>[两二三四五六七八九十]|\d{{1,2}})个月)|{PART})"
        r"(?![\d月])"
    ),
    "day": re.compile(r"(?<![\d月.])(?P<day>[1-9]|[12]\d|3[01])日(?![本元均常益])"),
    "decade": re.compile(r"(?:(?P<century>20|21)世纪)?(?P<decade>[2-9]0)年代"),
    "quarter": re.compile(
        r"(?:第(?P<q>[一二三四])|(?P<q2>[一二三四])|第(?P<q3>[1-4]))季度|(?P<h>上半年|下半年)|前(?P<n>[两二三四五六七八九十]|\d{1,2})个月"
    ),
    "clock": re.compile(
        r"(?P<ap>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)?(?<![\d:])(?P<h>\d{1,2})(?:[:：](?P<m>\d\d)(?:[:：](?P<s>\d\d))?(?![\d:：])"
        r"|[时点](?P<m2>\d{1,2})分?|点(?P<half>半)?(?:钟|整)?|时(?![间期代候段有而常])(?:许)?)"
    ),
    "duration": re.compile(rf"{B}{EDGE}{AMOUNT}(?P<unit>{_join(DURATIONS)})(?![级代度份底初末中年]|前的今天)"),
    "ordinal": re.compile(r"第(?P<n>\d{1,4}|[一二三四五六七八九十百零]{1,5})(?![一二三四]?(?:季度|方|者|时间|一))"),
    "fraction": re.compile(rf"(?P<d>{ZH_NUMERAL}+|\d+)分之(?P<n>{ZH_NUMERAL}+|\d+)"),
    "multiple": re.compile(rf"{B}(?P<num>{DIGITS}|[两二三四五六七八九十]{{1,3}})(?P<after>多)?倍"),
    "range": re.compile(
        rf"{EDGE}(?P<low>{DIGITS})(?P<s1>[%％]|[万亿年])?(?:至|到|-|—|–|~|～)(?P<high>{DIGITS})(?P<s2>[%％]|万亿|[万亿]|年)?(?![\d.%％A-Za-z月:-])"
    ),
}
