"""Findings that reading and merging left in an article, so that one run of the checks tells all."""

from collections.abc import Callable, Iterator

from l10n.checks.kit import CheckKit, Fault, Line
from l10n.model.article import Article


def told(code: str) -> Callable[[Article, CheckKit], Iterator[Fault]]:
    """A check that repeats the article's own findings of one code."""

    def repeat(article: Article, kit: CheckKit) -> Iterator[Fault]:
        """Told by the reader or by `l10n merge`, which compare the file with the article it was written from."""
        for finding in article.findings:
            if finding.code == code:
                at = Line(finding.place or article.name, finding.segment_id, finding.source, finding.target)
                yield Fault(finding.message, finding.fix, finding.source_span, finding.target_span, at, finding.line)

    return repeat
