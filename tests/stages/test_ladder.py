"""The ladder: each rung with an engine made for it, and the promise that nothing is ever silently wrong."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.fake import FakeEngine
from l10n.model.article import Article, Segment, State
from l10n.model.engine import Alignment, EngineOptions, Hypothesis, Request
from l10n.model.inline import Code, CodeKind, Placeable, PlaceableKind, Text, codes, plain
from l10n.model.pair import Pair
from l10n.model.trail import Rung
from l10n.stages.draft import Draft
from l10n.stages.ladder import meet_attributed
from l10n.stages.protect import protect_article
from l10n.stages.translate import translate_articles
from tests.stages.kits import EN_ZH, ZH_EN, article_of, bold, protect_kit, translate_kit


@dataclass
class Scripted:
    """An engine that answers by a function of the request; it counts its calls."""

    answer: Callable[[Request], list[Hypothesis]]
    marks: bool = False
    name: str = "scripted"
    calls: int = 0

    def translate(self, requests: Sequence[Request], pair: Pair, options: EngineOptions) -> list[tuple[Hypothesis, ...]]:
        self.calls += 1
        return [tuple(self.answer(request)) for request in requests]


def run(text: object, engine: object, pair: Pair = EN_ZH) -> Segment:
    article = protect_article(article_of(text, pair=pair), protect_kit(pair))  # type: ignore[arg-type]
    return translate_articles([article], engine, translate_kit(pair))[0].body[0].segments[0]  # type: ignore[arg-type]


def plain_answer(*texts: str) -> Scripted:
    return Scripted(lambda request: [Hypothesis(text, -1.0 - n, (None,) * len(request.locks)) for n, text in enumerate(texts)])


def rungs(segment: Segment) -> list[Rung]:
    return [proof.rung for proof in segment.proofs]


def test_free_answers_are_kept() -> None:
    segment = run("The 5G base stations cover 2,400 towns.", plain_answer("5G基站覆盖2400个乡镇。"))
    assert segment.target_text == "5G基站覆盖2400个乡镇。"
    assert rungs(segment) == [Rung.FREE, Rung.FREE]
    assert segment.state is State.TRANSLATED


def test_another_hypothesis_is_picked() -> None:
    segment = run("New 5G base stations work.", plain_answer("新基台运行。", "新的5G基站运行。"))
    assert segment.target_text == "新的5G基站运行。"
    assert rungs(segment) == [Rung.NBEST]


def test_slots_that_the_model_carried() -> None:
    segment = run("New 5G base stations cover 2,400 towns.", FakeEngine())
    assert rungs(segment) == [Rung.SLOT, Rung.SLOT]
    assert "5G基站" in segment.target_text


def test_a_wrong_scale_is_rewritten_by_value() -> None:
    """translation-agent#48: 90亿 became 90 billion."""
    segment = run("投资达90亿元。", plain_answer("Investment reached 90 billion yuan."), ZH_EN)
    assert segment.target_text == "Investment reached 9 billion yuan."
    assert rungs(segment) == [Rung.VALUE]


def test_a_right_value_in_another_form_is_kept() -> None:
    segment = run("Revenue rose 26.5 percent.", plain_answer("收入增长百分之26.5。"))
    assert rungs(segment) == [Rung.FREE]


def test_native_form_is_replaced() -> None:
    def answer(request: Request) -> list[Hypothesis]:
        text = "联觉整合" if request.text == "synaesthesia integration" else "他们测试了联觉整合技术。"
        return [Hypothesis(text, -1.0, (None,) * len(request.locks))]

    segment = run("They tested synaesthesia integration technology.", Scripted(answer))
    assert segment.target_text == "他们测试了通感一体化技术。"
    assert rungs(segment) == [Rung.NATIVE]


def test_splice_where_the_model_looked() -> None:
    def answer(request: Request) -> list[Hypothesis]:
        text = "他们测试联合"
        words = [(0, 4), (5, 11), (12, len(request.text))]
        targets = [(0, 2), (2, 4), (4, 6)]
        weights = ((0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.0, 0.1, 0.9))
        found = Alignment(tuple(words), tuple(targets), weights)
        return [Hypothesis(text if len(request.text) > 25 else "别的", -1.0, (None,) * len(request.locks), alignment=found)]

    segment = run("They tested synaesthesia integration", Scripted(answer))
    assert segment.target_text == "他们测试通感一体化"
    assert rungs(segment) == [Rung.SPLICE]


