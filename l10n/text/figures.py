"""Number expressions alone: digits with grouping and scale words, spelled English numbers, Chinese numerals."""

import re
import unicodedata
from decimal import Decimal

DIGITS = r"\d{1,3}(?:[,，\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
EN_SCALE = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "mn": 6,
    "bn": 9,
    "tn": 12,
    "hundred": 2,
}
_ONES = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
EN_WORDS = _ONES | _TENS
_WORD = "|".join(sorted(EN_WORDS, key=len, reverse=True))
EN_SPELLED = rf"(?:(?:{_WORD})(?:[ -](?:{_WORD}|hundred|and))*)"
ZH_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
ZH_UNIT = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
ZH_SCALE = {"万": 4, "亿": 8, "兆": 12, "萬": 4, "億": 8}
ZH_NUMERAL = "[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"


def digits_value(text: str) -> Decimal:
    """The value of a digit string with grouping marks; full-width digits count."""
    plain = unicodedata.normalize("NFKC", text)
    return Decimal(re.sub(r"[,\s]", "", plain))


def spelled_value(text: str) -> Decimal:
    """The value of spelled English words: `one hundred and five`, `twenty-three`."""
    total = 0
    for word in re.split(r"[ -]+", text.lower()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word != "and":
            total += EN_WORDS[word]
    return Decimal(total)


def chinese_value(text: str) -> Decimal | None:
    """The value of Chinese numerals, with or without digits before 万 and 亿: 三亿五千万, 两万三, 1.2万亿, 二〇二五.

    None when the characters make no number.
    """
    if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", text):
        return Decimal("".join(str(ZH_DIGIT[c]) for c in text))
    total, section, digit = Decimal(0), Decimal(0), Decimal(-1)
    last_unit = Decimal(1)
    for part in re.findall(rf"{DIGITS}|.", text):
        if part[0].isdigit():
            digit = digits_value(part)
        elif part in ZH_DIGIT:
            if digit > 0 and part not in "零〇":
                return None
            digit, last_unit = Decimal(ZH_DIGIT[part]), last_unit if part not in "零〇" else Decimal(10)
        elif part in ZH_UNIT:
            section += (digit if digit >= 0 else Decimal(1)) * ZH_UNIT[part]
            digit, last_unit = Decimal(-1), Decimal(ZH_UNIT[part])
        elif part in ZH_SCALE:
            power = Decimal(10) ** ZH_SCALE[part]
            value = section + max(digit, Decimal(0))
            if value == 0 and total:
                total *= power
            else:
                total = (
                    (total + value) * power if total and power > last_unit and part == "亿" else total + value * power
                )
            section, digit, last_unit = Decimal(0), Decimal(-1), power
        else:
            return None
    if digit > 0:  # 两万三 is 23000, 三百五 is 350, but 三百零五 is 305
        section += digit * (last_unit / 10 if last_unit >= 100 else 1)
    return total + section


def plain_digits(value: Decimal) -> str:
    """Shortest digits of a value, no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_of(text: str) -> int:
    """The power of ten that a Chinese number names: 4 for 万, 8 for 亿, 12 for 万亿, else 0."""
    if "万亿" in text:
        return 12
    return 8 if re.search("[亿億]", text) else 4 if re.search("[万萬]", text) else 0
