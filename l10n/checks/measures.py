"""Money and measures: the same currency and the same unit, or the same size in another unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n.checks.kit import CheckKit, Fault
from l10n.checks.sides import flat, sides
from l10n.model.article import Segment
from l10n.model.fact import Duration, Fact, Money, Number, Quantity

# Unit -> what it measures and how much of it (SI; a mu is 1/15 ha).
_SIZES: dict[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(size))
    for dimension, units in {
        "time": "ms 0.001 s 1",
        "length": "nm 1e-9 mm 0.001 cm 0.01 in 0.0254 ft 0.3048 m 1 km 1000 mi 1609.344",
        "area": "m2 1 mu 666.667 ha 10000 km2 1000000",
        "mass": "g 0.001 kg 1 t 1000",
        "frequency": "Hz 1 kHz 1e3 MHz 1e6 GHz 1e9 THz 1e12",
        "rate": "kbps 1e3 Mbps 1e6 Gbps 1e9 Tbps 1e12",
        "memory": "MB 1e6 GB 1e9 TB 1e12 PB 1e15 EB 1e18",
        "energy": "kWh 1 MWh 1e3 GWh 1e6 TWh 1e9",
        "power": "W 1 kW 1e3 MW 1e6 GW 1e9",
        "computing": "PFLOPS 1 EFLOPS 1000",
    }.items()
    for unit, size in zip(units.split()[::2], units.split()[1::2], strict=True)
}
_MONEY_WORD = re.compile(
    r"[$€£¥￥₹₩元圆块角分镑]|卢[布比]|克朗|法郎|人民币|[美日欧韩港澳加]币"
    r"|\b(?:yuan|renminbi|RMB|CNY|USD|dollars?|euros?|pounds?|yen|won|rupees?|rou?bles?|kron\w+|francs?|cents?|pence|fen)\b"
)
_DOLLARS = frozenset(("USD", "HKD", "AUD", "CAD", "SGD"))
_BARE_DOLLAR = re.compile(r"(?<![A-Z])\$|(?<!US )(?<!U\.S\. )dollars?|(?<!美)元")
_CURRENCY_WORDS = {
    word: code
    for code, words in {
        "CNY": "yuan renminbi 元", "USD": "dollars dollar US$ $ 美元 美金", "EUR": "euros euro € 欧元",
        "JPY": "yen 日元", "GBP": "£ 英镑", "KRW": "韩元", "HKD": "HK$ 港元 港币", "AUD": "A$ 澳元", "CAD": "C$ 加元",
        "SGD": "S$ 新加坡元", "TWD": "NT$ T$ 新台币", "RUB": "rubles roubles 卢布", "INR": "rupees 卢比",
    }.items()
    for word in words.split()
}
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(?:yuan|renminbi|dollars?|euros?|yen|rou?bles|rupees)(?![A-Za-z])|(?:US|HK|NT|[ACST])?(?<![A-Z]{3})\$(?=\d)|[€£](?=\d)"
    "|(?<=[\\d万亿])(?:美元|美金|欧元|日元|英镑|韩元|港元|港币|澳元|加元|新加坡元|卢布|卢比|元新台币|元(?![旦宵首素件器气]))"
)
_PER_HOUR = re.compile(r"时速|每小时|/h\b|[/每]小时|per hour|an hour|kph|km/h")
_OTHER_SYSTEM = frozenset(("mi", "ft", "in", "mu"))
_ROUNDED, _EXACT = Decimal("0.05"), Decimal("0.001")  # who converts rounds (100 miles, 160公里), but not 945 TWh


def changed_currency(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """An amount of money in another currency."""
    both = sides(segment, kit)
    here, said = _currencies(segment.source_text), _currencies(segment.target_text)
    if here and said and here.keys().isdisjoint(said) and not {*here, *said} <= _DOLLARS:
        (code, word), instead = next(iter(here.items())), next(iter(said.values()))
        yield Fault(f"“{word}” became “{instead}”: write {code}")
        return
    there = [(f, v) for f, v in flat(both.target) if isinstance(v, Money)]
    for fact, value in flat(both.source):
        if isinstance(value, Money):
            same = [(f, v) for f, v in there if v.amount.value == value.amount.value]
            if same and not any(_one_currency((fact, value), other) for other in same):
                other, wrong = same[0]
                message = f"“{fact.text}” became “{other.text}” ({wrong.currency}): write {value.currency}"
                yield Fault(message, source_span=fact.span, target_span=other.span)


def missing_currency(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """An amount of money that stands as a mere number in the target."""
    both = sides(segment, kit)
    if _MONEY_WORD.search(segment.target_text):
        return  # said once for several amounts: 368, 392 and 431 yuan
    plain = {v.value: f for f, v in flat(both.target) if isinstance(v, Number)}
    for fact, value in flat(both.source):
        if isinstance(value, Money) and value.amount.value in plain:
            other = plain[value.amount.value]
            message = f"“{fact.text}” became “{other.text}”: name the currency ({value.currency})"
            yield Fault(message, source_span=fact.span, target_span=other.span)


def changed_unit(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A quantity with another unit or magnitude: GHz for MHz. The same size in another unit is right."""
    both = sides(segment, kit)
    there = _measured(both.target)
    for fact, value in _measured(both.source):
        if not any(same_measure(value, v) for _, v in there):
            wrong = [(f, v) for f, v in there if v.amount.value == value.amount.value]
            if wrong and not _speeds(value, wrong[0][1], segment):
                other, theirs = wrong[0]
                message = f"“{fact.text}” became “{other.text}” ({theirs.unit}): write {value.unit}"
                yield Fault(message, source_span=fact.span, target_span=other.span)


