"""Notes that people put on the cells of a workbook: row -> texts (ECMA-376, part 1, 18.7)."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from l10n.formats.office import read_part
from l10n.formats.xliff_common import local, parse_xml

_ROW = re.compile(r"[A-Za-z]+(\d+)")
# What Excel writes before a comment of the threaded kind, for programs that know notes only.
_THREADED = re.compile(r"\[Threaded comment\].*?Comment:\s*", re.DOTALL)


def notes_of(name: str, data: bytes, sheet: str) -> Mapping[int, tuple[str, ...]]:
    """The notes of the sheet that is the part `sheet` of a checked file. Raises FormatError."""
    folder, _, file = sheet.strip("/").rpartition("/")
    relations = read_part(data, f"{folder}/_rels/{file}.rels")
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    if not relations:
        return found
    for relation in parse_xml(name, relations):
        if str(relation.get("Type")).endswith("/comments"):
            target = str(relation.get("Target"))
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            _gather(parse_xml(name, read_part(data, part) or b"<none/>"), found)
    return found


def _gather(root: Any, found: dict[int, tuple[str, ...]]) -> None:
    for comment in (e for e in root.iter() if local(e) == "comment"):
        row = _ROW.fullmatch(str(comment.get("ref")))
        text = "".join(e.text or "" for e in comment.iter() if local(e) == "t")
        text = _THREADED.sub("", text.replace("\r\n", "\n")).strip()
        if row and text:
            found[int(row[1])] += (text,)
