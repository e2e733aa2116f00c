"""Sentence boundaries: sentencex and the marks of the text propose, the rules of locales/<tag>/ take back.

Every look around a boundary is bounded to WINDOW characters, so that time grows with the text and not with its square.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from l10n.errors import ConfigError
from l10n.model.trail import Span
from l10n.resources.paths import data_folder
from l10n.text.quotes import curled

WINDOW = 80
_CLOSERS = "”’\"')]）］】」』》〉"
_WIDE = "。！？｡"
_MARKS = re.compile(rf"[.!?…{_WIDE}][.!?…{_WIDE}{re.escape(_CLOSERS)}]*|[^\S\n]*\n\s*")
_HAN_BEFORE = re.compile("[\u3400-\u9fff，、；：“”（）《》]$")
_HAN = re.compile("[\u3400-\u9fff“《（]")
_PAIRS = {"《": "》", "〈": "〉", "（": "）", "【": "】", "“": "”", "「": "」", "『": "』"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_INITIALS = re.compile(r"(?<![A-Za-z0-9°&])(?:[A-Z]\.-?)+$")
_GLUED = re.compile(r"(?:^|[\s(“])[(“]?[a-z]{3,}[.!?]+[”)]?$")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'’-]*$")
KINDS = ("never", "end", "number")


@dataclass(frozen=True, slots=True)
class BreakRules:
    """The rules of one locale, compiled. `language` is the primary subtag, `abbreviations` maps words to their kind.

    Kinds: `never` ends a sentence; may `end` one when a word follows that begins one; `number`: goes on before figures.
    """

    language: str
    after: tuple[re.Pattern[str], ...] = ()
    before: tuple[re.Pattern[str], ...] = ()
    break_after: tuple[re.Pattern[str], ...] = ()
    starters: re.Pattern[str] | None = None
    list_number: re.Pattern[str] | None = None
    clock: re.Pattern[str] | None = None
    after_clock: re.Pattern[str] | None = None
    attribution: re.Pattern[str] | None = None
    lines_break: bool = False
    abbreviations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """A boundary that may be one: what stands before it, its marks, what follows, whether white space parts them."""

    before: str
    marks: str
    after: str
    spaced: bool
    proposed: bool  # sentencex has it too


@cache
def load_breaks(tag: str) -> BreakRules:
    """The break rules of a locale. Raises ConfigError naming the file."""
    folder = data_folder("locales") / tag
    try:
        table = tomllib.loads((folder / "breaks.toml").read_text(encoding="utf-8"))
        words = (folder / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
        ends = {key: re.compile(f"(?:{table[key]})$") for key in ("list_number", "clock") if key in table}
        begins = {key: re.compile(table[key]) for key in ("starters", "after_clock", "attribution") if key in table}
        return BreakRules(
            language=tag.split("-")[0],
            after=tuple(re.compile(f"(?:{rule})$") for rule in table.get("no_break_after", [])),
            before=tuple(re.compile(rule) for rule in table.get("no_break_before", [])),
            break_after=tuple(re.compile(f"(?:{rule})$") for rule in table.get("break_after", [])),
            lines_break=bool(table.get("lines_break", False)),
            abbreviations=dict(_abbreviation(line, folder) for line in words if line.strip() and line[0] != "#"),
            **ends,
            **begins,
        )
    except (OSError, tomllib.TOMLDecodeError, re.error) as error:
        raise ConfigError(str(folder), f"break rules cannot be read: {error}", "mend breaks.toml there") from error


def split(text: str, rules: BreakRules) -> tuple[Span, ...]:
    """Spans of the sentences; the white space between them belongs to none, everything else to exactly one."""
    spans = []
    start = 0
    for end in [*_ends(text, rules), len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return tuple(spans)


def _abbreviation(line: str, folder: Path) -> tuple[str, str]:
    word, _, kind = line.strip().partition(" ")
    kind = kind.strip() or KINDS[0]
    if kind not in KINDS:
        raise ConfigError(str(folder / "abbreviations.txt"), f"“{line}”: unknown kind", f"use {', '.join(KINDS)}")
    return word, kind


def _ends(text: str, rules: BreakRules) -> Iterator[int]:
    """Offsets at which a sentence ends, in order."""
    curly = curled(text)  # same length; straight marks told apart
    proposed = _proposed(text, rules.language)
    for match in _MARKS.finditer(curly):
        end = match.end()
        if match[0].isspace():
            if _line_ends(curly, match.start(), end, rules):
                yield end
            continue
        rest = curly[end : end + WINDOW]
        after = rest.lstrip()
        if not after:
            continue
        before = curly[max(0, end - WINDOW) : end]
        if _breaks(_Place(before, match[0], after, rest[0].isspace(), end in proposed), rules):
            yield end


def _proposed(text: str, language: str) -> frozenset[int]:
    """Where sentencex ends its sentences, white space left out."""
    from sentencex import segment

    found = set()
    at = 0
    for piece in segment(language, text):
        start = text.find(piece, at, at + len(piece) + WINDOW)
        at = (start if start >= 0 else at) + len(piece)
        found.add(at - len(piece) + len(piece.rstrip()))
    return frozenset(found)


def _line_ends(text: str, start: int, end: int, rules: BreakRules) -> bool:
    """An empty line always ends a sentence; a line end by the locale's habit or before an item of a list."""
    if text.count("\n", start, end) > 1:
        return True
    before, after = text[max(0, start - WINDOW) : start].rstrip(), text[end : end + WINDOW]
    if re.match(r"[-•·*●○▪]\s|\(?\d{1,2}[.)、]\s?", after):
        return True
    return rules.lines_break and before[-1:] not in "，、：—（《“,—-" and after[:1] not in "，。、；：！？）》”"


