"""Waivers: findings that a person accepts, with a reason and the last day on which that holds.

In the notes of a unit: `l10n-waive: CODE until=2026-12-31 reason="..."`. In l10n.toml: tables `[[waiver]]` with code,
reason, until, and any of file, unit (globs) and text (a regular expression met in source or target).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

KEYS = ("code", "reason", "until", "file", "unit", "text")
_NOTE = re.compile(r"l10n-waive:[ \t]*([^\n]*)")
_UNTIL = re.compile(r"\buntil=[\"'“]?([^\s\"'”]+)")
_REASON = re.compile(r"\breason=(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)'|([^\"“'].*?)(?=\s+until=|$))")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. `code` is a code or a glob of codes (`numbers.*`); `until` is as written, the last day that counts.

    `place` and `line` are where it is written. A waiver of a note means the unit `unit` of the file `place` only; in
    one of l10n.toml `file` and `unit` are globs and `text` a regular expression, each empty when it does not matter.
    """

    code: str
    reason: str = ""
    until: str = ""
    file: str = ""
    unit: str = ""
    text: str = ""
    place: str = ""
    line: int = 0
    note: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None when none, or no ISO date, is written."""
        try:
            return date.fromisoformat(self.until)
        except ValueError:
            return None


def waivers_of_note(comment: str, place: str, unit: str) -> Iterator[Waiver]:
    """The waivers that a comment of a unit holds: one for each code that it names."""
    for written in _NOTE.findall(comment):
        until, reason = _UNTIL.search(written), _REASON.search(written)
        words = re.split(r"\s(?:until|reason)=", " " + written, maxsplit=1)[0]
        said = next((group.strip() for group in reason.groups() if group), "") if reason else ""
        for code in re.split(r"[\s,，、]+", words.strip()) if words.strip() else ("",):
            yield Waiver(code, said, until[1] if until else "", unit=unit, place=place, note=True)


def waivers_of_table(tables: Sequence[Mapping[str, Any]], place: str, lines: Sequence[int]) -> Iterator[Waiver]:
    """The waivers of l10n.toml. Raises ValueError (index of the table, key, what is wrong, cure) for a wrong one."""
    for index, table in enumerate(tables):
        for key, value in table.items():
            if key not in KEYS:
                raise ValueError(index, key, "unknown setting", f"use some of {', '.join(KEYS)}")
            if not isinstance(value, date if key == "until" and not isinstance(value, str) else str):
                raise ValueError(index, key, f"{value!r} is no text", f'write {key} = "..."')
        if not table.get("code"):
            raise ValueError(index, "code", "a waiver names no check", 'write code = "numbers.changed"')
        try:
            re.compile(table.get("text", ""))
        except re.error as error:
            what = f"no regular expression: {error}"
            raise ValueError(index, "text", what, "write a \\ before ( ) [ ] . ?") from None
        code, reason, until, file, unit, text = (str(table.get(key, "")) for key in KEYS)
        yield Waiver(code, reason, until, file, unit, text, place, lines[index] if index < len(lines) else 0)
