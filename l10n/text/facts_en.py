"""Facts in English text, each recogniser a small function of a match; l10n.text.facts chooses among the readings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from l10n.model.fact import (
    Bound,
    Clock,
    Duration,
    Fact,
    Fraction,
    Money,
    Multiple,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Value,
)
from l10n.model.inline import PlaceableKind as Kind
from l10n.model.trail import Span
from l10n.text.dates_en import DATES, year_before
from l10n.text.figures import EN_SCALE, EN_WORDS, digits_value, spelled_value
from l10n.text.patterns_en import (
    AFTER,
    AFTER_BOUND,
    AMOUNTS,
    BEFORE_BOUND,
    BEFORE_MINUS,
    BELOW,
    BOUNDS,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    FOLDS,
    MONTH_BEFORE,
    ORDINAL_WORDS,
    PATTERNS,
    START,
    UNIT_WORDS,
    ZONES,
)

_BACK = 24                 # no bound or part of a date is longer
_BARE_FROM = 10            # smaller numbers in words stand in set phrases too often: one of them, take five
_REACH = 48                # a figure and the word after it are not longer
# Characters of which one must stand near for a recogniser to be worth trying.
_NEEDS = {
    "percent": set("%％‰pP"), "dozen": set("zZ"), "half": set("hH"), "clock": set(":mM"), "year": set("12"),
    "fraction": set("hHtTfF"), "multiple": set("fFtT"), "ordinal": set("snrtSNRT"), "duration": set("sShHyYkKdD"),
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_OBJECT = re.compile(r" (?:the|an?|their|its|over|gold|silver|bronze|awards?|prizes?|bids?|contracts?)\b")
_PLAN = re.compile(r" [Pp]lan\b")
_WEAK = ("under", "below", "above", "over", "some", "around")    # with a year these say no bound


def candidates(text: str) -> Iterator[Fact]:
    """Every reading of every place, overlapping ones too."""
    for name, make in DATES.items():
        for match in PATTERNS[name].finditer(text):
            made = make(match)
            if made is not None:
                yield Fact(made[1], made[2], text[made[1] : made[2]], Kind.DATE, made[0])
    for name, (kind, read) in _WORDS.items():
        for match in PATTERNS[name].finditer(text):
            yield Fact(match.start(), match.end(), match[0], kind, read(match))
    for start in START.finditer(text):
        yield from _amounts(text, start)


def _amounts(text: str, start: re.Match[str]) -> Iterator[Fact]:
    at = start.end()
    if start["sign"]:
        match = AMOUNTS["number"].match(text, at)
        if match and match["num"][0].isdigit():
            money = Money(_number(match), _currency(start["sign"]))
            yield _bounded(text, (start.start(), match.end()), Kind.MONEY, money)
        return
    near = set(text[at : at + _REACH])
    for name, (kind, make) in _MAKERS.items():
        if _NEEDS.get(name, near).isdisjoint(near):
            continue
        match = AMOUNTS[name].match(text, at)
        value = make(match) if match else None
        if match and value is not None:
            yield _bounded(text, (at, match.end()), kind, value)
    match = AMOUNTS["year"].match(text, at)
    found = year_before(text, match) if match else None
    if match and found:
        yield Fact(found[1], match.end(), text[found[1] : match.end()], Kind.DATE, found[0])


def _bounded(text: str, span: Span, kind: Kind, value: Value) -> Fact:
    """The fact with the minus and the bound that stand beside it."""
    start, end = span
    minus = BEFORE_MINUS.search(text, max(0, start - _BACK), start)
    if minus and not isinstance(value, Clock | Ordinal | Fraction | Multiple | Duration):
        start, value = minus.start(), _negative(value)
    before = BEFORE_BOUND.search(text, max(0, start - _BACK), start)
    after = AFTER_BOUND.match(text, end)
    if before and not (before[1].lower() in _WEAK and _YEAR.fullmatch(text, start, end)):
        start, value = before.start(), with_bound(value, BOUNDS[re.sub(r"\s+", " ", before["bound"].lower())])
    elif after and not isinstance(value, Clock | Ordinal | Fraction):
        end, value = after.end(), with_bound(value, AFTER[after[0]])
    if isinstance(value, Clock | Ordinal | Fraction) and before:
        start = before.end()
    return Fact(start, end, text[start:end], kind, value)


def with_bound(value: Value, bound: Bound) -> Value:
    """The value meant with a bound; values that have none stay as they are."""
    match value:
        case Number() | Percent() | Multiple():
            return replace(value, bound=bound)
        case Money() | Quantity() | Duration():
            return replace(value, amount=replace(value.amount, bound=bound))
    return value


def _negative(value: Value) -> Value:
    match value:
        case Number() | Percent():
            return replace(value, value=-value.value)
        case Money() | Quantity():
            return replace(value, amount=replace(value.amount, value=-value.amount.value))
    return value


def _value(written: str) -> Decimal:
    return digits_value(written) if written[0].isdigit() else spelled_value(written)


def _currency(written: str) -> str:
    return CURRENCY_SIGNS.get(written) or CURRENCY_SIGNS[written.upper()]


def _number(match: re.Match[str]) -> Number:
    power = EN_SCALE[(match["scale"] or match["short"]).lower()] if match["scale"] or match["short"] else 0
    return Number(_value(match["num"]) * 10**power, scale=power)


def _after_month(m: re.Match[str]) -> bool:
    """True when a figure with a gap stands after a month: June 15 300 people."""
    return " " in m["num"] and bool(MONTH_BEFORE.search(m.string, max(0, m.start() - 12), m.start()))


def _percent(m: re.Match[str]) -> Value | None:
    tail = m[0].lower()
    if "basis" in tail:
        return Percent(_value(m["num"]), "basis point")
    if "point" in tail or tail.endswith("pp"):
        return Percent(_value(m["num"]), "point")
    return Percent(_value(m["num"]), "permille" if "‰" in tail or "mille" in tail else "percent")


def _money(m: re.Match[str]) -> Value | None:
    if m["word"] == "won" and _OBJECT.match(m.string, m.end()):
        return None            # 35 won the prize
    return Money(_number(m), CURRENCY_WORDS[m["word"]])


def _quantity(m: re.Match[str]) -> Value | None:
    worded = not m["num"][0].isdigit()
    if m["unit"] in ("m", "mu") and (worded or (m["unit"] == "m" and " m" not in m[0])):
        return None
    if m["unit"] in ("foot", "feet", "ton") and worded:
        return None
    return Quantity(_number(m), UNIT_WORDS[m["unit"]])


def _plain(m: re.Match[str]) -> Value | None:
    number = _number(m)
    if m["num"][0].isdigit():
        leading = len(m["num"]) > 1 and m["num"][0] == "0" and "." not in m["num"]
        return None if leading or _after_month(m) else number
    return number if m["scale"] or number.value >= _BARE_FROM else None


def _dozen(m: re.Match[str]) -> Value | None:
    written = m["n"].lower()
    count = {"a": Decimal(1), "half a": Decimal("0.5")}.get(written)
    return Number((_value(written) if count is None else count) * 12)


def _half(m: re.Match[str]) -> Value | None:
    power = EN_SCALE[m["half"].lower()]
    return Number(Decimal(5) * 10 ** (power - 1), scale=power)


def _clock(m: re.Match[str]) -> Value | None:
    hour, minute = int(m["h"] or m["h2"]), int(m["m"] or m["m2"] or 0)
    second = m["s"] or m["s2"]
    if m["ap"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m["ap"].lower().startswith("p") else 0)
    if hour > 24 or minute > 59 or (second and int(second) > 59):
        return None
    zone = re.sub(r"\s+", " ", m["zone"] or m["zone2"] or "")
    return Clock(hour, minute, int(second) if second else None, ZONES.get(zone.lower(), zone))


def _duration(m: re.Match[str]) -> Value | None:
    if m["num"].lower() == "five" and _PLAN.match(m.string, m.end()):
        return None     # Five-Year Plan is a name
    if _after_month(m):
        return None
    unit = m["unit"].lower().rstrip("s")
    return Duration(Number(_value(m["num"]) + (Decimal("0.5") if m["half"] else 0)), unit)


def _fraction(m: re.Match[str]) -> Value | None:
    below = BELOW[m["d"].lower().removesuffix("s")]
    above = int(m["n"]) if m["n"].isdigit() else EN_WORDS[m["n"].lower()]
    return Fraction(above, below) if 0 < above < below else None


def _multiple(m: re.Match[str]) -> Value | None:
    return Multiple(_value((m["fold"] or m["num"]).lower()))


def _several(m: re.Match[str]) -> Number:
    word = (m["of"] or m["scales"]).lower().rstrip("s")
    power = 1 if word in ("dozen", "ten") else EN_SCALE[word]
    power += {"tens": 1, "hundreds": 2}[m["several"].lower()] if m["several"] else 0
    return Number(Decimal(10) ** power, Bound.SEVERAL, power)


_MAKERS: dict[str, tuple[Kind, Callable[[re.Match[str]], Value | None]]] = {
    "percent": (Kind.PERCENT, _percent),
    "money": (Kind.MONEY, _money),
    "quantity": (Kind.QUANTITY, _quantity),
    "number": (Kind.NUMBER, _plain),
    "dozen": (Kind.NUMBER, _dozen),
    "half": (Kind.NUMBER, _half),
    "clock": (Kind.TIME, _clock),
    "duration": (Kind.DURATION, _duration),
    "ordinal": (Kind.ORDINAL, lambda m: Ordinal(int(m["n"])) if int(m["n"]) else None),
    "fraction": (Kind.NUMBER, _fraction),
    "multiple": (Kind.NUMBER, _multiple),
}
_WORDS: dict[str, tuple[Kind, Callable[[re.Match[str]], Value]]] = {
    "several": (Kind.NUMBER, _several),
    "ordinal_word": (Kind.ORDINAL, lambda m: Ordinal(ORDINAL_WORDS[m["word"].lower()])),
    "part": (Kind.NUMBER, lambda m: Fraction(1, BELOW[m["d"].lower()])),
    "fold": (Kind.NUMBER, lambda m: Multiple(Decimal(FOLDS[m["word"].lower()]))),
}
