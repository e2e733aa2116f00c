"""A page that changed since it went out: which sentences of the translation have another source now."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from l10n.formats.table import read_article
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.pair import Pair
from l10n.resources.breaks import load_breaks
from l10n.resources.files import read_bytes
from l10n.stages.segment import segment_article

STALE = "exchange.stale"


def find_page(article: Article, beside: Path) -> Path | None:
    """The page that the article was read from, where a file of its name lies beside `beside` or in this folder."""
    name = Path(article.name).name
    for folder in (beside.parent, beside.parent.parent, Path.cwd()):
        if name and name != beside.name and (folder / name).is_file():
            return folder / name
    return None


def read_page(path: Path, pair: Pair, format_name: str | None = None) -> Article:
    """The page of today in sentences. Raises FormatError."""
    article = read_article(path.name, read_bytes(path), pair, format_name)
    return segment_article(article, load_breaks(article.pair.source))


def compare(article: Article, page: Article, place: str) -> tuple[Finding, ...]:
    """A finding of code exchange.stale for each sentence that is another one on the page of today, with both texts."""
    old, new = _read_in_order(article), _read_in_order(page)
    before, after = [_words(s) for s in old], [_words(s) for s in new]
    start = _same_start(before, after)
    end = _same_start(before[start:][::-1], after[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = SequenceMatcher(None, before[start : len(before) - end], after[start : len(after) - end])
    return tuple(
        _stale(one, other, place)
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
        for one, other in zip_longest(old[a:b], new[c:d])
        if one is None or other is None or _words(one) != _words(other)  # sentences that come often are not matched
    )


def with_stale(article: Article, found: tuple[Finding, ...]) -> Article:
    """The article with each finding at its segment; what is new on the page belongs to the article."""
    by_segment: dict[str, list[Finding]] = {}
    for finding in found:
        by_segment.setdefault(finding.segment_id, []).append(finding)

    def told(segment: Segment) -> Segment:
        return replace(segment, findings=(*segment.findings, *by_segment.get(segment.id, ())))

    return replace(article.map_segments(told), findings=(*article.findings, *by_segment.get("", ())))


def _read_in_order(article: Article) -> list[Segment]:
    """The sentences of title, byline and text; what stands beside them depends on how the page is read."""
    return [s for block in article.head + article.body if block.translate for s in block.segments]


def _stale(before: Segment | None, after: Segment | None, place: str) -> Finding:
    cure = "localise the page again"
    if before is None:
        assert after is not None
        message = f"the page says “{after.source_text}” now, which was not there: {cure}"
        return Finding(STALE, Severity.ERROR, message, place)
    said = f"the page says “{after.source_text}” now" if after else "the page does not say it any more"
    message = f"the source “{before.source_text}” changed: {said}: {cure}"
    return Finding(
        STALE, Severity.ERROR, message, place, segment_id=before.id, source=before.source_text,
        target=before.target_text,
    )


def _same_start(before: Sequence[str], after: Sequence[str]) -> int:
    """How many texts are the same from the start on."""
    return next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
                min(len(before), len(after)))


def _words(segment: Segment) -> str:
    return " ".join(segment.source_text.split())
