"""Times, multiples and the short first end of a range as a locale writes them."""

import re
from decimal import Decimal

from l10n.model.fact import Clock, Multiple, Percent, Value
from l10n.text.figures import plain_digits
from l10n.text.patterns_zh import ZONES
from l10n.text.spell import chinese_numeral, english_word
from l10n.text.style import NumberStyle

_EN_ZONES = {"Beijing": "Beijing time", "local": "local time", "ET": "Eastern time"}
_EN_GROWN = {2: "doubled", 3: "tripled", 4: "quadrupled"}
_ZH_GROWN = {
    2: ("翻一番", "翻了一番", "翻番", "翻倍", "增长一倍"),
    3: ("增长两倍", "增至三倍"),
    4: ("翻两番", "增长三倍", "增至四倍"),
}
_VERB = re.compile("doubled|tripled|trebled|quadrupled|翻|增|提|扩|上涨", re.I)
_FIGURE = re.compile(r"\d[\d.,]*")


def clock_forms(value: Clock, style: NumberStyle) -> tuple[str, ...]:
    """3:44 p.m. and 下午3时44分 first, then the 24-hour forms; with the zone as each language names it."""
    second = "" if value.second is None else f":{value.second:02d}"
    minute = f"{value.minute:02d}{second}"
    plain = (f"{value.hour}:{minute}", f"{value.hour:02d}:{minute}")
    if style.language != "en":
        zone = next((word for word, name in ZONES.items() if name == value.zone), "")
        forms = (*_chinese_clock(value, minute), *plain)
        if zone or not value.zone:
            return tuple(dict.fromkeys(zone + form for form in forms))
        return tuple(dict.fromkeys(form + end for form in forms for end in (f"（{value.zone}）", f" {value.zone}")))
    hour, half = value.hour % 12 or 12, "a.m." if value.hour % 24 < 12 else "p.m."
    shown = f"{hour}:{minute}" if value.minute or value.second is not None else str(hour)
    zone = f" {_EN_ZONES.get(value.zone, value.zone)}" if value.zone else ""
    forms = (f"{shown} {half}", f"{hour}:{minute} {half}", f"{shown} {half.replace('.', '')}", *plain)
    return tuple(dict.fromkeys(form + zone for form in forms))


def _chinese_clock(value: Clock, minute: str) -> tuple[str, ...]:
    """下午3时44分, 下午3:44, 15时44分: hours in words first, as news has them in a sentence."""
    parts = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (25, "晚上"))
    half = next(word for end, word in parts if value.hour < end)
    hour = value.hour - 12 if value.hour > 12 else value.hour
    digits = f"{half}{hour}:{minute}"
    if value.second is not None:
        return (digits,)
    rest = f"{value.minute}分" if value.minute else ""
    return (f"{half}{hour}时{rest}", digits, f"{value.hour}时{rest}", f"{half}{hour}点{rest}")


def multiple_forms(times: Decimal, style: NumberStyle) -> tuple[str, ...]:
    """So many times as much: 10 times, tenfold, 10倍, 十倍."""
    digits, whole = plain_digits(times), times == times.to_integral_value()
    if style.language != "en":
        spelled = chinese_numeral(int(times))[-1:] if whole else []
        return tuple(f"{form}倍" for form in (digits, *spelled))
    words = (english_word(int(times)),) if whole and times <= 20 else ()
    return tuple(f"{form} times" for form in (digits, *words)) + tuple(f"{form}fold" for form in words)


def grown_forms(text: str, value: Multiple, style: NumberStyle) -> tuple[str, ...]:
    """The verb for a fact whose own words are a verb: doubled is 翻一番, 增长了两倍 is tripled; else nothing."""
    if not _VERB.match(text):
        return ()
    if style.language == "en":
        word = _EN_GROWN.get(int(value.value)) if value.value == value.value.to_integral_value() else None
        more = plain_digits((value.value - 1) * 100)
        return (word,) if word else (f"increased by {more} percent", f"increased to {plain_digits(value.value)} times")
    return _ZH_GROWN.get(int(value.value), ()) or (f"增至{plain_digits(value.value)}倍",)


def shortened(first: str, last: str, low: Value, style: NumberStyle) -> tuple[str, ...]:
    """The first end of a range without what the last repeats: 5 of 5 to 10 million, 3 of 3至5年.

    Chinese keeps the sign of a percentage (10%至20%) and the word of scale (500万至1000万元).
    """
    figures = [_FIGURE.search(form) for form in (first, last)]
    if not figures[0] or not figures[1] or first[: figures[0].start()] or last[: figures[1].start()]:
        return ()
    tail, other = first[figures[0].end() :], last[figures[1].end() :]
    if style.language == "en":
        return (figures[0][0] + _beyond(tail, other),) if tail.split()[-1:] == other.split()[-1:] else ()
    if isinstance(low, Percent) and low.unit == "percent":
        return ()
    word = re.match("[万亿]*", other)
    scale = word[0] if word else ""
    if scale and tail == other:
        return (figures[0][0] + scale, figures[0][0])
    if tail == other:
        return (figures[0][0],)
    kept = re.match("[万亿]+", tail)
    return (figures[0][0] + kept[0],) if kept and tail[kept.end() :] == other[len(scale) :] else ()


def _beyond(tail: str, other: str) -> str:
    """What the first tail says before the words that both end with: million of `million yuan` and `billion yuan`."""
    words, last = tail.split(" "), other.split(" ")
    while words and last and words[-1] == last[-1]:
        words.pop()
        last.pop()
    return " ".join(words)
