"""Days told by their place in the week or from the day of the article: Friday, last Friday morning, 上周五, 昨天, 下周.

They carry over without the article's date. Bare today and 今天 stay with the model: news uses them for nowadays.
"""

import re
from collections.abc import Iterator

from l10n.model.fact import Day, Fact
from l10n.model.inline import PlaceableKind
from l10n.text.relative import CHINESE

EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ZH_DAYS = "一二三四五六日"
_EN_PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening"}
_ZH_PARTS = {
    "上午": "morning", "早上": "morning", "早晨": "morning", "清晨": "morning",
    "下午": "afternoon",
    "晚上": "evening", "晚间": "evening", "晚": "evening",
}
ZH_PARTS = {"morning": ("上午", "早上"), "afternoon": ("下午",), "evening": ("晚", "晚上", "晚间")}
_NAMED = "Black|Good|Cyber|Ash|Easter|Palm|Bloody|Holy|Super|Giving|Blue|Fat|Red"  # Black Friday
_EN = re.compile(
    rf"\b(?<!the )(?:(?P<rel>[Ll]ast|[Tt]his|[Nn]ext) )?(?<!-)(?P<day>{'|'.join(EN_DAYS)})\b(?!-)"
    rf"(?: (?P<part>{'|'.join(_EN_PARTS)})\b)?(?! (?:[A-Z][a-z]+ )?(?:Times|Post|Mail|Morning|Prayers?)\b)"
    r"|\b(?<!the )(?P<week>[Ll]ast|[Tt]his|[Nn]ext) week\b(?!-|end)"
    r"|\b(?P<when>[Yy]esterday|[Tt]omorrow)\b(?: (?P<of>morning|afternoon|evening)\b)?"
)
_NOT_ONCE = "(?<![0-9一二两三四五六七八九十几数半多整])"    # 两周一次, 一周三天 count weeks
_ZH = re.compile(
    rf"(?:(?P<rel>上个?|本|这个?|下个?)|{_NOT_ONCE})(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
    rf"(?![次个年岁期轮场种般世代半倍刊报福围边遭密转][^\s]?|[一二三四五六七八九十]|天[内里])(?P<part>{'|'.join(_ZH_PARTS)})?"
    r"|(?P<week>上个?|本|这个?|下个?)(?:周|星期|礼拜)(?![期边年岁刊末报密转一二三四五六日天])"
    rf"|(?P<when>昨天|昨日|明天|明日)(?!之|黄花)(?P<of>{'|'.join(_ZH_PARTS)})?"
)
_WEEKS = {CHINESE[week][0]: week for week in ("last week", "this week", "next week")} | {"这": "this week"}
_WHEN = {"昨": "yesterday", "明": "tomorrow"}


def weekdays(text: str, language: str) -> Iterator[Fact]:
    """Facts of weekdays, weeks, yesterday and tomorrow; a weekday has `weekday` 0-6, Monday first."""
    pattern, make = (_ZH, _chinese) if language.startswith("zh") else (_EN, _english)
    for match in pattern.finditer(text):
        if pattern is _EN and re.search(rf"\b(?:{_NAMED}) $", text[max(0, match.start() - 8) : match.start()]):
            continue
        yield Fact(match.start(), match.end(), match[0], PlaceableKind.DATE, make(match))


def _english(match: re.Match[str]) -> Day:
    if match["when"]:
        return Day(relative=match["when"].lower(), part=_EN_PARTS.get(match["of"] or "", ""))
    if match["week"]:
        return Day(relative=f"{match['week'].lower()} week")
    relative = f"{match['rel'].lower()} week" if match["rel"] else ""
    return Day(relative=relative, weekday=EN_DAYS.index(match["day"]), part=_EN_PARTS.get(match["part"] or "", ""))


def _chinese(match: re.Match[str]) -> Day:
    if match["when"]:
        return Day(relative=_WHEN[match["when"][0]], part=_ZH_PARTS.get(match["of"] or "", ""))
    if match["week"]:
        return Day(relative=_WEEKS[match["week"][0]])
    relative = _WEEKS[match["rel"][0]] if match["rel"] else ""
    weekday = _ZH_DAYS.index(match["day"].replace("天", "日"))
    return Day(relative=relative, weekday=weekday, part=_ZH_PARTS.get(match["part"] or "", ""))


def render_weekday(day: Day, language: str) -> tuple[str, ...]:
    """The forms of a weekday or of yesterday and tomorrow, the preferred one first; `language` is en or zh."""
    if language == "en":
        which = day.relative.removesuffix("week") if day.weekday is not None else day.relative
        name = EN_DAYS[day.weekday] if day.weekday is not None else ""
        words = f"{which}{name} {day.part}".strip()
        return (words, words.replace("evening", "night")) if day.part == "evening" else (words,)
    if day.weekday is None:
        names = ("昨天", "昨日") if day.relative == "yesterday" else ("明天", "明日")
    else:
        which, number = CHINESE[day.relative][0] if day.relative else "", _ZH_DAYS[day.weekday]
        names = (f"{which}周{number}", f"{which}星期{number}")
    return tuple(name + part for name in names for part in ZH_PARTS.get(day.part, ("",)))
