"""Inline tags through translation: as many as before, nested as before, none inside a word, none around nothing."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.fake import FakeEngine
from l10n.formats import html, markdown
from l10n.model.article import Article
from l10n.model.engine import Alignment, EngineOptions, Hypothesis, Request
from l10n.model.inline import Code, CodeKind, Content, Placeable, codes, plain
from l10n.model.pair import Pair
from l10n.pipeline import Kit, Options, load_kit, localise

PAIR = Pair("en", "zh-Hans")
WORDS = "the council said that new masts of 12,128 towns and 3.5 million people would cost more than hoped".split()
PAIRS = ("b", "i", 'a href="/x"', 'span class="c"', "sup", "bdi", "q", "em", 'a href="/y" rel="a"')
ALONE = ("<br>", '<img src="a.png">', "<wbr>", "<!-- c -->", "<code>x = 1</code>", '<span translate="no">Elm</span>')


class ReverseEngine:
    """Answers with the words turned round and joined to Chinese-like text; carries nothing but an alignment."""

    name, marks = "reverse", False

    def __init__(self, aligned: bool) -> None:
        self.aligned = aligned

    def translate(
        self, requests: list[Request], pair: Pair, options: EngineOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return [(self.answer(request),) for request in requests]

    def answer(self, request: Request) -> Hypothesis:
        tokens = [(m.span(), m[0]) for m in re.finditer(r"[\w,.']+", request.text)]
        text, spans = "", []
        for _, word in reversed(tokens):
            shown = word if re.search(r"\d", word) else "词" * (1 + len(word) % 3)
            spans.append((len(text), len(text) + len(shown)))
            text += shown
        rows = tuple(tuple(float(c == len(tokens) - 1 - r) for c in range(len(tokens))) for r in range(len(tokens)))
        alignment = Alignment(tuple(s for s, _ in tokens), tuple(spans), rows) if self.aligned else None
        return Hypothesis(text or request.text, -1.0, alignment=alignment)


ENGINES: dict[str, Any] = {
    "carried": FakeEngine(),
    "aligned": FakeEngine(marks=False),
    "turned round, aligned": ReverseEngine(aligned=True),
    "turned round, by position": ReverseEngine(aligned=False),
}


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit(Options(PAIR))


@st.composite
def runs(draw: st.DrawFn, depth: int = 0) -> str:
    """Words with inline elements between and around them."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        parts.append(" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=0, max_size=4))))
        kind = draw(st.integers(0, 3))
        if kind == 1:
            parts.append(draw(st.sampled_from(ALONE)))
        elif kind == 2 and depth < 3:
            tag = draw(st.sampled_from(PAIRS))
            parts.append(f"<{tag}>{draw(runs(depth + 1))}</{tag.split()[0]}>")
    return draw(st.sampled_from((" ", " ", ""))).join(parts)


def page(run: str) -> bytes:
    text = f"<h1>New network to reach every village</h1><p>So {run} it ended.</p><p>The council said so on Monday.</p>"
    return f"<!DOCTYPE html><html><head><title>T</title></head><body><article>{text}</article></body></html>".encode()


def nesting(content: Content) -> Counter[tuple[str, ...]]:
    """Each code with the codes around it."""
    found: Counter[tuple[str, ...]] = Counter()
    around: list[tuple[str, str]] = []
    for item in content:
        if isinstance(item, Code):
            if item.kind is CodeKind.CLOSE:
                assert around and around.pop()[0] == item.id, "a pair closes that is not the innermost"
            else:
                found[(*(native for _, native in around), item.native)] += 1
                if item.kind is CodeKind.OPEN:
                    around.append((item.id, item.native))
    assert not around
    return found


