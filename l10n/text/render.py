"""Values as a locale writes them: the preferred form first, then every other form that counts as right.

Babel formats dates; amounts with 万 and 亿, units and bounds are ours, because Babel rounds them or has no such style.
"""

from datetime import date
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
from l10n.text.render_day import render_day
from l10n.text.spell import chinese_numeral, english_ordinal, english_word
from l10n.text.style import NumberStyle


def localise_fact(fact: Fact, style: NumberStyle) -> tuple[str, ...]:
    """The forms of a fact inside a sentence, preferred first; empty when nothing can be said for sure."""
    return render_value(fact.value, style)


def render_value(value: Value, style: NumberStyle) -> tuple[str, ...]:
    """The forms of a value: exact always, nothing is rounded."""
    match value:
        case Number():
            return _bounded(_several(value, style) or numbers(value, style), value.bound, style)
        case Percent():
            return _percent(value, style)
        case Money(amount=amount, currency=currency):
            forms = style.currencies.get(currency)
            return _patterned(amount, forms, style) if forms else ()
        case Quantity(amount=amount, unit=unit):
            forms = style.units.get(unit)
            return _patterned(amount, _unit_forms(amount.value, unit, forms, style), style) if forms else ()
        case Day():
            return render_day(value, style)
        case Clock():
            return _clock(value, style)
        case Duration(amount=amount, unit=unit):
            forms = style.durations.get(unit, ())
            if style.language == "en":
                forms = tuple(form + ("" if amount.value == 1 else "s") for form in forms)
            return _patterned(amount, forms, style)
        case Ordinal(value=place):
            return _ordinal(place, style)
        case Multiple(value=times, bound=bound):
            return _bounded(_multiple(times, style), bound, style)
        case Fraction(numerator=above, denominator=below):
            return _fraction(above, below, style)
        case Range(low=low, high=high):
            return _range(low, high, style)
        case Name(text=text):
            return (text,)


def numbers(number: Number, style: NumberStyle) -> tuple[str, ...]:
    """The plain number: with the newspaper's scale word, then in digits, with and without grouping, then in words."""
    value = abs(number.value)
    sign = "-" if number.value < 0 else ""
    forms = []
    if value >= style.scale_from:
        forms += [sign + form for form in scaled(value, style)]
    digits = plain_digits(value)
    whole, point, part = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", style.grouping or ",") + point + part
    grouping_first = style.group_from and value >= style.group_from
    forms += [sign + grouped, sign + digits] if grouping_first else [sign + digits, sign + grouped]
    if not sign and value == value.to_integral_value() and value < 10**16:
        if style.language == "en":
            forms += [english_word(int(value))] if value <= 100 else []
        else:
            forms += chinese_numeral(int(value))
    return tuple(dict.fromkeys(forms))


def scaled(value: Decimal, style: NumberStyle) -> list[str]:
    """The number with a scale word, the largest whose figure is at least 1 first; a figure of many digits comes last.

    120000 is 12万; 1.25 million is 125万; a figure longer than six digits is printed in full instead.
    """
    found = []
    for power, word in style.scales:
        figure = value / 10**power
        if figure >= 1 and len(plain_digits(figure).replace(".", "")) <= 6:
            shown = plain_digits(figure)
            if figure >= 10000:
                continue
            if figure >= 1000 and style.group_from:
                shown = f"{int(figure):,}" + ("." + shown.partition(".")[2] if "." in shown else "")
            found.append(shown + style.scale_space + word)
    return found


def _several(number: Number, style: NumberStyle) -> tuple[str, ...]:
    """Tens of millions = 数千万; the value holds the unit."""
    if number.bound is not Bound.SEVERAL:
        return ()
    power = len(plain_digits(number.value)) - 1
    if style.language != "en":
        names = {
            1: "数十",
            2: "数百",
            3: "数千",
            4: "数万",
            5: "数十万",
            6: "数百万",
            7: "数千万",
            8: "数亿",
            9: "数十亿",
            10: "数百亿",
            11: "数千亿",
            12: "数万亿",
        }
        return (names[power], names[power].replace("数", "几")) if power in names else ()
    base = {2: "hundreds", 3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}
    if power in base:
        return (base[power] + " of",)
    if power == 1:
        return ("dozens of", "tens of")
    for step, word in ((1, "tens"), (2, "hundreds")):
        if power - step in base:
            return (f"{word} of {base[power - step]} of",)
    return ()


def _bounded(forms: tuple[str, ...], bound: Bound, style: NumberStyle) -> tuple[str, ...]:
    """Each form with the bound's words, best first, then the bare forms."""
    if bound in (Bound.EXACT, Bound.SEVERAL):
        return forms
    patterns = style.bounds.get(bound.value, ())
    made = [pattern.format(form) for form in forms[:1] for pattern in patterns]
    made += [pattern.format(form) for form in forms[1:] for pattern in patterns]
    return tuple(dict.fromkeys(made))


