"""Many articles: read all that can be read, translate them in shared batches, write each as soon as it is done."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import EmptyError, FormatError, L10nError
from l10n.formats.html_options import HtmlOptions
from l10n.formats.table import FORMATS, read_article
from l10n.model.article import Article
from l10n.model.engine import Engine
from l10n.model.pair import Pair
from l10n.pipeline import Kit, localise
from l10n.resources.files import read_bytes

GROUP_CHARACTERS = 60_000       # source characters that share one call: enough to fill batches, little to lose


@dataclass(frozen=True, slots=True)
class Job:
    """One input file and what became of it: an article or an error, and the seconds its group took per character."""

    path: Path
    name: str
    article: Article | None = None
    error: L10nError | None = None
    seconds: float = 0.0


def find_inputs(paths: Sequence[str]) -> list[Path]:
    """The files meant by files, folders and globs, each once, in order. Raises FormatError for what does not exist.

    In a folder every file with a suffix of a known format is taken, at any depth; hidden files are left alone.
    """
    found: list[Path] = []
    for written in paths:
        path = Path(written)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            found += [p for p in inside if p.suffix.lower() in _suffixes()]
        elif path.exists():
            found.append(path)
        else:
            matched = _glob(written)
            if not matched:
                raise FormatError(written, "no such file", "check the spelling, or give a folder")
            found += matched
    return list(dict.fromkeys(found))


def read_jobs(
    paths: Sequence[Path], pair: Pair, format_name: str | None, options: HtmlOptions | None = None
) -> list[Job]:
    """A job for each file: its article, or the error that says why there is none. Names are unique."""
    jobs = []
    for path, name in zip(paths, _names(paths), strict=True):
        try:
            article = read_article(path.name, read_bytes(path), pair, format_name, options=options)
            _require_text(path, article)
            _require_other_language(path, article)
            jobs.append(Job(path, name, article))
        except L10nError as error:
            placed = type(error)(_placed(path, error.place), error.what, error.cure)
            jobs.append(Job(path, name, error=placed))
    return jobs


def run_jobs(
    jobs: Sequence[Job], kit: Kit, engine: Engine, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Job]:
    """The jobs with their articles localised, in order. A group that fails is tried again file by file.

    `progress` is told the number of source characters that were finished.
    """
    for group in _groups(jobs):
        started = time.perf_counter()
        try:
            done = localise([job.article for job in group if job.article], kit, engine)
            seconds = time.perf_counter() - started
            finished = [_finished(job, article, seconds / len(done)) for job, article in zip(group, done, strict=True)]
        except L10nError as error:
            finished = [_alone(job, kit, engine) if len(group) > 1 else _failed(job, error) for job in group]
        progress(sum(map(size, group)))
        yield from finished


def _suffixes() -> set[str]:
    return {suffix for row in FORMATS for suffix in row.suffixes}


def _glob(pattern: str) -> list[Path]:
    import glob

    return sorted(Path(name) for name in glob.glob(pattern, recursive=True) if Path(name).is_file())


def _names(paths: Sequence[Path]) -> list[str]:
    """A unique output name for each file: its stem, its whole name when stems collide, a number when these do too."""
    stems = [path.stem for path in paths]
    names = [stem if stems.count(stem) == 1 else path.name for stem, path in zip(stems, paths, strict=True)]
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return unique


def _placed(path: Path, place: str) -> str:
    """The error's place with the path as the person typed it instead of the bare file name."""
    return str(path) + place[len(path.name):] if place.startswith(path.name) else place or str(path)


def _require_text(path: Path, article: Article) -> None:
    if not any(block.text.strip() for block in article.head + article.body):
        raise EmptyError(str(path), "holds no article text", "check that it is the right file")


def _require_other_language(path: Path, article: Article) -> None:
    if article.pair.source_language == article.pair.target_language:
        name = {"en": "English", "zh": "Chinese"}[article.pair.target_language]
        raise FormatError(str(path), f"is {name} already", "give --to the other language, or --from if this is wrong")


def size(job: Job) -> int:
    """The source characters of a job; 0 where nothing could be read."""
    return sum(len(block.text) for block in job.article.blocks) if job.article else 0


def _groups(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    group: list[Job] = []
    filled = 0
    for job in jobs:
        if job.article is None:
            continue
        group.append(job)
        filled += size(job)
        if filled >= GROUP_CHARACTERS:
            yield group
            group, filled = [], 0
    if group:
        yield group


def _finished(job: Job, article: Article, seconds: float) -> Job:
    return Job(job.path, job.name, article, None, seconds)


def _failed(job: Job, error: L10nError) -> Job:
    return Job(job.path, job.name, None, type(error)(str(job.path), str(error), ""))


def _alone(job: Job, kit: Kit, engine: Engine) -> Job:
    assert job.article is not None
    started = time.perf_counter()
    try:
        article = localise([job.article], kit, engine)[0]
    except L10nError as error:
        return _failed(job, error)
    return _finished(job, article, time.perf_counter() - started)
