"""Hypothesis strategies: articles with every kind of block, code and state that the model allows."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from l10n.model.article import Article, Block, BlockKind, BlockRef, Dropped, Meta, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, PlaceableKind, Text, merge_text
from l10n.model.pair import Pair
from l10n.model.trail import Candidate, Proof, Rung, Step

_ODD = "\u00a0\u3000\u200b\ufeff\r\n\t<>&\"'{}%_\x0b\x1f\ufffe“”《》，。…—½²é𠀀👩‍🚀"
CHARACTERS = st.one_of(
    st.sampled_from("abc XYZ 019 .,!?-" + "通感一体化五万亿年月日的了" + _ODD),
    st.characters(codec="utf-8", exclude_categories=("Cs",)),
)
WORDS = st.text(CHARACTERS, max_size=24)
SPACE = st.sampled_from(("", " ", "  ", "\n", "\t", "\u3000", "\r\n  "))
NATIVES = (
    ("<b>", "</b>"),
    ('<a href="https://example.com/?a=1&amp;b=2" title="a &quot;b&quot;">', "</a>"),
    ("**", "**"),
    ("<ruby>", "</ruby>"),
    ("[", "](https://example.com/x_(y))"),
)
ALONE = (("<br>", "\n"), ('<img src="i.png" alt="]]>">', ""), ("<!-- c -->", ""), ("{0}", "{0}"))
PAIRS = st.sampled_from((Pair("en", "zh-Hans"), Pair("zh-Hans", "en"), Pair("en", "zh-Hant")))


@st.composite
def contents(draw: st.DrawFn, placeables: bool = True) -> Content:
    """Inline content: text, placeables, codes alone, pairs that nest, cross, or have only one end here."""
    items: list[Inline] = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.integers(0, 4 if placeables else 3))
        items.append(Text(draw(WORDS)))
        if kind == 1:
            native, equiv = draw(st.sampled_from(ALONE))
            items.append(Code(f"s{number}", CodeKind.ALONE, native, equiv=equiv))
        elif kind == 2:
            _insert_pair(draw, items, f"p{number}")
        elif kind == 3 and draw(st.booleans()):
            opened = draw(st.booleans())
            native = draw(st.sampled_from(NATIVES))[0 if opened else 1]
            items.insert(
                draw(st.integers(0, len(items))),
                Code(f"h{number}", CodeKind.OPEN if opened else CodeKind.CLOSE, native),
            )
        elif kind == 4:
            items.append(
                draw(
                    st.builds(
                        Placeable,
                        st.text(CHARACTERS, min_size=1, max_size=8),
                        WORDS,
                        st.sampled_from(PlaceableKind),
                        WORDS,
                        st.lists(WORDS, max_size=2).map(tuple),
                    )
                )
            )
    return merge_text(tuple(items))


def _insert_pair(draw: st.DrawFn, items: list[Inline], code: str) -> None:
    opening, closing = draw(st.sampled_from(NATIVES))
    html = draw(st.sampled_from(("", "<strong>")))
    start = draw(st.integers(0, len(items)))
    items.insert(start, Code(code, CodeKind.OPEN, opening, html))
    items.insert(draw(st.integers(start + 1, len(items))), Code(code, CodeKind.CLOSE, closing, html and "</strong>"))


FINDINGS = st.builds(
    Finding,
    st.just("numbers.missing"),
    st.sampled_from(Severity),
    WORDS,
    WORDS,
    st.integers(0, 9),
    WORDS,
    WORDS,
    WORDS,
    st.one_of(st.none(), st.tuples(st.integers(0, 9), st.integers(0, 9))),
)
PROOFS = st.builds(
    Proof,
    st.sampled_from([*(kind.value for kind in PlaceableKind), "tag"]),
    WORDS,
    WORDS,
    WORDS,
    st.tuples(st.integers(0, 9), st.integers(0, 9)),
    st.one_of(st.none(), st.tuples(st.integers(0, 9), st.integers(0, 9))),
    st.sampled_from(Rung),
)
CANDIDATES = st.builds(Candidate, WORDS, st.sampled_from(("engine", "memory", "person")), st.floats(-9, 100), WORDS)


def rearranged(source: Content) -> st.SearchStrategy[Content]:
    """A target that holds the codes of the source between other words."""
    codes = [item for item in source if isinstance(item, Code)]
    texts = st.lists(WORDS, min_size=len(codes) + 1, max_size=len(codes) + 1)

    def woven(words: list[str]) -> Content:
        items: list[Inline] = [Text(words[0])]
        for code, word in zip(codes, words[1:], strict=True):
            items += [code, Text(word)]
        return merge_text(tuple(items))

    return texts.map(woven)


@st.composite
def segments(draw: st.DrawFn, name: str) -> Segment:
    """A segment; its target holds the codes of its source, in the same order."""
    source = draw(contents())
    target = draw(st.one_of(st.none(), rearranged(source)))
    return Segment(
        id=name,
        source=source,
        target=target,
        state=State.INITIAL if target is None else draw(st.sampled_from(State)),
        gap=draw(SPACE),
        score=draw(st.one_of(st.none(), st.floats(-9, 0))),
        locked=draw(st.booleans()),
        trail=tuple(draw(st.lists(st.builds(Step, WORDS, WORDS, WORDS), max_size=2))),
        proofs=tuple(draw(st.lists(PROOFS, max_size=2))),
        candidates=tuple(draw(st.lists(CANDIDATES, max_size=2))),
        findings=tuple(draw(st.lists(FINDINGS, max_size=2))),
        comments=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@st.composite
def blocks(draw: st.DrawFn, name: str, kinds: Any = None) -> Block:
    """A block with up to three segments."""
    parts = [draw(segments(f"{name}.s{number}")) for number in range(1, draw(st.integers(1, 3)) + 1)]
    return Block(
        id=name,
        kind=draw(kinds if kinds is not None else st.sampled_from(BlockKind)),
        segments=tuple(parts),
        lead=draw(SPACE),
        tail=draw(SPACE),
        level=draw(st.integers(0, 6)),
        name=draw(st.sampled_from(("", "alt", "og:title"))),
        translate=draw(st.booleans()),
    )


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.sampled_from((None, UTC)))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article with head, body and side blocks, a skeleton and a page with holes for all of them."""
    head = (draw(blocks("b1", st.just(BlockKind.TITLE))),)
    body = tuple(draw(blocks(f"b{number}")) for number in range(2, 2 + draw(st.integers(0, 3))))
    side = tuple(draw(blocks(f"x{number}", st.just(BlockKind.ATTRIBUTE))) for number in range(draw(st.integers(0, 1))))
    holes = [part for block in body for part in ("<p>", BlockRef(block.id, "html"), "</p>\n")]
    meta = Meta(
        draw(st.one_of(st.none(), MOMENTS)),
        draw(st.booleans()),
        draw(st.sampled_from(("", "https://example.com/a?b=1&c=2"))),
    )
    return Article(
        name=draw(st.sampled_from(("a.html", "新闻 1.html"))),
        format="html",
        pair=draw(PAIRS),
        head=head,
        body=body,
        side=side,
        meta=meta,
        skeleton=("<html>", *holes, "</html>"),
        page=tuple(holes),
        dropped=tuple(draw(st.lists(st.builds(Dropped, WORDS, WORDS, st.integers(0, 9)), max_size=1))),
        findings=tuple(draw(st.lists(FINDINGS, max_size=1))),
        bom=draw(st.booleans()),
        original=draw(st.binary(max_size=20)),
    )
