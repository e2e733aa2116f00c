"""Properties of facts: what is written can be read back; recognising never overlaps and never fails."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.fact import Bound, Day, Duration, Money, Number, Percent, Quantity
from l10n.resources.number_style import load_number_style
from l10n.text.facts import find_facts, value_key
from l10n.text.render import render_value

DIGITS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 14, places=2)
WHOLE = st.integers(min_value=13, max_value=10**13).map(Decimal)
PLAIN_BOUNDS = st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.MORE, Bound.NEARLY])
NUMBERS = st.builds(Number, WHOLE, PLAIN_BOUNDS)
VALUES = st.one_of(
    NUMBERS,
    st.builds(
        Percent, st.decimals(min_value=Decimal("0.1"), max_value=999, places=1), st.sampled_from(["percent", "point"])
    ),
    st.builds(Money, st.builds(Number, DIGITS), st.sampled_from(["CNY", "USD", "EUR", "KRW"])),
    st.builds(Quantity, st.builds(Number, DIGITS), st.sampled_from(["GHz", "Gbps", "GB", "km", "kWh", "t"])),
    st.builds(Day, st.integers(1950, 2050), st.integers(1, 12), st.integers(1, 28)),
    st.builds(Day, st.integers(1950, 2050), part=st.sampled_from(["Q1", "Q3", "H1", "end"])),
    st.builds(
        Duration, st.builds(Number, st.integers(2, 500).map(Decimal)), st.sampled_from(["day", "month", "year", "hour"])
    ),
)


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
@settings(max_examples=150, deadline=None)
@given(value=VALUES)
def test_preferred_form_reads_back(tag: str, value: object) -> None:
    style = load_number_style(tag)
    text = render_value(value, style)[0]
    found = find_facts(text, style.language)
    assert [value_key(fact.value) for fact in found] == [value_key(value)], text


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet="0123456789.,%$ 年月日万亿千百十一二三多约超近元个GHzbps-:/~至 percentmillionof", max_size=60)
)
def test_recognising_is_orderly(language: str, text: str) -> None:
    reached = 0
    for fact in find_facts(text, language):
        assert reached <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        value_key(fact.value)
        reached = fact.end
