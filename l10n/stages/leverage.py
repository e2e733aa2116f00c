"""What was translated before is used before the engine is asked: exact matches, then near ones made to fit.

A match fills a target only when every placeable and every code of the new source is proved in it; the rest of what is
near enough become candidates for the translator.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from l10n.errors import MemoryFileError
from l10n.model.article import Article, Segment, State
from l10n.model.finding import Severity
from l10n.model.inline import Code, Content, Placeable, flat, plain
from l10n.model.memory import STAGE, Entry, MemoryMatch
from l10n.model.trail import Candidate, Rung, Span
from l10n.resources.memory import Memory, find_exact, in_context, mark_used, open_memory
from l10n.resources.memory_content import Wrapping, peeled, wrapped
from l10n.resources.memory_fuzzy import Masker, find_fuzzy
from l10n.resources.memory_text import Mask, marked
from l10n.stages.agree import agree
from l10n.stages.draft import Draft
from l10n.stages.leverage_repair import Fitted, Reading, Unsafe, fit, fit_partly, woven
from l10n.stages.placing import Found, with_placeables
from l10n.stages.proofs import found_faults, prove
from l10n.stages.protect import ProtectKit, placeables
from l10n.stages.tags import code_groups
from l10n.stages.task import Task, constraint_of, needs_engine, task_of
from l10n.stages.verify import verify

SHOWN = 3               # candidates a segment


@dataclass(frozen=True, slots=True)
class LeverageKit:
    """What leverage consults. Scores: from `fill` on a repaired match fills, from `suggest` on it is a candidate."""

    memory: Path | None
    protect: ProtectKit
    fill: int = 95
    suggest: int = 75


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the look-ups of one article share."""

    memory: Memory
    kit: LeverageKit
    masker: Masker
    reading: Reading


def leverage_articles(articles: Sequence[Article], kit: LeverageKit) -> list[Article]:
    """The articles with targets and candidates from the memory; segments that have a target or are approved stay.

    Raises MemoryFileError when the memory cannot be read.
    """
    if kit.memory is None:
        return list(articles)
    used: list[int] = []
    with open_memory(kit.memory) as memory:
        done = [_of_article(article, memory, kit, used.append) for article in articles]
    if used:
        with suppress(MemoryFileError), open_memory(kit.memory, write=True) as memory:      # a count, no more
            mark_used(memory, used)
    return done


def leverage_segment(segment: Segment, around: tuple[int, int], desk: _Desk) -> tuple[Segment, int | None]:
    """The segment filled or with candidates, and the id of the entry that filled it."""
    task = task_of(segment)
    if not needs_engine(task):
        return segment, None
    pair, kit = desk.kit.protect.pair, desk.kit
    exact = find_exact(desk.memory, segment.source, pair, around)
    refused: list[tuple[MemoryMatch, str]] = []
    for match in exact:
        made = _reused(segment, match, desk)
        if isinstance(made, Segment):
            return _settled(made, match, exact), match.entry.id
        refused.append((match, made))
    near = find_fuzzy(desk.memory, segment.source, pair, desk.masker, kit.suggest) if not exact else []
    for match in near:
        made = _reused(segment, match, desk) if match.score >= kit.fill else ""
        if isinstance(made, Segment):
            return made, match.entry.id
        refused.append((match, made))
    return _suggested(segment, refused, desk), None


def _of_article(article: Article, memory: Memory, kit: LeverageKit, use: Callable[[int], None]) -> Article:
    published = article.meta.published
    protect = replace(kit.protect, today=published.date() if published else kit.protect.today)
    reading = Reading(protect.pair.target_language, protect.today)
    desk = _Desk(memory, replace(kit, protect=protect), masker_of(protect), reading)
    done: dict[int, Segment] = {}
    for segment, around in in_context(article):
        if segment.target is None and not segment.frozen:
            done[id(segment)], number = leverage_segment(segment, around, desk)
            if number is not None:
                use(number)
    return article.map_segments(lambda segment: done.get(id(segment), segment))


def masker_of(kit: ProtectKit) -> Masker:
    """Finds the places of terms and facts in a source text; each text is read once."""

    @lru_cache(maxsize=4096)
    def masks(text: str) -> tuple[Mask, ...]:
        return tuple((start, end, item.kind.value) for start, end, item in placeables(text, kit, set()))

    return masks


def _reused(segment: Segment, match: MemoryMatch, desk: _Desk) -> Segment | str:
    """The segment filled with the match, or why it cannot be."""
    pair = desk.kit.protect.pair
    try:
        fitted, pairs = _fitted(segment.source, match.entry, desk)
        task = task_of(replace(segment, source=wrapped(fitted.source, pairs)))
        draft = fitted.draft
        if fitted.changed and pair.target_language == "en":
            agree(draft, task)
        target = wrapped(woven(draft, fitted.codes), pairs)
        _name_spoken(draft, task, fitted.codes)
        proofs = prove(task, draft, _code_places(task, target))
    except Unsafe as reason:
        return str(reason)
    findings = found_faults(task, draft, proofs, pair)
    severe = [f for f in findings if f.severity is Severity.ERROR or match.score < 100 or f.code == "target.same"]
    if severe:
        return severe[0].message
    filled = replace(
        task.segment, target=target, proofs=proofs, findings=findings,
        state=State.INITIAL if findings and not match.entry.approved else State.TRANSLATED,
    )
    wrong = (*verify(filled), *_forbidden(filled, desk.kit.protect))
    return wrong[0] if wrong else _told(filled, match, fitted.changed)


