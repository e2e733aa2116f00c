"""A checked unpacker for .argosmodel files: nothing outside one folder, nothing oversized, nothing half-done."""

import hashlib
import json
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from l10n.errors import ModelError

MAX_BYTES = 1_000_000_000       # unpacked size; the largest packages that exist have about a third of it
MAX_FILES = 2_000               # stanza data of stock packages counts some dozens
MAX_RATIO = 200                 # unpacked : packed; model weights do not compress, so a bomb shows here
SMALL = 1_000_000               # bytes below which the ratio does not matter
ALLOWED = re.compile(r"metadata\.json|README\.md|LICENSE(\.txt|\.md)?|sentencepiece\.model|bpe\.model|model/\w[\w.-]*")
SKIPPED = re.compile(r"(stanza|minisbd|spacy)/.*", re.DOTALL)     # sentence splitters of stock packages; never loaded
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
        cure = "set L10N_HOME to a folder that can be written"
        raise ModelError(str(folder), f"cannot be written ({error.strerror})", cure) from error
    try:
        with zipfile.ZipFile(archive) as opened:
            for info, inner in checked_members(archive, opened):
                _extract(archive, opened, info, scratch / "package" / inner)
        read_metadata(scratch / "package")
        try:
            (scratch / "package").rename(folder)
        except OSError:
            if not folder.exists():
                raise
        return folder
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, UnicodeError) as error:
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
    if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
        raise ModelError(str(archive), "is larger than any translation package when unpacked", CURE)
    chosen: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if not re.fullmatch(r"\w[\w.-]*", top) or ".." in info.filename.split("/") or "\\" in info.filename:
            raise ModelError(str(archive), f"unsafe path {info.filename!r}", CURE)
        inner = info.filename.removeprefix(f"{top}/")
        if info.is_dir() or SKIPPED.fullmatch(inner):
            continue
        if fault := _fault(info, inner):
            raise ModelError(str(archive), fault, CURE)
        if inner in chosen:
            raise ModelError(str(archive), f"{info.filename!r} stands twice", CURE)
        chosen[inner] = info
    return [(info, inner) for inner, info in chosen.items()]


def read_metadata(folder: Path) -> Mapping[str, object]:
    """metadata.json of an unpacked package, with its required fields checked. Raises ModelError."""
    path = folder / "metadata.json"
    try:
        metadata: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        cure = "give the folder or file of an Argos package"
        raise ModelError(str(folder), "holds no readable metadata.json", cure) from error
    except ValueError as error:
        raise ModelError(str(path), f"not JSON ({error})", CURE) from error
    if not isinstance(metadata, dict):
        raise ModelError(str(path), "holds no JSON object", CURE)
    for key in ("from_code", "to_code"):
        if not re.fullmatch(r"[a-zA-Z]{2,8}", str(metadata.get(key, ""))):
            raise ModelError(str(path), f"{key} is missing or no language code", CURE)
    for wanted in (("model/model.bin",), ("sentencepiece.model", "bpe.model")):
        if not any((folder / name).is_file() for name in wanted):
            raise ModelError(str(folder), f"holds no {' or '.join(wanted)}", CURE)
    return dict(metadata)


def _fault(info: zipfile.ZipInfo, inner: str) -> str:
    """What is wrong with a member; empty when nothing is."""
    if not ALLOWED.fullmatch(inner):
        return f"unexpected file {info.filename!r}"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return f"{info.filename!r} is a link or a device"
    if info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return f"{info.filename!r} unpacks to {info.file_size} bytes"
    return ""


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
