"""The engine `argos` on random tiny packages: what holds whatever the weights are."""

import threading

import pytest

from benchmarks.stock import translate_paragraph, translator
from l10n.engines.argos import LONGEST, ArgosEngine
from l10n.engines.decoder import batched
from l10n.engines.marked import mark
from l10n.engines.marks import MARK
from l10n.errors import EngineError
from l10n.model.engine import EngineOptions, Hypothesis, Lock, Request, Tag
from l10n.model.pair import Pair
from l10n.resources.argos_settings import open_argos_package
from l10n.resources.models import ModelPackage
from tests.engines.tiny import LINES, PREFIX

PAIR = Pair("en", "zh-Hans")
ENGLISH = [line for line in LINES if line.isascii()]
LOCKED = Request("The ministry said that 4.4 million stations stand.",
                 (Lock(4, 12, "工信部"), Lock(23, 34, "440万")), (Tag(35, 43, "b"),))


def check(request: Request, hypothesis: Hypothesis) -> None:
    """What every answer must satisfy."""
    assert not MARK.search(hypothesis.text)
    assert len(hypothesis.lock_spans) == len(request.locks)
    assert len(hypothesis.tag_spans) == len(request.tags)
    for lock, span in zip(request.locks, hypothesis.lock_spans, strict=True):
        assert span is None or hypothesis.text[slice(*span)] == lock.target
    if hypothesis.alignment:
        aligned = hypothesis.alignment
        assert len(aligned.weights) == len(aligned.target_spans)
        for start, end in aligned.source_spans:
            assert 0 <= start <= end <= len(request.text)
        for start, end in aligned.target_spans:
            assert 0 <= start <= end <= len(hypothesis.text)
        for row in aligned.weights:
            assert len(row) == len(aligned.source_spans)
            assert sum(row) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("kind", ["ours", "stock", "prefixed"])
def test_answers_hold_for_every_kind_of_package(kind: str, request: pytest.FixtureRequest) -> None:
    engine = ArgosEngine(request.getfixturevalue(kind), threads=2)
    asked = [*map(Request, ENGLISH), LOCKED, Request("  \n"), LOCKED, Request("e\u0301te\u0301 ½ “x” 🜁 文")]
    answers = engine.translate(asked, PAIR, EngineOptions())
    assert len(answers) == len(asked)
    for one, hypotheses in zip(asked, answers, strict=True):
        assert 1 <= len(hypotheses) <= 4
        for hypothesis in hypotheses:
            check(one, hypothesis)
            assert bool(hypothesis.alignment) == bool(one.text.strip())
    assert answers[len(ENGLISH)] == answers[len(ENGLISH) + 2]


def test_white_space_is_its_own_answer(ours: ModelPackage) -> None:
    request = Request(" \n", (Lock(0, 1, "x"),))
    assert ArgosEngine(ours).translate([request], PAIR, EngineOptions()) == [(Hypothesis(" \n", 0.0, (None,)),)]


def test_no_requests_no_answers(ours: ModelPackage) -> None:
    assert ArgosEngine(ours).translate([], PAIR, EngineOptions()) == []


def test_answers_do_not_depend_on_company_order_or_threads(ours: ModelPackage) -> None:
    options = EngineOptions(alignment=False)
    asked = [*map(Request, ENGLISH), LOCKED]
    together = ArgosEngine(ours, threads=2).translate(asked, PAIR, options)
    backwards = ArgosEngine(ours, threads=1).translate(asked[::-1], PAIR, options)[::-1]
    alone = [ArgosEngine(ours, threads=1).translate([one], PAIR, options)[0] for one in asked]
    texts = [[h.text for h in hypotheses] for hypotheses in together]
    assert texts == [[h.text for h in hypotheses] for hypotheses in backwards]
    assert texts == [[h.text for h in hypotheses] for hypotheses in alone]


