"""Whatever lines a dump has, in whatever order: none is lost in silence, none is kept twice, the file comes back."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import EmptyError
from l10n.formats import dump
from l10n.model.article import BlockRef
from l10n.model.pair import Pair

FOLDER = Path(__file__).parents[1] / "formats" / "dumps"
LINES = sorted(
    {line.strip() for path in FOLDER.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()}
)
ODD = [
    "",
    "\u3000",
    "|",
    "a|b|c|d|e",
    ":",
    "：",
    "By",
    "By :",
    "来源：",
    "Source:",
    "2025-02-30",
    ">",
    "Home >",
    "（",
    "1.",
    "- ",
    "。",
    "?",
]
PAIR = Pair("und", "en")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*LINES, *ODD]), min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_line_is_kept_once_or_left_out_with_a_reason(lines, end):
    text = end.join(lines)
    try:
        article = dump.read("a.txt", text.encode(), PAIR)
    except EmptyError:
        return
    assert dump.write(article) == text.encode()
    refs = [part.block_id for part in article.skeleton if isinstance(part, BlockRef)]
    assert sorted(refs) == sorted(block.id for block in article.blocks)
    assert all(drop.reason and drop.line for drop in article.dropped)
    left = {drop.line for drop in article.dropped}
    kept = [block.text for block in article.blocks]
    for number, line in enumerate(text.split("\r\n" if end == "\r\n" else "\n"), 1):
        if line.strip() and number not in left:
            assert any(line.strip() in block or block in line for block in kept), line


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Ab。.,|:：来源作者By 2025-3/>\n\r\t\u3000\u00a0(（1、", max_size=300))
def test_odd_texts_come_back_or_are_refused(text):
    try:
        article = dump.read("a.txt", text.encode(), PAIR)
    except EmptyError:
        return
    assert dump.write(article) == text.encode()