def _currencies(text: str) -> dict[str, str]:
    """The currencies that a text names, each with its word."""
    return {_CURRENCY_WORDS[m[0].removeprefix("元") or "元"]: m[0] for m in _CURRENCY.finditer(text)}


def _measured(facts: tuple[Fact, ...]) -> list[tuple[Fact, Quantity]]:
    """Quantities, and seconds among them, which milliseconds are mistaken for."""
    found = [(f, v) for f, v in flat(facts) if isinstance(v, Quantity)]
    seconds = [(f, v) for f, v in flat(facts) if isinstance(v, Duration) and v.unit == "second"]
    return found + [(fact, Quantity(value.amount, "s")) for fact, value in seconds]


def _one_currency(first: tuple[Fact, Money], second: tuple[Fact, Money]) -> bool:
    """True for the same currency, and for mere dollars beside Canadian ones: which dollar is meant the text tells."""
    if first[1].currency == second[1].currency:
        return True
    both = {first[1].currency, second[1].currency}
    bare = any(_BARE_DOLLAR.search(fact.text) for fact, value in (first, second) if value.currency == "USD")
    return bare and both <= _DOLLARS


def _speeds(first: Quantity, second: Quantity, segment: Segment) -> bool:
    """True when an hour is said once for several speeds: 时速分别为50公里和80公里."""
    said = _PER_HOUR.search(segment.source_text) and _PER_HOUR.search(segment.target_text)
    return bool(said) and {first.unit, second.unit} == {"km", "km/h"}


def same_measure(first: Quantity, second: Quantity) -> bool:
    """True for one size: the same in one unit, rounded by at most a twentieth in units of two systems."""
    if first.unit == second.unit:
        return first.amount.value == second.amount.value
    if first.unit not in _SIZES or second.unit not in _SIZES or _SIZES[first.unit][0] != _SIZES[second.unit][0]:
        return False
    one, other = (q.amount.value * _SIZES[q.unit][1] for q in (first, second))
    rounded = bool({first.unit, second.unit} & _OTHER_SYSTEM)
    return abs(one - other) <= abs(one) * (_ROUNDED if rounded else _EXACT)
