"""Terms and facts become placeables: spans whose target is known before the engine runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.fact import Duration, Fact, Multiple, Number, Ordinal
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Placeable, PlaceableKind, Text, plain
from l10n.model.pair import Pair
from l10n.model.term import PEOPLE, Match
from l10n.model.trail import Proof, Rung
from l10n.resources.glossary import Glossary
from l10n.stages.dateline import dateline
from l10n.stages.placing import Found, with_placeables
from l10n.text.facts import find_facts, value_key
from l10n.text.people import family, mentions, named, romanised
from l10n.text.render import localise_fact
from l10n.text.style import NumberStyle

NAME_KINDS = (BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR)
# What stands here is no first mention for the text.
ASIDE_KINDS = (BlockKind.TITLE, BlockKind.SECTION, BlockKind.DESCRIPTION, BlockKind.ATTRIBUTE)
_KEPT = (PlaceableKind.NAME, PlaceableKind.URL)
# A measure word behind a count; 号, 级 and the like make a name of it.
_COUNTED = re.compile("[个家项名位座台条次种款人户所部件处辆架艘只支批套组起场国省市县村岛城门份轮类颗枚亩张票]")
_SPELLED = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine)(?: [a-z]+)?$")
_BRACKET = re.compile(r"\s?[(（]")
_CLOSING = frozenset(")）")


@dataclass(frozen=True, slots=True)
class ProtectKit:
    """What protecting consults; `terms` and `facts` switch each kind off.

    `today` and `people`, the full names of those who are introduced, are set from the article.
    """

    pair: Pair
    glossary: Glossary | None
    source_style: NumberStyle
    target_style: NumberStyle
    terms: bool = True
    facts: bool = True
    today: date | None = None
    people: tuple[str, ...] = ()


def protect_article(article: Article, kit: ProtectKit) -> Article:
    """The article with terms, facts and names to keep as placeables. Approved segments are left alone.

    Names in the byline are not machine-translated: the glossary's form is taken, else the name stays. A term that
    stands as an abbreviation gets its short target from its second mention on: first 工业和信息化部, then 工信部.
    """
    seen: set[str] = set()
    published = article.meta.published
    texts = [s.source_text for b in article.body if b.translate for s in b.segments]
    people = named(texts, kit.pair.source_language) if kit.facts else ()
    kit = replace(kit, today=published.date() if published else kit.today, people=people)

    def of_block(block: Block) -> Block:
        if not block.translate:
            return block
        if block.kind in NAME_KINDS:
            return replace(block, segments=tuple(byline(segment, kit) for segment in block.segments))
        known = set(seen) if block.kind in ASIDE_KINDS else seen
        return replace(block, segments=tuple(protect_segment(segment, kit, known) for segment in block.segments))

    done = article.map_blocks(of_block)
    told = romanised_people(done, kit.people) if kit.pair.target_language == "zh" else ()
    return replace(done, findings=(*done.findings, *told))


def romanised_people(article: Article, people: tuple[str, ...]) -> Iterator[Finding]:
    """A warning for each person whose name will stand in Latin letters in Chinese, at its first mention."""
    kept = [
        (item.ref, segment.id)
        for segment in article.segments
        for item in segment.source
        if isinstance(item, Placeable) and item.ref in people and item.target == item.ref
    ]
    for name, at in dict(reversed(kept)).items():
        message = f"“{name}” stays in Latin letters: write the characters, or put the name into a glossary"
        yield Finding("names.romanised", Severity.WARNING, message, article.name, 0, at)


def protect_segment(segment: Segment, kit: ProtectKit, seen: set[str]) -> Segment:
    """The segment with placeables in its source; ids of its concepts are added to `seen`."""
    if segment.frozen or segment.target is not None or any(isinstance(i, Placeable) for i in segment.source):
        return segment
    found = placeables(plain(segment.source), kit, seen)
    return replace(segment, source=with_placeables(segment.source, found)) if found else segment


def byline(segment: Segment, kit: ProtectKit) -> Segment:
    """The segment with its target set: the glossary's form of the whole name, else the name itself."""
    if segment.frozen or segment.target is not None:
        return segment
    text = segment.source_text
    known = kit.glossary.whole(text, kit.pair.target, kit.pair.source) if kit.glossary and kit.terms else None
    if known:
        concept, target = known[0], known[1][0].text
        proof = Proof("term", concept.id, text, target, (0, len(text)), (0, len(target)), Rung.WHOLE)
        done = replace(segment, target=(Text(target),), state=State.TRANSLATED, proofs=(proof,))
        return done.with_step("protect", "byline", f"{text} -> {target} by the glossary")
    done = replace(segment, target=segment.source, state=State.TRANSLATED)
    return done.with_step("protect", "byline", "a name: kept as it stands")


