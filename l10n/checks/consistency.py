"""One text, one translation: within an article and across the articles of a run."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from l10n.checks.kit import CheckKit, Fault, Line, line_of
from l10n.model.article import Article

_LONG = 15  # characters; shorter texts (Yes, Home, 图) may well be said in two ways


def inconsistent_article(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """One source sentence of an article that is translated in two ways."""
    lines = [line_of(article, s) for b in article.blocks if b.translate for s in b.segments if s.target is not None]
    yield from _in_two_ways(lines)


def inconsistent_batch(lines: Sequence[Line], kit: CheckKit) -> Iterator[Fault]:
    """One source sentence that two articles translate differently."""
    first = {(line.place, line.source): line for line in reversed(lines)}
    yield from _in_two_ways(list(reversed(first.values())))


def _in_two_ways(lines: Sequence[Line]) -> Iterator[Fault]:
    known: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        if len(line.source) > _LONG and line.target.strip():
            known[line.source].setdefault(line.target, line)
    for source, targets in known.items():
        first, *others = targets.values()
        for other in others:
            message = f"“{source[:50]}” is “{other.target[:50]}” here, “{first.target[:50]}” in {_where(first, other)}"
            yield Fault(f"{message}: choose one", at=other)


def _where(first: Line, other: Line) -> str:
    return f"segment {first.segment_id}" if first.place == other.place else f"{first.place}#{first.segment_id}"