def test_what_cannot_be_met_is_flagged() -> None:
    segment = run("They tested synaesthesia integration.", plain_answer("他们测试了。"))
    assert rungs(segment) == [Rung.FLAGGED]
    assert segment.state is State.INITIAL
    assert [finding.code for finding in segment.findings] == ["terms.unmet"]
    assert "通感一体化" in segment.findings[0].message


def test_nothing_but_constraints_needs_no_engine() -> None:
    engine = plain_answer("x")
    segment = run("4.395 million", engine)
    assert segment.target_text == "439.5万"
    assert rungs(segment) == [Rung.WHOLE]


def test_one_call_serves_all_articles() -> None:
    engine = plain_answer("好。")
    articles = [article_of(f"Sentence number {word}.") for word in ("a", "b", "c")]
    translate_articles(articles, engine, translate_kit())
    assert engine.calls == 1


@pytest.mark.parametrize("target,wanted", [
    ("They built 18,600 5G base station.", "They built 18,600 5G base stations."),
    ("It is a 5G base station.", "It is a 5G base station."),
])
def test_english_agrees_in_number(target: str, wanted: str) -> None:
    source = "他们建成18600个5G基站。" if "18,600" in target else "这是5G基站。"
    assert run(source, plain_answer(target), ZH_EN).target_text == wanted


def test_english_article() -> None:
    article = protect_article(article_of("这是增值电信业务。", pair=ZH_EN), protect_kit(ZH_EN))
    segment = translate_articles([article], plain_answer("This is an value-added telecom service."), translate_kit(ZH_EN))[0].body[0].segments[0]
    assert segment.target_text == "This is a value-added telecom service."


def test_loops_are_told() -> None:
    engine = Scripted(lambda request: [Hypothesis("好好好好好好", -1.0, looped=True)])
    assert [f.code for f in run("They came here.", engine).findings] == ["engine.looped"]


def test_approved_segments_are_never_overwritten() -> None:
    segment = Segment("s", (Text("One."),), (Text("一。"),), State.FINAL)
    article = article_of("x")
    block = article.body[0]
    from dataclasses import replace

    article = replace(article, body=(replace(block, segments=(segment,)),))
    assert translate_articles([article], plain_answer("别的。"), translate_kit())[0] == article


def hostile(seed: int, marks: bool) -> Scripted:
    """An engine that drops, doubles, shuffles and invents."""
    rng = random.Random(seed)

    def answer(request: Request) -> list[Hypothesis]:
        found = []
        for _ in range(rng.randint(1, 3)):
            pieces = ["技术", "，", "6", "发展", "2400", "增长", "的", "5G", "million", " "]
            text = "".join(rng.choice(pieces) for _ in range(rng.randint(0, 8)))
            spans = []
            for lock in request.locks:
                if marks and rng.random() < 0.6:
                    at = len(text)
                    text += lock.target
                    spans.append((at, len(text)) if rng.random() < 0.8 else (0, min(2, len(text))))
                    text += rng.choice(["", "个", "8", "a"])
                else:
                    text += lock.target if rng.random() < 0.3 else ""
                    spans.append(None)
            tags = tuple((0, rng.randint(0, len(text))) if rng.random() < 0.5 else None for _ in request.tags)
            found.append(Hypothesis(text, -rng.random(), tuple(spans), tags))
        return found

    return Scripted(answer, marks=marks)


