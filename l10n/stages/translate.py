"""The engine's answers for all articles at once; every constraint is met or flagged, every inline code in place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.model.article import Article, Segment, State
from l10n.model.engine import Engine, EngineOptions, Hypothesis, Request
from l10n.model.inline import PlaceableKind
from l10n.model.pair import Pair
from l10n.model.trail import Candidate, Rung, Step
from l10n.resources.glossary import Glossary
from l10n.stages.agree import agree
from l10n.stages.clauses import halves
from l10n.stages.draft import Draft, part_words, strip
from l10n.stages.invented import Key, invented, keys_of
from l10n.stages.ladder import (
    Repair,
    better,
    climb,
    draft_of,
    meet_attributed,
    meet_by_splice,
    meet_by_value,
    meet_free,
    meet_native,
)
from l10n.stages.proofs import found_faults, prove
from l10n.stages.redecode import forced, kept, sayable
from l10n.stages.tags import project, with_codes
from l10n.stages.task import Task, needs_engine, task_of
from l10n.stages.tidy import repeated_terms, tidy
from l10n.text.style import NumberStyle


@dataclass(frozen=True, slots=True)
class TranslateKit:
    """What translating consults. `beam` is the beam width and the number of hypotheses looked at."""

    pair: Pair
    glossary: Glossary | None
    target_style: NumberStyle
    beam: int = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """The best draft of a task, the n-best it came from and the hypothesis whose alignment belongs to it."""

    draft: Draft
    hypotheses: tuple[Hypothesis, ...]
    used: Hypothesis


def translate_articles(articles: Sequence[Article], engine: Engine, kit: TranslateKit) -> list[Article]:
    """The articles with their segments translated; approved segments and those with a target are left alone.

    One call of the engine serves all segments; what it leaves unmet is asked again in at most four more calls.
    """
    open_segments = [
        s for a in articles for b in a.blocks if b.translate for s in b.segments if s.target is None and not s.frozen
    ]
    tasks = [task_of(segment) for segment in open_segments]
    asked = [task for task in tasks if needs_engine(task)]
    answers = dict(zip(map(id, asked), ask(asked, engine, kit), strict=True))
    done = {id(task.segment): finish(task, answers.get(id(task)), engine, kit) for task in tasks}
    return [article.map_segments(lambda s: done.get(id(s), s)) for article in articles]


def ask(tasks: Sequence[Task], engine: Engine, kit: TranslateKit) -> list[Answer]:
    """The best answer for each task: marked first; then bare terms, plain sentences and halves for what is left."""
    options = EngineOptions(beam=kit.beam, n_best=kit.beam)
    first = engine.translate([task.request for task in tasks], kit.pair, options)
    answers = [best_of(task, found, kit) for task, found in zip(tasks, first, strict=True)]
    left = [number for number, answer in enumerate(answers) if answer.draft.unmet]
    if not left:
        return answers
    native = bare_terms([tasks[n] for n in left], [answers[n] for n in left], engine, kit)
    for number in left:
        answers[number] = best_of(tasks[number], answers[number].hypotheses, kit, native)
    again_from_term(tasks, answers, native, engine, kit)
    left = [number for number in left if answers[number].draft.unmet]
    if engine.marks and left:
        plain_requests = [Request(tasks[n].request.text, (), tasks[n].request.tags) for n in left]
        for number, found in zip(left, engine.translate(plain_requests, kit.pair, options), strict=True):
            other = best_of(tasks[number], found, kit, native)
            if better(other.draft, answers[number].draft):
                answers[number] = other
    left = [number for number in left if answers[number].draft.unmet]
    for number, joined in zip(left, halves([tasks[n] for n in left], engine, kit.pair, options), strict=True):
        if joined is None:
            continue
        weigh(joined, keys_of(tasks[number].request.text, kit.pair.source_language), kit)
        if better(joined, answers[number].draft):
            answers[number] = Answer(joined, answers[number].hypotheses, Hypothesis(joined.text, joined.score))
    return answers


def again_from_term(
    tasks: Sequence[Task], answers: list[Answer], native: dict[str, tuple[str, ...]], engine: Engine, kit: TranslateKit
) -> None:
    """Replace answers whose spliced term the model could have said itself by ones decoded on from the term."""
    chosen = [(n, term) for n, answer in enumerate(answers) if (term := sayable(answer.draft, native)) is not None]
    if not chosen:
        return
    requests = [forced(tasks[n], answers[n].draft, term) for n, term in chosen]
    options = EngineOptions(beam=kit.beam, n_best=kit.beam)
    for (n, term), request, found in zip(
        chosen, requests, engine.translate(requests, kit.pair, options), strict=True
    ):
        other = best_of(tasks[n], found, kit, native)
        if kept(other.draft, term, request.prefix) and better(other.draft, answers[n].draft):
            answers[n] = other


def best_of(
    task: Task, found: tuple[Hypothesis, ...], kit: TranslateKit, native: dict[str, tuple[str, ...]] | None = None
) -> Answer:
    """The hypothesis that meets most, numbers compared by value; the first one that meets all ends the search.

    With `native`, the model's own words for the terms, a hypothesis is also repaired in its aligned windows.
    """
    best: Answer | None = None
    known = keys_of(task.request.text, kit.pair.source_language)
    for number, hypothesis in enumerate(found):
        draft = _climbed(task, number, hypothesis, kit, native)
        weigh(draft, known, kit)
        if best is None or better(draft, best.draft):
            best = Answer(draft, found, hypothesis)
        if native is None and not (best.draft.unmet or best.draft.looped or best.draft.extra):
            break
    assert best is not None
    return best


def _climbed(
    task: Task, number: int, hypothesis: Hypothesis, kit: TranslateKit, native: dict[str, tuple[str, ...]] | None
) -> Draft:
    rungs: list[Repair] = [lambda draft: meet_free(draft, number), lambda draft: meet_by_value(draft, kit.pair)]
    if native is not None:
        rungs.append(lambda draft: meet_native(draft, native))
        rungs.append(lambda draft: meet_attributed(draft, task.request.text, task.places, kit.pair))
        rungs.append(lambda draft: meet_by_splice(draft, hypothesis.alignment, task.places))
    return climb(draft_of(hypothesis, task.request, task.wanted, number), tuple(rungs))


def weigh(draft: Draft, known: Counter[Key], kit: TranslateKit) -> None:
    """Take leftovers out of a draft and count what nobody asked for: numbers and terms beyond the source's."""
    tidy(draft)
    draft.extra = len(invented(draft.text, kit.pair.target_language, known)) + repeated_terms(draft)


