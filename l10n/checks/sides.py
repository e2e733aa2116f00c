"""The facts of both sides of a segment, and the amounts that each holds in any guise."""

import re
from collections.abc import Iterable
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
    rf"\b(?:(?P<words>{EN_SPELLED})(?:[ -](?P<scale>hundred|thousand|million|billion|trillion))?"
    r"|(?:an? |(?<=-))(?P<one>hundred|thousand|million|billion|trillion))\b",
    re.I,
)
_FIGURE_SCALED = re.compile(rf"({DIGITS})[ -](dozen|score|decades?|centur(?:y|ies))\b", re.I)
_WORTH = {"dozen": 12, "score": 20, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九十百千]+个?[万亿]*|[万亿]")
_UNITS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_OTHER_UNITS = (  # the same length, weight or sum in a neighbouring unit
    (
        re.compile(rf"({DIGITS})\s?(?:公里|千米|kilomet(?:er|re)s?|km\b|吨|tonn?e?s?\b|公斤|千克|kilograms?|kg\b)"),
        Decimal(1000),
    ),
    (re.compile(rf"({DIGITS})\s?(?:米|met(?:er|re)s?\b|公斤|千克|kilograms?|kg\b|克|grams?\b)"), Decimal("0.001")),
    (re.compile(rf"({DIGITS})\s?(?:美分|分钱|cents?\b|pence\b|便士)"), Decimal("0.01")),
)
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
    found = set()
    for match in _SPELLED.finditer(text):
        scale = Decimal(10) ** EN_SCALE.get((match["scale"] or match["one"] or "").lower(), 0)
        found.add((spelled_value(match["words"]) if match["words"] else Decimal(1)) * scale)
    for match in _FIGURE_SCALED.finditer(text):
        found.add(digits_value(match[1]) * _WORTH[match[2].lower()])
    for match in _HAN_NUMBER.finditer(text):
        value = chinese_value(match[0].replace("个", "")) or _UNITS.get(match[0])
        found |= {value} if value is not None else set()
    for pattern, factor in _OTHER_UNITS:
        found |= {digits_value(match[1]) * factor for match in pattern.finditer(text)}
    for match in _TENTHS.finditer(text):
        value = chinese_value(match[1])
        found |= {value * 10, value * 10 + 5} if value is not None else set()
    return found


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
