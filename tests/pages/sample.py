"""An article of our own with everything that a page shows, in both directions."""

from dataclasses import replace
from datetime import datetime

from l10n.model.article import Article, Block, BlockKind, BlockRef, Meta, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.pair import Pair
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_article

Words = str | Content


def content(words: Words) -> Content:
    """Content of a string or of content."""
    return (Text(words),) if isinstance(words, str) else words


def strong(before: str, inner: str, after: str) -> Content:
    """A sentence with a bold word."""
    return (
        Text(before), Code("1", CodeKind.OPEN, "<strong>"), Text(inner), Code("1", CodeKind.CLOSE, "</strong>"), Text(after),
    )


def block(name: str, kind: BlockKind, *pairs: tuple[Words, Words | None], level: int = 0) -> Block:
    """A block of translated sentences parted by spaces."""
    segments = tuple(
        Segment(
            f"{name}.s{number}", content(source), None if target is None else content(target),
            State.INITIAL if target is None else State.TRANSLATED, gap=" " if number < len(pairs) else "",
        )
        for number, (source, target) in enumerate(pairs, 1)
    )
    return Block(name, kind, segments, level=level)


def article() -> Article:
    """English to Chinese; the last sentence is untranslated."""
    kind = BlockKind
    head = (
        block("b1", kind.TITLE, ("Port city starts 6G field trials", "港口城市启动6G外场试验 5G用户达125万户")),
        block("b2", kind.SECTION, ("Sci-tech", "科技")),
        block("b3", kind.SOURCE, ("Coastal Daily", "海岸日报")),
        block("b4", kind.EDITOR, ("Wang Fang", "王芳")),
    )
    body = (
        block(
            "b5", kind.PARAGRAPH,
            ("The city approved a trial of 6G.", "该市批准开展6G外场试验。"),
            (strong("It covers ", "synaesthesia integration", " & more."), strong("试验涵盖", "通感一体化", "等关键技术。")),
        ),
        block("b6", kind.HEADING, ("What comes next", "下一步安排"), level=2),
        block(
            "b7", kind.PARAGRAPH,
            ("“We will open up,” said Chen Ming.", "“我们将扩大开放。”陈明说。"), ("More than 240 firms have registered.", "已有240多家企业注册。"),
        ),
        block("b8", kind.ITEM, ("First item", "第一阶段")),
        block("b9", kind.CELL, ("5G base stations", "5G基站")),
        block("b10", kind.CELL, ("18,600", "18600个")),
        block("b11", kind.PARAGRAPH, ("Engineers expect results by < 2026.", None)),
    )
    ref = {name: BlockRef(name, "html") for name in ("b5", "b6", "b7", "b8", "b9", "b10", "b11")}
    page = (
        "<p>", ref["b5"], "</p>\n<h2>", ref["b6"], "</h2>\n<p>", ref["b7"], "</p>\n<ul><li>", ref["b8"],
        "</li></ul>\n<table><tr><th>", ref["b9"], "</th><td>", ref["b10"], "</td></tr></table>\n<p>", ref["b11"], "</p>",
    )
    address = "https://example.com/news/6g.html"
    return Article(
        "6g.html", "html", Pair("en", "zh-Hans"), head, body,
        meta=Meta(datetime(2025, 4, 18, 15, 44, 41), True, address, alternates=(("en", address), ("fr", "https://example.com/fr"))),
        page=page,
        findings=(Finding("numbers.missing", Severity.ERROR, "240 is missing: write 240", segment_id="b7.s2"),),
    )


def reverse(given: Article) -> Article:
    """The article the other way round, everything translated, the second paragraph reviewed."""
    def turned(segment: Segment) -> Segment:
        state = State.REVIEWED if segment.id.startswith("b7") else State.TRANSLATED
        return replace(segment, source=segment.target or segment.source, target=segment.source, state=state)

    return replace(given.map_segments(turned), pair=given.pair.reverse)


def traditional(given: Article) -> Article:
    """The article for Taiwan, as `adapt` leaves it."""
    return adapt_article(replace(given, pair=Pair(given.pair.source, "zh-Hant")), load_typography("zh-Hant"))


def rich() -> Article:
    """The article with what is hard to set: a picture that is not there, a table of nine columns, lists, code, a quotation."""
    given = article()
    cells = "".join(f"<th>第{n}季度指标</th>" for n in range(1, 10)), "".join(f"<td>{n}8600个</td>" for n in range(1, 10))
    more = (
        '<figure><img src="https://example.invalid/mast.jpg" alt="港口上空的天线塔" width="640" height="360">'
        "<figcaption>港口上空的天线塔。海岸日报记者摄</figcaption></figure>"
        f"<table><caption>主要指标</caption><tr>{cells[0]}</tr><tr>{cells[1]}</tr></table>"
        "<blockquote><p>“我们将扩大开放，”陈明说，“《关于推进6G试验的通知》将于2026年实施……”</p></blockquote>"
        "<ol><li>第一阶段<ul><li>建站</li><li>测试（见表1）</li></ul></li><li>第二阶段</li></ol>"
        "<pre><code>l10n localise a.txt --to zh-Hans --out a-very-long-folder-name-that-does-not-fit</code></pre>"
        "<p>网址：https://example.com/a-very-long-address/that-has-no-space/and-goes-on-and-on.html，H<sub>2</sub>O和10<sup>6</sup>。</p>"
    )
    return replace(given, page=(*given.page, more))
