"""Sentence boundaries: sentencex proposes, the rules of locales/<tag>/breaks.toml take back or move.

Every look around a boundary is bounded to WINDOW characters, so that time grows with the text and not with its square.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from l10n.errors import ConfigError
from l10n.model.trail import Span
from l10n.resources.paths import data_folder

WINDOW = 80
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|[。！？…]+[”’」』）》】\"]*\s*|[;；]?\n\s*")
_NEWLINES = re.compile(r"\s*\n\s*")
_OPENERS = {"《": "》", "（": "）", "“": "”", "「": "」", "『": "』", "〈": "〉"}
_CLOSERS = {close: opening for opening, close in _OPENERS.items()}


@dataclass(frozen=True, slots=True)
class BreakRules:
    """The rules of one locale, compiled. `language` is the primary subtag."""

    language: str
    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    break_before: re.Pattern[str] | None
    clock: re.Pattern[str] | None
    after_clock: re.Pattern[str] | None
    closers: str
    abbreviations: frozenset[str]


@cache
def load_breaks(tag: str) -> BreakRules:
    """The break rules of a locale. Raises ConfigError naming the file."""
    folder = data_folder("locales") / tag
    try:
        table = tomllib.loads((folder / "breaks.toml").read_text(encoding="utf-8"))
        words = (folder / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
        return BreakRules(
            language=tag.split("-")[0],
            after=tuple(re.compile(f"(?:{rule})$") for rule in table.get("no_break_after", [])),
            before=tuple(re.compile(rule) for rule in table.get("no_break_before", [])),
            break_before=re.compile(table["break_before"]) if table.get("break_before") else None,
            clock=re.compile(table["clock"]) if table.get("clock") else None,
            after_clock=re.compile(table["break_after_clock"]) if table.get("break_after_clock") else None,
            closers=table.get("closers", ""),
            abbreviations=frozenset(word.strip() for word in words if word.strip() and not word.startswith("#")),
        )
    except (OSError, tomllib.TOMLDecodeError, re.error) as error:
        raise ConfigError(str(folder), f"break rules cannot be read: {error}", "mend breaks.toml there") from error


def split(text: str, rules: BreakRules) -> tuple[Span, ...]:
    """Spans of the sentences; the white space between them belongs to none, everything else to exactly one."""
    ends = [end for end in _candidates(text, rules) if _is_break(text, end, rules)]
    spans = []
    start = 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return tuple(spans)


def _candidates(text: str, rules: BreakRules) -> list[int]:
    """Offsets where a sentence may end: sentencex's boundaries moved past closing marks, and our own."""
    from sentencex import segment

    found = set()
    at = 0
    for piece in segment(rules.language, text):
        start = text.find(piece, at)
        at = (start if start >= 0 else at) + len(piece)
        if 0 < at < len(text):
            found.add(_past_closers(text, at, rules))
    for match in _END.finditer(text):
        if "\n" not in match[0] or rules.language == "zh" or match[0].strip():
            found.add(match.end())
    return sorted(end for end in found if 0 < end < len(text))


def _past_closers(text: str, at: int, rules: BreakRules) -> int:
    while at < len(text) and text[at] in rules.closers:
        at += 1
    return at


def _is_break(text: str, end: int, rules: BreakRules) -> bool:
    """True unless a rule takes the boundary back."""
    before = text[max(0, end - WINDOW):end].rstrip()
    after = text[end:end + WINDOW].lstrip()
    if not before or not after:
        return False
    last = before.rstrip(rules.closers)[-1:]
    if last not in ".!?…。！？" and "\n" not in text[max(0, end - 8):end]:
        return False
    if rules.language == "zh" and before[-1] in "）》】":
        return False
    if rules.language == "zh" and before[-1] in "”’」』" and _introduced(before):
        return True
    if any(rule.match(after) for rule in rules.before) and last != "\n" and not _line_break(text, end):
        return _closes_sentence(before, after, rules)
    if rules.language == "zh" and _inside_brackets(before):
        return False
    word = re.search(r"[^\s(\"“‘]+$", before.rstrip(rules.closers))
    if word and word[0].endswith(".") and word[0][:-1] in rules.abbreviations:
        return _restarts(word[0], after, rules)
    if any(rule.search(before) for rule in rules.after):
        return bool(word) and _restarts(word[0] if word else "", after, rules)
    return True


def _closes_sentence(before: str, after: str, rules: BreakRules) -> bool:
    """Chinese: after 。 outside quotation marks the next clause begins a sentence even when it is an attribution."""
    return rules.language == "zh" and before[-1] in "。！？" and after[0] not in "，、；：）》」』”’的"


def _introduced(before: str) -> bool:
    """True when the quotation that ends here was introduced by a colon, so that no attribution can follow it."""
    opening = max(before.rfind("“", 0, -1), before.rfind("「", 0, -1))
    return opening > 0 and before[opening - 1] in "：:"


def _line_break(text: str, end: int) -> bool:
    return "\n" in text[max(0, end - 8):end]


def _restarts(word: str, after: str, rules: BreakRules) -> bool:
    """An abbreviation such as p.m., U.S. or Inc. ends the sentence when a word follows that begins one."""
    if rules.clock and rules.after_clock and rules.clock.search(word):
        return bool(rules.after_clock.match(after))
    if rules.break_before is None or re.match(r"(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|vs)\.|\(?\d|[A-Z]\.$", word):
        return False
    return bool(rules.break_before.match(after))


def _inside_brackets(before: str) -> bool:
    """True when a bracket or quotation mark that opened within the window is still open."""
    stack: list[str] = []
    for char in before:
        if char in _OPENERS:
            stack.append(char)
        elif char in _CLOSERS and stack and stack[-1] == _CLOSERS[char]:
            stack.pop()
    return bool(stack)
