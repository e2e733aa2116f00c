"""Bytes to text: byte order marks, declared and real charsets."""

import codecs
import re

from l10n.errors import EmptyError, FormatError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"RIFF")
MAX_BYTES = 50_000_000


def decode(name: str, data: bytes) -> tuple[str, str, bool]:
    """Text, charset and whether a byte order mark stood before it; line ends as they are.

    Tried in order: byte order mark, UTF-8, the declared charset, GB18030, then charset-normalizer. Raises FormatError,
    EmptyError.
    """
    text, charset, bom = _decoded(name, data)
    if not text or text.isspace():
        raise EmptyError(name, "is empty", "give a file that holds an article")
    return text, charset, bom


def _decoded(name: str, data: bytes) -> tuple[str, str, bool]:
    if not data.strip():
        raise EmptyError(name, "is empty", "give a file that holds an article")
    if len(data) > MAX_BYTES:
        raise FormatError(name, f"is larger than {MAX_BYTES // 1_000_000} MB", "split it, or give the article alone")
    for bom, charset in BOMS:
        if data.startswith(bom):
            return _strict(name, data, charset).removeprefix("\ufeff"), charset, True
    if data.startswith(_MAGIC) or data.count(b"\0") > len(data) // 100:
        raise FormatError(name, "is a binary file", "give a text, HTML or Markdown file")
    tried = ["utf-8"]
    declared = _DECLARED.search(data[:4096])
    if declared:
        tried.append(
            (declared[1] or declared[2])
            .decode("ascii", "replace")
            .lower()
            .replace("gb2312", "gb18030")
            .replace("gbk", "gb18030")
        )
    tried.append("gb18030")
    for charset in tried:
        try:
            text = data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
        if _plausible(text):
            return text, charset, False
    return _guess(name, data)


def encode(text: str, charset: str, bom: bool) -> bytes:
    """The text in its charset; characters that it lacks become UTF-8 as a whole."""
    try:
        data = text.encode("utf-16-le" if charset == "utf-16" else charset)
    except (UnicodeEncodeError, LookupError):
        data, charset = text.encode(), "utf-8"
    if bom and charset == "utf-16":
        return codecs.BOM_UTF16_LE + data
    return codecs.BOM_UTF8 + data if bom and charset == "utf-8" else data


def _strict(name: str, data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(f"{name}:{line}", f"broken {charset} text", "save the file as UTF-8") from error


def _plausible(text: str) -> bool:
    """False when control characters or private-use characters show that the charset is wrong."""
    sample = text[:20000]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f") or "\ue000" <= c <= "\uf8ff" or c == "\x7f")
    return odd <= len(sample) // 200


def _guess(name: str, data: bytes) -> tuple[str, str, bool]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None or not _plausible(str(best)):
        raise FormatError(name, "is no text in a known charset", "save the file as UTF-8")
    return data.decode(best.encoding, "replace"), best.encoding, False
