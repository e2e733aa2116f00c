"""Writing files so that nothing is ever half-written."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from l10n.errors import FormatError


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it and a rename; folders are made. Raises FormatError."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_atomic`, from pieces that are made while it is written; when making one fails nothing is written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise FormatError(str(path), "cannot be written", error.strerror or "check the folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise FormatError(str(path), "cannot be written", error.strerror or "check the disk") from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises FormatError with one clear line."""
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise FormatError(str(path), "is a folder", "give the files inside it") from error
    except OSError as error:
        raise FormatError(str(path), "cannot be read", (error.strerror or "check the file").lower()) from error
