"""Numbers, percentages and bounds, compared by value between source and target."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from l10n.checks.kit import CheckKit, Fault
from l10n.checks.measures import same_measure
from l10n.checks.sides import Sides, amounts, flat, loose_amounts, sides
from l10n.model.article import Segment
from l10n.model.fact import (
    Bound,
    Clock,
    Day,
    Duration,
    Fact,
    Fraction,
    Multiple,
    Name,
    Number,
    Ordinal,
    Percent,
    Quantity,
    Value,
)
from l10n.text.facts import bound_of, value_key

_SPELLED = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?!(?: \w+)? (?:others?|more)\b|[ -]figures?\b)|[三四五六七八九十]+(?=[家项名个位台座条次种款人岁户所])",
    re.I,
)
_FEW = Decimal(3)
_SMALL = Decimal(10)  # up to ten a writer may spell, drop or turn a number into words
_DIGIT = re.compile(r"\d")
_ABOVE = (Bound.MORE, Bound.AT_LEAST)
_BELOW = (Bound.LESS, Bound.NEARLY, Bound.AT_MOST)
_POINTS_OF = re.compile(r"percentage points? of (?:[\w-]+ ){0,3}(?:tariff|dut(?:y|ies)|levy|levies)")
_DENIED = re.compile(r"(?:不[得能可会应宜]?|未能?|没有|\b(?:not|no|never)|n[’']t) ?$")
# The figure is only a part (2.6万P, 90后, 2.14 a.m.), or says how many there are besides (and 18 others).
_MISREAD = re.compile(
    r"[万亿]|后|比特|字节|卡路里|帕|折|\s?[ap]\.m\.| qu(?:int|adr)illion|[ -]?(?:megapixel|gigabit)"
    r"|角|毛钱|分钱| (?:fen|jiao|cents?|pence)\b|(?: \w+)? (?:others?|more)\b|[ -]figures?\b|余种|余项|倍速"
)
_WORDED = (Ordinal, Fraction, Multiple, Clock)  # these are said in words that no list holds: only pairs are compared


class Stray(NamedTuple):
    """An amount that stands on one side only."""

    fact: Fact
    value: Value
    amount: Decimal

    @property
    def large(self) -> bool:
        """True for an amount in digits that is no matter of style."""
        whole = self.amount == self.amount.to_integral_value()
        worded = isinstance(self.value, _WORDED) or not _DIGIT.search(self.fact.text)
        return not worded and (abs(self.amount) > _SMALL or not whole)


def changed_numbers(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Amounts of the source whose value stands nowhere in the target, where another amount stands instead."""
    pairs, _, _ = _compare(segment, kit)
    for lost, other in pairs:
        message = f"“{lost.fact.text}” became “{other.fact.text}”: write the same value"
        yield Fault(message, source_span=lost.fact.span, target_span=other.fact.span)


