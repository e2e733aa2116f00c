"""The user's own packages: installed once, recorded with their sums, verified, removed."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from l10n.errors import ModelError
from l10n.resources.files import write_atomic
from l10n.resources.models import ModelPackage, open_package, read_register
from l10n.resources.paths import embedded_models, home
from l10n.resources.unpack import read_metadata, sha256_of, unpack


def install(archive: Path) -> ModelPackage:
    """Unpack an .argosmodel file into the user's folder and record its SHA-256; nothing is overwritten.

    The same file may be installed again. Raises ModelError, also for another file of a name that is installed.
    """
    if not archive.is_file():
        raise ModelError(str(archive), "no such file", "give an .argosmodel file, or a pair such as en_zh")
    digest = sha256_of(archive)
    scratch = unpack(archive, home() / "models" / f".new-{digest}")
    try:
        name = _folder_name(scratch)
        target = home() / "models" / name
        known = {row["folder"]: row["sha256"] for row in _rows()}
        if target.exists() and known.get(name) != digest:
            cure = f"type `l10n models remove {name}` first"
            raise ModelError(name, "is installed already with other content", cure)
        if not target.exists():
            try:
                scratch.rename(target)
            except OSError as error:
                raise ModelError(str(target), "cannot be written", error.strerror or "check the folder") from error
            _record({"folder": name, "file": archive.name, "sha256": digest})
        return open_package(target, "installed")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def remove(name: str) -> None:
    """Delete an installed package by the name of its folder. Raises ModelError when there is none."""
    target = home() / "models" / name
    if not re.fullmatch(r"\w[\w.-]*", name) or not target.is_dir():
        raise ModelError(name, "not installed", "type `l10n models list`")
    shutil.rmtree(target)
    _write([row for row in _rows() if row.get("folder") != name])


def verify() -> list[tuple[str, bool]]:
    """Name and soundness of every embedded and installed package, by recorded sums of all its files."""
    results = []
    for row in read_register(embedded_models() / "models.json"):
        path = embedded_models() / row["file"]
        results.append((row["file"], path.is_file() and sha256_of(path) == row["sha256"]))
    for row in _rows():
        results.append((row["folder"], sums(home() / "models" / row["folder"]) == row.get("files")))
    return results


def sums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder, by its path inside it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}


def _folder_name(folder: Path) -> str:
    metadata = read_metadata(folder)
    version = re.sub(r"[^\w.-]", "_", str(metadata.get("package_version") or "0"))[:40]
    return f"translate-{metadata['from_code']}_{metadata['to_code']}-{version}"


def _register() -> Path:
    return home() / "models" / "models.json"


def _rows() -> list[dict[str, Any]]:
    return read_register(_register())


def _record(row: dict[str, Any]) -> None:
    kept = [other for other in _rows() if other.get("folder") != row["folder"]]
    _write([*kept, row | {"files": sums(home() / "models" / row["folder"])}])


def _write(rows: list[dict[str, Any]]) -> None:
    write_atomic(_register(), (json.dumps(rows, indent=2) + "\n").encode())
