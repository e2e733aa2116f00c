"""Localising a page again: what people approved or edited in its bilingual file stays as they left it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.batch import Job
from l10n.errors import FormatError, L10nError, UsageError
from l10n.model.article import Article
from l10n.resources.breaks import BreakRules
from l10n.review.approved import Kept, keep, locked, restored
from l10n.review.bring_back import file_name, keep_copy
from l10n.review.exchange_files import read_any
from l10n.review.merge import REFUSED, Counts


@dataclass(frozen=True, slots=True)
class Rerun:
    """A job with the work of people in it: the file it comes from, what was kept, the article before the engine."""

    job: Job
    file: Path
    kept: Kept
    article: Article


def take_all(
    jobs: Sequence[Job], given: Sequence[Path] | None, last: Callable[[Job], Path], rules: BreakRules
) -> tuple[list[Job], dict[str, Rerun]]:
    """The jobs with the work of people taken over, and by their names where it came from.

    `given` are bilingual files; where it is empty the file that `last` names is looked for, where it is None none is.
    A job whose file cannot be read comes back with an error.
    """
    taken: list[Job] = []
    reruns: dict[str, Rerun] = {}
    for job in jobs:
        path = None if given is None else earlier_file(job, given, last, alone=len(jobs) == 1)
        found = take_earlier(job, path, rules) if path else job
        if isinstance(found, Rerun):
            reruns[job.name] = found
            found = found.job
        taken.append(found)
    return taken, reruns


def last_file(job: Job, out: Path, suffix: str = ".xlf") -> Path:
    """The bilingual file of a job in the folder of its outputs."""
    assert job.article is not None
    return out / f"{job.name}.{job.article.pair.target}{suffix}"


def earlier_file(job: Job, given: Sequence[Path], last: Callable[[Job], Path], alone: bool) -> Path | None:
    """The bilingual file of a job: of those given the one with its name, or any when both are alone; else the last."""
    assert job.article is not None
    tag = job.article.pair.target
    if given:
        if alone and len(given) == 1:
            return given[0]
        return next((path for path in given if file_name(path, tag) == job.name), None)
    path = last(job)
    return path if path.is_file() else None


def take_earlier(job: Job, path: Path, rules: BreakRules) -> Rerun | Job:
    """The job with the work of people taken over; the job with an error where the file cannot be read.

    What the file says and cannot be taken over is told, and a copy of it kept when it lies where the run writes.
    """
    from l10n.stages.segment import segment_article

    assert job.article is not None
    try:
        earlier = read_any(path)
        if earlier.pair != job.article.pair:
            raise FormatError(str(path), f"is {earlier.pair}, not {job.article.pair}", "give the file of this page")
    except L10nError as error:
        cure = "mend it, or add --no-review to leave the work of people in it out"
        return replace(job, article=None, error=UsageError(str(job.path), f"its bilingual file: {error}", cure))
    article, kept = keep(segment_article(job.article, rules), earlier)
    told = tuple(replace(f, place=str(path)) for f in earlier.findings if f.code in REFUSED)
    if told:
        keep_copy(path, path, Counts(refused=len(told)))
    article = replace(article, findings=(*article.findings, *told, *kept.gone))
    return Rerun(replace(job, article=locked(article)), path, kept, article)


def after_run(job: Job, rerun: Rerun | None) -> Job:
    """The finished job with the segments of people exactly as they were."""
    if rerun is None or job.article is None:
        return job
    return replace(job, article=restored(job.article, rerun.article))
