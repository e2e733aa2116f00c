"""Markdown: the file itself is the skeleton; a translation differs from it in text only."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.engines.fake import FakeEngine
from l10n.formats import markdown
from l10n.formats.markdown_front import FRONT
from l10n.model.article import Article, BlockKind
from l10n.model.inline import Text, map_text
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit, localise

PAIR = Pair("en", "zh-Hans")
FILES = Path(__file__).parent / "markdown"
NAMES = sorted(path.name for path in FILES.glob("*.md"))
PIECES = [
    "# A heading of *three* words",
    "Setext heading\n--------------",
    "The council said so on Monday, and **everybody** agreed with _that_.",
    "Two lines with a hard break  \nand a soft one\nin one paragraph.",
    'A [link](/x "The title"), a [long one][plan], a [plan][], a [plan] and <https://example.org/a?b=c>.',
    "Code `a | b` stays, ``x ` y`` too; &amp; and &copy; and \\*stars\\* stay.",
    "> A quote of one line\n> and another with **bold** words.\n>\n> > Nested words.",
    "* First point\n* Second point\n  over two lines\n    1. Inner one\n    2. Inner *two*\n\n       A paragraph inside.",
    "1) One thing\n2) Two things",
    "- [ ] Open task\n- [x] Done task",
    "| Year | Note |\n|------|:----:|\n| 2024 | a \\| b and **bold** |\n| 2025 | `x \\| y` words |",
    "```python\nprint('not text')\n```",
    "    indented = code",
    '<div class="note">\n<p>HTML stays.</p>\n</div>',
    "<!-- a comment -->",
    'Words with <span class="x">HTML</span> inside and ~~old~~ words.',
    '![A mast](mast.jpg "Mast") stands on a hill.',
    "***",
    "中文段落，和 English 混排。",
    "Line one\\\nline two after a backslash.",
]
DEFINITIONS = '[plan]: https://example.org/plan "Plan title"'
FRONTS = [
    "",
    "---\ntitle: A new network\ndescription: 'What it costs'\ndate: 2025-03-02\nlayout: post\n---\n\n",
    '+++\ntitle = "A new network"\ndate = 2025-03-02T09:15:00\n[extra]\nx = 1\n+++\n\n',
]
MARKUP = re.compile(r"[^\W\d_]+")


def read(text: str) -> Article:
    return markdown.read("a.md", text.encode(), PAIR)


def pseudo(article: Article) -> Article:
    """Every word replaced by one of the same length."""
    return article.map_segments(
        lambda s: replace(s, target=map_text(s.source, lambda text: MARKUP.sub(lambda m: "Z" * len(m[0]), text)))
    )


def shape(text: str) -> list[tuple[str, str, str]]:
    """Tokens with what must not change: kinds, tags, code, addresses, tags of HTML without words in attributes."""
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        kept = token.content if token.type in ("fence", "code_block") else ""
        if token.type == "html_block":
            kept = " ".join(tags(token.content))
        found.append((token.type, token.tag, kept))
        for child in token.children or []:
            address = str(child.attrGet("href") or child.attrGet("src") or "")
            if child.type == "html_inline":
                found.append((child.type, "", " ".join(tags(child.content))))
            elif child.type not in ("text", "text_special"):
                found.append((child.type, child.tag, address + (child.content if "code" in child.type else "")))
    return found


def tags(html: str) -> list[str]:
    return [re.sub(r"(title|alt)=([\"']).*?\2", r"\1", tag, flags=re.S) for tag in re.findall(r"<!--.*?-->|<[^>]+>", html, re.S)]


files = st.tuples(
    st.sampled_from(FRONTS), st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"])
).map(
    lambda parts: (
        parts[0] + "The plan of the town.\n\n" + "\n\n".join(parts[1]) + "\n\n" + DEFINITIONS + "\n"
    ).replace("\n", parts[2])
)


@settings(max_examples=60, deadline=None)
@given(files)
def test_written_back_it_is_the_same_file(text: str) -> None:
    assert markdown.write(read(text)) == text.encode()


@settings(max_examples=60, deadline=None)
@given(files)
def test_only_text_differs_in_a_translation(text: str) -> None:
    front = FRONT.match(text)
    written = markdown.write(pseudo(read(text))).decode()
    changed = FRONT.match(written)
    assert (front is None) == (changed is None)
    body, new = text[front.end() if front else 0 :], written[changed.end() if changed else 0 :]
    assert shape(new) == shape(body)


@pytest.mark.parametrize("piece", PIECES)
def test_each_construct_alone(piece: str) -> None:
    text = f"The plan of the town.\n\n{piece}\n\n{DEFINITIONS}\n"
    assert shape(markdown.write(pseudo(read(text))).decode()) == shape(text)


def target(text: str, kind: BlockKind, words: str) -> str:
    """The file with one block of a kind translated as `words`."""

    def change(block: object) -> object:
        segments = block.segments  # type: ignore[attr-defined]
        if block.kind is not kind:  # type: ignore[attr-defined]
            return block
        return replace(block, segments=(replace(segments[0], target=(Text(words),)),))  # type: ignore[type-var]

    return markdown.write(read(text).map_blocks(change)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("front", "words", "written"),
    [
        ("---\ntitle: A plan\n---\n", "计划：山谷", "title: 计划：山谷\n"),
        ("---\ntitle: A plan\n---\n", "Plan: the valley", 'title: "Plan: the valley"\n'),
        ('---\ntitle: "A plan"\n---\n', 'The "big" plan', 'title: "The \\"big\\" plan"\n'),
        ("---\ntitle: 'A plan'\n---\n", "Anna's plan", "title: 'Anna’s plan'\n"),
        ('+++\ntitle = "A plan"\n+++\n', 'The "big" plan', 'title = "The \\"big\\" plan"\n'),
    ],
)
def test_front_matter_stays_readable(front: str, words: str, written: str) -> None:
    assert written in target(front + "\nWords of the plan.\n", BlockKind.TITLE, words)


def test_a_bar_in_a_cell_is_escaped() -> None:
    assert "| x \\| y |" in target("Words.\n\n| Year |\n|------|\n", BlockKind.CELL, "x | y")


def test_what_is_found() -> None:
    article = read(FRONTS[1] + "\n\n".join(PIECES) + "\n")
    assert article.meta.published and article.meta.published.date().isoformat() == "2025-03-02"
    kinds = [block.kind for block in article.body]
    for kind in (BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL, BlockKind.QUOTE, BlockKind.PARAGRAPH):
        assert kind in kinds
    texts = [block.text for block in article.body]
    assert "a | b and bold" in texts
    assert "HTML stays." in texts
    assert not [text for text in texts if "not text" in text or "indented" in text]


def test_there_are_enough_files() -> None:
    assert len(NAMES) >= 25


def upper(article: Article) -> Article:
    """Every letter that is translated in upper case: what a person sees in the files *.upper.txt."""
    return article.map_segments(lambda s: replace(s, target=map_text(s.source, str.upper)))


@pytest.mark.parametrize("name", NAMES)
def test_files(name: str) -> None:
    data = (FILES / name).read_bytes()
    article = markdown.read(name, data, PAIR)
    assert markdown.write(article) == data
    assert markdown.write(upper(article)) == (FILES / name).with_suffix(".upper.txt").read_bytes()


def keys(front: str) -> list[str]:
    return [re.split("[:=]", line)[0] for line in front.splitlines() if line[:1].strip()]


@pytest.mark.parametrize("engine", [FakeEngine(), FakeEngine(marks=False)], ids=["carried", "aligned"])
@pytest.mark.parametrize("name", NAMES)
def test_files_keep_their_structure_through_the_pipeline(name: str, engine: Any) -> None:
    data = (FILES / name).read_bytes()
    kit = load_kit(Options(PAIR, facts=False, terms=False))
    words = re.compile(r"\[([^\W\d_]+(?:['’-][^\W\d_]+)*)\](?![\[(:])")     # the fake engine's brackets look like links
    [done] = localise([markdown.read(name, data, PAIR)], kit, engine)
    done = done.map_segments(
        lambda s: replace(s, target=map_text(s.target, lambda t: words.sub(r"\1", t)) if s.target is not None else None)
    )
    written = markdown.write(done).decode()
    text = data.decode()
    front, new = FRONT.match(text), FRONT.match(written)
    assert (front is None) == (new is None)
    if front and new and name != "front_toml_long.md":      # its long string becomes one line
        assert keys(new[0]) == keys(front[0])
    before, after = shape(text[front.end() if front else 0 :]), shape(written[new.end() if new else 0 :])
    soft = ("softbreak", "", "")        # a line may be joined between two Chinese characters
    assert Counter(t for t in after if t != soft) == Counter(t for t in before if t != soft)


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("date: March 2, 2025", "date: 2025年3月2日"),
        ("date: 2025-03-02", "date: 2025-03-02"),
        ("date: 2025-03-02T09:15:00+01:00", "date: 2025-03-02T09:15:00+01:00"),
        ("lang: en-GB", "lang: zh-Hans"),
        ("lang: fr", "lang: fr"),
        ("locale: en_GB", "locale: zh_CN"),
        ("draft: true", "draft: true"),
        ("tags: [masts, new]", "tags: [masts, new]"),
        ("title: 5", "title: 5"),
    ],
)
def test_dates_and_languages_of_the_front_matter(front: str, wanted: str) -> None:
    [done] = localise(
        [read(f"---\n{front}\n---\n\nThe council said so on Monday.\n")], load_kit(Options(PAIR)), FakeEngine()
    )
    assert f"---\n{wanted}\n---\n" in markdown.write(done).decode()


def test_a_line_end_between_chinese_characters_is_no_space() -> None:
    article = read("The first line\nand the second one.\n")
    segment = article.body[0].segments[0]
    code = segment.source[1]
    done = article.map_segments(lambda s: replace(s, target=(Text("第一行"), code, Text("和第二行。"))))
    assert markdown.write(done) == "第一行和第二行。\n".encode()


def test_words_in_html_are_escaped() -> None:
    article = read("<div>\n<p>Words here</p>\n</div>\n")
    done = article.map_segments(lambda s: replace(s, target=(Text("a < b & c"),)))
    assert "<p>a &lt; b &amp; c</p>" in markdown.write(done).decode()


def test_a_target_cannot_leave_its_title_or_attribute() -> None:
    text = 'See [it](/x "Old title") now.\n\n<div title="Old words"><p>Words</p></div>\n\n[a]: /b "Third title"\n'
    article = read(text)
    done = article.map_segments(lambda s: replace(s, target=s.source)).map_blocks(
        lambda b: replace(b, segments=(replace(b.segments[0], target=(Text('new "quoted" <b>'),)),))
        if b.kind is BlockKind.ATTRIBUTE
        else b
    )
    written = markdown.write(done).decode()
    assert '(/x "new \\"quoted\\" <b>")' in written
    assert '<div title="new &quot;quoted&quot; &lt;b&gt;">' in written
    assert '[a]: /b "new \\"quoted\\" <b>"' in written
