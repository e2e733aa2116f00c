"""A translation of the memory made to fit a new sentence: numbers, dates, terms, names and codes exchanged by value.

Every placeable of the new source must be found, or put, in the target without doubt; else there is no repair and the
translation is a candidate for a person only.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from l10n.model.fact import Fact
from l10n.model.inline import Code, Content, Inline, Placeable, PlaceableKind, Text, codes, merge_text, plain
from l10n.model.trail import Rung, Span
from l10n.resources.memory_text import MASK, marked, normalised, tokens
from l10n.resources.term_text import unify
from l10n.stages.draft import Draft
from l10n.stages.ladder import NAMES
from l10n.text.facts import find_facts, value_key

_FIGURE = re.compile(r"\d[\d,.]*")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_TELLING_ZERO = re.compile(r"\d\.\d*0(?!\d)")      # version 3.0, 2.50: a value forgets it
_ONE = "number 1"               # the ref of the number one


@dataclass(frozen=True, slots=True)
class Fitted:
    """A draft that fits `source`; `codes` are those of the target in order, `changed` says what was exchanged."""

    source: Content
    draft: Draft
    codes: tuple[Code, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the target is read: its language, and the article's day, by which `last October` is told."""

    language: str
    today: date | None = None

    def facts(self, text: str) -> tuple[Fact, ...]:
        """The values in a target text."""
        return find_facts(text, self.language, self.today)


class Unsafe(Exception):
    """Why a translation of the memory cannot be used without a person."""


def fit(old: tuple[Content, Content], new: Content, reading: Reading) -> Fitted:
    """The memory's pair (source with placeables, target) as a translation of the new source with placeables.

    Both sources say the same but for their placeables. Raises Unsafe with the reason in words.
    """
    if skeleton(old[0]) != skeleton(new):
        raise Unsafe("other words")
    was, wanted = placeables_of(old[0]), placeables_of(new)
    draft = _draft(old[1], wanted)
    draft.spans = locate(draft.text, was, reading)
    pairs = list(zip(was, wanted, strict=True))
    _require_clear(draft, pairs, reading)
    changed = [note for index, pair in enumerate(pairs) if (note := _put(draft, index, pair, reading))]
    return Fitted(_accepting(new, draft), draft, tuple(_exchanged(old, new)), tuple(changed))


def fit_partly(old: tuple[Content, Content], new: Content, reading: Reading) -> str:
    """The words of the memory's target with those placeables exchanged that surely have a counterpart."""
    was, wanted = placeables_of(old[0]), placeables_of(new)
    draft = _draft((Text(plain(old[1])),), was)
    draft.spans = locate(draft.text, was, reading)
    pairs = [(index, (was[index], wanted[other])) for index, other in _aligned(old[0], new)]
    for index, pair in pairs:
        try:
            _require_clear(draft, [pair if k == index else (item, item) for k, item in enumerate(was)], reading)
            _put(draft, index, pair, reading)
        except Unsafe:
            continue
    return draft.text


def woven(draft: Draft, listed: Sequence[Code]) -> Content:
    """The draft's text with the codes at their places, in the order given."""
    out: list[Inline] = []
    at = 0
    for code, span in zip(listed, draft.tags, strict=True):
        start, end = span or (at, at)
        out += [Text(draft.text[at:start]), code]
        at = max(at, end)
    return merge_text((*out, Text(draft.text[at:])))


def skeleton(content: Content) -> str:
    """The words of the content in one width with a mark for each placeable (its kind) and for each code."""
    parts = []
    for item in content:
        match item:
            case Text(text):
                parts.append(unify(text).replace(MASK, " "))
            case Placeable(kind=kind):
                parts.append(f"{MASK}{kind.value}{MASK}")
            case Code():
                parts.append(marked((item,)))
    return normalised("".join(parts))


def placeables_of(content: Content) -> tuple[Placeable, ...]:
    """The placeables of the content in order."""
    return tuple(item for item in content if isinstance(item, Placeable))


