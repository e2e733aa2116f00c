"""Numbers, percentages, dates, money, units and names with digits, compared by value between source and target."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.fact import (
    Clock,
    Day,
    Duration,
    Fact,
    Fraction,
    Money,
    Multiple,
    Name,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Range,
    Value,
)
from l10n.model.inline import PlaceableKind
from l10n.text.facts import find_facts
from l10n.text.figures import DIGITS, EN_SCALE, EN_SPELLED, chinese_value, digits_value, spelled_value

_SMALL = Decimal(10)  # up to ten a writer may spell, drop or turn a number into words
_DIGIT = re.compile(r"\d")
_SPACED = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")
_SPELLED = re.compile(
    rf"\b(?:(?P<words>{EN_SPELLED})(?:[ -](?P<scale>hundred|thousand|million|billion|trillion))?"
    r"|an? (?P<one>hundred|thousand|million|billion|trillion))\b",
    re.I,
)
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


def changed_numbers(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Amounts of the source whose value stands nowhere in the target, paired with strays there."""
    source, target = _sides(segment, kit)
    missing, extra = _difference(source, target, segment)
    for number, fact in enumerate(missing):
        other = extra[number].text if number < len(extra) else None
        shown = f"became “{other}”" if other else "does not stand in the target"
        yield Fault(f"“{fact.text}” {shown}: write the same value")


