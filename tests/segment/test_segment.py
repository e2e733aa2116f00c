"""Sentence segmentation: cases that a linguist can edit, white space kept, codes kept, linear time."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Code, CodeKind, Text, codes, plain
from l10n.model.pair import Pair
from l10n.resources.breaks import load_breaks, split
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
    assert time.process_time() - started < 6


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet='ab AB.?!"“”()1 \n。！？，他说：》《…', max_size=80))
def test_spans_and_gaps_make_the_text(text: str) -> None:
    for rules in (EN, ZH):
        at = 0
        for start, end in split(text, rules):
            assert at <= start < end
            assert not text[at:start].strip()
            at = end
        assert not text[at:].strip()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(alphabet="aB. 。！", max_size=8).map(Text), st.integers(0, 3)), max_size=12))
def test_no_code_is_lost(parts: list) -> None:
    content, opened = [], []
    for number, part in enumerate(parts):
        if isinstance(part, int):
            if part == 0 and opened:
                content.append(Code(opened.pop(), CodeKind.CLOSE, "</x>"))
            elif part == 1:
                opened.append(str(number))
                content.append(Code(str(number), CodeKind.OPEN, "<x>"))
            else:
                content.append(Code(str(number), CodeKind.ALONE, "<br>"))
        else:
            content.append(part)
    block = block_of(*content)
    cut = segment_block(block, EN)
    assert [c for s in cut.segments for c in codes(s.source)] == list(codes(tuple(content)))
    assert cut.lead + cut.text + cut.tail == plain(tuple(content)) or not plain(tuple(content)).strip()
