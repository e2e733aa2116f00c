"""What facts look like in English text: words and patterns; l10n.text.facts_en turns matches into values."""

import re

from l10n.model.fact import Bound
from l10n.text.figures import DIGITS, EN_SPELLED, EN_WORDS

BOUNDS = {
    "more than": Bound.MORE,
    "over": Bound.MORE,
    "above": Bound.MORE,
    "upwards of": Bound.MORE,
    "exceeding": Bound.MORE,
    "less than": Bound.LESS,
    "fewer than": Bound.LESS,
    "under": Bound.LESS,
    "below": Bound.LESS,
    "nearly": Bound.NEARLY,
    "almost": Bound.NEARLY,
    "close to": Bound.NEARLY,
    "about": Bound.ABOUT,
    "around": Bound.ABOUT,
    "approximately": Bound.ABOUT,
    "some": Bound.ABOUT,
    "roughly": Bound.ABOUT,
    "at least": Bound.AT_LEAST,
    "no less than": Bound.AT_LEAST,
    "no fewer than": Bound.AT_LEAST,
    "up to": Bound.AT_MOST,
    "at most": Bound.AT_MOST,
    "no more than": Bound.AT_MOST,
}
BOUND = "(?:(?P<bound>" + "|".join(sorted(BOUNDS, key=len, reverse=True)) + r")\s+)?"
SCALE = r"thousand|million|billion|trillion"
NUM = rf"(?P<num>{DIGITS}|{EN_SPELLED}(?=[ -](?:{SCALE}|percent|per cent|percentage|yuan|dollars|euros)))"
AMOUNT = rf"{NUM}(?:[ -]?(?P<scale>{SCALE})s?\b|(?P<short>bn|tn|mn|[km])\b)?"
LEFT = r"(?<![\w.])(?<!\d[,:])"
CURRENCY_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "USD": "USD",
    "EUR": "EUR",
    "₹": "INR",
}
CURRENCY_WORDS = {
    "yuan": "CNY",
    "renminbi": "CNY",
    "RMB": "CNY",
    "US dollars": "USD",
    "U.S. dollars": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "Hong Kong dollars": "HKD",
    "Australian dollars": "AUD",
    "Canadian dollars": "CAD",
    "Singapore dollars": "SGD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds sterling": "GBP",
    "pounds": "GBP",
    "yen": "JPY",
    "won": "KRW",
    "kronor": "SEK",
    "Swedish kronor": "SEK",
    "rubles": "RUB",
    "roubles": "RUB",
    "rupees": "INR",
}
UNIT_WORDS = {
    word: symbol
    for symbol, words in {
        "GHz": "gigahertz",
        "MHz": "megahertz",
        "ms": "milliseconds|millisecond",
        "km/h": "kilometers per hour|kilometres per hour|kph",
        "km2": "square kilometers|square kilometres|sq km|km²",
        "m2": "square meters|square metres|sq m|m²",
        "km": "kilometers|kilometres|kilometer|kilometre",
        "m": "meters|metres|meter|metre",
        "cm": "centimeters",
        "mm": "millimeters",
        "nm": "nanometers|nanometres|nanometer",
        "ha": "hectares",
        "t": "tonnes|tons|metric tons|tonne",
        "kg": "kilograms|kilogram",
        "g": "grams",
        "kWh": "kilowatt-hours|kilowatt hours",
        "MW": "megawatts",
        "GW": "gigawatts",
        "kW": "kilowatts",
        "W": "watts",
        "degC": "degrees Celsius|°C|℃",
        "GB": "gigabytes",
        "TB": "terabytes",
        "PB": "petabytes",
        "EB": "exabytes",
        "MB": "megabytes",
        "dB": "decibels",
        "EFLOPS": "exaflops",
        "PFLOPS": "petaflops",
        "Gbps": "Gbit/s|Gb/s",
        "Mbps": "Mbit/s|Mb/s",
        "Tbps": "Tbit/s",
    }.items()
    for word in words.split("|")
} | {
    s: s
    for s in (
        "mu GHz MHz kHz THz Tbps Gbps Mbps kbps EB PB TB GB MB ms km/h km cm mm nm kg TWh "
        "GWh MWh kWh GW MW kW dBm dB EFLOPS PFLOPS"
    ).split()
}
MONTHS = {
    m: n
    for n, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
MONTHS |= {m[:3]: n for m, n in MONTHS.items()} | {"sept": 9}
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?P<year>(?:19|20|21)\d\d)"
ORDINALS = {
    w: n
    for n, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
QUARTER_WORDS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4"}
DURATION = r"seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?"
COUNT = "|".join(EN_WORDS)


def _join(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


PATTERNS: dict[str, re.Pattern[str]] = {
    "percent": re.compile(
        rf"{LEFT}{BOUND}(?P<num>{DIGITS}|{EN_SPELLED})(?:\s?%|[ -](?:percentage\s+points?|percent|per\s+cent|"
        r"basis\s+points?|per\s+mille)\b|\s?‰)",
        re.I,
    ),
    "money": re.compile(
        rf"{LEFT}{BOUND}(?:(?P<sign>{_join(CURRENCY_SIGNS)})\s?{AMOUNT}|"
        + AMOUNT.replace("?P<num>", "?P<num2>").replace("?P<scale>", "?P<scale2>").replace("?P<short>", "?P<short2>")
        + rf"[ -](?P<word>{_join(CURRENCY_WORDS)})\b)(?!\w)"
    ),
    "quantity": re.compile(rf"{LEFT}{BOUND}{AMOUNT}[ -]?(?P<unit>{_join(UNIT_WORDS)})(?![\w²])"),
    "number": re.compile(rf"{LEFT}{BOUND}{AMOUNT}(?![\w%]|[.,]\d|:\d)", re.I),
    "half": re.compile(
        rf"\b(?:half\s+a\s+(?P<half>{SCALE})|(?P<several>tens|hundreds)\s+of\s+(?P<of>thousands|millions|billions)|"
        r"(?P<scales>thousands|millions|billions)\s+of)\b",
        re.I,
    ),
    "date": re.compile(
        rf"\b(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:,?\s+{YEAR}\b)?(?![,.]\d)"
    ),
    "date2": re.compile(rf"{LEFT}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+{YEAR})?\b"),
    "iso": re.compile(
        r"(?<![\w/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/-]|\.\d)"
    ),
    "month": re.compile(
        rf"\b(?:(?P<part>(?i:by\s+the\s+end\s+of|at\s+the\s+end\s+of|as\s+of\s+the\s+end\s+of|the\s+end\s+of|end\s+of|early|mid|late))"
        rf"[ -])?{MONTH}(?:,?\s+(?:of\s+)?{YEAR})?\b"
    ),
    "year": re.compile(
        rf"\b(?P<part>by\s+the\s+end\s+of\s+|at\s+the\s+end\s+of\s+|the\s+end\s+of\s+|by\s+|early\s+|late\s+|mid-|in\s+|"
        rf"since\s+|from\s+|for\s+|of\s+|during\s+)(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d|\s*(?:{SCALE}|percent|yuan))",
        re.I,
    ),
    "decade": re.compile(r"\b(?P<year>(?:19|20)\d0)s\b"),
    "quarter": re.compile(
        rf"\b(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<what>quarter|half)"
        rf"(?:\s+of\s+the\s+year)?)(?:\s+(?:of\s+)?{YEAR})?\b",
        re.I,
    ),
    "months": re.compile(
        r"\bthe\s+first\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})\s+months"
        rf"(?:\s+of\s+(?:the\s+year|this\s+year|{YEAR}))?\b",
        re.I,
    ),
    "clock": re.compile(
        r"(?<![\w:.])(?P<h>\d{1,2})(?::(?P<m>\d\d)(?::(?P<s>\d\d))?)?\s?(?P<ap>[ap]\.m\.|[ap]m)(?!\w)"
        r"|(?<![\w:.])(?P<h2>\d{1,2}):(?P<m2>\d\d)(?::(?P<s2>\d\d))?(?![\w:])",
        re.I,
    ),
    "duration": re.compile(
        rf"{LEFT}{BOUND}(?P<num>{DIGITS}|{EN_SPELLED})[ -](?P<unit>{DURATION})\b(?! old|(?<=quarters) of)", re.I
    ),
    "ordinal": re.compile(r"(?<![\w.])(?P<n>\d{1,3})(?:st|nd|rd|th)\b"),
    "fraction": re.compile(
        r"\b(?P<n>one|two|three|four|five|\d)[ -](?P<d>thirds?|fourths?|quarters?|fifths?|sixths?|tenths?)\b(?!\s+of\s+the\s+year)",
        re.I,
    ),
    "multiple": re.compile(
        rf"\b(?P<word>doubled|tripled|quadrupled)\b|\b(?P<fold>{COUNT}|\d+(?:\.\d+)?)[ -]?fold\b"
        rf"|{LEFT}{BOUND}(?P<times>{DIGITS}|{EN_SPELLED})\s+times\b",
        re.I,
    ),
    "range": re.compile(
        rf"(?P<between>between\s+)?{LEFT}(?P<low>{DIGITS})(?P<s1>%| percent)?\s?(?:-|–|—|to|(?P<conj>and))\s?(?P<high>{DIGITS})"
        rf"(?:[ -]?(?P<scale>{SCALE})\b)?(?P<pc>\s?%|[ -](?:percent|per cent)\b)?(?![\w]|[.,-]\d)",
        re.I,
    ),
}