def cut_words(content: Content) -> int:
    """How many codes stand inside a Latin word or a figure."""
    text, at, found = plain(content), 0, 0
    tokens = [m.span() for m in re.finditer(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*[%万亿]?", text)]
    for item in content:
        if isinstance(item, Code) and not item.equiv:
            found += any(start < at < end for start, end in tokens)
        at += len(plain((item,)))
    return found


def faults(article: Article) -> list[str]:
    found = []
    for segment in article.segments:
        if segment.target is None:
            continue
        if nesting(segment.target) != nesting(segment.source):
            found.append(f"nesting: {segment.source} -> {segment.target}")
        if cut_words(segment.target) and not cut_words(segment.source):
            found.append(f"inside a word: {segment.source} -> {segment.target}")
    return found


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=60, deadline=None)
@given(run=runs())
def test_tags_of_generated_sentences(name: str, run: str, kit: Kit) -> None:
    data = page(run)
    article = html.read("a.html", data, PAIR)
    [done] = localise([article], kit, ENGINES[name])
    assert not faults(done)
    before = Counter(e.tag for e in html.parse("a.html", data.decode()).iter() if isinstance(e.tag, str))
    after = Counter(e.tag for e in html.parse("a.html", html.write(done).decode()).iter() if isinstance(e.tag, str))
    assert after == before


def one(markup: str, kit: Kit, engine: Any) -> tuple[str, Article]:
    article = html.read("a.html", page(f"{markup} and"), PAIR)
    [done] = localise([article], kit, engine)
    written = html.write(done).decode()
    return written, done


@pytest.mark.parametrize("name", ENGINES)
def test_a_linked_image_keeps_its_link(name: str, kit: Kit) -> None:
    written, _ = one('the <a href="/m"><img src="m.png"></a> map', kit, ENGINES[name])
    assert '<a href="/m"><img src="m.png"></a>' in written


@pytest.mark.parametrize("name", ENGINES)
def test_a_number_and_a_term_stay_whole(name: str, kit: Kit) -> None:
    written, done = one("it <b>costs</b> 12,128 yuan in <i>5G</i> base stations", kit, ENGINES[name])
    assert re.search(r"12,?128|1\.2128万", re.sub("<[^>]*>", "|", written))
    assert not faults(done)


@pytest.mark.parametrize("name", ENGINES)
def test_no_pair_becomes_empty(name: str, kit: Kit) -> None:
    _, done = one("the <b>council</b> <i>said</i> that <u>masts</u> <a href='/x'>would</a> <s>cost</s> <q>more</q>", kit, ENGINES[name])
    for segment in done.segments:
        for first, second in zip(segment.target or (), (segment.target or ())[1:], strict=False):
            if isinstance(first, Code) and isinstance(second, Code) and first.kind is CodeKind.OPEN:
                assert second.kind is not CodeKind.CLOSE, segment.target


@pytest.mark.parametrize(
    ("name", "how"),
    [("carried", "carried by the model"), ("aligned", "by alignment"), ("turned round, by position", "by position")],
)
def test_the_trail_and_the_proof_say_how_a_tag_was_placed(name: str, how: str, kit: Kit) -> None:
    _, done = one("the <b>council</b> said", kit, ENGINES[name])
    segment = next(s for s in done.segments if codes(s.source))
    assert [p.target for p in segment.proofs if p.kind == "tag"] == [how]
    assert any(step.rule == "tag" and step.detail == f"<b> {how}" for step in segment.trail)


@pytest.mark.parametrize("name", ENGINES)
def test_a_line_break_takes_the_place_of_white_space(name: str, kit: Kit) -> None:
    _, done = one("first words<br>second words", kit, ENGINES[name])
    segment = next(s for s in done.segments if codes(s.source))
    assert plain(segment.target or ()).count("\n") == 1
    assert not re.search(r" \n|\n ", plain(segment.target or ()))


@pytest.mark.parametrize("name", ENGINES)
def test_escaped_signs_stand_once(name: str, kit: Kit) -> None:
    text = "# A title\n\nThe firm A&amp;B said that \\*stars\\* and <https://example.org/a> are new.\n"
    [done] = localise([markdown.read("a.md", text.encode(), PAIR)], kit, ENGINES[name])
    written = markdown.write(done).decode()
    assert written.count("&amp;") == 1 and written.count("&") == 1
    assert written.count("\\*") == 2 and written.count("*") == 2
    assert written.count("https://example.org/a") == 1


def test_a_placeable_and_a_code_over_the_same_words(kit: Kit) -> None:
    article = html.read("a.html", page("it cost <b>12,128</b> yuan"), PAIR)
    [done] = localise([article], kit, FakeEngine())
    assert all(not any(isinstance(i, Placeable) for i in s.target or ()) for s in done.segments)
    assert not faults(replace(done))


EMBEDDED = {
    Pair("en", "zh-Hans"): [
        "The <b>council</b> said on <i>Monday</i> that the <a href='/n'>new network</a> would reach every village.",
        "Engineers <em>tested</em> 12,128 masts<sup>1</sup>, and <a href='/r'>the results</a> are better than expected.",
        "It costs <strong>3.5 million yuan</strong>, said <a href='/p'>Anna Lind</a>, who <u>leads</u> the project.",
    ],
    Pair("zh-Hans", "en"): [
        "市政府<b>周一</b>表示，<a href='/n'>新网络</a>将覆盖所有村庄。",
        "工程师测试了<em>12128个</em>基站，<a href='/r'>结果</a>好于预期。",
        "该项目投资<strong>350万元</strong>，<i>明年</i>完成。",
    ],
}


@pytest.mark.parametrize("pair", EMBEDDED, ids=str)
def test_tags_through_the_embedded_engine(pair: Pair) -> None:
    from l10n.engines.argos import ArgosEngine
    from l10n.resources.models import find_package

    engine = ArgosEngine(find_package(pair, None))
    text = "".join(f"<p>{sentence}</p>" for sentence in EMBEDDED[pair])
    data = f"<html><body><article><h1>A title</h1>{text}</article></body></html>".encode()
    [done] = localise([html.read("a.html", data, pair)], load_kit(Options(pair)), engine)
    assert not faults(done)
    hows = [p.target for s in done.segments for p in s.proofs if p.kind == "tag"]
    assert len(hows) == (9 if pair.target == "zh-Hans" else 6)
    assert Counter(hows)["by position"] <= 1  # the footnote's number, where the attention is spread


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("Back to <span translate='no'>Elm Net</span>", '[to] <span translate="no">Elm Net</span> [and]'),
        ("run <code>make</code>, please", "[run] <code>make</code>, [please]"),
        ("run (<code>make</code>) now", "[run] (<code>make</code>) [now]"),
    ],
)
def test_a_code_with_words_keeps_its_spaces(markup: str, wanted: str) -> None:
    written, _ = one(markup, load_kit(Options(PAIR, terms=False)), FakeEngine())
    assert wanted in written.replace("，", ", ").replace("（", "(").replace("）", ") ").replace("  ", " ")


def test_a_code_with_words_gets_spaces_in_english() -> None:
    pair = Pair("zh-Hans", "en")
    data = "<article><h1>标题</h1><p>请运行<code>make</code>命令。</p><p>市政府周一表示，新网络将在五月前覆盖所有村庄。</p></article>".encode()
    engine = FakeEngine(words={"请运行": "Please run ", "命令": "as a command"})
    [done] = localise([html.read("a.html", data, pair)], load_kit(Options(pair, terms=False)), engine)
    assert "Please run <code>make</code> as a command." in html.write(done).decode()


def test_a_number_in_a_pair_stays_in_it(kit: Kit) -> None:
    written, _ = one("so <b>12,128 masts</b> were ready", kit, FakeEngine(marks=False))
    assert re.search(r"<b>1[\d.,万]+ ?\[masts\]</b>", written)
    written, _ = one("so <b>12,128 masts</b> were ready", kit, ENGINES["turned round, aligned"])
    assert re.search(r"<b>词*1[\d.,万]+词*</b>", written)
