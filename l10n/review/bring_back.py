"""A bilingual file that came back: read, merged, compared with the page of today."""

from dataclasses import dataclass, replace
from pathlib import Path

from l10n.errors import FormatError
from l10n.model.article import Article, State
from l10n.model.finding import Finding
from l10n.resources.files import read_bytes, write_atomic
from l10n.review.exchange_files import bare_name, read_back
from l10n.review.merge import Counts, MergeKit, count, merge_article
from l10n.review.stale import compare, find_page, read_page, with_stale


@dataclass(frozen=True, slots=True)
class Back:
    """The article as it came back, the figures, what was found, and the page it was compared with (empty: none)."""

    article: Article
    counts: Counts
    told: tuple[Finding, ...]
    compared: str = ""


def bring_back(path: Path, page: Path | None, kit: MergeKit) -> Back:
    """The article of an edited bilingual file with the findings of the merge. Raises FormatError.

    `page` is the page of today; without it a page of the article's name beside the file or in this folder is compared.
    """
    before, after = read_back(path, page)
    merged, told = merge_article(before, after, kit)
    stale, compared = _compared(merged, page, path)
    merged = with_stale(merged, stale)
    told = (*(_placed(finding, path) for finding in told), *stale)
    return Back(merged, count(before, merged, told), told, compared)


def file_name(path: Path, tag: str) -> str:
    """The name that the outputs begin with: that of the file without suffix and language tag."""
    return bare_name(path).removesuffix(f".{tag}") or path.stem


def keep_copy(path: Path, written: Path, counts: Counts) -> Path | None:
    """Keeps the file as it came, where writing would replace it and something in it was refused."""
    if not counts.refused or not written.exists() or not written.samefile(path):
        return None
    copy = path.with_name(path.name + ".orig")
    write_atomic(copy, read_bytes(path))
    return copy


def remember_approved(memory: Path | None, article: Article) -> int:
    """Adds the approved pairs to the project's translation memory, if it has one; how many."""
    if memory is None or not any(segment.state in (State.REVIEWED, State.FINAL) for segment in article.segments):
        return 0
    from l10n.resources.memory import open_memory, remember

    with open_memory(memory, write=True) as opened:
        return int(remember(opened, article))


def _compared(article: Article, page: Path | None, path: Path) -> tuple[tuple[Finding, ...], str]:
    """What changed on the page, and its place; a page that was found, not named, and cannot be read tells nothing."""
    place = page or find_page(article, path)
    if place is None:
        return (), ""
    try:
        return compare(article, read_page(place, article.pair, article.format), str(place)), str(place)
    except FormatError:
        if page is not None:
            raise
        return (), ""


def _placed(finding: Finding, path: Path) -> Finding:
    return replace(finding, place=str(path)) if finding.place in ("", path.name) else finding