def placeables(text: str, kit: ProtectKit, seen: set[str]) -> list[Found]:
    """Non-overlapping placeables of a text in order; of two that overlap the longer wins, of equal ones the term."""
    if kit.facts and (whole := dateline(text, kit.pair, kit.glossary if kit.terms else None, kit.target_style)):
        return [(0, len(text), whole)]
    found: list[Found] = []
    if kit.terms and kit.glossary:
        for match in kit.glossary.match(text, kit.pair.source):
            item = of_term(match, kit, kit.glossary, match.concept.id in seen)
            seen.add(match.concept.id)
            found += [(match.start, match.end, item)] if item else []
        found = with_brackets(text, found, kit.pair)
    if kit.facts:
        facts = find_facts(text, kit.pair.source_language, kit.today)
        found += [(f.start, f.end, counted(p, f, text, kit)) for f in facts if (p := of_fact(f, kit))]
        for at in mentions(text, kit.people, kit.pair.source_language):
            found.append((at.start, at.end, of_person(text[at.start : at.end], at.name, kit, seen)))
    chosen: list[Found] = []
    for start, end, item in sorted(found, key=lambda f: (f[0] - f[1], f[2].kind is not PlaceableKind.TERM, f[0])):
        if all(end <= a or b <= start for a, b, _ in chosen):
            chosen.append((start, end, item))
    return sorted(chosen, key=lambda f: f[0])


def counted(item: Placeable, fact: Fact, text: str, kit: ProtectKit) -> Placeable:
    """In English, one to nine in words before what is counted and in durations, as news writes; else as it is.

    9台挖掘机: nine; 五年: five years.
    """
    match kit.pair.target_language, fact.value:
        case "en", Number(value=value, scale=0) if 1 <= value < 10 and _COUNTED.match(text, fact.end):
            pass
        case "en", Duration(amount=Number(value=value, scale=0)) if 1 <= value < 10:
            pass
        case _:
            return item
    words = [form for form in item.accepted if _SPELLED.search(form)]
    return replace(item, target=words[0]) if words else item


def of_person(shown: str, name: str, kit: ProtectKit, seen: set[str]) -> Placeable:
    """The placeable of a person, `shown` being how the text has the name here.

    The glossary's form of the full name comes first. Else characters become Pinyin, from the second mention on the
    surname alone, as English news writes; and Latin letters stay, in full, because Chinese news repeats the name.
    """
    known = kit.glossary.whole(name, kit.pair.target, kit.pair.source) if kit.glossary and kit.terms else None
    forms = tuple(term.text for term in known[1]) if known else ()
    if not forms and kit.pair.target_language == "en":
        alone = [romanised(other)[1] for other in kit.people].count(romanised(name)[1]) == 1
        forms = romanised(name)[:: -1 if name in seen and alone else 1]
    seen.add(name)
    forms = forms or (name, shown)
    return Placeable(shown, forms[0], PlaceableKind.NAME, name, tuple(dict.fromkeys(forms)))


def of_term(match: Match, kit: ProtectKit, glossary: Glossary, again: bool) -> Placeable | None:
    """The placeable of a term, `again` when it was mentioned before; None when it is not enforced in this direction."""
    if match.concept.do_not_translate:
        return Placeable(match.text, match.text, PlaceableKind.TERM, match.concept.id, (match.text,))
    targets = glossary.targets(match.concept, kit.pair.target, kit.pair.source)
    if not targets:
        return None
    accepted = tuple(dict.fromkeys(form for term in targets for form in glossary.forms(term)))
    if match.concept.domain == PEOPLE and kit.pair.target_language == "en":
        full, alone = targets[0].text, family(targets[0].text, [term.text for term in targets])
        accepted = (*accepted, alone)
        return Placeable(match.text, alone if again else full, PlaceableKind.TERM, match.concept.id, accepted)
    if kit.pair.target_language == "en" and any(term.text == match.text for term in targets):
        return Placeable(match.text, match.text, PlaceableKind.TERM, match.concept.id, accepted)     # CPI持平: CPI
    short = glossary.short_target(match, kit.pair.target, kit.pair.source) if again else None
    if short and len(short.text) >= len(targets[0].text):
        short = None
    return Placeable(match.text, (short or targets[0]).text, PlaceableKind.TERM, match.concept.id, accepted)


def with_brackets(text: str, found: list[Found], pair: Pair) -> list[Found]:
    """A full name with its short form in brackets behind it as one placeable: 工业和信息化部（工信部） stays together.

    Where the target language has no short form of its own, an acronym stays as it stands in the source.
    """
    joined: list[Found] = []
    for start, end, item in found:
        first, last, full = joined[-1] if joined else (0, 0, item)
        closed = text[end : end + 1] in _CLOSING
        if not (joined and closed and full.ref == item.ref and _BRACKET.fullmatch(text[last:start])):
            joined.append((start, end, item))
            continue
        long, short = full.target, item.target if item.target != full.target else item.source
        forms = (f"{long}（{short}）", f"{long} ({short})", f"{long}({short})")
        target = forms[0] if pair.target_language == "zh" else forms[1]
        joined[-1] = (first, end + 1, Placeable(text[first : end + 1], target, item.kind, item.ref, forms))
    return joined


def of_fact(fact: Fact, kit: ProtectKit) -> Placeable | None:
    """The placeable of a fact; None for ordinals and multiples, whose form the sentence decides, and unknown forms."""
    if isinstance(fact.value, Ordinal | Multiple):
        return None
    if fact.kind in _KEPT:
        return Placeable(fact.text, fact.text, fact.kind, fact.text, (fact.text,))
    forms = localise_fact(fact, kit.target_style)
    if not forms:
        return None
    return Placeable(fact.text, forms[0], fact.kind, " ".join(map(str, value_key(fact.value))), forms)