def test_calls_of_several_threads_give_the_same(ours: ModelPackage) -> None:
    engine, options = ArgosEngine(ours, threads=2), EngineOptions(n_best=1)
    found: list[list[tuple[Hypothesis, ...]]] = []
    asked = [Request(line) for line in ENGLISH]
    workers = [threading.Thread(target=lambda: found.append(engine.translate(asked, PAIR, options))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 4
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("beam,n_best,count", [(1, 4, 1), (4, 1, 1), (2, 2, 2), (4, 4, 4)])
def test_beam_bounds_hypotheses(ours: ModelPackage, beam: int, n_best: int, count: int) -> None:
    answers = ArgosEngine(ours).translate([Request(ENGLISH[0])], PAIR, EngineOptions(beam, n_best))
    assert len(answers[0]) == count


def test_sound_hypotheses_come_first_then_the_likeliest(ours: ModelPackage) -> None:
    for hypotheses in ArgosEngine(ours).translate([Request(line) for line in ENGLISH], PAIR, EngineOptions()):
        flags = [h.looped for h in hypotheses]
        assert flags == sorted(flags)
        for flag in (False, True):
            scores = [h.score for h in hypotheses if h.looped is flag]
            assert scores == sorted(scores, reverse=True)


def test_long_input_is_cut_and_nothing_of_it_is_lost(ours: ModelPackage) -> None:
    text = " ".join(ENGLISH * 8)
    lock = Lock(text.rindex("ministry"), text.rindex("ministry") + 8, "工信部")
    request = Request(text, (lock,))
    engine = ArgosEngine(ours)
    assert engine.decoder.size(request) > 3 * LONGEST
    hypotheses = engine.translate([request], PAIR, EngineOptions())[0]
    check(request, hypotheses[0])
    seen = hypotheses[0].alignment
    assert seen
    covered = {at for start, end in seen.source_spans for at in range(start, end)}
    assert covered >= {at for at, character in enumerate(text) if not character.isspace()}


def test_batches_hold_everything_once_and_like_with_like(ours: ModelPackage) -> None:
    tokenizer = open_argos_package(ours.folder).tokenizer
    sources = [mark(Request(line * n), ours, tokenizer) for line in ENGLISH for n in (1, 2, 3)]
    batches = batched(sources, workers=2)
    assert sorted(number for batch in batches for number in batch.numbers) == list(range(len(sources)))
    sizes = [[len(source.pieces) for source in batch.sources] for batch in batches]
    assert [size for batch in sizes for size in batch] == sorted((len(s.pieces) for s in sources), reverse=True)
    assert len(batches) >= 2


@pytest.mark.parametrize("kind", ["stock", "prefixed"])
def test_plain_decoding_equals_the_stock_loop(kind: str, request: pytest.FixtureRequest) -> None:
    """Same package, same settings (beam 4, length penalty 0.2, unknown pieces replaced): the text is the same."""
    package: ModelPackage = request.getfixturevalue(kind)
    described, model = open_argos_package(package.folder), translator(package.folder)
    # The stock loop decodes up to 256 pieces; ours stops earlier, so only answers that end by themselves compare.
    wanted = {line: translate_paragraph(described, model, [line], 4) for line in ENGLISH}
    decoder = ArgosEngine(package).decoder
    found = decoder.decode([Request(line) for line in ENGLISH], EngineOptions(), {"max_decoding_length": 256})
    for line, hypotheses in zip(ENGLISH, found, strict=True):
        assert sorted(h.text for h in hypotheses) == sorted(value.strip() for value in wanted[line])


def test_prefix_is_forced_and_not_shown(prefixed: ModelPackage) -> None:
    for hypotheses in ArgosEngine(prefixed).translate([Request(line) for line in ENGLISH], PAIR, EngineOptions()):
        assert not hypotheses[0].text.startswith(PREFIX)


def test_package_names_its_decoding_options(ours: ModelPackage) -> None:
    from dataclasses import replace

    named = replace(ours, l10n={**ours.l10n, "decoding": {"repetition_penalty": 1.2, "beam_size": 99, "x": 1}})
    assert ArgosEngine(named).decoder.settings == {
        "length_penalty": 1.0, "disable_unk": True, "repetition_penalty": 1.2}


def test_damaged_model_is_one_clear_error(ours: ModelPackage, tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil
    from dataclasses import replace

    folder = tmp_path_factory.mktemp("damaged") / "p"
    shutil.copytree(ours.folder, folder)
    (folder / "model" / "model.bin").write_bytes(b"\x06\x00\x00\x00rubbish")
    engine = ArgosEngine(replace(ours, folder=folder))
    with pytest.raises(EngineError, match="cannot be loaded"):
        engine.translate([Request("x")], PAIR, EngineOptions())
