"""Values in text: which readings win, and when two values are the same."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction as Exact

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
from l10n.text import facts_en, facts_zh
from l10n.text.names import names
from l10n.text.relative import relative_days

# Of two readings of one length the kind named first wins.
_RANK = [
    PlaceableKind.URL,
    PlaceableKind.DATE,
    PlaceableKind.MONEY,
    PlaceableKind.PERCENT,
    PlaceableKind.RANGE,
    PlaceableKind.QUANTITY,
    PlaceableKind.DURATION,
    PlaceableKind.TIME,
    PlaceableKind.ORDINAL,
    PlaceableKind.NUMBER,
    PlaceableKind.NAME,
]
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def find_facts(text: str, language: str, today: date | None = None) -> tuple[Fact, ...]:
    """Non-overlapping facts in order; at each place the longest reading wins. `language`: "en" or "zh".

    With the article's date, `last October` is read too.
    """
    module = facts_zh if language.startswith("zh") else facts_en
    found = [*names(text), *relative_days(text, language, today), *module.candidates(text)]
    found.sort(key=lambda fact: (fact.start, -fact.end, _RANK.index(fact.kind)))
    chosen: list[Fact] = []
    reached = 0
    for fact in found:
        if fact.start >= reached and fact.end > fact.start:
            chosen.append(fact)
            reached = fact.end
    return tuple(chosen)


def value_key(value: Value) -> tuple[object, ...]:
    """A hashable key that equal values share, whatever their bound, scale or wording."""
    match value:
        case Number(value=number):
            return ("number", _exact(number))
        case Percent(value=number, unit=unit):
            return ("percent", unit, _exact(number))
        case Money(amount=amount, currency=currency):
            return ("money", currency, _exact(amount.value))
        case Quantity(amount=amount, unit=unit):
            return ("quantity", unit, _exact(amount.value))
        case Day():
            return ("day", value.year, value.month, value.day, _part(value.part), value.relative)
        case Clock(hour=hour, minute=minute, second=second):
            return ("clock", hour % 24, minute, second or 0)
        case Duration(amount=amount, unit=unit):
            group, size = ("s", _SECONDS[unit]) if unit in _SECONDS else ("m", _MONTHS[unit])
            return ("duration", group, _exact(amount.value) * size)
        case Ordinal(value=place):
            return ("ordinal", place)
        case Multiple(value=number):
            return ("multiple", _exact(number))
        case Fraction(numerator=above, denominator=below):
            return ("number", Exact(above, below))
        case Range(low=low, high=high):
            return ("range", value_key(low), value_key(high))
        case Name(text=text):
            return ("name", re.sub(r"[\s\u2010-\u2015]+", " ", text))


def same_value(first: Value, second: Value) -> bool:
    """True when both say the same, bounds and wording apart."""
    return value_key(first) == value_key(second)


def _exact(number: Decimal) -> Exact:
    return Exact(number)


def _part(part: str) -> str:
    """`by end` and `end` are one; so are `by` and nothing, `late` and `end`."""
    return {"by end": "end", "by": "", "late": "end"}.get(part, part)
