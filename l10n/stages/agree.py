"""English agreement around terms and numbers that were put in: plural after a number, a or an, capital at the start."""

import re

from l10n.model.inline import PlaceableKind
from l10n.stages.draft import Draft
from l10n.stages.task import Task

_PLURAL_BEFORE = re.compile(
    r"(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|many|several|these|those|all|various|multiple|numerous|"
    r"(?:one|some|most|all|many) of the|dozens of|hundreds of|thousands of|millions of)"
    r"|(?<![\w.])(?!1 )\d[\d,.]*(?: (?:thousand|million|billion|trillion))?)(?: [a-z-]+){0,1} $",
    re.I,
)
# Between a number and the Chinese term that it counts: 18颗低轨卫星, 5G基站达439.5万个.
_COUNTED_BEHIND = re.compile("[个座台部张颗家名户只条项款辆架艘枚种所套批]?(?:新|的)?")
_COUNTED_BEFORE = re.compile("(?:数量|总数|规模)?(?:已|共|约|近|累计)*(?:达到?|为|有|超过?|增至|升至|新增|净增)?")
_COUNT_ENDS = re.compile("[多余]?[个座台部张颗家名户只条项款辆架艘枚种所套批]?(?:[，。；、！？）]|$)")
# Prepositions that a date brings along or asks for: by the end of March; on April 18; from 2021 to 2025.
_OWN = re.compile(r"(?:by|in|at|on|from|since|until|between|during) ")
_ALIEN = re.compile(r"\b(?:by|in|at|on|from|since)(?: the (?:end|beginning) of)? $", re.I)
_ON = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b")
_FROM = re.compile(r"\d{4} to \d{4}$")
# Behind a plural: the end, a mark, or a word that no noun phrase goes on with; not `base station users`.
_ENDS_PHRASE = re.compile(
    r"$|[^\w ]| [^a-z]| (?:a|an|and|are|as|at|by|for|from|had|has|have|in|is|more|of|on|or|reached|that|the|to|was|were"
    r"|which|will|with)\b"
)
_SINGULAR_BEFORE = re.compile(r"\b(?:a|an|one|each|every|this|that|another)(?: [a-z-]+)? $", re.I)
_AN_SOUND = re.compile(
    r"(?:[aeio]|u(?!n[iu]|s[eu]|r[aeiou]|ti)|hono?u?r|hour|8|11\b|18\b|(?-i:[FHLMNRSX](?=[A-Z0-9-])))", re.I
)
_ACRONYM = re.compile(r"[A-Z0-9]{2,}")


def agree(draft: Draft, task: Task) -> None:
    """Make the English around each met constraint agree with it; the constraint keeps an accepted form."""
    many = counted(task)
    for index, item in enumerate(draft.wanted):
        span = draft.spans[index]
        if span and item.kind is PlaceableKind.TERM:
            form = _form(draft, index, index in many)
            if form != draft.text[span[0] : span[1]]:
                rung = draft.rungs[index]
                draft.spans[index] = None
                draft.meet(index, draft.replace(*span, form), rung)
    for index in range(len(draft.wanted)):
        _article(draft, index)
        _preposition(draft, index)
    _capital(draft)


def counted(task: Task) -> frozenset[int]:
    """The terms that a number other than one counts in the Chinese source."""
    found = set()
    for index, (start, end) in enumerate(task.places):
        for other, (low, high) in enumerate(task.places):
            item = task.wanted[other]
            if item.kind not in (PlaceableKind.NUMBER, PlaceableKind.RANGE) or item.target in ("1", "one"):
                continue
            if high <= start and _COUNTED_BEHIND.fullmatch(task.request.text[high:start]):
                found.add(index)
            before = end <= low and _COUNTED_BEFORE.fullmatch(task.request.text[end:low])
            if before and _COUNT_ENDS.match(task.request.text, high):
                found.add(index)
    return frozenset(found)


def _form(draft: Draft, index: int, many: bool) -> str:
    """The singular or plural of the target that the source or the words before it ask for."""
    item, span = draft.wanted[index], draft.spans[index]
    assert span is not None
    written, before = draft.text[span[0] : span[1]], draft.text[: span[0]]
    if written.lower() != item.target.lower() or _SINGULAR_BEFORE.search(before):
        return written
    asked = _PLURAL_BEFORE.search(before)
    if asked and not draft.free(asked.start(), span[0]):
        asked = None  # that number counts something else, or the source says so itself
    if not asked and not (many and _ENDS_PHRASE.match(draft.text[span[1] :])):
        return written
    target = item.target
    plural = next((f for f in item.accepted if f in (target + "s", target + "es", target[:-1] + "ies")), None)
    return written[0] + plural[1:] if plural else written


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


def _preposition(draft: Draft, index: int) -> None:
    """The preposition of a date: none before `by the end of May`, `on` before a day, `from` before years."""
    span = draft.spans[index]
    found = _ALIEN.search(draft.text[: span[0]]) if span else None
    if span is None or found is None or draft.wanted[index].kind not in (PlaceableKind.DATE, PlaceableKind.RANGE):
        return
    word, written = found[0], draft.text[span[0] : span[1]]
    if _OWN.match(written) and not word.lower().startswith("since"):
        right = ""
    elif _ON.match(written) and word.lower() in ("in ", "at "):
        right = "on "
    elif _FROM.match(written) and word.lower() in ("in ", "by ", "at "):
        right = "from "
    else:
        return
    draft.replace(found.start(), found.end(), right.capitalize() if word[0].isupper() else right)


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