def added_numbers(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Amounts of the target that the source does not hold, beyond those that pair with a missing one."""
    source, target = _sides(segment, kit)
    missing, extra = _difference(source, target, segment)
    for fact in extra[len(missing) :]:
        yield Fault(f"“{fact.text}” does not stand in the source: take it out or correct it")


def confused_points(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A percentage that became percentage points, or the other way round."""
    source, target = _sides(segment, kit)
    units = {(p.value, p.unit): fact.text for fact in source for p in _percents(fact.value)}
    other = {(p.value, p.unit): fact.text for fact in target for p in _percents(fact.value)}
    for (value, unit), text in units.items():
        wrong = "point" if unit == "percent" else "percent"
        if (value, unit) not in other and (value, wrong) in other and (value, wrong) not in units:
            yield Fault(f"“{text}” became “{other[value, wrong]}”: percent and percentage points differ")


def changed_currency(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """An amount of money in another currency."""
    source, target = _sides(segment, kit)
    there = {(f.value.amount.value, f.value.currency) for f in target if isinstance(f.value, Money)}
    for fact in source:
        if isinstance(fact.value, Money) and (fact.value.amount.value, fact.value.currency) not in there:
            wrong = [currency for amount, currency in there if amount == fact.value.amount.value]
            if wrong:
                yield Fault(f"“{fact.text}” stands in {wrong[0]} in the target: write {fact.value.currency}")


def changed_unit(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A quantity with another unit or magnitude: GHz for MHz."""
    source, target = _sides(segment, kit)
    there = [(f.value.amount.value, f.value.unit) for f in target if isinstance(f.value, Quantity)]
    for fact in source:
        if isinstance(fact.value, Quantity) and (fact.value.amount.value, fact.value.unit) not in there:
            wrong = [unit for amount, unit in there if amount == fact.value.amount.value]
            if wrong:
                yield Fault(f"“{fact.text}” has the unit {wrong[0]} in the target: write {fact.value.unit}")


def changed_dates(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A full date whose year, month or day differs in the target."""
    source, target = _sides(segment, kit)
    there = [f.value for f in target if isinstance(f.value, Day)]
    for fact in source:
        day = fact.value
        if isinstance(day, Day) and day.month and not day.relative and not any(_agree(day, other) for other in there):
            rivals = [f.text for f in target if isinstance(f.value, Day) and f.value.month]
            if rivals:
                yield Fault(f"“{fact.text}” became “{rivals[0]}”: write the same date")


def missing_names(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Names with digits, URLs and addresses that do not stand in the target: 5G-A, IMT-2030, n78."""
    squeezed = re.sub(r"[\s\u2010-\u2015-]", "", segment.target_text).lower()
    for fact in find_facts(segment.source_text, kit.pair.source_language):
        if isinstance(fact.value, Name) and re.sub(r"[\s\u2010-\u2015-]", "", fact.text).lower() not in squeezed:
            yield Fault(f"“{fact.text}” does not stand in the target: keep it as it is")


def _sides(segment: Segment, kit: CheckKit) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts of source and target; a space between a figure and a Chinese unit (2800 万) is looked through."""
    source, target = (_SPACED.sub("", text) for text in (segment.source_text, segment.target_text))
    return find_facts(source, kit.pair.source_language), find_facts(target, kit.pair.target_language)


def _difference(source: tuple[Fact, ...], target: tuple[Fact, ...], segment: Segment) -> tuple[list[Fact], list[Fact]]:
    """Facts of each side whose amount the other side lacks in any guise; small and spelled ones are let pass."""
    wanted = _amounts(source) | loose_amounts(segment.source_text)
    held = _amounts(target) | loose_amounts(segment.target_text)
    missing = [f for f in source if _counts(f) and not _covered(f, held, segment.target_text)]
    extra = [f for f in target if _counts(f) and not _covered(f, wanted, segment.source_text)]
    return missing, extra


def loose_amounts(text: str) -> set[Decimal]:
    """Amounts that a writer hides in words: forty, a trillion, 三十, 四成 (40 percent), 两个亿, 万卡."""
    found = set()
    for match in _SPELLED.finditer(text):
        scale = Decimal(10) ** EN_SCALE.get((match["scale"] or match["one"] or "").lower(), 0)
        found.add((spelled_value(match["words"]) if match["words"] else Decimal(1)) * scale)
    for match in _HAN_NUMBER.finditer(text):
        value = chinese_value(match[0].replace("个", "")) or _UNITS.get(match[0])
        found |= {value} if value is not None else set()
    for pattern, factor in _OTHER_UNITS:
        found |= {digits_value(match[1]) * factor for match in pattern.finditer(text)}
    for match in _TENTHS.finditer(text):
        value = chinese_value(match[1])
        found |= {value * 10, value * 10 + 5} if value is not None else set()
    return found


def _amounts(facts: tuple[Fact, ...]) -> set[Decimal]:
    return {amount for fact in facts for amount in amounts(fact.value)}


def _counts(fact: Fact) -> bool:
    """True for an amount in digits that is large enough to be no matter of style."""
    if fact.kind in (PlaceableKind.NAME, PlaceableKind.URL, PlaceableKind.ORDINAL) or isinstance(fact.value, Fraction):
        return False
    return bool(_DIGIT.search(fact.text)) and any(a > _SMALL or a != a.to_integral_value() for a in amounts(fact.value))


def _covered(fact: Fact, other: set[Decimal], text: str) -> bool:
    """True when each amount stands on the other side, as a value or at least digit by digit."""
    digits = re.sub(r"[,\s]", "", text)
    return all(
        a in other or (a <= _SMALL and a == a.to_integral_value()) or _written(a, digits) for a in amounts(fact.value)
    )


def _written(amount: Decimal, digits: str) -> bool:
    plain = f"{amount:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return bool(re.search(rf"(?<![\d.]){re.escape(plain)}(?![\d]|\.\d|[万亿])", digits)) and not re.search(
        rf"{re.escape(plain)}(?:million|billion|trillion)", digits
    )


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


def _percents(value: Value) -> list[Percent]:
    if isinstance(value, Range):
        return _percents(value.low) + _percents(value.high)
    return [value] if isinstance(value, Percent) else []


def _agree(first: Day, second: Day) -> bool:
    """True when no part that both name differs."""
    pairs = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    return all(a is None or b is None or a == b for a, b in pairs) and (second.month is not None or first.month is None)
