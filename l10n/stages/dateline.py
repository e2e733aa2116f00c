"""The dateline of a report, a segment of its own, becomes one placeable: localised by rule, never by a model."""

import re

from l10n.model.inline import Placeable, PlaceableKind
from l10n.model.pair import Pair
from l10n.resources.glossary import Glossary
from l10n.text.datelines import ROLES, Dateline, find_dateline, other_agency
from l10n.text.people import romanised
from l10n.text.pinyin import spell_word
from l10n.text.render import render_value
from l10n.text.style import NumberStyle

_HAN = re.compile("[\u4e00-\u9fff]+")


def dateline(text: str, pair: Pair, glossary: Glossary | None, style: NumberStyle) -> Placeable | None:
    """The placeable of a segment that is a dateline and nothing else, None for any other."""
    found = find_dateline(text, pair.source_language)
    if found is None or found.end < len(text):
        return None
    desk = _Desk(pair, glossary)
    day = render_value(found.day, style)[0] if found.day else ""
    target = _english(found, desk, day) if pair.target_language == "en" else _chinese(found, desk, day)
    if not target:
        return None
    return Placeable(text, target, PlaceableKind.NAME, "dateline", (target,))


class _Desk:
    """Looks names up in the glossary."""

    def __init__(self, pair: Pair, glossary: Glossary | None) -> None:
        self.pair, self.glossary = pair, glossary

    def form(self, text: str) -> str:
        """The glossary's form of a whole text, empty when it has none."""
        known = self.glossary.whole(text, self.pair.target, self.pair.source) if self.glossary else None
        return known[1][0].text if known else ""

    def forms(self, text: str) -> list[tuple[str, bool]]:
        """The text in parts, each with whether it is the glossary's form; what no term covers stays as it is."""
        parts, at = [], 0
        for match in self.glossary.match(text, self.pair.source) if self.glossary else ():
            targets = self.glossary.targets(match.concept, self.pair.target, self.pair.source) if self.glossary else ()
            if targets:
                parts += [(text[at : match.start], False), (targets[0].text, True)]
                at = match.end
        return [part for part in (*parts, (text[at:], False)) if part[0]]


def _english(found: Dateline, desk: _Desk, day: str) -> str:
    """BEIJING, April 18 (Xinhua; Reporter Wang Fang) --; empty when nobody knows the agency's English name."""
    places = [form if known else spell_word(form) for form, known in desk.forms(found.place)]
    shown = [place if n else place.upper() for n, place in enumerate(reversed(places))]
    agency = other_agency(found.agency, 1) or desk.form(found.agency)
    if found.agency and not agency and not found.agency.startswith("本"):
        return ""
    people = ", ".join(
        f"{role}{'s' * (len(names) > 1)} " + ", ".join(_person(name, desk) for name in names)
        for role, names in found.people
    )
    inside = "; ".join(filter(None, (agency, people)))
    head = ", ".join((*shown, *filter(None, [day])))
    return " ".join(filter(None, (head, f"({inside})" if inside else "", "--")))


def _chinese(found: Dateline, desk: _Desk, day: str) -> str:
    """新华社北京4月18日电（记者王芳、李明）; a place or name that no glossary has stays in Latin letters."""
    places = [" ".join(word.capitalize() for word in part.split()) for part in found.place.split(", ")]
    place = "".join(desk.form(part) or part for part in reversed(places))
    agency = other_agency(found.agency, 0) or desk.form(found.agency) or found.agency
    roles = dict(ROLES)
    people = "".join(
        roles[role] + "、".join(_person(name, desk) for name in names) for role, names in found.people
    )
    return f"{agency}{place}{day}电" + (f"（{people}）" if people else "")


def _person(name: str, desk: _Desk) -> str:
    """By the glossary, else in Pinyin for English; Latin letters stay."""
    known = desk.form(name)
    spelled = len(name) > 1 and _HAN.fullmatch(name) and desk.pair.target_language == "en"
    return known or (romanised(name)[0] if spelled else name)
