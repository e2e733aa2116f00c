"""Dumps of any lines: nothing is lost in silence, and what is read is written back byte for byte."""

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import EmptyError
from l10n.formats import dump
from l10n.formats.lines import lines_of
from l10n.model.article import Article
from l10n.model.pair import Pair

LINES = [
    "",
    "   ",
    "Menu",
    "Home > Business > Telecom",
    "Business",
    "Masts rise on every hill of the valley",
    "By Anna Lind | Valley Times | Updated: 2025-03-02 09:15",
    "2025-03-02 09:15 新华网",
    "来源：新华社 作者：张三 责任编辑：李四",
    "The council said on Monday that the network would reach every village.",
    "Engineers tested it, and the results were better than anyone expected.",
    "\u3000\u3000市政府周一表示，新网络将在五月前覆盖所有村庄。",
    "山谷里建起新基站",
    "A short heading",
    "Related news",
    "相关新闻",
    "Read more: other masts",
    "Share",
    "(Editor: Li Yan)",
    "Copyright 2025 Valley Times. All rights reserved.",
    "京ICP备12345678号",
    "玉林市| 江山市| 全椒县| 惠东县| 永春县| 南京市",
    "• A point of a list",
    "3 comments",
    "\ttabs\tand\xa0spaces in one line",
]
texts = st.tuples(
    st.lists(
        st.one_of(
            st.sampled_from(LINES), st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=30)
        ),
        min_size=1,
        max_size=25,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
).map(lambda parts: parts[1].join(parts[0]))


def read(text: str) -> Article | None:
    try:
        return dump.read("a.txt", text.encode("utf-8", "ignore"), Pair("und", "und"))
    except EmptyError:
        return None


@settings(max_examples=150, deadline=None)
@given(texts)
def test_written_back_byte_for_byte(text: str) -> None:
    article = read(text)
    if article is not None:
        assert dump.write(article) == text.encode("utf-8", "ignore")


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_line_is_in_a_block_or_left_out_with_a_reason(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    article = read(text)
    if article is None:
        return
    kept = "\n".join(block.text for block in article.blocks)
    left = "\n".join(drop.text for drop in article.dropped)
    numbers = {drop.line for drop in article.dropped}
    for line in lines_of(text):
        if line.text and line.number not in numbers and line.text not in kept:
            words = [word for word in line.text.split() if word not in kept and word not in left]
            assert not words or any(block.text in line.text for block in article.head), line
