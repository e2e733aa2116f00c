"""Values as a locale writes them: the preferred form first, then every other form that counts as right.

Babel formats month names; amounts with 万 and 亿, units and bounds are ours, because Babel rounds them or has no such
style. A range, a time and a multiple are in l10n.text.render_other.
"""

from decimal import Decimal

from l10n.model.fact import (
    Bound,
    Clock,
    Day,
    Duration,
    Fact,
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
from l10n.text.figures import plain_digits
from l10n.text.render_day import render_day, render_days
from l10n.text.render_other import clock_forms, grown_forms, multiple_forms, shortened
from l10n.text.spell import chinese_numeral, english_ordinal, english_word
from l10n.text.style import NumberStyle

_FIGURE = {4: (6, 2)}          # 万 takes at most two decimals: 1.86万, but 12306; other scale words six digits
_DIGITS = (6, 6)
_ONE = {
    "inches": "inch", "feet": "foot", "degrees ": "degree ", "meters per": "meter per", "metres per": "metre per",
}
_ZH_SEVERAL = ["十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿", "十万亿", "百万亿"]
_EN_SEVERAL = {2: "hundreds", 3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}


def localise_fact(fact: Fact, style: NumberStyle) -> tuple[str, ...]:
    """The forms of a fact inside a sentence, preferred first; empty when nothing can be said for sure."""
    if isinstance(fact.value, Multiple):
        return grown_forms(fact.text, fact.value, style) or render_value(fact.value, style)
    return render_value(fact.value, style)


def render_value(value: Value, style: NumberStyle) -> tuple[str, ...]:
    """The forms of a value: exact always, nothing is rounded."""
    match value:
        case Number():
            return _bounded(_several(value, style) or numbers(value, style), value.bound, style)
        case Percent():
            return _percent(value, style)
        case Money(amount=amount, currency=currency):
            return _patterned(amount, style.currencies.get(currency, ()), style)
        case Quantity():
            return _patterned(value.amount, _unit_forms(value, style), style)
        case Duration(amount=amount, unit=unit):
            return _patterned(amount, _duration_forms(amount.value, unit, style), style)
        case Day():
            return render_day(value, style)
        case Clock():
            return clock_forms(value, style)
        case Ordinal(value=place):
            return _ordinal(place, style)
        case Multiple(value=times, bound=bound):
            return _bounded(multiple_forms(times, style), bound, style)
        case Fraction(numerator=above, denominator=below):
            return _fraction(above, below, style)
        case Range(low=Day() as low, high=Day() as high):
            return render_days(low, high, style)
        case Range(low=low, high=high):
            return _range(low, high, style)
        case Name(text=text):
            return (text,)


def numbers(number: Number, style: NumberStyle) -> tuple[str, ...]:
    """The plain number: with the newspaper's scale word, then in digits, with and without grouping, then in words."""
    value = abs(number.value)
    sign = "-" if number.value < 0 else ""
    usual, unusual = scaled(value, style) if value >= style.scale_from else ([], [])
    digits = plain_digits(value)
    whole, point, part = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", style.grouping or ",") + point + part
    plain = [grouped, digits] if style.group_from and value >= style.group_from else [digits, grouped]
    forms = [sign + form for form in (*usual, *plain, *unusual)]
    if value == value.to_integral_value() and value < 10**16:
        forms += [sign + form for form in _in_words(int(value), style)]
    return tuple(dict.fromkeys(forms))


def _in_words(value: int, style: NumberStyle) -> list[str]:
    if style.language != "en":
        return chinese_numeral(value)
    thousands = [f"{value // 1000} thousand"] if value % 1000 == 0 and 0 < value < 10**6 else []
    return thousands + [word for word in (english_word(value),) if not word[0].isdigit()]


def scaled(value: Decimal, style: NumberStyle) -> tuple[list[str], list[str]]:
    """The number with scale words, the largest whose figure is at least 1 first: usual forms, then unusual ones.

    120000 is 12万; 1.25 million is 125万; a figure of too many digits is printed in full instead.
    """
    usual: list[str] = []
    unusual: list[str] = []
    for power, word in style.scales:
        figure = value / 10**power
        if not 1 <= figure < 10000:
            continue
        shown = plain_digits(figure)
        digits, decimals = _FIGURE.get(power, _DIGITS) if style.language != "en" else _DIGITS
        short = len(shown.replace(".", "")) <= digits and len(shown.partition(".")[2]) <= decimals
        if figure >= 1000 and style.group_from:
            shown = f"{int(figure):,}" + ("." + shown.partition(".")[2] if "." in shown else "")
        (usual if short else unusual).append(shown + style.scale_space + word)
    return usual, unusual


def _several(number: Number, style: NumberStyle) -> tuple[str, ...]:
    """Tens of millions = 数千万; the value holds the unit."""
    if number.bound is not Bound.SEVERAL:
        return ()
    power = len(plain_digits(number.value)) - 1
    if style.language != "en":
        word = _ZH_SEVERAL[power - 1] if 1 <= power <= len(_ZH_SEVERAL) else ""
        return (f"数{word}", f"几{word}") if word else ()
    if power in _EN_SEVERAL:
        return (_EN_SEVERAL[power] + " of",)
    if power == 1:
        return ("dozens of", "tens of")
    for step, word in ((1, "tens"), (2, "hundreds")):
        if power - step in _EN_SEVERAL:
            return (f"{word} of {_EN_SEVERAL[power - step]} of",)
    return ()


def _bounded(forms: tuple[str, ...], bound: Bound, style: NumberStyle) -> tuple[str, ...]:
    """Each form with the bound's words, best first; as they are when the value has no bound."""
    if bound in (Bound.EXACT, Bound.SEVERAL):
        return forms
    patterns = style.bounds.get(bound.value, ())
    return tuple(dict.fromkeys(pattern.format(form) for form in forms for pattern in patterns))


def _patterned(amount: Number, patterns: tuple[str, ...], style: NumberStyle) -> tuple[str, ...]:
    """Amounts in patterns such as `{}元` with the bound around or, in Chinese, inside: 2400多元."""
    if not patterns:
        return ()
    inner = _several(amount, style) or numbers(amount, style)
    forms = tuple(
        dict.fromkeys(
            pattern.format(figure)
            for figure in inner
            for pattern in patterns
            if style.language != "en" or figure[0] in "-0123456789" or pattern.startswith("{} ")    # no RMB thirteen
        )
    )
    if style.language != "en":
        cold = [form for form in forms if form[0] == "-" and form.endswith(("度", "℃", "°C"))]
        forms = (*(f"零下{form[1:]}" for form in sorted(cold, key=lambda form: form[-1] != "度")), *forms)
    else:
        forms = (*(f"minus {form[1:]}" for form in forms if form[0] == "-" and " degree" in form), *forms)
    bounded = _bounded(forms, amount.bound, style)
    if style.language != "en" and amount.bound is Bound.MORE:
        bounded += tuple(p.format(figure + word) for p in patterns for figure in inner for word in ("多", "余"))
    return tuple(dict.fromkeys(bounded))


def _percent(value: Percent, style: NumberStyle) -> tuple[str, ...]:
    patterns = {
        "percent": style.percent,
        "point": style.point,
        "basis point": style.basis_point,
        "permille": style.permille,
    }[value.unit]
    digits = plain_digits(value.value)
    if style.language == "en" and value.unit in ("point", "basis point") and value.value != 1:
        patterns = tuple(pattern + "s" if pattern.endswith("point") else pattern for pattern in patterns)
    forms = [pattern.format(digits) for pattern in patterns]
    if style.language == "en" and value.value == value.value.to_integral_value() and 0 < value.value <= 20:
        forms += [pattern.format(english_word(int(value.value))) for pattern in patterns if " " in pattern]
    return _bounded(tuple(forms), value.bound, style)


def _unit_forms(value: Quantity, style: NumberStyle) -> tuple[str, ...]:
    """English long unit names in the singular for exactly one."""
    forms = style.units.get(value.unit, ())
    if style.language != "en" or value.amount.value != 1:
        return forms
    return tuple(dict.fromkeys(_singular(form) for form in forms))


def _singular(form: str) -> str:
    """`{} kilometers` for one of them; symbols such as Gbps stay."""
    for many, one in _ONE.items():
        if many in form:
            return form.replace(many, one)
    word = form.split()[-1]
    return form[:-1] if len(word) > 3 and word.islower() and word.endswith("s") and word != "kbps" else form


def _duration_forms(value: Decimal, unit: str, style: NumberStyle) -> tuple[str, ...]:
    forms = style.durations.get(unit, ())
    return tuple(form + ("" if value == 1 else "s") for form in forms) if style.language == "en" else forms


def _ordinal(place: int, style: NumberStyle) -> tuple[str, ...]:
    if style.language != "en":
        return tuple(f"第{form}" for form in (*chinese_numeral(place)[:1], str(place)))
    return english_ordinal(place)


def _fraction(above: int, below: int, style: NumberStyle) -> tuple[str, ...]:
    if style.language != "en":
        return (f"{chinese_numeral(below)[0]}分之{chinese_numeral(above)[0]}", f"{above}/{below}")
    name = {2: "half", 3: "third", 4: "quarter"}.get(below) or english_ordinal(below)[0 if below < 10 else -1]
    ending = "" if above == 1 else "s"
    words = f"{english_word(above)}-{name}{ending}"
    return (words, words.replace("-", " "), f"{above}/{below}")


def _range(low: Value, high: Value, style: NumberStyle) -> tuple[str, ...]:
    """Both ends in full and, where the first says nothing else than the second, its figure alone: 5 to 10 million."""
    first, last = render_value(low, style), render_value(high, style)
    if not first or not last:
        return ()
    end = next((form for form in last if not _would_scale(first[0], form, style)), last[0])
    starts = dict.fromkeys((*shortened(first[0], end, low, style), first[0]))
    clear = [start for start in starts if not _would_scale(start, end, style, first[0])] or [first[0]]
    return tuple(pattern.format(start, end) for start in clear for pattern in style.range)


def _would_scale(start: str, end: str, style: NumberStyle, full: str = "") -> bool:
    """True when a reader would lend the first end the scale word of the last against its value: 1至31.25万."""
    words = [word for _, word in style.scales]
    scaled_end = any(word in end for word in words)
    if not scaled_end or any(word in start for word in words):
        return False
    return not any(word in full for word in words)
