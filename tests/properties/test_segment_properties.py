"""Segmentation on generated text and codes: nothing is lost, nothing moves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Block, BlockKind, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text
from l10n.resources.breaks import load_breaks, split
from l10n.stages.segment import cut_at, segment_block

RULES = [load_breaks(tag) for tag in ("en", "zh-Hans", "zh-Hant")]


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="ab AB.?!\"'“”()1\n。！？，他说：》《（）…", max_size=80))
def test_spans_and_gaps_make_the_text(text: str) -> None:
    for rules in RULES:
        at = 0
        for start, end in split(text, rules):
            assert at <= start < end
            assert not text[at:start].strip()
            assert text[start:end].strip() == text[start:end]
            at = end
        assert not text[at:].strip()


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Text with codes, pairs nested or left open, line breaks with an equivalent."""
    items: list[Inline] = []
    opened: list[str] = []
    for number in range(draw(st.integers(0, 12))):
        match draw(st.integers(0, 5)):
            case 0 if opened:
                items.append(Code(opened.pop(), CodeKind.CLOSE, "</x>"))
            case 1:
                opened.append(str(number))
                items.append(Code(str(number), CodeKind.OPEN, draw(st.sampled_from(["<b>", '<a href="u">']))))
            case 2:
                items.append(Code(str(number), CodeKind.ALONE, "<br>", equiv=draw(st.sampled_from(["", "\n"]))))
            case _:
                items.append(Text(draw(st.text(alphabet="aB. 。！\n", max_size=8))))
    return tuple(items)


@settings(max_examples=300, deadline=None)
@given(content=contents(), rules=st.sampled_from(RULES))
def test_segments_and_gaps_are_the_content(content: Content, rules: object) -> None:
    block = segment_block(Block("b1", BlockKind.PARAGRAPH, (Segment("b1", content),)), rules)  # type: ignore[arg-type]
    joined: list[Inline] = [Text(block.lead)]
    for segment in block.segments:
        joined += [*segment.source, Text(segment.gap)]
    assert merge_text((*joined, Text(block.tail))) == merge_text(content)


@settings(max_examples=100, deadline=None)
@given(content=contents(), rules=st.sampled_from(RULES))
def test_segmenting_again_changes_nothing(content: Content, rules: object) -> None:
    once = segment_block(Block("b1", BlockKind.PARAGRAPH, (Segment("b1", content),)), rules)  # type: ignore[arg-type]
    assert segment_block(once, rules) == once  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(content=contents(), places=st.sets(st.integers(1, 20), max_size=5))
def test_cut_pieces_are_the_content(content: Content, places: set[int]) -> None:
    pieces = cut_at(content, sorted(places))
    assert merge_text(tuple(item for piece in pieces for item in piece)) == merge_text(content)
