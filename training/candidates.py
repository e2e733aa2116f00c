"""Spans worth a slot that text alone gives away: numbers, dates, money, Latin names, dictionary terms.

A span is (English start, English end, Chinese start, Chinese end) in characters.
"""
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

Span = tuple[int, int, int, int]
Terms = dict[str, list[str]]                            # lower-case English -> Chinese spellings, longest first

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_MONTH = "|".join([*MONTHS, *[m[:3] + r"\.?" for m in MONTHS if m != "May"]])
_SCALE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_UNITS = [(12, "万亿"), (8, "亿"), (4, "万")]
_CURRENCY = {"yuan": "元", "dollars": "美元", "euros": "欧元", "$": "美元", "US$": "美元", "€": "欧元"}

DIGIT_PARTS, NUMBER_TAIL = frozenset("0123456789.,"), frozenset("0123456789%万亿")
DIGIT = re.compile(r"\d")
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
DATE = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}})\b)?")
MONTH_YEAR = re.compile(rf"\b({_MONTH}),? (\d{{4}})\b")
PERCENT = re.compile(rf"(?<![\w.])({NUMBER})(?:%| ?percent(?:age points?)?\b| per cent\b)")
AMOUNT = re.compile(rf"(US\$|\$|€)?(?<![\w.,])({NUMBER})(?: (thousand|million|billion|trillion))?"
                    r"(?: (yuan|dollars|euros))?(?![\w%]|\.\d|,\d)")
LATIN = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9_+.-]*[A-Za-z0-9+](?: \d[\d.]*)?(?![A-Za-z0-9_])")
WORD = re.compile(r"[A-Za-z0-9][\w'.-]*\b")
YEAR = re.compile(r"(19|20)\d\d")
_ARTICLE = re.compile(r"^(to|the|a|an) ")
_NOTE = re.compile(r" ?\([^)]*\)")


def all_spans(en: str, zh: str, terms: Terms) -> list[Span]:
    """Every candidate of one pair, without doubles; numbers first, then terms, then names."""
    return list(dict.fromkeys([*number_spans(en, zh), *term_spans(en, zh, terms), *latin_spans(en, zh)]))


def number_spans(en: str, zh: str) -> Iterator[Span]:
    """Numbers, dates, percentages and money whose localised form stands in the Chinese text."""
    if not DIGIT.search(en) or not DIGIT.search(zh):
        return
    taken: set[int] = set()
    for start, end, forms in chinese_forms(en):
        if start in taken or end - start < 2:
            continue
        for form in forms:
            at = find_number(zh, form)
            if at >= 0:
                yield start, end, at, at + len(form)
                taken.update(range(start, end))
                break


def latin_spans(en: str, zh: str) -> Iterator[Span]:
    """Latin names and codes that stand on both sides: MIIT, Wi-Fi 6, 5G-A."""
    for m in LATIN.finditer(zh):
        at = en.find(m[0])
        if at >= 0 and not en[at - 1:at].isalnum() and not en[at + len(m[0]):at + len(m[0]) + 1].isalnum():
            yield at, at + len(m[0]), m.start(), m.end()


def term_spans(en: str, zh: str, terms: Terms) -> Iterator[Span]:
    """Dictionary terms found on both sides, longest English first at each word, no overlaps."""
    lower, words, taken = en.lower(), [m.span() for m in WORD.finditer(en)], 0
    for i, (start, _) in enumerate(words):
        if start < taken:
            continue
        for _, end in words[i + 3:i:-1] + words[i:i + 1]:
            match = next((term for term in terms.get(lower[start:end], ()) if term in zh), None)
            if match:
                at = zh.index(match)
                yield start, end, at, at + len(match)
                taken = end
                break


def read_terms(pairs: Iterable[tuple[str, str]]) -> Terms:
    """Term table from (English, Chinese) dictionary pairs, without articles and notes in brackets."""
    terms: dict[str, set[str]] = {}
    for en, zh in pairs:
        en = _ARTICLE.sub("", _NOTE.sub("", en).lower())
        if len(zh) > 1 and len(en) > 2 and en.count(" ") < 5:
            terms.setdefault(en, set()).add(zh)
    return {en: sorted(zhs, key=lambda zh: (-len(zh), zh)) for en, zhs in terms.items()}


def chinese_forms(en: str) -> Iterator[tuple[int, int, list[str]]]:
    """Start, end and possible Chinese spellings of each number expression of an English text."""
    for m in DATE.finditer(en):
        day = f"{month(m[1])}月{int(m[2])}日"
        yield m.start(), m.end(), [f"{m[3]}年{day}"] if m[3] else [day]
    for m in MONTH_YEAR.finditer(en):
        yield m.start(), m.end(), [f"{m[2]}年{month(m[1])}月"]
    for m in PERCENT.finditer(en):
        value = m[1].replace(",", "")
        yield m.start(), m.end(), [f"{value}个百分点"] if "point" in m[0] else [f"{value}%", f"百分之{value}"]
    for m in AMOUNT.finditer(en):
        money = _CURRENCY.get(m[1] or m[4], "")
        forms = chinese_amounts(m[2], m[3])
        if not (money or m[3]) and YEAR.fullmatch(m[2]):
            forms.insert(0, m[2] + "年")
        yield m.start(), m.end(), [form + money for form in forms]


def chinese_amounts(digits: str, scale: str | None) -> list[str]:
    """Chinese spellings of an English amount: 4.395 million -> 439.5万."""
    value = Decimal(digits.replace(",", "")) * 10 ** _SCALE.get(scale or "", 0)
    forms = [plain(value / 10 ** power) + unit for power, unit in _UNITS if value >= 10 ** power]
    return [*forms[:1], plain(value), f"{int(value):,}" if value == int(value) else plain(value)]


def plain(value: Decimal) -> str:
    """Shortest decimal spelling."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def month(name: str) -> int:
    """Number of an English month name or abbreviation."""
    return [m[:3] for m in MONTHS].index(name[:3]) + 1


def find_number(zh: str, form: str) -> int:
    """Position of a number form that stands alone in a Chinese text, or -1."""
    at = zh.find(form)
    while at >= 0:
        before, after = zh[max(at - 1, 0):at], zh[at + len(form):at + len(form) + 2]
        goes_on = after[:1] in NUMBER_TAIL or (after[:1] in {".", ","} and after[1:].isdigit())
        if before not in DIGIT_PARTS and not goes_on:
            return at
        at = zh.find(form, at + 1)
    return -1
