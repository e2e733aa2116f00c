"""Written figures and what they are worth: grouped digits, spelled English numbers, Chinese numerals."""

import re
import unicodedata
from decimal import Decimal

# Grouped by commas or by spaces that do not break; an ordinary space groups too, but its places are checked later.
DIGITS = (
    r"\d{1,3}(?:[,\u2009\u202f\xa0]\d{3})++(?!\d)(?:\.\d+)?|[０-９]{1,3}(?:，[０-９]{3})++(?!\d)"
    r"|\d{1,3}(?: \d{3})++(?![\d.,:/%-]|[ ]\d)|\d+(?:\.\d+)?"
)
EN_SCALE = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12} | {
    "mln": 6, "bln": 9, "trln": 12, "k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12,
}
_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
EN_WORDS = {word: n for n, word in enumerate(_ONES + _TEENS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:])}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})\b"
_BELOW_1000 = rf"(?:(?:(?:{'|'.join(_ONES[1:])})[ -]|a )hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})\b"
EN_SPELLED = rf"(?:{_BELOW_1000} thousand,?(?: and)? {_BELOW_1000}|{_BELOW_1000})"
ZH_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2} | {
    c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)
}
ZH_UNIT = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
ZH_SCALE = {"万": 4, "亿": 8, "兆": 12}
ZH_NUMERAL = "[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"


def digits_value(text: str) -> Decimal:
    """The value of a digit string with grouping marks; full-width digits count."""
    plain = unicodedata.normalize("NFKC", text)
    return Decimal(re.sub(r"[,\s]", "", plain))


def spelled_value(text: str) -> Decimal:
    """The value of spelled English words below a million: `one hundred and five`, `twenty-three`."""
    total = section = 0
    for word in re.split(r"[ ,-]+", text.lower()):
        if word == "hundred":
            section *= 100
        elif word == "thousand":
            total, section = section * 1000, 0
        elif word != "and":
            section += 1 if word == "a" else EN_WORDS[word]
    return Decimal(total + section)


def chinese_value(text: str) -> Decimal | None:
    """The value of Chinese numerals, with or without digits before 万 and 亿: 三亿五千万, 两万三, 1.2万亿, 二〇二五.

    None when the characters make no number; two or three digits in a row are an estimate (三五年) and make none.
    """
    if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", text):
        spelled_out = len(text) >= 4 or "〇" in text or "零" in text[1:]
        return Decimal("".join(str(ZH_DIGIT[c]) for c in text)) if spelled_out else None
    total, section, digit = Decimal(0), Decimal(0), Decimal(-1)
    last_unit = Decimal(1)
    for part in re.findall(rf"{DIGITS}|.", text):
        if part[0].isdigit():
            digit = digits_value(part)
        elif part in ZH_DIGIT:
            if digit > 0:
                return None
            digit, last_unit = Decimal(ZH_DIGIT[part]), last_unit if part not in "零〇" else Decimal(10)
        elif part in ZH_UNIT:
            section += (digit if digit >= 0 else Decimal(1)) * ZH_UNIT[part]
            digit, last_unit = Decimal(-1), Decimal(ZH_UNIT[part])
        elif part in ZH_SCALE:
            total, last_unit = _scaled(total, section + max(digit, Decimal(0)), part, last_unit)
            section, digit = Decimal(0), Decimal(-1)
        else:
            return None
    if digit > 0:  # 两万三 is 23000, 三百五 is 350, but 三百零五 is 305
        section += digit * (last_unit / 10 if last_unit >= 100 else 1)
    return total + section


def _scaled(total: Decimal, value: Decimal, word: str, last_unit: Decimal) -> tuple[Decimal, Decimal]:
    """The total after 万 or 亿, and the unit's worth: 1.2万亿 multiplies, 3亿5000万 adds."""
    power = Decimal(10) ** ZH_SCALE[word]
    if value == 0 and total == 0:      # 超万亿元
        return power, power
    if value == 0 and total:
        return total * power, power
    if total and power > last_unit and word == "亿":
        return (total + value) * power, power
    return total + value * power, power


def amount_of(text: str) -> Decimal | None:
    """The value of digits or numerals; None when they make no number."""
    return digits_value(text) if re.fullmatch(DIGITS, text) else chinese_value(text)


def pointed_value(text: str) -> Decimal | None:
    """The value with a spoken point: 二十六点五."""
    whole, _, part = text.partition("点")
    value = amount_of(whole)
    if value is not None and part:
        value += Decimal("0." + "".join(str("零一二三四五六七八九".index(c)) if c != "〇" else "0" for c in part))
    return value


def plain_digits(value: Decimal) -> str:
    """Shortest digits of a value, no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_of(text: str) -> int:
    """The power of ten that a Chinese number names: 4 for 万, 8 for 亿, 12 for 万亿, else 0."""
    if "万亿" in text:
        return 12
    return 8 if "亿" in text else 4 if "万" in text else 0
