"""The cues of a subtitle file: timings, the stretches of text in them, which of these run on into the next cue."""

import re
from dataclasses import dataclass
from itertools import pairwise

from l10n.formats.lines import Line, lines_of

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_NUMBER = re.compile(r"\d+")
_APART = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
TAGS = {
    "srt": re.compile(r"</?(?:i|b|u|s|em|strong|font|ruby|rt)\b[^<>\r\n]*>|\{\\[^{}\r\n]*\}", re.I),
    "vtt": re.compile(r"</?(?:c|i|b|u|v|lang|ruby|rt)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>"),
}
_DASH = re.compile(r"[-–‐](?![-–—])[ \t]*(?=\S)|—(?!—)[ \t]*(?=\S)")
_ENDED = re.compile(r"[.!?…。！？♪♫\]）)][\"'”’」』）)\]]*$")
_NEW_VOICE = re.compile(r"[\[（(♪♫#>]|[A-Z][A-Z .]+:")
GAP = (-500, 1500)  # milliseconds between two cues that one sentence may run over
NESTED = 8  # tags around a whole cue that are taken off it
LONGEST = 4  # cues of one run
MARKED = 0.3  # share of cues with a final mark below which a file is taken to be written without marks


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: start and end in milliseconds, its lines of text."""

    start: int
    end: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the file that is translated: `start` to `end`, inside the markup that stands around all of it."""

    cue: int
    start: int
    end: int
    before: str
    after: str
    alone: bool


def cues_of(text: str, kind: str) -> tuple[list[Cue], list[Line]]:
    """The cues in order, and the lines of notes, styles and others that are no cue."""
    lines = lines_of(text)
    cues: list[Cue] = []
    apart: list[Line] = []
    at = 0
    while at < len(lines):
        match = TIMING.fullmatch(lines[at].text)
        if match:
            end = _end(lines, at + 1, kind)
            cues.append(Cue(*_times(match), tuple(line for line in lines[at + 1 : end] if line.text)))
            at = end
        elif kind == "vtt" and _APART.fullmatch(lines[at].text):
            end = _blank(lines, at)
            apart += lines[at:end]
            at = end
        else:
            if lines[at].text and not _leads(lines, at):
                apart.append(lines[at])
            at += 1
    return cues, apart


def runs_of(text: str, cues: list[Cue], kind: str) -> list[list[Unit]]:
    """The units of the cues; those over which one sentence runs stand together."""
    units = [unit for number, cue in enumerate(cues) for unit in _units(text, number, cue, kind)]
    ended = sum(bool(_ENDED.search(text[unit.start : unit.end])) for unit in units)
    joins = bool(units) and ended >= MARKED * len(units)
    runs: list[list[Unit]] = []
    for unit in units:
        if joins and runs and len(runs[-1]) < LONGEST and _runs_on(text, cues, runs[-1][-1], unit, kind):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _times(match: re.Match[str]) -> tuple[int, int]:
    groups = match.groups()
    start, end = (
        (int(h or 0) * 3600 + int(m) * 60 + int(s)) * 1000 + int(ms.ljust(3, "0"))
        for h, m, s, ms in (groups[:4], groups[4:8])
    )
    return start, end


def _end(lines: list[Line], at: int, kind: str) -> int:
    """Where the text of a cue ends: before a blank line; in SRT a blank line inside the text is only that."""
    while at < len(lines):
        if TIMING.fullmatch(lines[at].text) or _leads(lines, at):
            return at
        if not lines[at].text:
            full = next((k for k in range(at, len(lines)) if lines[k].text), len(lines))
            if kind == "vtt" or full == len(lines) or _leads(lines, full) or TIMING.fullmatch(lines[full].text):
                return at
            at = full
            continue
        at += 1
    return at


def _leads(lines: list[Line], at: int) -> bool:
    """True for the name of a cue: a line right before a timing, in SRT its number."""
    if at + 1 >= len(lines) or not TIMING.fullmatch(lines[at + 1].text):
        return False
    named = bool(_NUMBER.fullmatch(lines[at].text))
    return named or (bool(lines[at].text) and (at == 0 or not lines[at - 1].text))


