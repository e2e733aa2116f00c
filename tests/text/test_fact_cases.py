"""Facts of the case files: found where a linguist says, rendered as a newspaper would."""

from datetime import date
from pathlib import Path

import pytest

from l10n.model.fact import Day
from l10n.resources.number_style import load_number_style
from l10n.text.dates import resolve
from l10n.text.facts import find_facts, same_bound, same_value, value_key
from l10n.text.render import localise_fact
from tests.cases import read_cases

HERE = Path(__file__).parent


def check(sentence: str, wanted: str, language: str, target: str) -> None:
    style = load_number_style(target)
    found = [f"{fact.text} = {(localise_fact(fact, style) or ('?',))[0]}" for fact in find_facts(sentence, language)]
    assert "; ".join(found) == wanted.removesuffix("-").strip()


@pytest.mark.parametrize("sentence,wanted", read_cases(HERE / "facts.en.cases"))
def test_english_facts(sentence: str, wanted: str) -> None:
    check(sentence, wanted if wanted != "-" else "", "en", "zh-Hans")


@pytest.mark.parametrize("sentence,wanted", read_cases(HERE / "facts.zh.cases"))
def test_chinese_facts(sentence: str, wanted: str) -> None:
    check(sentence, wanted if wanted != "-" else "", "zh", "en")


@pytest.mark.parametrize(
    "english,chinese",
    [
        ("4.395 million", "439.5万"),
        ("26.5 percent", "百分之二十六点五"),
        ("$1.5 billion", "15亿美元"),
        ("1.2 trillion yuan", "1.2万亿元"),
        ("April 18, 2025", "二〇二五年四月十八日"),
        ("3:44 p.m.", "下午3时44分"),
        ("two thirds", "三分之二"),
        ("more than 2,400", "2400多"),
        ("9 billion", "90亿"),
        ("10 Gbps", "10Gbps"),
        ("by the end of March", "截至3月底"),
        ("the first two months", "前两个月"),
        ("90 minutes", "90分钟"),
    ],
)
def test_same_value_across_languages(english: str, chinese: str) -> None:
    """LibreTranslate#587: 万 and 亿 against million and billion, by value."""
    first, second = find_facts(english, "en"), find_facts(chinese, "zh")
    assert len(first) == len(second) == 1
    assert same_value(first[0].value, second[0].value)


@pytest.mark.parametrize(
    "english,chinese",
    [
        ("90 billion", "90亿"),
        ("5 percent", "5个百分点"),
        ("43.95 million", "439.5万"),
        ("April 18, 2025", "2025年4月19日"),
        ("$1.5 billion", "15亿元"),
        ("10 Gbps", "10Mbps"),
    ],
)
def test_different_values_are_told_apart(english: str, chinese: str) -> None:
    first, second = find_facts(english, "en"), find_facts(chinese, "zh")
    assert value_key(first[0].value) != value_key(second[0].value)


@pytest.mark.parametrize("language,text,wanted", [
    ("en", "Last October, it began.", "去年10月"), ("en", "Last March it began.", "今年3月"), ("en", "It fell last year.", "去年"),
    ("en", "It opens next month.", "下月"), ("en", "It grew in May last year.", "去年5月"), ("zh", "去年10月启动。", "October last year"),
    ("zh", "今年前两个月增长。", "the first two months of this year"), ("zh", "今年启动。", "this year"), ("zh", "上个月启动。", "last month"),
])
def test_days_told_from_the_articles_date(language: str, text: str, wanted: str) -> None:
    style = load_number_style("zh-Hans" if language == "en" else "en")
    found = find_facts(text, language, date(2025, 4, 18))
    assert [localise_fact(fact, style)[0] for fact in found] == [wanted]


def test_resolving_against_the_articles_date() -> None:
    today = date(2025, 4, 18)
    assert resolve(Day(month=10, relative="last year"), today) == Day(2024, 10)
    assert resolve(Day(relative="last month"), date(2025, 1, 9)) == Day(2024, 12)
    assert [fact.text for fact in find_facts("Last October, it began.", "en")] == ["October"]


@pytest.mark.parametrize("text,wanted", [
    ("the first two months", Day(2025, part="first 2 months")),
    ("the fourth quarter", Day(2024, part="Q4")),
    ("November 3", Day(2024, 11, 3)),
    ("June", Day(2025, 6)),
    ("June 2019", Day(2019, 6)),
    ("the end of last year", Day(2024, part="end")),
])
def test_a_year_that_is_not_said_is_the_nearest(text: str, wanted: Day) -> None:
    (fact,) = find_facts(text, "en")
    assert resolve(fact.value, date(2025, 2, 18)) == wanted


@pytest.mark.parametrize("first,second,wanted", [
    ("more than 60", "at least 60", True), ("nearly 60", "up to 60", True), ("more than 60", "nearly 60", False),
    ("about 60", "60", False), ("more than 60 yuan", "over 60 km", True),
])
def test_bounds_in_classes(first: str, second: str, wanted: bool) -> None:
    (one,), (other,) = find_facts(first, "en"), find_facts(second, "en")
    assert same_bound(one.value, other.value) is wanted


def test_an_indefinite_number_is_no_definite_one() -> None:
    (several,), (ten,) = find_facts("tens of millions of", "en"), find_facts("1000万", "zh")
    assert not same_value(several.value, ten.value)
