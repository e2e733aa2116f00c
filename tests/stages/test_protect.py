"""Terms and facts become placeables: longest wins, codes survive, bylines are not machine-translated."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Placeable, Text, codes, plain
from l10n.resources.glossary import load_glossary
from l10n.stages.protect import protect_article
from tests.stages.kits import EN_ZH, ZH_EN, article_of, bold, protect_kit


def placeables(article: Article) -> list[tuple[str, str]]:
    return [(i.source, i.target) for s in article.segments for i in s.source if isinstance(i, Placeable)]


@pytest.mark.parametrize("text,wanted", [
    ("The 5G base stations cover 2,400 towns.", [("5G base stations", "5G基站"), ("2,400", "2400")]),
    ("The IMT-2030 (6G) Promotion Group met.", [("IMT-2030 (6G) Promotion Group", "IMT-2030（6G）推进组")]),
    ("Its 56GB of 15G data ran on Orion OS.", [("56GB", "56GB"), ("15G", "15G"), ("Orion OS", "Orion OS")]),
    ("It opened on April 18, 2025.", [("April 18, 2025", "2025年4月18日")]),
    ("Nothing to protect here.", []),
])
def test_english(text: str, wanted: list[tuple[str, str]]) -> None:
    done = protect_article(article_of(text), protect_kit())
    assert placeables(done) == wanted
    assert plain(done.body[0].segments[0].source) == text


def test_chinese() -> None:
    done = protect_article(article_of("截至3月底，5G基站达439.5万个。", pair=ZH_EN), protect_kit(ZH_EN))
    assert placeables(done) == [("截至3月底", "by the end of March"), ("5G基站", "5G base station"), ("439.5万", "4.395 million")]


def test_short_form_from_the_second_mention_on() -> None:
    done = protect_article(article_of("The Ministry of Industry and Information Technology (MIIT) spoke.", "MIIT agreed."), protect_kit())
    assert [target for _, target in placeables(done)] == ["工业和信息化部（工信部）", "工信部"]


def test_first_mention_is_the_full_form() -> None:
    assert placeables(protect_article(article_of("MIIT agreed."), protect_kit())) == [("MIIT", "工业和信息化部")]


def test_a_term_across_codes_keeps_its_codes() -> None:
    content = (Text("New 5G "), *bold("base"), Text(" stations work."))
    done = protect_article(article_of(content), protect_kit())
    assert placeables(done) == [("5G base stations", "5G基站")]
    assert codes(done.body[0].segments[0].source) == codes(content)


def test_byline_is_kept_or_taken_from_the_glossary() -> None:
    head = tuple(Block(f"b{n}", kind, (Segment(f"b{n}", (Text(text),)),)) for n, (kind, text) in enumerate(
        [(BlockKind.SOURCE, "Global Times"), (BlockKind.EDITOR, "Li Yan")]))
    done = protect_article(Article("a", "dump", EN_ZH, head=head), protect_kit())
    assert [s.target_text for s in done.segments] == ["环球时报", "Li Yan"]


def test_approved_segments_are_left() -> None:
    segment = Segment("s", (Text("The 5G base station."),), (Text("基站。"),), State.FINAL)
    article = Article("a", "plain", EN_ZH, body=(Block("b", BlockKind.PARAGRAPH, (segment,)),))
    assert protect_article(article, protect_kit()) == article


def test_switches() -> None:
    text = "The 5G base stations cover 2,400 towns."
    assert placeables(protect_article(article_of(text), replace(protect_kit(), facts=False))) == [("5G base stations", "5G基站")]
    assert ("2,400", "2400") in placeables(protect_article(article_of(text), replace(protect_kit(), terms=False)))


def test_chinese_people_keep_their_names() -> None:
    """Pinyin stays in full where the article names a person; characters become Pinyin, then the surname alone."""
    english = protect_article(article_of("Xie Cun, an official, spoke.", "Xie added that it works."), protect_kit())
    assert placeables(english) == [("Xie Cun", "Xie Cun"), ("Xie", "Xie Cun")]
    chinese = protect_article(article_of("司长谢存表示可以。", "谢存说，已建成。", pair=ZH_EN), protect_kit(ZH_EN))
    assert placeables(chinese) == [("谢存", "Xie Cun"), ("谢存", "Xie")]


def test_people_of_one_surname_keep_their_full_names() -> None:
    done = protect_article(article_of("经理王强、厂长王明在场。", "王强说，已建成。", pair=ZH_EN), protect_kit(ZH_EN))
    assert placeables(done) == [("王强", "Wang Qiang"), ("王明", "Wang Ming"), ("王强", "Wang Qiang")]


def test_the_glossary_knows_a_persons_characters(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text('[[concept]]\nid = "xie-cun"\nen = ["Xie Cun"]\nzh = ["谢存"]\n', encoding="utf-8")
    kit = replace(protect_kit(), glossary=load_glossary([path]))
    done = protect_article(article_of("Xie Cun, an official, spoke.", "Xie added that it works."), kit)
    assert placeables(done) == [("Xie Cun", "谢存"), ("Xie", "谢存")]


def test_who_stays_in_latin_letters_is_told_once() -> None:
    texts = ("Xie Cun, an official, spoke.", "Xie added that it works, and Chief engineer Anna Weiss agreed.")
    done = protect_article(article_of(*texts), protect_kit())
    assert sorted((f.code, f.segment_id) for f in done.findings) == [
        ("names.romanised", done.body[0].segments[0].id), ("names.romanised", done.body[1].segments[0].id)]
    assert not protect_article(article_of("司长谢存表示可以。", pair=ZH_EN), protect_kit(ZH_EN)).findings


def test_people_of_the_glossary_are_named_in_full_once(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text('[[concept]]\nid = "p"\ndomain = "people"\nen = ["Anna von der Au", "von der Au"]\nzh = ["冯德奥"]\n', encoding="utf-8")
    kit = replace(protect_kit(ZH_EN), glossary=load_glossary([path]))
    done = protect_article(article_of("冯德奥到访。", "冯德奥说，很好。", pair=ZH_EN), kit)
    assert [target for _, target in placeables(done)] == ["Anna von der Au", "von der Au"]


def test_counts_below_ten_are_words_in_english_but_numbers_of_things_are_not() -> None:
    done = protect_article(article_of("9台设备连到8号楼，共3级、2.5万户、超过5个站，用了3天和12个月。", pair=ZH_EN), protect_kit(ZH_EN))
    assert placeables(done) == [("9", "nine"), ("8", "8"), ("3", "3"), ("2.5万", "25,000"), ("超过5", "more than five"),
                                  ("3天", "three days"), ("12个月", "12 months")]


def test_an_acronym_that_chinese_uses_too_stays(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text('[[concept]]\nid = "cpi"\nen = ["consumer price index", "CPI"]\nzh = ["居民消费价格指数", "CPI"]\n', encoding="utf-8")
    kit = replace(protect_kit(ZH_EN), glossary=load_glossary([path]))
    done = protect_article(article_of("CPI持平，居民消费价格指数未变。", pair=ZH_EN), kit)
    assert placeables(done) == [("CPI", "CPI"), ("居民消费价格指数", "consumer price index")]
