"""The facts of both sides of a segment, and the amounts that each holds in any guise."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from l10n.checks.kit import CheckKit
from l10n.model.article import Segment
from l10n.model.fact import (
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
from l10n.text.figures import DIGITS, EN_SCALE, EN_SPELLED, chinese_value, digits_value, spelled_value

_SPACED = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")
_SPELLED = re.compile(
    rf"\b(?:(?P<words>{EN_SPELLED})"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion)(?:th)?|(?P<half> and a half))?"
    r"|(?:an? |(?<=-))(?P<one>hundred|thousand|million|billion|trillion))\b",
    re.I,
)
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九十百千]+个?[万亿]*|[万亿]")
_UNITS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
# What a figure before a word is worth in another unit, scale or coin: 25,000 metres are 25公里, 5 cents 0.05美元.
_FACTOR_WORDS = {
    "1000": "公里 千米 kilometer kilometers kilometre kilometres km 吨 ton tons tonne tonnes 公斤 千克 kilogram kg "
            "kilograms gigabit Gigabit thousandth",
    "0.001": "米 meter meters metre metres 公斤 千克 kilogram kilograms kg 克 gram grams 兆 megabit Megabit",
    "0.01": "美分 分钱 分 cent cents pence 便士 fen",
    "0.1": "角 毛钱 jiao dime dimes",
    "0.5": "斤",
    "10": "折 decade decades",
    "12": "dozen",
    "20": "score",
    "100": "century centuries",
    "1e6": "millionth megapixel",
    "1e9": "billionth",
    "1e12": "trillionth",
    "1e15": "quadrillion",
    "1e16": "亿亿",
    "1e18": "quintillion",
}
_FACTORS = {
    word: tuple(Decimal(factor) for factor, words in _FACTOR_WORDS.items() if word in words.split())
    for words in _FACTOR_WORDS.values()
    for word in words.split()
}
_WORTH = re.compile(
    rf"({DIGITS})[\s-]?({'|'.join(sorted(_FACTORS, key=len, reverse=True))})(?![a-z])"
)
_CUT_OFF = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12), "千": Decimal(1)}
_BEFORE_LETTER = re.compile(rf"({DIGITS})(万亿|万|亿|千)(?=[A-Za-z]|比特|字节|卡|帕)")      # 2.6万P, 16千比特
_HALVES = (  # half of something, and what it is in the next smaller unit
    (re.compile(r"半|\bhal(?:f|ves)\b", re.I), "0.5"),
    (re.compile(r"半个?(?:小时|钟头|分钟)|\bhalf[ -](?:an |a )?(?:hour|minute)", re.I), "30"),
    (re.compile(r"半年|\bhalf[ -](?:a |the )?year", re.I), "6"),
    (re.compile(r"半个?月|\bhalf[ -](?:a )?month|\bfortnight", re.I), "15"),
    (re.compile(r"一年半|\b(?:a|one) year and a half|\b(?:one and a half|a year-and-a-half)", re.I), "18"),
    (re.compile(r"半天|\bhalf[ -](?:a )?day", re.I), "12"),
    (re.compile(r"全天候|昼夜|\b(?:a?round|all)[ -]the[ -]clock\b|24/7", re.I), "24"),
    (re.compile(r"\bdozen\b|一打", re.I), "12"),
    (re.compile(r"\bfortnight|两周|半月", re.I), "14"),
)
_HALF = re.compile(
    r"半|\bhal(?:f|v)|clock\b|24/7|全天候|昼夜|\bdozen|一打|\bfortnight|两周|\bone and a|year-and", re.I
)
_LATIN = re.compile("[A-Za-z]{3}")
_DECADE = re.compile(r"\b(?:19|20)(\d0)s\b|(\d0)年代|(?<!\d)(\d[05])后")
_TAIL = re.compile(r"(?<!\d)(\d+)(?=[秒米块元分](\d{1,2})(?![\d.]))")         # 42秒57, 1米75
_TAILED = re.compile(r"\b(\d+)\.(\d{1,2})(?= (?:seconds?|met(?:er|re)s?|yuan|m)\b)")
_OFF = re.compile(r"([一二三四五六七八九])折|(\d)折")              # 八折 is 20 percent off
_BESIDES = re.compile(rf"({DIGITS}|\b{EN_SPELLED}) (?:\w+ )?(?:others?|more)\b", re.I)   # named ones count too
_TENTHS = re.compile("([一二三四五六七八九])成")


class Sides(NamedTuple):
    """Facts of source and target, and the amounts that stand on each side, hidden in words too."""

    source: tuple[Fact, ...]
    target: tuple[Fact, ...]
    wanted: frozenset[Decimal]
    held: frozenset[Decimal]


def sides(segment: Segment, kit: CheckKit) -> Sides:
    """Both sides of a segment, read once. A space between a figure and a Chinese unit (2800 万) is looked through."""
    source, target = segment.source_text, segment.target_text
    return kit.memo.of(("sides", kit.pair.source, source, target), lambda: _sides(source, target, kit))


def _sides(source: str, target: str, kit: CheckKit) -> Sides:
    source, target = _SPACED.sub("", source), _SPACED.sub("", target)
    first = kit.facts(source, kit.pair.source_language)
    second = kit.facts(target, kit.pair.target_language)
    return Sides(
        first,
        second,
        frozenset(_amounts(first) | loose_amounts(source)),
        frozenset(_amounts(second) | loose_amounts(target)),
    )


def loose_amounts(text: str) -> set[Decimal]:
    """Amounts that a writer hides in words: forty, a trillion, 三十, 四成 (40 percent), 两个亿, 万卡."""
    found = set(_english_amounts(text)) if _LATIN.search(text) else set()
    if not text.isascii():
        found.update(_chinese_amounts(text))
    if _HALF.search(text):
        found |= {Decimal(value) for pattern, value in _HALVES if pattern.search(text)}
    if any(map(str.isdigit, text)):
        for match in _WORTH.finditer(text):
            found |= {digits_value(match[1]) * factor for factor in _FACTORS[match[2]]}
        found |= {Decimal(match[1] or match[2] or match[3]) for match in _DECADE.finditer(text)}
        found |= {Decimal(f"{match[1]}.{match[2]}") for match in _TAIL.finditer(text)}
        found |= {Decimal(part) for match in _TAILED.finditer(text) for part in match.groups()}
    return found


def _english_amounts(text: str) -> Iterator[Decimal]:
    for match in _SPELLED.finditer(text):
        scale = Decimal(10) ** EN_SCALE.get((match["scale"] or match["one"] or "").lower(), 0)
        value = spelled_value(match["words"]) if match["words"] else Decimal(1)
        yield value * scale + (Decimal("0.5") if match["half"] else 0)
    for match in _BESIDES.finditer(text) if "other" in text or "more" in text else ():
        number = digits_value(match[1]) if match[1][0].isdigit() else spelled_value(match[1])
        yield from (number + named for named in (1, 2, 3, 4))


def _chinese_amounts(text: str) -> Iterator[Decimal]:
    for match in _HAN_NUMBER.finditer(text):
        numeral = chinese_value(match[0].replace("个", "")) or _UNITS.get(match[0])
        if numeral is not None:
            yield numeral
    for match in _BEFORE_LETTER.finditer(text):
        yield digits_value(match[1]) * _CUT_OFF[match[2]]
    for match in _OFF.finditer(text) if "折" in text else ():
        tenths = Decimal(match[2] or "零一二三四五六七八九".index(match[1]))
        yield from (tenths * 10, 100 - tenths * 10)
    for match in _TENTHS.finditer(text) if "成" in text else ():
        tenths = Decimal("零一二三四五六七八九".index(match[1]))
        yield from (tenths * 10, tenths * 10 + 5)


def amounts(value: Value) -> list[Decimal]:
    """The plain amounts inside a value: of a date year, month and day, of a range both ends."""
    match value:
        case Number(value=number) | Percent(value=number) | Multiple(value=number):
            return [number]
        case Money(amount=amount) | Quantity(amount=amount) | Duration(amount=amount):
            return [amount.value]
        case Day(year=year, month=month, day=day):
            return [Decimal(part) for part in (year, month, day) if part]
        case Clock(minute=minute):
            return [Decimal(minute)] if minute else []
        case Ordinal(value=place):
            return [Decimal(place)]
        case Fraction(numerator=above, denominator=below):
            return [Decimal(above), Decimal(below)]
        case Range(low=low, high=high):
            return amounts(low) + amounts(high)
    return []


def flat(facts: Iterable[Fact]) -> list[tuple[Fact, Value]]:
    """Each fact with its value; both ends of a range apart."""
    return [(fact, end) for fact in facts
            for end in ((fact.value.low, fact.value.high) if isinstance(fact.value, Range) else (fact.value,))]


def _amounts(facts: tuple[Fact, ...]) -> set[Decimal]:
    return {amount for fact in facts for amount in amounts(fact.value)}
