"""Numbers in words: English up to a hundred, English ordinals, Chinese numerals."""

from l10n.text.figures import EN_WORDS

_NAMES = {number: word for word, number in EN_WORDS.items()}
_ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
_DIGITS = "零一二三四五六七八九"


def english_word(number: int) -> str:
    """The number in words, 0-100; digits beyond."""
    if number in _NAMES:
        return _NAMES[number]
    if number == 100:
        return "one hundred"
    if number < 100:
        return f"{_NAMES[number // 10 * 10]}-{_NAMES[number % 10]}"
    return str(number)


def english_ordinal(number: int) -> tuple[str, ...]:
    """`21st`, then `twenty-first` where words are usual; for one to nine the word comes first."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    digits = f"{number}{ending}"
    if number > 99:
        return (digits,)
    head, last = (
        ("", number) if number < 20 or number % 10 == 0 else (english_word(number // 10 * 10) + "-", number % 10)
    )
    stem = _ORDINALS.get(last) or (english_word(last)[:-1] + "ieth" if last >= 20 else english_word(last) + "th")
    word = head + stem
    return (word, digits) if number < 10 else (digits, word)


def chinese_numeral(number: int) -> list[str]:
    """The numeral as read: 二十三, 二百五十, 三千零五, 十二; with 两 as a second form before 百, 千, 万, 亿."""
    if number == 0:
        return ["零"]
    text = _sections(number)
    if text.startswith("一十"):
        text = text[1:]
    forms = [text]
    if number == 2:
        forms.append("两")
    for unit in "百千万亿":
        if text.startswith("二" + unit):
            forms.append("两" + text[1:])
    return forms


def _sections(number: int) -> str:
    for power, word in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            high, low = divmod(number, power)
            gap = "零" if low and low < power // 10 else ""
            return _sections(high) + word + gap + (_sections(low) if low else "")
    out, zero = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + word
            zero = False
        else:
            zero = True
    return out
