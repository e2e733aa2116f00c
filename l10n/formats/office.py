"""Zip files of office programs: opened only when bounded and plain, written so that the same gives the same bytes."""

import re
import zipfile
import zlib
from io import BytesIO

from l10n.errors import FormatError

MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all parts together
MAX_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can say
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_CURE = "save it anew with an office program, without a password"


def check_office(name: str, data: bytes, kind: str) -> None:
    """Raises FormatError unless the data is a bounded zip file of that kind (`xl/`, `word/`) without document types."""
    if data.startswith(_OLE):
        raise FormatError(name, "is of an old office format, or locked with a password", _CURE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            parts = box.infolist()
            if not any(part.filename.startswith(kind) for part in parts):
                raise FormatError(name, f"is no office file of the kind that its name says (no {kind})", _CURE)
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                what = f"unpacks to more than {MAX_UNPACKED // 1024 // 1024} MiB or {MAX_PARTS} parts"
                raise FormatError(name, what, "split the file")
            for part in (part for part in parts if part.filename.endswith((".xml", ".rels"))):
                if b"<!DOCTYPE" in box.read(part).replace(b"\0", b""):  # NUL bytes out: UTF-16
                    raise FormatError(name, f"{part.filename} holds a document type", _CURE)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FormatError(name, f"is no office file ({_one_line(error)})", _CURE) from error


def settled(data: bytes) -> bytes:
    """The zip file with every time in it set to one that never changes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as box, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in box.infolist():
            content = box.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return out.getvalue()


def read_part(data: bytes, part: str) -> bytes:
    """The content of a part of a checked file, empty when there is none."""
    with zipfile.ZipFile(BytesIO(data)) as box:
        return box.read(part) if part in box.namelist() else b""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