def _breaks(place: _Place, rules: BreakRules) -> bool:
    """True when the sentence ends here."""
    if any(rule.match(place.after) for rule in rules.before):
        return False
    if any(rule.search(place.before) for rule in rules.break_after):
        return True
    bare = place.before[: -len(place.marks)]
    if not bare.strip() or bare[-1] in "“‘（《「『(":
        return False  # marks that begin the text or stand alone in a pair end nothing
    if any(mark in _WIDE for mark in place.marks) or _HAN_BEFORE.search(bare):
        return _breaks_wide(place, bare, rules)
    return _breaks_narrow(place, rules)


def _breaks_wide(place: _Place, bare: str, rules: BreakRules) -> bool:
    """Chinese: not inside brackets or quotation marks, not between a quotation and who said it."""
    if place.marks[0] == "." and not place.spaced and not _HAN.match(place.after):
        return False  # 工信部.cn
    if _open_pair(place.before):
        return False
    last = place.marks[-1]
    if last not in _CLOSERS:
        return True
    opening = _opening_of(place.before, last)
    lead = place.before[opening - 1] if opening > 0 else ""
    if last in "）)】]":
        return not lead or lead in _WIDE + "”’」』\n"  # a whole sentence in brackets
    if last in "》〉":
        return False
    if lead and lead in "：:":
        return True
    if rules.attribution and rules.attribution.match(place.after):
        return False
    return not re.match(r"[\w》）]", lead)  # 他问“谁？”时 goes on


def _breaks_narrow(place: _Place, rules: BreakRules) -> bool:
    """Latin script: not after an abbreviation, an initial or the number of an item, not before an attribution."""
    starts = bool(rules.starters and rules.starters.match(place.after))
    if not place.spaced:
        return bool(_GLUED.search(place.before)) and (starts or bool(re.match("[A-Z][a-z]+[ ,]", place.after)))
    if place.marks[-1] in "”’\"'" and rules.attribution and rules.attribution.match(place.after):
        return False
    marks = place.marks.rstrip(_CLOSERS)
    if not marks.endswith(".") or marks.endswith(".."):
        return True
    whole = place.before[: len(place.before) - len(place.marks) + len(marks)]
    if any(rule.search(whole) for rule in rules.after):
        return False
    if rules.clock and rules.clock.search(whole):
        return bool(rules.after_clock and rules.after_clock.match(place.after))
    if rules.list_number and rules.list_number.search(whole):
        return _numbered(whole, rules)
    return _ends_after_word(whole, place, starts, rules)


def _ends_after_word(whole: str, place: _Place, starts: bool, rules: BreakRules) -> bool:
    word = _LATIN_WORD.search(whole[:-1])
    kind = rules.abbreviations.get(word[0]) if word else None
    if kind == "never":
        return False
    if kind == "number":
        return starts or not re.match(r"[\dIVX]", place.after)
    if kind == "end" or _INITIALS.search(whole):
        return starts
    short = bool(word) and bool(re.fullmatch("[A-Z][a-z]{1,3}", word[0] if word else ""))
    # A short capitalised word that sentencex holds for an abbreviation: Adm. Li. Inside quotation marks it is silent.
    return place.proposed or rules.language != "en" or not short or "“" in place.before or "(" in place.before


def _numbered(whole: str, rules: BreakRules) -> bool:
    """True for the figure of `Sec. 3.` or `Jan. 8.`, which numbers no item of a list and so may end a sentence."""
    word = re.search(r"([A-Za-z]+)\.\s\(?\d{1,2}[.)]$", whole)
    return bool(word) and (word[1] if word else "") in rules.abbreviations


def _open_pair(before: str) -> bool:
    """True when a bracket or quotation mark that opened within the window is still open."""
    return bool(_stack(before))


def _opening_of(before: str, closing: str) -> int:
    """Offset of the mark that `closing`, the last character, closes; -1 when it opened before the window."""
    other = _OPENING.get(closing, "(")
    open_marks = [at for at, char in _stack(before[:-1]) if char == other]
    return open_marks[-1] if open_marks else -1


def _stack(before: str) -> list[tuple[int, str]]:
    stack: list[tuple[int, str]] = []
    for at, char in enumerate(before):
        if char in _PAIRS or char == "(":
            stack.append((at, char))
        elif char in _OPENING or char == ")":
            wanted = _OPENING.get(char, "(")
            if any(mark == wanted for _, mark in stack):
                while stack.pop()[1] != wanted:
                    pass
    return stack