def bare_terms(
    tasks: Sequence[Task], answers: Sequence[Answer], engine: Engine, kit: TranslateKit
) -> dict[str, tuple[str, ...]]:
    """How the model translates each unmet term when it stands alone: source words -> its own forms."""
    words = {
        task.wanted[i].source
        for task, answer in zip(tasks, answers, strict=True)
        for i in answer.draft.unmet
        if task.wanted[i].kind is PlaceableKind.TERM
    }
    listed = sorted(words)
    options = EngineOptions(beam=kit.beam, n_best=kit.beam, alignment=False)
    found = engine.translate([Request(word) for word in listed], kit.pair, options) if listed else []
    return {
        word: tuple(dict.fromkeys(h.text.rstrip("。.") for h in forms if h.text))
        for word, forms in zip(listed, found, strict=True)
    }


def finish(task: Task, answer: Answer | None, engine: Engine, kit: TranslateKit) -> Segment:
    """The segment with target, state, proofs, trail and findings."""
    if answer is None:
        draft = whole(task)
        hypotheses: tuple[Hypothesis, ...] = ()
        used = Hypothesis(draft.text, 0.0)
    else:
        draft, hypotheses, used = answer.draft, answer.hypotheses, answer.used
    strip(draft)
    part_words(draft)
    if kit.pair.target_language == "en":
        agree(draft, task)
    placed = project(draft, list(task.groups), task.request.text, task.places, used.alignment)
    proofs = prove(task, draft, placed)
    findings = found_faults(task, draft, proofs, kit.pair)
    clean_state = State.INITIAL if findings else State.TRANSLATED
    steps = [
        Step(
            "translate",
            engine.name if answer else "whole",
            f"score {draft.score:.2f}" if answer else "constraints only",
        )
    ]
    steps += [Step("translate", "repair", note) for note in draft.notes]
    steps += [
        Step("translate", "tag", f"{group.opening.native} {how}")
        for group, (_, how) in zip(task.groups, placed, strict=True)
    ]
    return replace(
        task.segment,
        target=with_codes(draft.text, list(task.groups), [span for span, _ in placed]),
        state=clean_state,
        score=draft.score if answer else None,
        proofs=proofs,
        findings=findings,
        candidates=(
            *task.segment.candidates,
            *(Candidate(h.text, "engine", round(h.score, 4)) for h in hypotheses),
        ),
        trail=(*task.segment.trail, *steps),
    )


def whole(task: Task) -> Draft:
    """The draft of a segment that is nothing but constraints: each in its place, the rest as it stands."""
    draft = Draft(
        task.request.text,
        task.wanted,
        [None] * len(task.wanted),
        [Rung.FLAGGED] * len(task.wanted),
        [group.span for group in task.groups],
    )
    for index in reversed(range(len(task.wanted))):
        draft.meet(index, draft.replace(*task.places[index], task.wanted[index].target), Rung.WHOLE)
    return draft
