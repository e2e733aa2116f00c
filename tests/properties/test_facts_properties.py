"""Properties of facts: what is written can be read back; recognising never overlaps and never fails."""

import time
from datetime import date
from decimal import Decimal
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.fact import (
    Bound,
    Clock,
    Day,
    Duration,
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
from l10n.resources.number_style import load_number_style
from l10n.text.facts import bound_of, find_facts, same_bound, value_key
from l10n.text.render import render_value

TAGS = ["en", "zh-Hans", "zh-Hant"]
STYLE = load_number_style("en")
EXACT = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 14, places=2)
# Eleven digits from 13 to 19 without grouping are a mobile number of the mainland, as far as anybody can tell.
WHOLE = st.integers(min_value=13, max_value=10**13).filter(lambda n: not 13 * 10**9 <= n < 2 * 10**10).map(Decimal)
BOUNDS = st.sampled_from([bound for bound in Bound if bound is not Bound.SEVERAL])
NUMBERS = st.builds(Number, WHOLE, BOUNDS)
SEVERAL = st.integers(1, 12).map(lambda power: Number(Decimal(10) ** power, Bound.SEVERAL, power))
YEARS = st.integers(1950, 2050)
PARTS = [*"Q1 Q2 Q3 Q4 H1 H2".split(), "begin", "mid", "end", "by end", "first 2 months", "first 5 months", "first 11 months"]
MONTH_PARTS = ["", "begin", "mid", "late", "end", "by end"]
RELATIVE = ["last year", "this year", "next year"]
DAYS = st.one_of(
    st.builds(Day, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(Day, st.none(), st.integers(1, 12), st.integers(1, 28)),
    st.builds(Day, YEARS, st.integers(1, 12), part=st.sampled_from(MONTH_PARTS)),
    st.builds(Day, YEARS, part=st.sampled_from(PARTS)),
    st.builds(Day, part=st.sampled_from([part for part in PARTS if part[0] in "QHf"])),
    st.builds(Day, st.integers(192, 202).map(lambda decade: decade * 10), part=st.just("decade")),
    st.builds(Day, st.integers(15, 20).map(lambda century: century * 100 + 1), part=st.just("century")),
    st.builds(Day, month=st.integers(1, 12), relative=st.sampled_from(RELATIVE)),
    st.builds(Day, part=st.sampled_from(["Q1", "H1", "end", "by end"]), relative=st.sampled_from(RELATIVE)),
)


def _ranges(kind: st.SearchStrategy[Value], key: object) -> st.SearchStrategy[Value]:
    return st.tuples(kind, kind).filter(lambda p: key(p[0]) < key(p[1])).map(lambda p: Range(*p))  # type: ignore[operator]


RANGES = st.one_of(
    _ranges(st.builds(Percent, st.integers(1, 99).map(Decimal)), lambda v: v.value),
    _ranges(st.builds(Number, st.integers(1, 10**7).filter(lambda n: not 1900 <= n < 2200).map(Decimal)), lambda v: v.value),
    _ranges(st.builds(lambda n: Money(Number(Decimal(n)), "CNY"), st.integers(1, 10**9)), lambda v: v.amount.value),
    _ranges(st.builds(lambda n: Money(Number(Decimal(n)), "USD"), st.integers(1, 10**9)), lambda v: v.amount.value),
    _ranges(st.builds(lambda n: Quantity(Number(Decimal(n)), "km"), st.integers(1, 10**5)), lambda v: v.amount.value),
    _ranges(st.builds(lambda n: Duration(Number(Decimal(n)), "year"), st.integers(1, 99)), lambda v: v.amount.value),
    _ranges(st.builds(Day, YEARS), lambda v: v.year),
    _ranges(st.builds(Day, st.just(2025), st.integers(1, 12), st.integers(1, 28)), lambda v: (v.month, v.day)),
    _ranges(st.builds(Day, st.none(), st.integers(1, 12)), lambda v: v.month),
)
VALUES = st.one_of(
    NUMBERS,
    SEVERAL,
    st.builds(
        Percent,
        st.decimals(min_value=Decimal("-99"), max_value=999, places=1).filter(bool),
        st.sampled_from(["percent", "point", "basis point", "permille"]),
        BOUNDS,
    ),
    st.builds(Money, st.builds(Number, EXACT, BOUNDS), st.sampled_from(sorted(STYLE.currencies))),
    st.builds(Quantity, st.builds(Number, EXACT | st.just(Decimal(1)), BOUNDS), st.sampled_from(sorted(STYLE.units))),
    DAYS,
    st.builds(Clock, st.integers(0, 23), st.integers(0, 59)),
    st.builds(Clock, st.integers(0, 23), st.integers(0, 59), zone=st.sampled_from(["Beijing", "GMT", "local"])),
    st.builds(Duration, st.builds(Number, st.integers(2, 500).map(Decimal), BOUNDS), st.sampled_from(sorted(STYLE.durations))),
    st.builds(Ordinal, st.integers(3, 999)),
    st.builds(Multiple, st.integers(2, 99).map(Decimal), BOUNDS),
    st.builds(Fraction, st.integers(1, 9), st.sampled_from([3, 4, 5, 6, 7, 8, 9, 10])).filter(
        lambda value: value.numerator < value.denominator and gcd(value.numerator, value.denominator) == 1
    ),
    st.builds(Name, st.sampled_from(["IMT-2030", "TS 23.501", "5G-A", "n78", "IPv6", "802.11be", "2.4.1", "600941.SH", "24/7"])),
    RANGES,
)


@pytest.mark.parametrize("tag", TAGS)
@settings(max_examples=400, deadline=None)
@given(value=VALUES)
def test_preferred_form_reads_back(tag: str, value: Value) -> None:
    style = load_number_style(tag)
    text = render_value(value, style)[0]
    found = find_facts(text.removesuffix(" of") + (" of them" if text.endswith(" of") else ""), style.language)
    assert [value_key(fact.value) for fact in found] == [value_key(value)], text
    assert same_bound(found[0].value, value) or bound_of(value) is Bound.EXACT, text


@pytest.mark.parametrize("tag", TAGS)
@settings(max_examples=150, deadline=None)
@given(value=st.one_of(NUMBERS, st.builds(Money, st.builds(Number, WHOLE), st.sampled_from(["CNY", "USD", "EUR"])), DAYS))
def test_every_accepted_form_reads_back(tag: str, value: Value) -> None:
    style = load_number_style(tag)
    counted = "个" if isinstance(value, Number) and style.language == "zh" else ""     # 十三 alone may be a name
    for text in render_value(value, style):
        found = find_facts(text + counted, style.language, date(2026, 1, 9))     # last March is last year's
        assert [value_key(fact.value) for fact in found] == [value_key(value)], text


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.text(alphabet="0123456789.,%$ 年月日万亿千百十一二三多约超近元个GHzbps-:/~至 percentmillionof", max_size=60),
        st.text(max_size=40),
        st.lists(
            st.sampled_from("12 000 3 至 到 - to 5 million 年 月 第 百分之 数 万 亿 more than between and GHz % yuan 元 March 2025".split(" ")),
            max_size=16,
        ).map(" ".join),
    )
)
def test_recognising_is_orderly(language: str, text: str) -> None:
    reached = 0
    for fact in find_facts(text, language):
        assert reached <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        hash(value_key(fact.value))
        reached = fact.end


@pytest.mark.parametrize("unit", ["1,", "one hundred and ", "一二三四", "万亿", "more than ", "1 ", "1-", "a.b@", "A1", "A-", "0", "1.1.",
                                  "minus ", "百分之", "2025年", "人民币", "1至", "five-", "1 000 ", "between ", "第", "  "])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_time_grows_with_length_alone(language: str, unit: str) -> None:
    """Ten times the text takes about ten times as long; 40 allows for noise, a square would take 100."""
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        find_facts(text, language)
        return time.process_time() - started

    small = max(min(cost(2_000), cost(2_000), cost(2_000)), 0.0004)
    large = min(cost(20_000), cost(20_000), cost(20_000))
    assert large / small < 40
