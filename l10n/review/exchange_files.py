"""Bilingual files on disk: written with the page inside or beside them, found and read when they come back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.exchange import (
    EXCHANGE,
    SKELETON_SUFFIX,
    by_exchange_name,
    parse_exchange,
    read_skeleton,
    write_skeleton,
)
from l10n.formats.xliff_json import thaw_article
from l10n.formats.xliff_take import Parsed, article_of
from l10n.model.article import Article
from l10n.resources.files import read_bytes, write_atomic
from l10n.review.stale import read_page

FORMAT_NAMES = tuple(row.name for row in EXCHANGE)
# Suffixes by which files in a folder are known; what is a page as well (.html, .docx) only by its longer one.
_CARRYING = tuple(
    suffix for row in EXCHANGE if row.carries for suffix in row.suffixes
    if suffix not in (".html", ".htm", ".docx")
)


@dataclass(frozen=True, slots=True)
class Written:
    """A bilingual file, the file that has to stay beside it (None: it carries all), and its units."""

    file: Path
    sidecar: Path | None
    units: int
    translated: int


def write_bilingual(article: Article, folder: Path, name: str, kind: str) -> Written:
    """Write NAME.<tag>.<suffix> in the format of that name, and its skeleton where the format carries none."""
    suffix = by_exchange_name(kind).suffixes[0]
    return write_file(article, folder / f"{name}.{article.pair.target}{suffix}", kind)


def write_file(article: Article, path: Path, kind: str) -> Written:
    """Write the article to a file in the format of that name, and its skeleton beside it where that is needed."""
    row = by_exchange_name(kind)
    sidecar = None if row.carries else path.with_name(path.name + SKELETON_SUFFIX)
    data = row.write(article)
    if sidecar:
        write_atomic(sidecar, write_skeleton(article))
    write_atomic(path, data)
    segments = list(article.segments)
    return Written(path, sidecar, len(segments), sum(segment.target is not None for segment in segments))


def read_back(path: Path, page: Path | None = None) -> tuple[Article, Article]:
    """The article as it went out and as it came back in the file.

    It is found in the file, else in the skeleton beside it, else read from `page`. Raises FormatError.
    """
    with _as_typed(path):
        parsed = parse_exchange(path.name, read_bytes(path))
        before = skeleton_of(parsed, path)
        if before is None and page is not None:
            before = read_page(page, article_of(parsed).pair)
        if before is None:
            wanted = f"put {path.name}{SKELETON_SUFFIX} beside it, or give the page with --source"
            raise FormatError(path.name, "does not hold the page that it belongs to", wanted)
        return before, article_of(parsed, before)


def read_any(path: Path) -> Article:
    """The article of any bilingual file, with its page when that is in the file or beside it. Raises FormatError."""
    with _as_typed(path):
        parsed = parse_exchange(path.name, read_bytes(path))
        return article_of(parsed, skeleton_of(parsed, path))


def skeleton_of(parsed: Parsed, path: Path) -> Article | None:
    """The article as it went out: from the file, or from the skeleton that lies beside it."""
    if parsed.skeleton:
        return thaw_article(path.name, parsed.skeleton)
    beside = _sidecar(path)
    return read_skeleton(beside.name, read_bytes(beside)) if beside else None


def returned_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as they are; of folders the bilingual files that know their page."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inside in sorted(path.rglob("*")):
            if inside.name.lower().endswith(_CARRYING) or inside.with_name(inside.name + SKELETON_SUFFIX).is_file():
                yield inside


def bare_name(path: Path) -> str:
    """The file's name without the suffix of its format."""
    suffixes = (suffix for row in EXCHANGE for suffix in row.suffixes)
    longest = max((suffix for suffix in suffixes if path.name.lower().endswith(suffix)), key=len, default="")
    return path.name[: len(path.name) - len(longest)]


@contextmanager
def _as_typed(path: Path) -> Iterator[None]:
    """Errors inside name the file as the person typed it, not by its bare name."""
    try:
        yield
    except FormatError as error:
        if not error.place.startswith(path.name):
            raise
        place = f"{path}{error.place[len(path.name):]}"
        raise type(error)(place, error.what, error.cure) from error


def _sidecar(path: Path) -> Path | None:
    """The skeleton of a file: of its name, or the only one here that its name begins with: `a.zh-Hans (1).xlsx`."""
    exact = path.with_name(path.name + SKELETON_SUFFIX)
    if exact.is_file():
        return exact
    near = [
        found for found in path.parent.glob(f"*{path.suffix}{SKELETON_SUFFIX}")
        if path.name.startswith(found.name.removesuffix(path.suffix + SKELETON_SUFFIX))
    ]
    return near[0] if len(near) == 1 else None