def _patterned(amount: Number, patterns: tuple[str, ...], style: NumberStyle) -> tuple[str, ...]:
    """Amounts in patterns such as `{}元` with the bound around or, in Chinese, inside: 2400多元."""
    inner = _several(amount, style) or numbers(amount, style)
    if amount.bound is Bound.SEVERAL and style.language == "en":
        inner = tuple(form.removesuffix(" of") + " of" for form in inner)
    forms = [pattern.format(figure) for figure in inner for pattern in patterns]
    ordered = [patterns[0].format(inner[0]), *forms] if patterns and inner else forms
    bounded = _bounded(tuple(dict.fromkeys(ordered)), amount.bound, style)
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


def _unit_forms(value: Decimal, unit: str, forms: tuple[str, ...], style: NumberStyle) -> tuple[str, ...]:
    """English long unit names in the singular for exactly one."""
    if style.language != "en" or value != 1:
        return forms
    return tuple(form[:-1] if form.endswith("s") and len(form) > 6 else form for form in forms)


def _clock(value: Clock, style: NumberStyle) -> tuple[str, ...]:
    minute = f"{value.minute:02d}" + ("" if value.second is None else f":{value.second:02d}")
    plain = (f"{value.hour}:{minute}", f"{value.hour:02d}:{minute}")
    if style.language != "en":
        return tuple(dict.fromkeys((*_chinese_clock(value, minute), *plain)))
    hour, half = value.hour % 12 or 12, "a.m." if value.hour % 24 < 12 else "p.m."
    shown = f"{hour}:{minute}" if value.minute or value.second else str(hour)
    forms = (f"{shown} {half}", f"{hour}:{minute} {half}", f"{shown} {half.replace('.', '')}", *plain)
    return tuple(dict.fromkeys(forms))


def _chinese_clock(value: Clock, minute: str) -> tuple[str, ...]:
    """下午3:44, 下午3时44分, 15时44分; the full hour as 上午9时 first."""
    parts = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (25, "晚上"))
    half = next(word for end, word in parts if value.hour < end)
    hour = value.hour - 12 if value.hour > 12 else value.hour
    rest = f"{value.minute}分" if value.minute else ""
    digits = f"{half}{hour}:{minute}"
    spoken = f"{half}{hour}时{rest}"
    first = (digits, spoken) if value.minute or value.second else (spoken, digits)
    return (*first, f"{value.hour}时{rest}", f"{half}{hour}点{rest}")


def _ordinal(place: int, style: NumberStyle) -> tuple[str, ...]:
    if style.language != "en":
        return tuple(f"第{form}" for form in (*chinese_numeral(place)[:1], str(place)))
    return english_ordinal(place)


def _multiple(times: Decimal, style: NumberStyle) -> tuple[str, ...]:
    digits = plain_digits(times)
    if style.language != "en":
        spelled = (
            [form.replace("二", "两") if times == 2 else form for form in chinese_numeral(int(times))[:1]]
            if (times == times.to_integral_value())
            else []
        )
        return tuple(f"{form}倍" for form in (digits, *spelled))
    words = (english_word(int(times)),) if times == times.to_integral_value() and times <= 20 else ()
    return tuple(f"{form} times" for form in (digits, *words)) + tuple(f"{form}fold" for form in words)


def _fraction(above: int, below: int, style: NumberStyle) -> tuple[str, ...]:
    if style.language != "en":
        return (f"{chinese_numeral(below)[0]}分之{chinese_numeral(above)[0]}", f"{above}/{below}")
    name = {2: "half", 3: "third", 4: "quarter"}.get(below) or english_ordinal(below)[-1]
    ending = "" if above == 1 else "s"
    return tuple(
        dict.fromkeys(
            (f"{english_word(above)}-{name}{ending}", f"{english_word(above)} {name}{ending}", f"{above}/{below}")
        )
    )


def _range(low: Value, high: Value, style: NumberStyle) -> tuple[str, ...]:
    first, last = render_value(low, style), render_value(high, style)
    if not first or not last:
        return ()
    starts = [first[0]]
    if isinstance(low, Percent) and style.language == "en":
        starts.insert(0, plain_digits(low.value))
    elif isinstance(low, Number) and isinstance(high, Number) and low.scale and style.scale_space:
        word = last[0].partition(" ")[2]
        if word and first[0].endswith(word):
            starts.insert(0, first[0].removesuffix(" " + word))
    elif isinstance(low, Day) and style.language != "en":
        starts.append(first[0].removesuffix("年"))
    return tuple(pattern.format(start, last[0]) for start in starts for pattern in style.range)


def as_date(value: Day) -> date | None:
    """The calendar date when year, month and day are known."""
    if value.year and value.month and value.day and not value.part:
        return date(value.year, value.month, value.day)
    return None
