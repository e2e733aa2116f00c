"""What changed since a git revision: the files, and in them the units whose words, notes or state differ."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import L10nError, UsageError
from l10n.model.article import Article, Segment
from l10n.model.inline import Content
from l10n.model.pair import Pair
from l10n.review.bilingual import open_bilingual

_OPTION = "--changed-since"


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed files by their resolved path, with the name that each had at the commit `base`; empty for a new one."""

    root: Path
    base: str
    files: Mapping[Path, str]

    def concern(self, path: Path) -> bool:
        """True when the file differs from the revision."""
        return path.resolve() in self.files


def changes_since(revision: str, paths: Sequence[Path]) -> Changes:
    """What differs between the working tree and the point where it left the revision. Raises UsageError.

    The point is the merge base, so that what others changed on the revision's branch meanwhile is no change of ours;
    where history is cut short (a shallow clone) it is the revision itself. Files that git does not know yet count as
    new, renamed ones are followed.
    """
    if revision.startswith("-") or not revision:
        raise UsageError(_OPTION, f"{revision!r} is no revision", "give a commit, branch or tag")
    folder = paths[0].resolve() if paths else Path.cwd()
    folder = folder if folder.is_dir() else folder.parent
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(_OPTION, f"{folder} is in no git repository", "leave the option out")
    root = Path(top.decode().rstrip("\n")).resolve()
    stray = next((path for path in paths if not path.resolve().is_relative_to(root)), None)
    if stray is not None:
        raise UsageError(_OPTION, f"{stray} is not in the repository {root}", "check it on its own")
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        cure = "give a commit, branch or tag (a shallow clone may have to fetch it)"
        raise UsageError(_OPTION, f"{revision!r} is no revision of {root}", cure)
    base = (_git(root, "merge-base", commit.decode().strip(), "HEAD") or commit).decode().strip()
    return Changes(root, base, _files(root, base))


def changed_segments(article: Article, path: Path, changes: Changes, pair: Pair) -> frozenset[str] | None:
    """Ids of the segments that differ from the revision; None when all do, because the file is new or was unreadable.

    A segment is known by its words, codes, notes and state, not by its place: moved ones did not change.
    """
    name = changes.files.get(path.resolve(), "")
    data = _git(changes.root, "show", f"{changes.base}:{name}") if name else None
    if data is None:
        return None
    try:
        before = open_bilingual(path, data, pair).article
    except L10nError:
        return None
    known = {_essence(segment) for segment in before.segments}
    return frozenset(segment.id for segment in article.segments if _essence(segment) not in known)


def _essence(segment: Segment) -> tuple[Content, Content | None, tuple[str, ...], str]:
    return segment.source, segment.target, segment.comments, segment.state.value


def _files(root: Path, base: str) -> dict[Path, str]:
    shown = _git(root, "diff", "--name-status", "--find-renames", "-z", base, "--") or b""
    words = shown.decode("utf-8", "surrogateescape").split("\0")
    files: dict[Path, str] = {}
    at = 0
    while at + 1 < len(words):
        status = words[at][:1]
        moved = status in ("R", "C")
        old, new = words[at + 1], words[at + 2] if moved else words[at + 1]
        at += 3 if moved else 2
        files[root / new] = "" if status == "A" else old
    others = _git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    new_names = others.decode("utf-8", "surrogateescape").split("\0")
    return files | {root / name: "" for name in new_names if name}


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None when it fails. Raises UsageError when there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise UsageError(_OPTION, "git cannot be started", "install git, or leave the option out") from error
    return None if done.returncode else done.stdout