def _blank(lines: list[Line], at: int) -> int:
    while at < len(lines) and lines[at].text:
        at += 1
    return at


def _units(text: str, number: int, cue: Cue, kind: str) -> list[Unit]:
    """The units of one cue: its whole text, or one a speaker where lines start with a dash; wordless ones are left."""
    groups: list[list[Line]] = []
    for line in cue.lines:
        spoken = _DASH.match(TAGS[kind].sub("", line.text))
        apart = groups and line.number > groups[-1][-1].number + 1
        if groups and not spoken and not apart:
            groups[-1].append(line)
        else:
            groups.append([line])
    units = [_inside(text, number, group[0].start, group[-1].end, kind) for group in groups]
    return [
        Unit(unit.cue, unit.start, unit.end, unit.before, unit.after, alone=len(groups) == 1)
        for unit in units
        if any(character.isalpha() for character in TAGS[kind].sub("", text[unit.start : unit.end]))
    ]


def _inside(text: str, number: int, start: int, end: int, kind: str) -> Unit:
    """The unit without the tags that surround all of it and without a speaker's dash."""
    first, last = start, end
    for _ in range(NESTED):
        raw = text[first:last]
        opening, closing = TAGS[kind].match(raw), _last_tag(raw, kind)
        dash = _DASH.match(raw)
        if opening and closing and closing.start() and _surround(raw, opening, closing, kind):
            first, last = first + opening.end(), first + closing.start()
        elif opening and (opening[0].startswith("{") or _never_closed(raw, opening, kind)):
            first += opening.end()
        elif dash:
            first += dash.end()
        else:
            break
        stripped = text[first:last]
        first, last = first + len(stripped) - len(stripped.lstrip()), last - (len(stripped) - len(stripped.rstrip()))
    return Unit(number, first, max(first, last), text[start:first], text[last:end], alone=False)


def _last_tag(raw: str, kind: str) -> re.Match[str] | None:
    *_, found = (None, *TAGS[kind].finditer(raw))
    return found if found and found.end() == len(raw) else None


def name_of(tag: str) -> str:
    """The name of a tag: `<c.loud>` -> c, `</i>` -> i; empty for a time or a brace."""
    match = re.match(r"</?([A-Za-z]+)", tag)
    return match[1].lower() if match else ""


def _surround(raw: str, opening: re.Match[str], closing: re.Match[str], kind: str) -> bool:
    """True when the two tags are one pair with everything else between them."""
    name = name_of(opening[0])
    if not name or opening[0].startswith("</") or not closing[0].startswith("</") or name_of(closing[0]) != name:
        return False
    depth = 0
    for tag in TAGS[kind].finditer(raw):
        if name_of(tag[0]) == name:
            depth += -1 if tag[0].startswith("</") else 1
            if depth == 0:
                return tag.start() == closing.start()
    return False


def _never_closed(raw: str, opening: re.Match[str], kind: str) -> bool:
    """True for `<v Speaker>` and others whose closing tag the file leaves out, and for a time."""
    name = name_of(opening[0])
    return not any(tag[0].startswith("</") and name_of(tag[0]) == name for tag in TAGS[kind].finditer(raw))


def _runs_on(text: str, cues: list[Cue], one: Unit, other: Unit, kind: str) -> bool:
    """True when the sentence of one cue goes on in the next: no final mark, no new voice, no tags of its own."""
    pause = cues[other.cue].start - cues[one.cue].end
    first, second = text[one.start : one.end], text[other.start : other.end]
    return (
        one.alone
        and other.alone
        and other.cue == one.cue + 1
        and GAP[0] <= pause <= GAP[1]
        and (one.before, one.after) == (other.before, other.after)
        and not _ENDED.search(first)
        and not _NEW_VOICE.match(second)
        and not any(TAGS[kind].search(raw) for raw in (first, second))
    )


def overlaps(cues: list[Cue]) -> int:
    """The number of cues that start before the one in front of them ended."""
    return sum(other.start < one.end for one, other in pairwise(cues))