def missing_numbers(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Amounts of the source that have no counterpart at all; small ones and those in words are let pass."""
    _, lost, _ = _compare(segment, kit)
    for stray in lost:
        message = f"“{stray.fact.text}” does not stand in the target: write the same value"
        yield Fault(message, source_span=stray.fact.span)


def added_numbers(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Amounts of the target that the source does not hold, beyond those that pair with a missing one."""
    _, _, added = _compare(segment, kit)
    for stray in added:
        message = f"“{stray.fact.text}” does not stand in the source: take it out or correct it"
        yield Fault(message, target_span=stray.fact.span)


def confused_points(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A percentage that became percentage points, or the other way round."""
    both = sides(segment, kit)
    units, other = _percents(both.source), _percents(both.target)
    for (value, unit), fact in units.items():
        wrong = "point" if unit == "percent" else "percent"
        there = other.get((value, wrong))
        if there and (value, unit) not in other and (value, wrong) not in units and not _levied(segment):
            message = f"“{fact.text}” became “{there.text}”: percent and percentage points differ, keep the unit"
            yield Fault(message, source_span=fact.span, target_span=there.span)


def turned_bounds(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """More than a number that became less than or nearly it, or the other way round."""
    both = sides(segment, kit)
    for fact, value in flat(both.source):
        mine = _side_of(fact, value, segment.source_text)
        found = [(f, _side_of(f, v, segment.target_text)) for f, v in flat(both.target) if _same_amount(v, value)]
        if mine and found and all(theirs and theirs != mine for _, theirs in found):
            message = f"“{fact.text}” became “{found[0][0].text}”: say above or below as the source does"
            yield Fault(message, source_span=fact.span, target_span=found[0][0].span)


def _compare(segment: Segment, kit: CheckKit) -> tuple[list[tuple[Stray, Stray]], list[Stray], list[Stray]]:
    """Pairs of a lost amount and the one in its place, lost ones without, added ones without."""
    key = ("strays", kit.pair.source, segment.source_text, segment.target_text)
    return kit.memo.of(key, lambda: _paired(sides(segment, kit), segment))


def _paired(both: Sides, segment: Segment) -> tuple[list[tuple[Stray, Stray]], list[Stray], list[Stray]]:
    texts = (segment.source_text, segment.target_text)
    lost = list(_strays(both.source, (both.held, both.target), texts))
    added = list(_strays(both.target, (both.wanted, both.source), texts[::-1]))
    if bool(lost) is not bool(added):  # 12 and 12 became 12 and 13: tell by how often each stands
        lost = lost or _oftener(both.source, (both.target, texts), added)
        added = added or _oftener(both.target, (both.source, texts[::-1]), lost)
    pairs = []
    for stray in list(lost):
        rival = next((other for other in added if _alike(stray, other)), None)
        rival = rival or next((other for other in added if stray.large and other.large), None)
        if rival:
            lost.remove(stray)
            added.remove(rival)
            pairs.append((stray, rival))
    alone = len(lost) == len(added) == 1
    if alone and all(_DIGIT.search(s.fact.text) and not isinstance(s.value, _WORDED) for s in (*lost, *added)):
        pairs.append((lost.pop(), added.pop()))
    pairs += _spelled((segment.source_text, both.held), added)
    pairs += [(digits, spelled) for spelled, digits in _spelled((segment.target_text, both.wanted), lost)]
    used = {stray for pair in pairs for stray in pair}
    left, extra = ([s for s in strays if s.large and s not in used] for strays in (lost, added))
    return pairs, left, extra


def _spelled(side: tuple[str, frozenset[Decimal]], strays: Sequence[Stray]) -> list[tuple[Stray, Stray]]:
    """A small number that one side spells (seven) and one in digits that stands in its place (4份)."""
    text, held = side
    found = list(_SPELLED.finditer(text))
    lost = [m for m in found if loose_amounts(m[0]).isdisjoint(held)]
    rivals = [s for s in strays if not isinstance(s.value, _WORDED) and s.amount >= _FEW and _DIGIT.search(s.fact.text)]
    if len(found) != 1 or len(lost) != 1 or len(rivals) != 1:
        return []
    number = loose_amounts(lost[0][0]).pop()
    fact = Fact(*lost[0].span(), lost[0][0], rivals[0].fact.kind, Number(number))
    return [(Stray(fact, fact.value, number), rivals[0])]


def _strays(
    facts: Sequence[Fact], other: tuple[frozenset[Decimal], Sequence[Fact]], texts: tuple[str, ...]
) -> Iterator[Stray]:
    """The amounts of facts that the other side holds neither as a value nor digit by digit nor in another measure."""
    held, others = other
    own, text = texts
    digits = re.sub(r"[,\s]", "", text)
    keys = {value_key(value) for _, value in flat(others)}
    for fact, value in flat(facts):
        if isinstance(value, Name | Day) or value_key(value) in keys or _measured(value, others):
            continue
        if _MISREAD.match(own, fact.end):
            continue
        if isinstance(value, Multiple) and {value.value - 1, value.value + 1} & held:
            continue  # growth by 200 percent, threefold, 增长两倍: which one is meant is no matter of the figure
        if isinstance(value, Clock) and any(isinstance(v, Clock) for _, v in flat(others)):
            continue  # the check of times compares them
        lacking = (a for a in amounts(value) if a not in held and -a not in held)
        yield from (Stray(fact, value, a) for a in lacking if not _written(a, digits))


def _measured(value: Value, others: Iterable[Fact]) -> bool:
    """True for 100 miles that stand as 160 km."""
    if not isinstance(value, Quantity):
        return False
    return any(isinstance(v, Quantity) and same_measure(value, v) for _, v in flat(others))


def _oftener(
    facts: Sequence[Fact], other: tuple[Sequence[Fact], tuple[str, ...]], rivals: Sequence[Stray]
) -> list[Stray]:
    """Amounts in digits that stand more often than on the other side and are of the kind of a stray there."""
    others, texts = other
    words = loose_amounts(texts[1])
    counts = Counter(a for _, value in flat(facts) for a in amounts(value))
    counts.subtract(a for _, value in flat(others) for a in amounts(value))
    figures = [(fact, value) for fact, value in flat(facts) if not isinstance(value, (Name, Day, *_WORDED))]
    figures = [(f, v) for f, v in figures if _DIGIT.search(f.text) and not _MISREAD.match(texts[0], f.end)]
    found = [Stray(f, v, a) for f, v in figures for a in amounts(v) if counts[a] > 0 and a not in words]
    return [stray for stray in found if any(_alike(stray, rival) for rival in rivals)]


def _alike(first: Stray, second: Stray) -> bool:
    """True when one may stand for the other: the same kind of value, of durations the same unit."""
    if isinstance(first.value, Duration) and isinstance(second.value, Duration):
        return first.value.unit == second.value.unit
    if not (first.large or second.large) and isinstance(first.value, Number) and isinstance(second.value, Number):
        return bool(_DIGIT.search(first.fact.text) and _DIGIT.search(second.fact.text))
    return type(first.value) is type(second.value)


def _written(amount: Decimal, digits: str) -> bool:
    plain = f"{amount:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return bool(re.search(rf"(?<![\d.]){re.escape(plain)}(?![\d]|\.\d|[万亿])", digits)) and not re.search(
        rf"{re.escape(plain)}-?(?:million|billion|trillion)", digits
    )


def _percents(facts: Iterable[Fact]) -> dict[tuple[Decimal, str], Fact]:
    return {(value.value, value.unit): fact for fact, value in flat(facts) if isinstance(value, Percent)}


def _levied(segment: Segment) -> bool:
    """True for 24 percentage points of tariffs, which are 24% in Chinese."""
    return bool(_POINTS_OF.search(segment.source_text) or _POINTS_OF.search(segment.target_text))


def _side_of(fact: Fact, value: Value, text: str) -> str:
    """`above`, `below` or neither; 不得超过 and `not less than` turn round, 突破 leaves it open."""
    bound = bound_of(value)
    side = 1 if bound in _ABOVE else -1 if bound in _BELOW else 0
    if fact.text.startswith("突破") or not side:
        return ""
    turned = _DENIED.search(text[max(0, fact.start - 6) : fact.start])
    return "below" if (side > 0) is bool(turned) else "above"


def _same_amount(first: Value, second: Value) -> bool:
    alike = isinstance(first, Percent) is isinstance(second, Percent) and amounts(first) == amounts(second) != []
    return alike and not isinstance(first, Name | Day | Ordinal)