def locate(text: str, items: Sequence[Placeable], reading: Reading) -> list[Span | None]:
    """Where each placeable stands in a target: in one of its forms, else by its value; None where it does not."""
    draft = Draft(text, tuple(items), [None] * len(items), [Rung.FLAGGED] * len(items))
    facts = reading.facts(text)
    for index in sorted(range(len(items)), key=lambda i: (-len(items[i].target), i)):
        for form in forms_of(items[index]):
            span = _place(draft, form, items[index], facts)
            if span:
                draft.meet(index, span, Rung.MEMORY)
                break
    for index in draft.unmet:
        same = [fact.span for fact in facts if _ref(fact) == items[index].ref and draft.free(*fact.span)]
        if same and items[index].kind not in NAMES:
            draft.meet(index, same[0], Rung.MEMORY)
    return draft.spans


def forms_of(item: Placeable) -> tuple[str, ...]:
    """Every form that counts as met: the preferred one, then longer ones first; each also with a capital."""
    forms = sorted({form for form in item.accepted if form}, key=lambda form: (-len(form), form))
    listed = [form for form in (item.target, *forms) if form]
    return tuple(dict.fromkeys(one for form in listed for one in (form, form[0].upper() + form[1:])))


def _place(draft: Draft, form: str, item: Placeable, facts: Sequence[Fact]) -> Span | None:
    """The first free place of a form that is no part of another value."""
    at = draft.text.find(form)
    while at >= 0:
        end = at + len(form)
        other = item.kind not in NAMES and any(
            fact.start < end and at < fact.end and _ref(fact) != item.ref for fact in facts
        )
        if draft.fits(at, end) and not other:
            return (at, end)
        at = draft.text.find(form, at + 1)
    return None


def _require_clear(draft: Draft, pairs: Sequence[tuple[Placeable, Placeable]], reading: Reading) -> None:
    """Refuses an exchange when one old value has two new ones, or stands in the target once more than in the source."""
    news: dict[str, set[str]] = {}
    for before, after in pairs:
        news.setdefault(before.ref, set()).add(after.ref)
    for index, (before, after) in enumerate(pairs):
        if before.ref == after.ref:
            continue
        if len(news[before.ref]) > 1:
            raise Unsafe(f"“{before.source}” has two new values")
        if before.kind is PlaceableKind.NUMBER and reading.language == "en" and _ONE in (before.ref, after.ref):
            raise Unsafe("one and several differ in English")
        if draft.spans[index] is None:
            raise Unsafe(f"“{before.target}” does not stand in it")
        if _again(draft, before, reading):
            raise Unsafe(f"“{before.target}” stands in it more than once")


def _again(draft: Draft, item: Placeable, reading: Reading) -> bool:
    """True when the value or term stands in the text outside the places that are taken."""
    if item.kind in NAMES:
        return any(draft.find(form) for form in forms_of(item))
    return any(_ref(f) == item.ref and draft.free(f.start, f.end) for f in reading.facts(draft.text))


def _put(draft: Draft, index: int, pair: tuple[Placeable, Placeable], reading: Reading) -> str:
    """Put the new placeable in the place of the old one; what was done in words, empty when it stands there already."""
    before, after = pair
    span = draft.spans[index]
    if span is None:
        raise Unsafe(f"“{after.target}” does not stand in it")
    shown = draft.text[span[0] : span[1]]
    if before.ref == after.ref and (before.source == after.source or shown in forms_of(after)):
        draft.rungs[index] = Rung.MEMORY
        return ""
    if _TELLING_ZERO.search(after.source):
        raise Unsafe(f"the zero of “{after.source}” may count")
    if shown not in forms_of(before):
        raise Unsafe(f"“{shown}” is no known form of “{before.source}”")
    new = _inflected(shown, before, after) if after.kind is PlaceableKind.TERM else _alike(shown, before, after)
    draft.spans[index] = None
    draft.meet(index, draft.replace(*span, new), Rung.MEMORY)
    return f"{shown} -> {new} (value of {after.source})"