def _forbidden(segment: Segment, kit: ProtectKit) -> Iterator[str]:
    """The forms in the target that the glossary forbids for the terms of the source, in words."""
    if kit.glossary is None or not kit.terms:
        return
    for term in kit.glossary.match(segment.source_text, kit.pair.source):
        for found in kit.glossary.find_forbidden(term.concept, segment.target_text, kit.pair.target):
            yield f"“{found.text}” is forbidden for “{term.text}”"


def _fitted(source: Content, entry: Entry, desk: _Desk) -> tuple[Fitted, Wrapping]:
    """The entry made to fit the source, and the pairs of codes around the whole that go around it again."""
    bare, pairs = peeled(source)
    if marked(source) == marked(entry.source):
        bare, pairs = source, ()
    if plain(bare) == plain(entry.source):
        places = _places(bare)
    else:
        places = placeables(plain(entry.source), desk.kit.protect, set())
    old = (with_placeables(entry.source, places), entry.target)
    return fit(old, bare, desk.reading), pairs


def _places(content: Content) -> list[Found]:
    found: list[Found] = []
    at = 0
    for item in content:
        size = len(plain((item,)))
        if isinstance(item, Placeable):
            found.append((at, at + size, item))
        at += size
    return found


def _name_spoken(draft: Draft, task: Task, listed: Sequence[Code]) -> None:
    """Make the draft's places those of the task's constraints: codes that stand for words are among these."""
    there = dict(zip(((code.id, code.kind) for code in listed), draft.tags, strict=True))
    spans = iter(list(draft.spans))
    draft.wanted, draft.spans = task.wanted, []
    for item in task.segment.source:
        if isinstance(item, Placeable):
            draft.spans.append(next(spans))
        elif isinstance(item, Code) and constraint_of(item):
            draft.spans.append(there[item.id, item.kind])
    draft.rungs = [Rung.FLAGGED if span is None else Rung.MEMORY for span in draft.spans]


def _code_places(task: Task, target: Content) -> list[tuple[Span, str]]:
    """Where each code or pair of the source stands in the target. Raises Unsafe."""
    there = {(group.opening, group.closing): group.span for group in code_groups(target)}
    try:
        return [(there[group.opening, group.closing], "as in the memory") for group in task.groups]
    except KeyError:
        raise Unsafe("its codes are not those of its source") from None


def _told(segment: Segment, match: MemoryMatch, changed: Sequence[str]) -> Segment:
    """The segment with its trail: which entry it is from and what was exchanged."""
    entry = match.entry
    rule = "context" if match.context else "exact" if match.score == 100 else "repaired"
    where = f" from {entry.origin.document}" if entry.origin.document else ""
    segment = segment.with_step(STAGE, rule, f"{match.score} %{where}, {entry.state.value} {entry.changed[:10]}")
    for note in changed:
        segment = segment.with_step(STAGE, "exchanged", note)
    return segment


def _settled(segment: Segment, match: MemoryMatch, exact: Sequence[MemoryMatch]) -> Segment:
    """The segment filled by an exact match: reviewed when people agree on it; other translations are candidates."""
    others = [m for m in exact if flat(m.entry.target) != flat(match.entry.target)]
    rivals = [m for m in others if m.context == match.context and m.entry.approved]
    texts = dict.fromkeys(plain(m.entry.target) for m in others)
    segment = replace(segment, candidates=tuple(Candidate(text, "memory", 100.0) for text in texts)[:SHOWN])
    if rivals:
        segment = segment.with_step(STAGE, "several", f"{len(rivals) + 1} approved translations: the latest was taken")
    if match.entry.approved and not rivals and not segment.findings:
        return replace(segment, state=State.REVIEWED)
    return segment


def _suggested(segment: Segment, refused: Sequence[tuple[MemoryMatch, str]], desk: _Desk) -> Segment:
    """The segment with the matches as candidates, placeables exchanged where that is sure, and why none was used."""
    candidates: dict[str, Candidate] = {}
    for match, _ in refused:
        places = placeables(plain(match.entry.source), desk.kit.protect, set())
        old = (with_placeables(match.entry.source, places), match.entry.target)
        text = fit_partly(old, segment.source, desk.reading)
        said = plain(match.entry.source)
        said = "" if said == segment.source_text else said
        candidates.setdefault(text, Candidate(text, "memory", float(match.score), said))
    if not candidates:
        return segment
    segment = replace(segment, candidates=(*segment.candidates, *list(candidates.values())[:SHOWN]))
    best, reason = refused[0]
    detail = f"{best.score} %" + (f", not used: {reason}" if reason else "")
    return segment.with_step(STAGE, "suggested", detail)