SENTENCES = (
    "The 5G base stations cover 2,400 towns and 1.25 million users.",
    "By the end of March, MIIT tested synaesthesia integration in 12 cities, up 8.2 percent.",
    "Value-added telecom services grew; value-added telecom services fell by $1.5 billion.",
    "On April 18, 2025 the IMT-2030 (6G) Promotion Group met Orion OS makers.",
)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), marks=st.booleans(), sentence=st.sampled_from(SENTENCES))
def test_never_silently_wrong(seed: int, marks: bool, sentence: str) -> None:
    segment = run(sentence, hostile(seed, marks))
    taken: list[tuple[int, int]] = []
    for proof in segment.proofs:
        if proof.kind == "tag":
            continue
        if proof.met:
            start, end = proof.target_span
            assert segment.target_text[start:end] == proof.target
            assert not (re.match(r"\w", proof.target[-1], re.ASCII) and re.match(r"\w", segment.target_text[end:end + 1], re.ASCII))
            assert all(end <= a or b <= start for a, b in taken)
            taken.append((start, end))
        else:
            assert any(proof.source in finding.message for finding in segment.findings)
            assert segment.state is State.INITIAL


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), marks=st.booleans())
def test_codes_survive_a_hostile_engine(seed: int, marks: bool) -> None:
    content = (Text("Read "), *bold("5G base stations", "1"), Text(" and "), Code("2", CodeKind.ALONE, "<br>"),
               Code("3", CodeKind.OPEN, "<a>"), Text("the "), *bold("deep", "4"), Text(" report"), Code("3", CodeKind.CLOSE, "</a>"), Text("."))
    segment = run(content, hostile(seed, marks))
    assert sorted(c.native + c.id for c in codes(segment.target)) == sorted(c.native + c.id for c in codes(content))
    assert well_nested(segment)
    at = 0
    for item in segment.target:
        size = len(plain((item,)))
        if isinstance(item, Code):
            around = segment.target_text[at - 1:at + 1] if at else ""
            assert not re.fullmatch(r"[A-Za-z0-9]{2}", around)
        at += size


def well_nested(segment: Segment) -> bool:
    stack = []
    for code in codes(segment.target):
        if code.kind is CodeKind.OPEN:
            stack.append(code.id)
        elif code.kind is CodeKind.CLOSE and (not stack or stack.pop() != code.id):
            return False
    return not stack


def test_articles_keep_their_order() -> None:
    articles: list[Article] = [article_of("First one."), article_of("Second one.")]
    engine = Scripted(lambda request: [Hypothesis(request.text.upper(), -1.0)])
    assert [a.body[0].segments[0].target_text for a in translate_articles(articles, engine, translate_kit())] == ["FIRST ONE.", "SECOND ONE."]


def test_words_do_not_run_together() -> None:
    def glue(request: Request) -> list[Hypothesis]:
        text, spans = "", []
        for lock in request.locks:
            spans.append((len(text), len(text) + len(lock.target)))
            text += lock.target + "of"
        return [Hypothesis(text, -1.0, tuple(spans))]

    segment = run("截至3月底，5G基站达2400个。", Scripted(glue, marks=True), ZH_EN)
    assert segment.target_text == "By the end of March of 5G base stations of 2,400 of"
    assert all(proof.met for proof in segment.proofs)


def test_invented_numbers_are_told_and_avoided() -> None:
    told = run("Revenue rose 26.5 percent.", plain_answer("收入增长26.5%，同比增长2.5%。"))
    assert [finding.code for finding in told.findings] == ["facts.extra"]
    assert "2.5%" in told.findings[0].message
    avoided = run("Revenue rose 26.5 percent.", plain_answer("收入增长26.5%，同比增长2.5%。", "收入增长26.5%。"))
    assert avoided.target_text == "收入增长26.5%。"
    assert not avoided.findings


def test_decoding_again_from_a_term_that_the_model_can_say() -> None:
    def answer(request: Request) -> list[Hypothesis]:
        if request.prefix:
            return [Hypothesis(request.prefix + "的技术很好", -1.0)]
        if request.text == "synaesthesia integration":
            return [Hypothesis("通感一体化", -1.0)]
        words, targets = ((0, 4), (5, 11), (12, 36), (37, len(request.text))), ((0, 2), (2, 4), (4, 6), (6, 8))
        found = Alignment(words, targets, ((0.9, 0.1, 0, 0), (0.1, 0.8, 0.1, 0), (0, 0.1, 0.9, 0), (0, 0, 0.2, 0.8)))
        return [Hypothesis("他们测试联合好的", -1.0, (None,) * len(request.locks), alignment=found)]

    segment = run("They tested synaesthesia integration well", Scripted(answer))
    assert segment.target_text == "他们测试通感一体化的技术很好"
    assert rungs(segment) == [Rung.REDECODE]


@pytest.mark.parametrize("said,wanted", [
    ("Investment reached 90 billion yuan and profit 15 billion yuan.", "Investment reached 9 billion yuan and profit 1.5 billion yuan."),
    ("Profit was 15 billion yuan on investment of 90 billion yuan.", "Profit was 1.5 billion yuan on investment of 9 billion yuan."),
    ("Investment reached 9,000 million yuan and profit 1,500 million yuan.", "Investment reached 9 billion yuan and profit 1.5 billion yuan."),
])
def test_several_wrong_scales_are_paired_by_their_digits(said: str, wanted: str) -> None:
    segment = run("投资达90亿元，利润15亿元。", plain_answer(said), ZH_EN)
    assert segment.target_text == wanted
    assert rungs(segment) == [Rung.VALUE, Rung.VALUE]