def _alike(shown: str, before: Placeable, after: Placeable) -> str:
    """The preferred form of the new value where the old one stood in its own, else one built as the old one was."""
    forms = forms_of(after)
    alike = next((form for form in forms if _shape(form) == _shape(shown)), "")
    if shown in forms_of(before)[:2]:
        return after.target if shown == before.target else alike or forms[1]
    return alike or after.target


def _shape(form: str) -> str:
    """A form without its figures; a number in words is one word."""
    bare = re.sub(r"(?<=[a-z]{2})s$", "", _MONTH.sub("M", _FIGURE.sub("0", form)))      # 1 year, 5 years
    return bare if "0" in bare else ("a" if form[:1].islower() else "A") * (len(form.split()) > 0)


def _inflected(shown: str, before: Placeable, after: Placeable) -> str:
    """The new term in the number (singular, plural) and with the capital that the old one had."""
    target = after.target
    if shown.lower() in _plurals(before.target.lower()):
        many = [form for form in after.accepted if form.lower() in _plurals(target.lower())]
        if not many:
            raise Unsafe(f"the plural of “{target}” is not known")
        target = many[0]
    capital = shown[0].isupper() and before.target[0].islower()
    return target[0].upper() + target[1:] if capital else target


def _plurals(word: str) -> tuple[str, ...]:
    return (word + "s", word + "es", word[:-1] + "ies")


def _accepting(content: Content, draft: Draft) -> Content:
    """The source whose placeables accept what stands for them, by value, in the approved target."""
    shown = iter([draft.text[span[0] : span[1]] if span else "" for span in draft.spans])
    items: list[Inline] = []
    for item in content:
        if isinstance(item, Placeable):
            form = next(shown)
            item = item if form in forms_of(item) or not form else replace(item, accepted=(*item.accepted, form))
        items.append(item)
    return tuple(items)


def _aligned(old: Content, new: Content) -> list[tuple[int, int]]:
    """Numbers of the placeables of both sources that stand at the same place between the same words."""
    from rapidfuzz.distance import Levenshtein

    left, right = _tokens(old), _tokens(new)
    found = []
    for block in Levenshtein.opcodes(left, right):
        if block.tag == "equal":
            for k in range(block.src_end - block.src_start):
                if left[block.src_start + k].startswith(MASK):
                    ends = (left[: block.src_start + k], right[: block.dest_start + k])
                    found.append((_masks(ends[0]), _masks(ends[1])))
    return found


def _tokens(content: Content) -> list[str]:
    parts: list[str] = []
    for item in content:
        parts += [MASK + item.kind.value] if isinstance(item, Placeable) else tokens(plain((item,)))
    return parts


def _masks(found: Sequence[str]) -> int:
    return sum(token.startswith(MASK) for token in found)


def _draft(target: Content, wanted: tuple[Placeable, ...]) -> Draft:
    """The target's words as a draft; its tags are the places of the codes, each as long as its equivalent text."""
    draft = Draft(plain(target), wanted, [None] * len(wanted), [Rung.FLAGGED] * len(wanted))
    at = 0
    for item in target:
        size = len(plain((item,)))
        if isinstance(item, Code):
            draft.tags.append((at, at + size))
        at += size
    return draft


def _exchanged(old: tuple[Content, Content], new: Content) -> list[Code]:
    """The codes of the target with those of the new source in the place of the old ones. Raises Unsafe."""
    was, now = codes(old[0]), codes(new)
    if [code.kind for code in was] != [code.kind for code in now]:
        raise Unsafe("other codes")
    names = {(a.id, a.kind): b for a, b in zip(was, now, strict=True)}
    found = [names.get((code.id, code.kind)) for code in codes(old[1])]
    if None in found or Counter(map(id, found)) != Counter(map(id, now)):
        raise Unsafe("its codes are not those of its source")
    return [code for code in found if code]


def _ref(fact: Fact) -> str:
    return " ".join(map(str, value_key(fact.value)))
