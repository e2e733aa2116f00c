"""One text, one translation; two texts, two translations: within an article and across the articles of a run."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from l10n.checks.kit import CheckKit, Fault, Line, line_of
from l10n.model.article import Article

_LONG = 15              # characters; shorter sources (Yes, Home page, 图) may well be said in two ways
_LONG_HAN = 6           # of them Chinese ones
_LONG_TARGET = 10       # Chinese characters, or half as many English words, of a target that is no set phrase
_HAN = re.compile("[\u3400-\u9fff]")
_ENDING = re.compile(r"(?:'s|s'|es|s|ed|ing|d)$")
_ARTICLES = frozenset("a an the is are was were has have be been".split())


def inconsistent_article(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """One source sentence of an article that is translated in two ways, marks and inflection apart."""
    yield from _in_two_ways(_lines(article))


def inconsistent_batch(lines: Sequence[Line], kit: CheckKit) -> Iterator[Fault]:
    """One source sentence that two articles translate differently, marks and inflection apart."""
    yield from _in_two_ways(_first_of_each(lines, source=True))


def merged_article(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """Two different source sentences of an article with one translation; short phrases and inflection are let pass."""
    yield from _in_one_way(_lines(article))


def merged_batch(lines: Sequence[Line], kit: CheckKit) -> Iterator[Fault]:
    """Two different source sentences of two articles with one translation."""
    yield from _in_one_way(_first_of_each(lines, source=False))


def _lines(article: Article) -> list[Line]:
    return [line_of(article, s) for b in article.blocks if b.translate for s in b.segments if s.target is not None]


def _first_of_each(lines: Sequence[Line], source: bool) -> list[Line]:
    """The first line of each place for each text, as what one article does alone its own check tells."""
    first: dict[tuple[str, str], Line] = {}
    for line in lines:
        first.setdefault((line.place, line.source if source else line.target), line)
    return list(first.values())


def _in_two_ways(lines: Sequence[Line]) -> Iterator[Fault]:
    known: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if _long_source(line.source) and line.target.strip():
            known[line.source.strip()].append(line)
    for source, group in known.items():
        told = {_stems(group[0].target)} if len(group) > 1 else set()
        for other in group[1:]:
            if _stems(other.target) not in told:
                told.add(_stems(other.target))
                there = f"“{group[0].target[:50]}” in {_where(group[0], other)}"
                yield Fault(f"“{source[:50]}” is “{other.target[:50]}” here, {there}: choose one", at=other)


def _in_one_way(lines: Sequence[Line]) -> Iterator[Fault]:
    known: dict[str, Line] = {}
    for line in lines:
        if not _long_target(line.target):
            continue
        first = known.setdefault(line.target.strip(), line)
        if first is line or first.source == line.source:
            continue
        if _stems(first.source) != _stems(line.source) and not _alike(first.source, line.source):
            texts = f"“{line.source[:50]}” here and “{first.source[:50]}” in {_where(first, line)}"
            yield Fault(f"{texts} are both “{line.target[:50]}”: check which is meant", at=line)


def _long_source(text: str) -> bool:
    return len(text) > _LONG or len(_HAN.findall(text)) >= _LONG_HAN


def _long_target(text: str) -> bool:
    return len(_HAN.findall(text)) >= _LONG_TARGET or len(text.split()) * 2 >= _LONG_TARGET


def _stems(text: str) -> tuple[str, ...]:
    """The words of a text without marks, case, articles and endings, so that two networks are one network."""
    words = re.findall(r"[^\W_]+(?:['’]\w+)?", text.lower())
    return tuple(_ENDING.sub("", word) for word in words if word not in _ARTICLES)


def _alike(first: str, second: str) -> bool:
    """True for two wordings of one sentence: at least four fifths of their words are the same, and all figures."""
    one, other = (set(_HAN.findall(t)) | set(_stems(t)) for t in (first, second))
    figures = [sorted(re.findall(r"\d+(?:[.,]\d+)*", t)) for t in (first, second)]
    return figures[0] == figures[1] and len(one & other) >= 0.8 * max(len(one), len(other))


def _where(first: Line, other: Line) -> str:
    return f"segment {first.segment_id}" if first.place == other.place else f"{first.place}#{first.segment_id}"
