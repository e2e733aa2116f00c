"""Other words in the targets of PO files and plain tables, every other line of them as it was."""

import re
from collections.abc import Iterator, Mapping

from l10n.errors import FormatError
from l10n.formats.bitable_text import to_words
from l10n.formats.po import parse_po
from l10n.formats.xliff_take import code_names
from l10n.model.article import Segment

Changed = Mapping[str, tuple[Segment, Segment]]     # id of a unit: its segment before and after
_KEYWORD = re.compile(r"(msg\w+(?:\[\d+\])?)\s*(.*)")
_OTHER = "its target is written in a way that cannot be changed in place"


def patch_tsv(name: str, data: bytes, changed: Changed) -> tuple[bytes, dict[str, str]]:
    """The table with other targets, and by unit why one could not be changed. Units are named after their lines."""
    lines = data.split(b"\n")
    refused = {}
    for unit, (before, after) in changed.items():
        cells = lines[int(unit) - 1].split(b"\t")
        old, new = before.target_text.encode(), after.target_text.encode()
        # A byte order mark and a carriage return at the ends of the line are no part of a cell.
        at = next((n for n in (1, 0) if cells[n].removeprefix(b"\xef\xbb\xbf").rstrip(b"\r") == old), None)
        if at is None or re.search(rb"[\t\n\r]", new):
            refused[unit] = _OTHER
            continue
        cells[at] = cells[at].replace(old, new)
        lines[int(unit) - 1] = b"\t".join(cells)
    return b"\n".join(lines), refused


def patch_po(name: str, data: bytes, changed: Changed) -> tuple[bytes, dict[str, str]]:
    """The PO file with other translations, and by unit why one could not be changed. Raises FormatError for another
    encoding than UTF-8.
    """
    import polib

    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        raise FormatError(name, "is not UTF-8", "save it as UTF-8 to have it fixed") from error
    units = [unit.id for unit in parse_po(name, data).units]
    spans = list(_translations(lines))
    if len(units) != len(spans):
        return data, dict.fromkeys(changed, _OTHER)
    refused = {}
    for unit, (start, end) in sorted(zip(units, spans, strict=True), key=lambda item: item[1], reverse=True):
        if unit not in changed:
            continue
        before, after = (to_words(segment.target or (), code_names(segment)) for segment in changed[unit])
        key, _, rest = lines[start].partition('"')
        held = '"' + rest
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', "\n".join([held, *lines[start + 1 : end]]))
        if polib.unescape("".join(strings)) != before:
            refused[unit] = _OTHER
            continue
        lines[start:end] = _string(key, polib.escape(after))
    return "\n".join(lines).encode(), refused


def _translations(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last line (exclusive) of the first translation of each entry, without the header and dead entries."""
    source, key, start, context = "", "", -1, False
    for number, line in enumerate([*lines, ""]):
        words = line.strip()
        if not words.startswith('"'):
            if start >= 0:
                if source or context:
                    yield start, number
                start, context = -1, False
            match = _KEYWORD.match(words)
            key, words = (match[1], match[2]) if match else ("", "")
            source = "" if key == "msgid" else source
            context = context or key == "msgctxt"
            start = number if key in ("msgstr", "msgstr[0]") else -1
        if key == "msgid":
            source += words.strip('"')


def _string(key: str, text: str) -> list[str]:
    """A string of PO: on one line, or line by line after an empty one."""
    parts = re.findall(r"(?:[^\\]|\\.)*?\\n|(?:[^\\]|\\.)+$", text)
    if len(parts) < 2:
        return [f'{key}"{text}"']
    return [f'{key}""', *(f'"{part}"' for part in parts)]
