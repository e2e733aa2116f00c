"""No engine, however bad, makes the product silently wrong: a constraint stands in the final string or is told."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Segment, State
from l10n.model.engine import Alignment, EngineOptions, Hypothesis, Request
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, codes, merge_text, plain
from l10n.model.pair import Pair
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_article
from l10n.stages.protect import protect_article
from l10n.stages.translate import translate_articles
from l10n.stages.verify import verify
from tests.stages.kits import EN_ZH, ZH_EN, article_of, protect_kit, translate_kit

ENGLISH = (
    "The 5G base stations cover 2,400 towns and 1.25 million users.",
    "By the end of March, MIIT tested synaesthesia integration in 12 cities, up 8.2 percent.",
    "Value-added telecom services grew; value-added telecom services fell by $1.5 billion.",
    "On April 18, 2025 the IMT-2030 (6G) Promotion Group met Orion OS makers.",
    "The Ministry of Industry and Information Technology (MIIT) counted 5G base stations and 5G base stations.",
)
CHINESE = (
    "全国5G基站达439.5万个，增长26.5%。",
    "工业和信息化部（工信部）在12个城市测试通感一体化。",
    "增值电信业务收入90亿元，增值电信业务利润1.5亿元。",
    "2025年4月18日，IMT-2030（6G）推进组开会，5G基站和5G基站。",
)
PIECES = ("技术", "，", "6", "发展", "2400", "增长", "的", "5G", "million", " ", "base station", "万", "%", ".5", "the", "工信部", "90 billion", "2,400")


@dataclass
class Hostile:
    """Drops, doubles, shuffles, tears and invents; its spans and alignments may be lies within the text's bounds."""

    seed: int
    marks: bool
    name: str = "hostile"

    def translate(self, requests: Sequence[Request], pair: Pair, options: EngineOptions) -> list[tuple[Hypothesis, ...]]:
        rng = random.Random(self.seed)
        return [tuple(self.one(request, rng) for _ in range(rng.randint(1, 3))) for request in requests]

    def one(self, request: Request, rng: random.Random) -> Hypothesis:
        text = request.prefix if rng.random() < 0.7 else ""
        spans: list[tuple[int, int] | None] = [None] * len(request.locks)
        for number, lock in sorted(enumerate(request.locks), key=lambda _: rng.random()):
            text += "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 3)))
            if rng.random() < 0.7:
                torn = lock.target if rng.random() < 0.8 else lock.target[: rng.randint(0, len(lock.target))]
                if self.marks and rng.random() < 0.8:
                    spans[number] = (len(text), len(text) + len(torn))
                text += torn + rng.choice(["", lock.target[-2:], lock.target, "8", "a"])
        text += "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 3)))
        tags = tuple(self.span(text, rng) if self.marks and rng.random() < 0.6 else None for _ in request.tags)
        return Hypothesis(text, -rng.random(), tuple(spans), tags, self.look(request.text, text, rng), rng.random() < 0.1)

    def span(self, text: str, rng: random.Random) -> tuple[int, int]:
        first, last = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        return (first, last)

    def look(self, source: str, target: str, rng: random.Random) -> Alignment | None:
        if rng.random() < 0.2:
            return None
        ends = [[*list(range(0, len(text), rng.randint(1, 4))), len(text)] for text in (source, target)]
        spans = [tuple((a, b) for a, b in itertools.pairwise(cuts) if a < b) for cuts in ends]
        rows = []
        for _ in spans[1]:
            row = [rng.random() ** 6 for _ in spans[0]]
            rows.append(tuple(value / (sum(row) or 1) for value in row))
        return Alignment(spans[0], spans[1], tuple(rows))


def results(content: Content | str, pair: Pair, engine: Hostile) -> tuple[Segment, Segment]:
    article = protect_article(article_of(content, pair=pair), protect_kit(pair))
    done = translate_articles([article], engine, translate_kit(pair))[0]
    return next(done.segments), next(adapt_article(done, load_typography(pair.target)).segments)


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 10**6), marks=st.booleans(), sentence=st.sampled_from(ENGLISH + CHINESE))
def test_never_silently_wrong(seed: int, marks: bool, sentence: str) -> None:
    pair = EN_ZH if sentence in ENGLISH else ZH_EN
    translated, adapted = results(sentence, pair, Hostile(seed, marks))
    assert verify(translated) == ()
    assert verify(adapted) == ()
    assert translated.state is (State.INITIAL if translated.findings else State.TRANSLATED)


@st.composite
def tagged(draw: st.DrawFn) -> tuple[Content, Pair]:
    """A sentence with pairs and lone codes at random places, properly nested."""
    pair = draw(st.sampled_from([EN_ZH, ZH_EN]))
    text = draw(st.sampled_from(ENGLISH if pair == EN_ZH else CHINESE))
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=6)))
    out: list[Inline] = []
    opened: list[str] = []
    at = 0
    for number, place in enumerate(places, 1):
        out.append(Text(text[at:place]))
        at = place
        what = draw(st.sampled_from(["open", "close", "alone"]))
        if what == "close" and opened:
            name = opened.pop()
            out.append(Code(name, CodeKind.CLOSE, f"</{name}>"))
        elif what == "open":
            opened.append(str(number))
            out.append(Code(str(number), CodeKind.OPEN, f"<{number}>"))
        else:
            out.append(Code(str(number), CodeKind.ALONE, f"<{number}/>"))
    out.append(Text(text[at:]))
    out += [Code(name, CodeKind.CLOSE, f"</{name}>") for name in reversed(opened)]
    return merge_text(tuple(out)), pair


@settings(max_examples=250, deadline=None)
@given(content=tagged(), seed=st.integers(0, 10**6), marks=st.booleans())
def test_codes_survive(content: tuple[Content, Pair], seed: int, marks: bool) -> None:
    for segment in results(content[0], content[1], Hostile(seed, marks)):
        assert verify(segment) == ()
        assert sorted(map(str, codes(segment.target or ()))) == sorted(map(str, codes(content[0])))
    assert plain(segment.source) == plain(content[0])


@pytest.mark.parametrize("marks", [True, False])
def test_same_input_same_answer(marks: bool) -> None:
    first, second = (results(ENGLISH[0], EN_ZH, Hostile(7, marks)) for _ in range(2))
    assert first == second
