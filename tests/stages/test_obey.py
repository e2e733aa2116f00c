"""Sentences with terms and facts in both directions: every constraint stands in the final string, or a finding says so."""

import re
from functools import cache
from pathlib import Path

import pytest

from l10n.engines.fake import FakeEngine
from l10n.model.article import Segment
from l10n.model.engine import Engine
from l10n.model.inline import Placeable, PlaceableKind
from l10n.model.pair import Pair
from l10n.model.trail import Rung
from l10n.pipeline import Kit, Options, load_kit
from l10n.stages.adapt import adapt_article
from l10n.stages.draft import Draft
from l10n.stages.protect import protect_article
from l10n.stages.tidy import tidy
from l10n.stages.translate import translate_articles
from l10n.stages.verify import verify
from tests.cases import read_cases
from tests.stages.kits import EN_ZH, ZH_EN, article_of

HERE = Path(__file__).parent
ENGLISH, CHINESE = read_cases(HERE / "obey.en.cases"), read_cases(HERE / "obey.zh.cases")
ENGINES: dict[str, Engine] = {"slots": FakeEngine(), "no slots": FakeEngine(marks=False)}


@cache
def kit_of(pair: Pair) -> Kit:
    return load_kit(Options(pair))


def segment_of(text: str, pair: Pair, engine: Engine) -> tuple[Segment, Segment]:
    """The segment as translated and as adapted."""
    kit = kit_of(pair)
    article = protect_article(article_of(text, pair=pair), kit.protect)
    done = translate_articles([article], engine, kit.translate)[0]
    return next(done.segments), next(adapt_article(done, kit.typography).segments)


def check(text: str, wanted: str, pair: Pair, engine: Engine) -> None:
    for segment in segment_of(text, pair, engine):
        assert verify(segment) == ()
        flagged = [proof for proof in segment.proofs if not proof.met]
        for form in wanted.split(" | "):
            if form.startswith("!"):
                assert form[1:] not in segment.target_text
            else:
                assert form in segment.target_text or flagged, segment.target_text
        assert not flagged, flagged


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text,wanted", ENGLISH)
def test_english_to_chinese(text: str, wanted: str, engine: str) -> None:
    check(text, wanted, EN_ZH, ENGINES[engine])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text,wanted", CHINESE)
def test_chinese_to_english(text: str, wanted: str, engine: str) -> None:
    check(text, wanted, ZH_EN, ENGINES[engine])


def test_there_are_enough_constraints() -> None:
    """The cases hold at least 300 constraints, so that a share of them means something."""
    assert sum(len(case.values[1].split(" | ")) for case in ENGLISH + CHINESE) >= 300


@pytest.mark.parametrize("said,left", read_cases(HERE / "tidy.cases"))
def test_leftovers_are_taken_out(said: str, left: str) -> None:
    match = re.search(r"\[(.*?)\]", said)
    assert match
    form = match[1]
    fact = re.search(r"\d", form) and not re.match(r"\dG|IMT", form)
    day = re.search("[年月周]|March|October", form)
    kind = PlaceableKind.DATE if day else PlaceableKind.PERCENT if fact else PlaceableKind.TERM
    span = (match.start(), match.start() + len(form))
    draft = Draft(said.replace(match[0], form), (Placeable("x", form, kind),), [span], [Rung.SLOT])
    tidy(draft)
    assert draft.text == left
    start, end = draft.spans[0] or (0, 0)
    assert draft.text[start:end] == form
    again = draft.text
    tidy(draft)
    assert draft.text == again


def test_verify_sees_what_is_broken() -> None:
    """The check that the other tests lean on fails when it should."""
    from dataclasses import replace

    from l10n.model.article import State
    from l10n.model.inline import Text

    segment, _ = segment_of("China Mobile built 2,400 5G base stations.", EN_ZH, FakeEngine())
    assert len(segment.proofs) == 3
    text = segment.target_text
    broken = [
        replace(segment, target=(Text(text.replace("2400", "2401")),)),
        replace(segment, target=(Text(text.replace("2400", "2400.5")),)),
        replace(segment, proofs=segment.proofs[:2]),
        replace(segment, proofs=(replace(segment.proofs[0], target_span=None, rung=Rung.FLAGGED), *segment.proofs[1:])),
        replace(segment, proofs=(*segment.proofs[:2], replace(segment.proofs[2], target_span=segment.proofs[1].target_span))),
    ]
    assert all(verify(segment) for segment in broken)
    assert verify(replace(segment, state=State.INITIAL)) == ()