def test_a_scale_behind_a_number_is_not_taken_for_the_number() -> None:
    segment = run("建成2400个基站。", plain_answer("They built 2,400 million sites."), ZH_EN)
    assert segment.target_text == "They built 2,400 sites."


def test_a_code_follows_the_words_that_a_repair_moved() -> None:
    def answer(request: Request) -> list[Hypothesis]:
        words, targets = ((0, 4), (5, 10), (11, 35)), ((0, 4), (4, 6), (6, 8))
        found = Alignment(words, targets, ((0, 0, 1.0), (1.0, 0, 0), (0, 1.0, 0)))
        return [Hypothesis("联合整合他们喜欢", -1.0, (None,) * len(request.locks), alignment=found)]

    content = (Text("They "), *bold("liked"), Text(" synaesthesia integration"))
    segment = run(content, Scripted(answer))
    assert segment.target_text == "通感一体化他们喜欢"
    assert segment.target == (Text("通感一体化他们"), *bold("喜欢"))


@pytest.mark.parametrize("source,said,wanted", [
    ("截至3月底，5G基站达2400个。", "At the end of by the end of March, 5G base station is 2,400.", "By the end of March, 5G base stations is 2,400."),
    ("2025年4月18日召开会议。", "In April 18, 2025, a meeting was held.", "On April 18, 2025, a meeting was held."),
    ("2021年至2025年铺设光缆。", "In 2021 to 2025, cable was laid.", "From 2021 to 2025, cable was laid."),
    ("2025年4月召开会议。", "In April 2025, a meeting was held.", "In April 2025, a meeting was held."),
    ("5G基站有2400个用户。", "A 5G base station has 2,400 users.", "A 5G base station has 2,400 users."),
    ("5G基站有2400个用户。", "The 5G base station has 2,400 users.", "The 5G base station has 2,400 users."),
    ("5G基站达2400个。", "The 5G base station reached 2,400.", "The 5G base stations reached 2,400."),
    ("它是增值电信业务。", "It is an value-added telecom service.", "It is a value-added telecom service."),
    ("它是5G基站。", "It is an 5G base station.", "It is a 5G base station."),
])
def test_english_around_constraints(source: str, said: str, wanted: str) -> None:
    assert run(source, plain_answer(said), ZH_EN).target_text == wanted


def test_a_stray_part_of_a_date_is_taken_out() -> None:
    def answer(request: Request) -> list[Hypothesis]:
        target = request.locks[0].target
        return [Hypothesis(target + "年，收入增长。", -1.0, ((0, len(target)),))]

    assert run("In the first two months, revenue grew.", Scripted(answer, marks=True)).target_text == "前两个月，收入增长。"


def test_a_link_does_not_swallow_the_mark_behind_it() -> None:
    def wide(request: Request) -> list[Hypothesis]:
        return [Hypothesis("见报告。", -1.0, (), ((1, 4),))]

    segment = run((Text("See "), *bold("the report"), Text(".")), Scripted(wide, marks=True))
    assert [item.text if isinstance(item, Text) else item.native for item in segment.target] == ["见", "<b>", "报告", "</b>", "。"]


def test_an_echo_of_another_date_is_not_rewritten() -> None:
    segment = run("By the end of March, output grew over last year.", plain_answer("截至3月底，产量截至3月底增长。"))
    assert [proof.met for proof in segment.proofs] == [True, False]
    assert "去年" not in segment.target_text


def test_a_speaker_named_last_opens_the_chinese_sentence() -> None:
    name, source = Placeable("Xie", "谢存", PlaceableKind.NAME, "Xie Cun", ("谢存",)), "It will open up, Xie added."
    for text, left in (("将扩大开放。", "谢存表示，将扩大开放。"), ("“将扩大开放。”", "“将扩大开放。”")):
        draft = Draft(text, (name,), [None], [Rung.FLAGGED])
        meet_attributed(draft, source, ((17, 20),), EN_ZH)
        assert draft.text == left
        assert draft.unmet == ([] if left != text else [0])
        assert draft.spans[0] is None or draft.text[slice(*draft.spans[0])] == "谢存"
