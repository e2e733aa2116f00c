"""Datelines, the words before the first sentence of an agency's report: where, when, by whom.

    BEIJING, April 18 (Xinhua) --          新华社北京4月18日电（记者王芳、李明）
"""

import re
from typing import NamedTuple

from l10n.model.fact import Day
from l10n.text.patterns_en import MONTHS

# What agencies and papers call themselves in the datelines of both languages; the first of several is written.
AGENCIES = (
    ("Xinhua", "新华社"), ("Xinhuanet", "新华网"), ("China News Service", "中新社"), ("ECNS", "中新网"),
    ("People's Daily Online", "人民网"), ("Reuters", "路透社"), ("AP", "美联社"), ("AFP", "法新社"), ("TASS", "塔斯社"),
    ("Kyodo", "共同社"), ("Yonhap", "韩联社"), ("DPA", "德新社"), ("Bloomberg", "彭博社"), ("CCTV", "央视网"),
    ("CRI", "国际在线"), ("Global Times", "环球网"),
    ("", "本报"), ("", "本网"), ("", "本刊"), ("", "本台"),
)
ROLES = (("Reporter", "记者"), ("Correspondent", "通讯员"), ("Intern", "实习生"), ("Photographer", "摄影"))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_EN = re.compile(
    r"(?P<place>[A-Z][A-Z.’' -]{2,28}(?:, [A-Z][A-Za-z. ]{2,20}?)?)?"
    rf"(?:, (?P<month>(?i:{_MONTH}))\.? (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?)?"
    r"(?: ?\((?P<inside>[^()]{2,80})\))?(?: ?(?P<dash>--|[—–])(?: |$)|$|(?<=\)) (?=[A-Z“\"]))"
)
_ZH = re.compile(
    r"(?P<agency>" + "|".join(zh for _, zh in AGENCIES) + r"|[\u4e00-\u9fff]{1,5}(?:社|网|日报|晚报|时报))?"
    r"(?:(?P<place>[\u4e00-\u9fff]{2,12}?)?(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯|消息)|电|讯)"
    r"(?![话力影信子视脑动商池量台器能费价报])(?P<part>\s*)(?:[（(](?P<inside>[^（）()]{2,60})[)）])?\s*"
)


class Dateline(NamedTuple):
    """What a dateline says, and where the text behind it starts; empty words are not said.

    `agency` and `place` are as the text has them; `people` holds (role, names), the role as English says it.
    """

    end: int
    agency: str
    place: str
    day: Day | None
    people: tuple[tuple[str, tuple[str, ...]], ...]


def find_dateline(text: str, language: str) -> Dateline | None:
    """The dateline at the start of a text, None when there is none."""
    return _chinese(text) if language.startswith("zh") else _english(text)


def _english(text: str) -> Dateline | None:
    match = _EN.match(text)
    if not match or not (match["inside"] or match["day"]):
        return None
    inside = match["inside"] or ""
    people = tuple(_roles(inside, r"\b(Reporter|Correspondent|Contributor|Intern|Photographer)s?:? "))
    if not (match["dash"] or people or match.end() == len(text)):
        return None
    if not match["place"] and not (inside.isupper() or other_agency(inside, 0)):
        return None                 # (Video) -- and other brackets
    return Dateline(match.end(), "" if people else inside, (match["place"] or "").strip(), _day(match), people)


def _chinese(text: str) -> Dateline | None:
    match = _ZH.match(text)
    if not match or not (match["agency"] or match["part"] or match["inside"]):
        return None
    agency = match["agency"] or ""
    if not (match["month"] or agency) or agency.startswith("据"):
        return None
    inside = match["inside"] or ""
    people = tuple(_roles(inside, "((?:本报|见习|总台|央视)*记者|(?:本报)?通讯员|实习生|摄影)[:：\\s]*"))
    if inside and not people:
        return None                 # a bracket of another kind: the sentence goes on
    return Dateline(match.end(), agency, match["place"] or "", _day(match), people)


def _day(match: re.Match[str]) -> Day | None:
    if not match["day"]:
        return None
    month = match["month"].lower()
    return Day(int(match["year"]) if match["year"] else None, MONTHS.get(month) or int(month), int(match["day"]))


def _roles(inside: str, pattern: str) -> list[tuple[str, tuple[str, ...]]]:
    """Reporters A and B, Correspondent C: each role with its names; empty when the words are no such list."""
    found = list(re.finditer(pattern, inside, re.I))
    if not found or found[0].start():
        return []
    roles = []
    for match, following in zip(found, (*found[1:], None), strict=True):
        names = inside[match.end() : following.start() if following else None]
        role = next((en for en, zh in ROLES if zh in match[1] or en.lower() == match[1].lower()), "Correspondent")
        roles.append((role, tuple(name.strip() for name in _split(names) if name.strip())))
    return roles


def _split(names: str) -> list[str]:
    return re.split(r"[、，,]|\band\b" if re.search("[A-Za-z]", names) else r"[、，,\s]+", names)


def other_agency(name: str, column: int) -> str:
    """The other language's name of an agency given in language `column` of AGENCIES; empty when it is none."""
    return next((row[1 - column] for row in AGENCIES if row[column] and row[column].lower() == name.lower()), "")
