"""A checked unpacker for .argosmodel files: nothing outside one folder, nothing oversized, nothing half-done."""

import hashlib
import json
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from l10n.errors import ModelError

MAX_BYTES = 1_500_000_000       # unpacked size of the largest package that is plausible
MAX_RATIO = 200                 # unpacked : packed; model weights do not compress, so a bomb shows here
ALLOWED = re.compile(r"metadata\.json|README\.md|LICENSE(\.txt|\.md)?|sentencepiece\.model|bpe\.model|model/[\w.-]+")
SKIPPED = re.compile(r"stanza/.*|minisbd/.*|spacy/.*|.*/")     # sentence splitters of stock packages; never loaded
CURE = "get the package again from where it came from"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a package so that `folder` holds its files; atomic: whole or not at all. Raises ModelError.

    An existing folder is left as it is (another process may have been faster). Stanza data is skipped.
    """
    if folder.exists():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".unpack-"))
    except OSError as error:
        raise ModelError(str(folder), "cannot be written", error.strerror or "set L10N_HOME to another folder") from error
    try:
        with zipfile.ZipFile(archive) as opened:
            members = checked_members(archive, opened)
            for info, inner in members:
                _extract(archive, opened, info, scratch / "package" / inner)
        read_metadata(scratch / "package")
        try:
            (scratch / "package").rename(folder)
        except OSError:
            if not folder.exists():
                raise
        return folder
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ModelError(str(archive), f"is no intact package ({error})", CURE) from error
    except OSError as error:
        raise ModelError(str(archive), "cannot be unpacked", error.strerror or str(error)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def checked_members(archive: Path, opened: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, str]]:
    """The members to extract with their paths inside the one top folder. Raises ModelError for anything unsafe."""
    infos = opened.infolist()
    tops = {PurePosixPath(info.filename).parts[0] for info in infos if PurePosixPath(info.filename).parts}
    if len(tops) != 1:
        raise ModelError(str(archive), f"holds {len(tops)} top folders", "a package holds exactly one")
    top = tops.pop()
    if top in ("..", "/", ".") or "\\" in top:
        raise ModelError(str(archive), f"unsafe path {top!r}", CURE)
    if sum(info.file_size for info in infos) > MAX_BYTES:
        raise ModelError(str(archive), "is larger than any translation package when unpacked", CURE)
    chosen = []
    for info in infos:
        inner = info.filename[len(top):].lstrip("/")
        if not inner or info.is_dir() or SKIPPED.fullmatch(inner):
            if ".." in PurePosixPath(info.filename).parts:
                raise ModelError(str(archive), f"unsafe path {info.filename!r}", CURE)
            continue
        if not ALLOWED.fullmatch(inner):
            raise ModelError(str(archive), f"unexpected file {info.filename!r}", CURE)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ModelError(str(archive), f"{info.filename!r} is a link", CURE)
        if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise ModelError(str(archive), f"{info.filename!r} unpacks to {info.file_size} bytes", CURE)
        chosen.append((info, inner))
    return chosen


def read_metadata(folder: Path) -> Mapping[str, object]:
    """metadata.json of an unpacked package, with its required fields checked. Raises ModelError."""
    path = folder / "metadata.json"
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(str(folder), "holds no metadata.json", "give the folder or file of an Argos package") from error
    except ValueError as error:
        raise ModelError(str(path), f"not JSON ({error})", CURE) from error
    for key in ("from_code", "to_code"):
        if not isinstance(metadata, dict) or not re.fullmatch(r"[a-zA-Z]{2,8}", str(metadata.get(key, ""))):
            raise ModelError(str(path), f"{key} is missing or no language code", CURE)
    if not (folder / "model" / "model.bin").is_file():
        raise ModelError(str(folder), "holds no model/model.bin", CURE)
    return metadata


def _extract(archive: Path, opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """Copy one member, counting bytes, because the declared size may lie."""
    target.parent.mkdir(parents=True, exist_ok=True)
    left = info.file_size
    with opened.open(info) as source, target.open("xb") as out:
        while chunk := source.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                raise ModelError(str(archive), f"{info.filename!r} is larger than it says", CURE)
            out.write(chunk)
