"""English agreement around terms and numbers that were put in: plural after a number, a or an, capital at the start."""

import re

from l10n.model.inline import Placeable, PlaceableKind
from l10n.stages.draft import Draft

_PLURAL_BEFORE = re.compile(
    r"(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|many|several|these|those|all|some|most|various|multiple|numerous|"
    r"of the|million|billion|trillion|thousand)|(?<![\w.])(?!1 )\d[\d,.]*)(?: [a-z-]+){0,1} $",
    re.I,
)
_SINGULAR_BEFORE = re.compile(r"\b(?:a|an|one|each|every|this|that|another)(?: [a-z-]+)? $", re.I)
_AN_SOUND = re.compile(
    r"(?:[aeio]|u(?!n[iu]|s[eu]|r[aeiou]|ti)|hono?u?r|hour|8|11\b|18\b|[FHLMNRSX](?=[A-Z0-9-]))", re.I
)
_ACRONYM = re.compile(r"[A-Z0-9]{2,}")


def agree(draft: Draft) -> None:
    """Make the English around each met constraint agree with it; the constraint keeps an accepted form."""
    for index, item in enumerate(draft.wanted):
        span = draft.spans[index]
        if span and item.kind is PlaceableKind.TERM:
            form = _form(item, draft.text, span)
            if form != draft.text[span[0] : span[1]]:
                rung = draft.rungs[index]
                draft.spans[index] = None
                draft.meet(index, draft.replace(*span, form), rung)
    for index in range(len(draft.wanted)):
        _article(draft, index)
    _capital(draft)


def _form(item: Placeable, text: str, span: tuple[int, int]) -> str:
    """The singular or plural of the target that the words before it ask for."""
    written = text[span[0] : span[1]]
    before = text[: span[0]]
    plural = next(
        (
            f
            for f in item.accepted
            if f in (item.target + "s", item.target + "es")
            or (item.target.endswith("y") and f == item.target[:-1] + "ies")
        ),
        None,
    )
    if plural and written == item.target and _PLURAL_BEFORE.search(before) and not _SINGULAR_BEFORE.search(before):
        return plural
    return written


def _article(draft: Draft, index: int) -> None:
    span = draft.spans[index]
    found = re.search(r"\b([Aa])(n?) $", draft.text[: span[0]]) if span else None
    if span is None or found is None:
        return
    word = draft.text[span[0] : span[1]]
    wants = bool(_AN_SOUND.match(word)) if not _ACRONYM.match(word) else bool(re.match(r"[AEFHILMNORSX8]|11|18", word))
    right = found[1] + ("n" if wants else "")
    if right != found[1] + found[2]:
        draft.replace(found.start(), found.end() - 1, right)


def _capital(draft: Draft) -> None:
    """The first letter of the sentence; a name such as iPhone keeps its own."""
    match = re.match(r"[\"'“‘(]*([a-z])", draft.text)
    if not match:
        return
    place = match.end() - 1
    first = draft.text[place:].split(" ", 1)[0]
    if any(c.isupper() for c in first):
        return
    draft.text = draft.text[:place] + draft.text[place].upper() + draft.text[place + 1 :]
