"""What facts look like in English text: words and patterns; l10n.text.facts_en turns matches into values.

Patterns of amounts are tried only where a figure starts and look backwards for signs and bounds: one pass, linear time.
"""

import re

from l10n.model.fact import Bound
from l10n.text.figures import DIGITS, EN_SPELLED, EN_WORDS


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: symbol for symbol, words in table.items() for word in words.split("|")}


def _join(words: dict[str, str] | dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BOUNDS = {
    word: bound
    for bound, words in {
        Bound.MORE: "more than|over|above|upwards of|exceeding|in excess of|greater than",
        Bound.LESS: "less than|fewer than|under|below",
        Bound.NEARLY: "nearly|almost|close to",
        Bound.ABOUT: "about|around|approximately|some|roughly",
        Bound.AT_LEAST: "at least|no less than|no fewer than",
        Bound.AT_MOST: "up to|at most|no more than",
    }.items()
    for word in words.split("|")
}
AFTER = {"+": Bound.MORE, "-plus": Bound.MORE, "-odd": Bound.MORE, " or more": Bound.AT_LEAST, " or so": Bound.ABOUT}
SCALE = "thousand|million|billion|trillion|mln|bln|trln"
NUM = f"(?P<num>{DIGITS}|{EN_SPELLED})"
AMOUNT = rf"{NUM}(?:[ -]?(?P<scale>{SCALE})s?\b|(?P<short>bn|tn|mn|[km])\b(?!/))?"
CURRENCY_SIGNS = _words(
    {
        "USD": "US$|$|USD", "HKD": "HK$|HKD", "AUD": "A$|AUD", "CAD": "C$|CAD", "SGD": "S$|SGD", "EUR": "€|EUR",
        "GBP": "£|GBP", "CNY": "¥|RMB|CNY", "INR": "₹|INR", "JPY": "JPY", "KRW": "₩|KRW", "SEK": "SEK",
    }
)
CURRENCY_WORDS = _words(
    {
        "CNY": "yuan|renminbi|RMB",
        "USD": "US dollars|U.S. dollars|U.S. dollar|dollars|dollar",
        "HKD": "Hong Kong dollars",
        "AUD": "Australian dollars",
        "CAD": "Canadian dollars",
        "SGD": "Singapore dollars",
        "EUR": "euros|euro",
        "GBP": "pounds sterling|pounds",
        "JPY": "yen",
        "KRW": "won|South Korean won|Korean won",
        "SEK": "kronor|Swedish kronor",
        "RUB": "rubles|roubles|ruble",
        "INR": "rupees|Indian rupees",
    }
)
UNIT_WORDS = _words(
    {
        "GHz": "gigahertz", "MHz": "megahertz", "kHz": "kilohertz", "THz": "terahertz", "ms": "milliseconds|millisecond",
        "km/h": "kilometers per hour|kilometres per hour|kph|kmph",
        "ug/m3": "micrograms per cubic meter|micrograms per cubic metre|microgram per cubic meter|µg/m³|μg/m³",
        "km2": "square kilometers|square kilometres|square kilometer|square kilometre|square km|sq km|km²",
        "m2": "square meters|square metres|square meter|square metre|sq m|m²",
        "m3": "cubic meters|cubic metres|cubic meter|cubic metre|m³",
        "km": "kilometers|kilometres|kilometer|kilometre", "m": "meters|metres|meter|metre|m",
        "cm": "centimeters|centimetres|centimeter|centimetre", "mm": "millimeters|millimetres|millimeter|millimetre",
        "nm": "nanometers|nanometres|nanometer|nanometre", "mi": "miles|mile", "ft": "feet|foot", "in": "inches|inch",
        "ha": "hectares|hectare", "t": "tonnes|tons|metric tons|tonne|ton|metric ton",
        "kg": "kilograms|kilogram", "g": "grams|gram", "L": "liters|litres|liter|litre",
        "TWh": "terawatt-hours|terawatt hours|terawatt-hour", "GWh": "gigawatt-hours|gigawatt hours|gigawatt-hour",
        "MWh": "megawatt-hours|megawatt hours|megawatt-hour",
        "kWh": "kilowatt-hours|kilowatt hours|kilowatt-hour|kilowatt hour",
        "MW": "megawatts|megawatt", "GW": "gigawatts|gigawatt", "kW": "kilowatts|kilowatt", "W": "watts|watt",
        "degC": "degrees Celsius|degree Celsius|°C|℃", "dB": "decibels",
        "MB": "megabytes|megabyte", "GB": "gigabytes|gigabyte", "TB": "terabytes|terabyte",
        "PB": "petabytes|petabyte", "EB": "exabytes|exabyte", "EFLOPS": "exaflops|EFlops", "PFLOPS": "petaflops|PFlops",
        "Gbps": "Gbit/s|Gb/s|gigabits per second", "Mbps": "Mbit/s|Mb/s|megabits per second", "Tbps": "Tbit/s|Tb/s",
    }
) | {
    s: s
    for s in (
        "mu GHz MHz kHz THz Hz Tbps Gbps Mbps kbps EB PB TB GB MB ms km/h km cm mm nm kg TWh "
        "GWh MWh kWh GW MW kW W dBm dB EFLOPS PFLOPS mAh kV"
    ).split()
}
_MONTH_NAMES = "January February March April May June July August September October November December".split()
MONTHS = {name.lower(): n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(_MONTH_NAMES) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
MONTH = f"(?P<month>{_MONTH})"
YEAR = r"(?P<year>(?:19|20|21)\d\d)"
ORDINALS = dict(enumerate("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split(), 3))
ORDINALS |= dict(enumerate("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 14))
ORDINAL_WORDS = {word: n for n, word in ORDINALS.items()}
QUARTER_WORDS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4"}
DURATION = r"seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?"
BELOW = {"half": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
BELOW |= {"ninth": 9, "tenth": 10}
FOLDS = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}
COUNT = "|".join(EN_WORDS)
ZONES = {
    "beijing time": "Beijing", "gmt": "GMT", "local time": "local", "eastern time": "ET", "et": "ET", "cet": "CET", "bst": "BST",
}
_ZONE = r"(?:\s(?P<zone>[Bb]eijing [Tt]ime|[Ll]ocal [Tt]ime|[Ee]astern [Tt]ime|GMT|UTC(?:[+-]\d{1,2}(?::\d\d)?)?|ET|CET|BST)\b)?"
_END = r"(?![\w%]|[.,]\d|:\d)"

# Where an amount may start.
START = re.compile(
    rf"(?<![\w.])(?<!\d[,:])(?:(?P<sign>{_join(CURRENCY_SIGNS)})\s?(?=\d)|(?=\d|(?:{COUNT}|a hundred|a dozen|half)(?:\b|fold)))", re.I
)
BEFORE_BOUND = re.compile(rf"(?<!\w)(?P<bound>{_join(BOUNDS)})\s+$", re.I)
LEADING_BOUND = re.compile(rf"(?:{_join(BOUNDS)})\s+(?=\S)", re.I)
BEFORE_MINUS = re.compile(r"(?:(?<![\w)%.])[-−]|(?<!plus or )\bminus\s)$")
AFTER_BOUND = re.compile(r"\+(?![\w+])|-plus\b|-odd\b| or more\b| or so\b")
MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\s$")
YEAR_BEFORE = re.compile(
    r"\b(?P<part>(?:by\s+|at\s+|as\s+of\s+)?the\s+end\s+of\s+|end[- ](?:of\s+)?|the\s+(?:beginning|start|middle)\s+of\s+|by\s+|early\s+|late\s+|mid-|in\s+|since\s+|from\s+|for\s+|of\s+|during\s+)$",
    re.I,
)
PART_BEFORE = re.compile(
    r"\b(?P<part>(?:by\s+|at\s+|as\s+of\s+)?the\s+end\s+of|end\s+of|the\s+(?:beginning|start|middle)\s+of|early|mid|late|end)[ -]$", re.I
)

# What follows a year before 1900, so that 1850 villages are none.
_OLD = r"(?:and|to|the|an?|when|with|after|as|at|for|by|it|he|she|they|until|or|but|that|which|on|in|under)"

AMOUNTS: dict[str, re.Pattern[str]] = {
    "percent": re.compile(
        rf"{NUM}(?:\s?[%％]|[ -](?:percentage[ -]points?|percent|per\s+cent|basis\s+points?|per\s+mille|pp)\b|\s?‰)", re.I
    ),
    "money": re.compile(rf"{AMOUNT}[ -](?P<word>{_join(CURRENCY_WORDS)})(?!\w)"),
    "quantity": re.compile(rf"{AMOUNT}[ -]?(?P<unit>{_join(UNIT_WORDS)})(?![\w²³])"),
    "number": re.compile(rf"{AMOUNT}{_END}", re.I),
    "dozen": re.compile(rf"(?P<n>a|half a|{COUNT}|\d+) dozen\b", re.I),
    "half": re.compile(rf"half\s+a\s+(?P<half>{SCALE})\b", re.I),
    "year": re.compile(rf"(?P<year>(?:19|20)\d\d|1[5-8]\d\d(?=[,.;:)]|$|\s+{_OLD}\b))(?![\w%]|[.,]\d|\s*(?:{SCALE}|percent|per cent|yuan)\b)", re.I),
    "clock": re.compile(
        r"(?P<h>\d{1,2})(?::(?P<m>\d\d)(?::(?P<s>\d\d))?)?\s?(?P<ap>[ap]\.m\.|[apAP][mM]\b)" + _ZONE
        + r"|(?P<h2>\d{1,2}):(?P<m2>\d\d)(?::(?P<s2>\d\d))?(?![\w:])" + _ZONE.replace("zone", "zone2")
    ),
    "duration": re.compile(rf"{NUM}(?P<half> and a half)?(?:[ ]|-(?!\w+s\b))(?P<unit>{DURATION})\b(?! old|-old|(?<=quarters) of)", re.I),
    "ordinal": re.compile(r"(?P<n>\d{1,3})(?:st|nd|rd|th)\b"),
    "fraction": re.compile(
        r"(?P<n>one|two|three|four|five|six|seven|eight|nine|\d)[ -](?P<d>half|thirds?|fourths?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b(?!\s+of\s+the\s+year)",
        re.I,
    ),
    "multiple": re.compile(rf"(?P<fold>{COUNT}|\d+(?:\.\d+)?)[ -]?fold\b|{NUM}\s+times\b", re.I),
}
PATTERNS: dict[str, re.Pattern[str]] = {
    "several": re.compile(
        r"\b(?:(?P<several>tens|hundreds)\s+of\s+(?P<of>thousands|millions|billions|trillions)|(?P<scales>thousands|millions|billions|trillions|dozens|tens|hundreds)(?=\s+of))\b",
        re.I,
    ),
    "date": re.compile(
        rf"\b(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:(?:\s?[-–—]\s?|\s+to\s+)(?P<day2>\d{{1,2}})(?!\d|,\d))?(?:,?\s+{YEAR}\b)?(?![,.]\d)"
    ),
    "date2": re.compile(
        rf"(?<![\w.])(?<!\d[,:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s+to\s+)(?P<day2>\d{{1,2}}))?\s+{MONTH}(?:,?\s+{YEAR})?\b"
    ),
    "iso": re.compile(
        r"(?<![\w/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/-]|\.\d)"
    ),
    "month": re.compile(rf"\b{MONTH}(?:,?\s+(?:of\s+)?{YEAR}|\s+(?:of\s+)?(?P<rel>last|this|next)\s+year)?\b"),
    "months2": re.compile(
        rf"\b{MONTH}(?:\s?[-–—]\s?|\s+(?:to|through)\s+)(?P<month2>{_MONTH})(?!\s+\d{{1,2}}\b)(?:,?\s+(?:of\s+)?{YEAR}|\s+(?:of\s+)?(?P<rel>last|this|next)\s+year)?\b"
    ),
    "decade": re.compile(r"(?:\b[Tt]he\s+)?\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<year>(?:19|20)\d0)s\b"),
    "century": re.compile(r"(?:\b[Tt]he\s+)?\b(?P<c>\d{1,2})(?:st|nd|rd|th)[ -]century\b"),
    "quarter": re.compile(
        r"\b(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<what>quarter|half)"
        rf"(?:\s+of\s+the\s+year)?)(?:\s+(?:of\s+)?(?:{YEAR}|(?P<rel>last|this|next)\s+year))?\b",
        re.I,
    ),
    "months": re.compile(
        r"\b(?:the\s+)?first\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})\s+months"
        rf"(?:\s+of\s+(?:the\s+year|(?P<rel>this|last)\s+year|{YEAR}))?\b",
        re.I,
    ),
    "yearend": re.compile(
        r"\b(?P<part>(?:by\s+|at\s+|as\s+of\s+)?the\s+end\s+of|end(?:\s+of|-)|the\s+(?:beginning|start|middle)\s+of|early|late|mid-)\s*\b(?P<rel>this|last|next)\s+year\b", re.I
    ),
    "ordinal_word": re.compile(rf"\b(?P<word>{'|'.join(ORDINAL_WORDS)})\b(?!\s+(?:quarter|half)|[ -]part(?:y|ies)\b)", re.I),
    "part": re.compile(r"\ba (?P<d>third|quarter|fifth|tenth)(?= of (?!the (?:year|century)|a (?:year|century)))", re.I),
    "fold": re.compile(rf"\b(?P<word>{'|'.join(FOLDS)})\b", re.I),
}
