"""The stage that uses the memory before the engine: what it fills, what it only suggests, what it never touches."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines.fake import FakeEngine
from l10n.errors import MemoryFileError
from l10n.model.article import Article, BlockKind, Segment, State
from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.memory import from_memory
from l10n.model.pair import Pair
from l10n.model.term import Concept, Status, Term
from l10n.pipeline import localise_segments
from l10n.resources.glossary import glossary_of
from l10n.resources.memory import add_entries, add_pair, all_entries, open_memory, remember
from l10n.resources.tally import tally
from l10n.stages.leverage import leverage_articles
from l10n.stages.protect import protect_article
from l10n.stages.verify import verify
from tests.memory.kits import EN_ZH, ZH_EN, article_of, bold, kit_with, leveraged, translated
from tests.strategies import articles

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(slots=True)
class Asked:
    """An engine that notes what it was asked."""

    texts: list[str] = field(default_factory=list)
    marks: bool = True
    name: str = "asked"

    def translate(
        self, requests: Sequence[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        self.texts += [request.text for request in requests]
        return FakeEngine().translate(requests, pair, options)


def filled(path: Path, article: Article, *targets: Content | str, state: State = State.REVIEWED) -> Path:
    with open_memory(path, write=True) as memory:
        assert remember(memory, translated(article, *targets, state=state))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "m.sqlite"


def imported(path: Path, *rows: tuple[str, str], pair: Pair = EN_ZH) -> Path:
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(source, target, pair, "old.tmx") for source, target in rows])
    return path


def steps(segment: Segment) -> list[str]:
    return [step.rule for step in segment.trail if step.stage == "leverage"]


def test_an_approved_exact_match_is_reviewed_and_the_engine_is_not_asked(path: Path) -> None:
    filled(path, article_of("The result was good."), "结果很好。")
    engine = Asked()
    article = article_of("The result was good.", "Something else.")
    first, second = localise_segments([article], kit_with(EN_ZH, path), engine)[0].segments
    assert (first.target_text, first.state, first.score) == ("结果很好。", State.REVIEWED, None)
    assert from_memory(first) and not from_memory(second) and engine.texts == ["Something else."]
    assert second.state is State.TRANSLATED


def test_an_imported_exact_match_is_translated(path: Path) -> None:
    segment = leveraged("The result was good.", EN_ZH, imported(path, ("The result was good.", "结果很好。")))
    assert (segment.target_text, segment.state, steps(segment)) == ("结果很好。", State.TRANSLATED, ["exact"])
    assert segment.trail[-1].detail.startswith("100 % from old.tmx, translated 20")


def test_a_whole_article_from_memory_asks_the_engine_for_nothing(path: Path) -> None:
    article = article_of("The result was good.", "It is cheap.")
    filled(path, article, "结果很好。", "价格便宜。")
    engine = Asked()
    done = localise_segments([article, article], kit_with(EN_ZH, path), engine)
    assert engine.texts == []
    counts = tally(done)
    assert (counts.segments, counts.memory, counts.memory_words) == (4, 4, 14)
    assert [steps(segment) for segment in done[0].segments] == [["context"], ["context"]]
    with open_memory(path) as memory:
        assert [entry.used for entry in all_entries(memory)] == [2, 2]


def test_the_target_of_the_same_place_wins(path: Path) -> None:
    place = article_of("Start.", "Open.", "End.")
    filled(path, place, "开始。", "打开。", "结束。")
    filled(path, article_of("Open."), "开放。")
    done = leverage_articles([place], kit_with(EN_ZH, path).leverage)[0]
    assert [s.target_text for s in done.segments] == ["开始。", "打开。", "结束。"]
    assert [s.state for s in done.segments] == [State.REVIEWED] * 3
    assert [c.text for c in list(done.segments)[1].candidates] == ["开放。"]


def test_approved_translations_that_differ_are_not_taken_as_reviewed(path: Path) -> None:
    filled(path, article_of("Open.", name="x"), "打开。")
    filled(path, article_of("Open.", "Stop."), "开放。", "停。")
    (done,) = leverage_articles([article_of("Go.", "Open.")], kit_with(EN_ZH, path).leverage)
    segment = list(done.segments)[1]
    assert segment.state is State.TRANSLATED and steps(segment) == ["exact", "several"]
    assert len(segment.candidates) == 1


def test_a_match_that_breaks_the_glossary_is_only_a_candidate(path: Path) -> None:
    filled(path, article_of("The base station is new."), "这座基地台是新的。")
    engine = Asked()
    (segment,) = localise_segments([article_of("The base station is new.")], kit_with(EN_ZH, path), engine)[0].segments
    assert engine.texts and "基站" in segment.target_text and not from_memory(segment)
    assert (segment.candidates[0].text, segment.candidates[0].origin) == ("这座基地台是新的。", "memory")
    assert any(c.origin == "engine" for c in segment.candidates)
    assert "基站" in next(step.detail for step in segment.trail if step.rule == "suggested")


def test_a_match_that_holds_a_forbidden_form_is_only_a_candidate(path: Path) -> None:
    terms = (Term("relay", "en"), Term("中继", "zh-Hans"), Term("转播器", "zh-Hans", Status.FORBIDDEN))
    filled(path, article_of("The relay is new."), "中继（转播器）是新的。")
    kit = kit_with(EN_ZH, path)
    protect = replace(kit.protect, glossary=glossary_of([Concept("relay", terms)]))
    article = protect_article(article_of("The relay is new."), protect)
    (segment,) = leverage_articles([article], replace(kit.leverage, protect=protect))[0].segments
    assert segment.target is None and len(segment.candidates) == 1
    assert "“转播器” is forbidden for “relay”" in segment.trail[-1].detail


def test_a_number_that_nobody_asked_for_is_told(path: Path) -> None:
    filled(path, article_of("The plant has many workers."), "该厂有4000名工人。")
    segment = leveraged("The plant has many workers.", EN_ZH, path)
    assert segment.target_text == "该厂有4000名工人。" and segment.state is State.TRANSLATED
    assert [finding.code for finding in segment.findings] == ["facts.extra"]


def test_every_repaired_value_has_a_proof(path: Path) -> None:
    imported(path, ("Sales of 5G base stations rose by 5 percent in 2021.", "2021年5G基站销售额增长5%。"))
    segment = leveraged("Sales of 5G base stations rose by 12 percent in 2024.", EN_ZH, path)
    assert segment.target_text == "2024年5G基站销售额增长12%。"
    assert [(p.source, p.target, p.rung.value) for p in segment.proofs] == [
        ("5G base stations", "5G基站", "memory"), ("12 percent", "12%", "memory"), ("2024", "2024年", "memory")]
    assert all(segment.target_text[slice(*p.target_span)] == p.target for p in segment.proofs if p.target_span)
    assert verify(segment) == () and [s.rule for s in segment.trail].count("exchanged") == 2


def test_scores_below_the_threshold_only_suggest(path: Path) -> None:
    imported(path, ("Revenue grew by 5 percent.", "收入增长5%。"))
    article = protect_article(article_of("Revenue grew by 7 percent."), kit_with(EN_ZH, path).protect)
    for fill, suggest, target, candidates in ((99, 75, "收入增长7%。", 0), (100, 75, "", 1), (100, 100, "", 0)):
        kit = kit_with(EN_ZH, path, fill=fill, suggest=suggest).leverage
        (segment,) = leverage_articles([article], kit)[0].segments
        assert (segment.target_text, len(segment.candidates)) == (target, candidates)


def link(text: str, address: str, number: str = "1") -> Content:
    return (Code(number, CodeKind.OPEN, f'<a href="{address}">'), Text(text), Code(number, CodeKind.CLOSE, "</a>"))


BREAK = Code("b", CodeKind.ALONE, "<br>", equiv="\n")
OTHER_BREAK = Code("x", CodeKind.ALONE, "<br/>", equiv="\n")
IMAGE, OTHER_IMAGE = Code("i", CodeKind.ALONE, '<img src="1">'), Code("7", CodeKind.ALONE, '<img src="2">')


@pytest.mark.parametrize("source,target,new,expected", [
    # the address of the new link
    ((Text("See "), *link("here", "a"), Text(".")), (Text("见"), *link("此处", "a"), Text("。")),
     (Text("See "), *link("here", "b", "9"), Text(".")), (Text("见"), *link("此处", "b", "9"), Text("。"))),
    # two links that change places in the translation
    ((*link("Cats", "a"), Text(" eat "), *link("fish", "b", "2")), (*link("鱼", "b", "2"), Text("被"), *link("猫", "a"), Text("吃")),
     (*link("Cats", "c"), Text(" eat "), *link("fish", "d", "2")), (*link("鱼", "d", "2"), Text("被"), *link("猫", "c"), Text("吃"))),
    # a line break has text of its own
    ((Text("One line"), BREAK, Text("and more")), (Text("一行"), BREAK, Text("还有")),
     (Text("One line"), OTHER_BREAK, Text("and more")), (Text("一行"), OTHER_BREAK, Text("还有"))),
    # a picture, and a number beside it that changes
    ((Text("It has "), IMAGE, Text("400 cars.")), (Text("它有"), IMAGE, Text("400辆车。")),
     (Text("It has "), OTHER_IMAGE, Text("650 cars.")), (Text("它有"), OTHER_IMAGE, Text("650辆车。"))),
    # a pair around a number
    ((Text("It has "), *bold("400"), Text(" cars.")), (Text("它有"), *bold("400"), Text("辆车。")),
     (Text("It has "), *bold("650", "5"), Text(" cars.")), (Text("它有"), *bold("650", "5"), Text("辆车。"))),
    # pairs around the whole come and go
    (bold("It has 400 cars."), bold("它有400辆车。"), (Text("It has 400 cars."),), (Text("它有400辆车。"),)),
    ((Text("It has 400 cars."),), (Text("它有400辆车。"),), bold("It has 650 cars."), bold("它有650辆车。")),
    (bold("It has 400 cars."), bold("它有400辆车。"), link("It has 400 cars.", "a"), link("它有400辆车。", "a")),
    # one end of a pair that ends in the next sentence
    ((Code("o", CodeKind.OPEN, "<i>"), Text("It is cheap.")), (Code("o", CodeKind.OPEN, "<i>"), Text("价格便宜。")),
     (Code("p", CodeKind.OPEN, "<em>"), Text("It is cheap.")), (Code("p", CodeKind.OPEN, "<em>"), Text("价格便宜。"))),
])
def test_codes_of_the_new_source_take_the_places_of_the_old(
    source: Content, target: Content, new: Content, expected: Content, path: Path
) -> None:
    filled(path, article_of(source), target)
    segment = leveraged(new, EN_ZH, path)
    assert segment.target == expected, segment.trail
    assert verify(segment) == ()
    assert sum(proof.kind == "tag" for proof in segment.proofs) == sum(
        isinstance(item, Code) and (item.kind is not CodeKind.CLOSE) for item in new)


@pytest.mark.parametrize("source,target,new", [
    ((Text("It is "), *bold("cheap"), Text(" here.")), (Text("这里"), *bold("便宜"), Text("。")), (Text("It is cheap here."),)),
    ((Text("It is cheap here."),), (Text("这里便宜。"),), (Text("It is "), *bold("cheap"), Text(" here."))),
    ((Text("It "), *bold("is"), Text(" cheap here.")), (Text("这里便宜。"),), (Text("It "), *bold("is"), Text(" cheap here."))),
    ((Text("It is cheap"), IMAGE, Text(" here.")), (Text("这里便宜。"), IMAGE), (Text("It is "), IMAGE, Text("cheap here."))),
])
def test_codes_that_cannot_be_placed_leave_a_candidate(source: Content, target: Content, new: Content, path: Path) -> None:
    filled(path, article_of(source), target)
    segment = leveraged(new, EN_ZH, path)
    assert segment.target is None and len(segment.candidates) == 1


def test_names_in_the_byline_and_pure_numbers_are_left_to_their_stages(path: Path) -> None:
    filled(path, article_of("Li Ming", "42"), "李明", "四十二")
    author = article_of("Li Ming").map_blocks(lambda block: replace(block, kind=BlockKind.AUTHOR))
    kit = kit_with(EN_ZH, path)
    done = leverage_articles([protect_article(a, kit.protect) for a in (author, article_of("42"))], kit.leverage)
    assert [segment.target_text for article in done for segment in article.segments] == ["Li Ming", ""]


def test_the_same_sentence_many_times_in_one_batch(path: Path) -> None:
    imported(path, ("Revenue grew by 5 percent.", "收入增长5%。"))
    engine = Asked()
    batch = [article_of(*["Revenue grew by 7 percent."] * 3, "It rains.", "It rains.") for _ in range(2)]
    done = localise_segments(batch, kit_with(EN_ZH, path), engine)
    assert [s.target_text for a in done for s in a.segments][:3] == ["收入增长7%。"] * 3
    assert engine.texts == ["It rains."] * 4 and tally(done).memory == 6


def test_without_a_memory_nothing_is_changed() -> None:
    article = article_of("The result was good.")
    assert leverage_articles([article], kit_with(EN_ZH, None).leverage) == [article]


def test_a_memory_that_is_not_there_is_an_error(path: Path) -> None:
    with pytest.raises(MemoryFileError, match="no such memory"):
        leveraged("One.", EN_ZH, path)


def test_the_other_direction_is_not_used(path: Path) -> None:
    imported(path, ("结果很好。", "The result was good."), pair=ZH_EN)
    assert leveraged("The result was good.", EN_ZH, path).target is None


@FEW
@given(articles(), st.sampled_from((75, 95)))
def test_leverage_never_changes_what_is_frozen_or_translated(tmp_path_factory, article: Article, fill: int) -> None:
    """Whatever the memory holds: here, another target for every sentence of the article."""
    path = tmp_path_factory.mktemp("m") / "m.sqlite"
    article = replace(article, pair=EN_ZH)
    rivals = article.map_segments(lambda s: replace(s, target=(Text("别的"), *(i for i in s.source if isinstance(i, Code))), state=State.FINAL))
    with open_memory(path, write=True) as memory:
        remember(memory, rivals)
        add_entries(memory, [add_pair("x", "y", EN_ZH)])
    kit = kit_with(EN_ZH, path, fill=fill)
    protected = protect_article(article, kit.protect)
    done = leverage_articles([protected], kit.leverage)[0]
    for before, after in zip(protected.segments, done.segments, strict=True):
        if before.frozen or before.target is not None:
            assert after == before
        elif after.target is not None:
            assert verify(after) == () and from_memory(after)
