"""What becomes of a damaged file, in the lines of said.cases."""

from pathlib import Path

from l10n.errors import FormatError
from l10n.formats.exchange import SKELETON_SUFFIX, by_exchange_name, write_skeleton
from l10n.review.exchange_files import read_back
from tests.exchange.damaged.base import ARTICLE, EDIT, MERGED, Case
from tests.exchange.damaged.office_files import edited_office

OFFICE = ("xlsx", "docx", "html")


def damaged(case: Case) -> bytes:
    """The file with the translator's edit and the damage."""
    data = by_exchange_name(case.kind).write(ARTICLE)
    return case.change(edited(case.kind, data))


def edited(kind: str, data: bytes) -> bytes:
    """The file with the translator's edit."""
    if kind in OFFICE:
        return edited_office(kind, data, *EDIT)
    before, after = (word.encode() for word in EDIT)
    assert data.count(before) == 1
    return data.replace(before, after)


def name_of(case: Case) -> str:
    """The name of the file."""
    return "page" + by_exchange_name(case.kind).suffixes[0]


def outcome(case: Case, folder: Path) -> list[str]:
    """Lines: `refused => error`, or one for each finding, then `kept => unit = target` where a target is another one
    than after a merge without damage, then `comments => ...` where they changed; `nothing` when nothing is said and
    all merged."""
    path = put(case, folder)
    try:
        before, back = read_back(path)
    except FormatError as error:
        return [f"refused => {str(error).removeprefix(f'{folder}/')}"]
    assert before == ARTICLE
    lines = [f"{finding.line}: {finding.code}: {finding.message}" for finding in back.findings]
    lines += [f"kept => {s.id} = {s.target_text!r}" for s in back.segments if s.target_text != MERGED[s.id]]
    lines += [
        f"comments => {s.id} = {s.comments}"
        for s, old in zip(back.segments, ARTICLE.segments, strict=True) if s.comments != old.comments
    ]
    return lines or ["nothing"]


def put(case: Case, folder: Path) -> Path:
    """The damaged file, with its skeleton beside it where that belongs there."""
    path = folder / name_of(case)
    path.write_bytes(damaged(case))
    if not by_exchange_name(case.kind).carries:
        path.with_name(path.name + SKELETON_SUFFIX).write_bytes(write_skeleton(ARTICLE))
    return path
