"""Sentence segmentation: cases that a linguist can edit, white space kept, codes kept, linear time."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Code, CodeKind, Text, codes
from l10n.model.pair import Pair
from l10n.resources.breaks import BreakRules, load_breaks, split
from l10n.stages.segment import segment_article, segment_block

HERE = Path(__file__).parent
EN, ZH = load_breaks("en"), load_breaks("zh-Hans")


def lines(name: str) -> list:
    found = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(line, id=f"{name}:{n}") for n, line in enumerate(found, 1) if line and not line.startswith("#")
    ]


@pytest.mark.parametrize("case", lines("en.cases"))
def test_english(case: str) -> None:
    text = case.replace(" | ", " ")
    assert " | ".join(text[a:b] for a, b in split(text, EN)) == case


@pytest.mark.parametrize("case", lines("zh.cases"))
def test_chinese(case: str) -> None:
    text = case.replace(" | ", "")
    assert " | ".join(text[a:b] for a, b in split(text, ZH)) == case


def block_of(*content: object) -> Block:
    return Block("b1", BlockKind.PARAGRAPH, (Segment("b1", tuple(content)),))  # type: ignore[arg-type]


def test_white_space_is_kept() -> None:
    block = segment_block(block_of(Text("  One.  Two.\n Three. ")), EN)
    assert [s.source_text for s in block.segments] == ["One.", "Two.", "Three."]
    assert block.lead + block.text + block.tail == "  One.  Two.\n Three. "


def test_no_break_inside_a_pair_of_codes() -> None:
    block = segment_block(
        block_of(
            Text("See "),
            Code("1", CodeKind.OPEN, "<a>"),
            Text("this. And that."),
            Code("1", CodeKind.CLOSE, "</a>"),
            Text(" Then go."),
        ),
        EN,
    )
    assert [s.source_text for s in block.segments] == ["See this. And that.", "Then go."]


def test_a_link_over_whole_sentences_stays_in_one_piece() -> None:
    content = (Code("1", CodeKind.OPEN, '<a href="x">'), Text("One. Two."), Code("1", CodeKind.CLOSE, "</a>"))
    assert len(segment_block(block_of(*content), EN).segments) == 1


def test_a_pair_around_whole_sentences_is_shared_by_them() -> None:
    strong = (Code("1", CodeKind.OPEN, "<strong>"), Code("1", CodeKind.CLOSE, "</strong>"))
    block = segment_block(block_of(strong[0], Text("One. Two."), strong[1], Text(" Three.")), EN)
    assert [s.source_text for s in block.segments] == ["One.", "Two.", "Three."]
    assert [codes(s.source) for s in block.segments] == [strong[:1], strong[1:], ()]


def test_a_pair_that_ends_inside_a_sentence_is_not_torn() -> None:
    strong = (Code("1", CodeKind.OPEN, "<strong>"), Code("1", CodeKind.CLOSE, "</strong>"))
    block = segment_block(block_of(strong[0], Text("One. Two"), strong[1], Text(" more. Three.")), EN)
    assert [s.source_text for s in block.segments] == ["One. Two more.", "Three."]


def test_line_breaks_of_markup_are_kept_once() -> None:
    br = Code("1", CodeKind.ALONE, "<br>", equiv="\n")
    block = segment_block(block_of(Text("One."), br, Text("Two.")), EN)
    assert [s.source for s in block.segments] == [(Text("One."), br), (Text("Two."),)]
    assert block.text == "One.\nTwo."


def test_names_are_one_segment() -> None:
    block = replace(block_of(Text("St. Helena Times. The Daily. ")), kind=BlockKind.SOURCE)
    assert [s.source_text for s in segment_block(block, EN).segments] == ["St. Helena Times. The Daily."]


def test_lines_of_a_subtitle_are_one_sentence() -> None:
    block = replace(block_of(Text("我想我们\n该走了。")), kind=BlockKind.CUE)
    assert [s.source_text for s in segment_block(block, ZH).segments] == ["我想我们\n该走了。"]


@pytest.mark.parametrize(
    "kept",
    [
        Block("b1", BlockKind.CODE, (Segment("b1", (Text("A. B."),)),), translate=False),
        Block("b1", BlockKind.PARAGRAPH, (Segment("b1.1", (Text("One. Two."),)),)),
    ],
)
def test_segmented_and_untranslated_blocks_are_left(kept: Block) -> None:
    assert segment_block(kept, EN) == kept


@pytest.mark.parametrize(
    "text,rules,expected",
    [
        ("One line\ngoes on.", EN, ["One line\ngoes on."]),
        ("One line\n\nAnother", EN, ["One line", "Another"]),
        ("Needs:\n- copper\n- glass", EN, ["Needs:", "- copper", "- glass"]),
        ("第一行\n第二行", ZH, ["第一行", "第二行"]),
        ("第一行，\n第二行", ZH, ["第一行，\n第二行"]),
        ("", EN, []),
        (" \n ", ZH, []),
    ],
)
def test_lines(text: str, rules: BreakRules, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split(text, rules)] == expected


def test_a_faulty_rule_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locales" / "xx").mkdir(parents=True)
    (tmp_path / "locales" / "xx" / "breaks.toml").write_text("no_break_after = ['(']")
    (tmp_path / "locales" / "xx" / "abbreviations.txt").write_text("Mr\nInc sometimes\n")
    monkeypatch.setattr("l10n.resources.breaks.data_folder", lambda name: tmp_path / name)
    with pytest.raises(ConfigError, match="break rules cannot be read"):
        load_breaks.__wrapped__("xx")
    (tmp_path / "locales" / "xx" / "breaks.toml").write_text("")
    with pytest.raises(ConfigError, match="Inc sometimes"):
        load_breaks.__wrapped__("xx")


def test_approved_segments_are_left() -> None:
    block = Block("b1", BlockKind.PARAGRAPH, (Segment("b1", (Text("One. Two."),), (Text("一。二。"),), State.FINAL),))
    assert segment_block(block, EN) == block


def test_segments_get_unique_ids() -> None:
    article = Article("a", "plain", Pair("en", "zh-Hans"), body=(block_of(Text("One. Two.")),))
    assert [s.id for s in segment_article(article, EN).segments] == ["b1.1", "b1.2"]


@pytest.mark.parametrize(
    "rules,sentence", [(EN, "The network grew by 8.2 percent in 2025. "), (ZH, "网络增长8.2%，达到439.5万个。")]
)
def test_time_grows_with_the_text(rules: object, sentence: str) -> None:
    text = sentence * 4800
    started = time.process_time()
    found = split(text, rules)  # type: ignore[arg-type]
    assert len(found) == 4800
    assert time.process_time() - started < 2


def test_time_grows_with_the_codes() -> None:
    link = (Code("1", CodeKind.OPEN, "<a>"), Text("6G"), Code("1", CodeKind.CLOSE, "</a>"))
    content = [item for n in range(4800) for item in (Text("We test "), *(replace_id(c, n) for c in link), Text(". "))]
    started = time.process_time()
    block = segment_block(block_of(*content), EN)
    assert len(block.segments) == 4800
    assert time.process_time() - started < 4


def replace_id(item: object, number: int) -> object:
    return replace(item, id=str(number)) if isinstance(item, Code) else item


@pytest.mark.parametrize(
    "text", ["." * 50_000, '"' * 50_000, "（" * 50_000, "\n" * 50_000, "A. " * 20_000, "a" * 200_000]
)
def test_odd_text_takes_no_longer(text: str) -> None:
    started = time.process_time()
    for rules in (EN, ZH):
        split(text, rules)
    assert time.process_time() - started < 4
