"""Finds the terms of many concepts in a text, in time that grows with the text and not with the glossary."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from l10n.model.term import CaseRule, Concept, Match, Status, Term
from l10n.resources.term_forms import inflected
from l10n.resources.term_text import Folded, exact, fold, is_word, unify

ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|int|eu|info)(?![A-Za-z0-9])(?:/[!-~]*)?", re.ASCII)
WORD = re.compile("[^\\W\u2e80-\U0010ffff]+")       # letters and digits of scripts that part words with spaces
SURROGATE = re.compile("[\ud800-\udfff]")         # halves of characters, in damaged files: the automaton takes none
HYPHENS = "-\u2010\u2011\u2012\u2212\uff0d"
HYPHEN_SET = frozenset(HYPHENS)
LETTER_BEFORE = re.compile(f"(?:^|[^A-Za-z0-9])[A-Za-z][{HYPHENS}]$")
LETTER_AFTER = re.compile(f"[{HYPHENS}][A-Za-z](?:[^A-Za-z0-9]|$)")
PARTICLE = re.compile("-(?:up|in|out|off|on|over|down|to)(?![a-z])")     # trade-in is no `trade in`
RANK = {Status.PREFERRED: 0, Status.ADMITTED: 1, Status.DEPRECATED: 2, Status.FORBIDDEN: 3}
Hit = tuple[int, int, int]          # start and end in the folded text, number of the pattern
Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of one term. `cased` is the folded form in its case, `form` the form with its hyphens."""

    cased: str
    form: str
    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True)
class Pattern:
    """Everything that has one folded lower-case form; `blocks` are ids of concepts that it keeps from matching."""

    entries: tuple[Entry, ...]
    blocks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matcher:
    """The terms of one language, ready to be found.

    `automaton` is an ahocorasick_rs.AhoCorasick, None when there is nothing to find. `left` and `right` tell of each
    pattern whether it begins and ends with a letter or digit of a script that parts words.
    """

    automaton: Any
    patterns: tuple[Pattern, ...]
    left: bytes
    right: bytes
    blocking: bool                  # some pattern blocks a concept

    def find(self, text: str) -> tuple[Match, ...]:
        """The matches in order; where two overlap the longer one wins, then the earlier. Offsets are of `text`."""
        if self.automaton is None or not text:
            return ()
        folded = fold(text)
        hits = self._hits(folded.lower)
        blocked = self._blocked(hits)
        taken = bytearray(len(folded.lower))
        chosen = []
        for hit in sorted(hits, key=_longest_first):
            start, end, _ = hit
            if taken[start] or taken[end - 1] or any(taken[start:end]):
                continue
            match = self._match(text, folded, hit, blocked)
            if match:
                taken[start:end] = b"\1" * (end - start)
                chosen.append(match)
        chosen.sort(key=_start)
        return tuple(_outside_addresses(text, chosen))

    def _hits(self, text: str) -> list[Hit]:
        """Every place where a form stands and does not begin or end inside a word or number; they may overlap."""
        words = [found.span() for found in WORD.finditer(text)]
        starts, ends = {start for start, _ in words}, {end for _, end in words}
        left, right = self.left, self.right
        sound = text if text.isascii() else SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        return [
            (start, end, number)
            for number, start, end in self.automaton.find_matches_as_indexes(sound, overlapping=True)
            if (not left[number] or start in starts) and (not right[number] or end in ends)
            and not _cuts_number(text, start, end)]

    def _blocked(self, hits: Iterable[Hit]) -> Spans:
        """Where the longer words of a concept's `not_in` stand, by concept id."""
        blocked: Spans = defaultdict(list)
        if not self.blocking:
            return blocked
        for start, end, number in hits:
            for concept in self.patterns[number].blocks:
                blocked[concept].append((start, end))
        return blocked

    def _match(self, text: str, folded: Folded, hit: Hit, blocked: Spans) -> Match | None:
        start, end, number = hit
        first, last = folded.origin(start), folded.origin(end - 1) + 1
        cased, written = folded.cased[start:end], text[first:last]
        if (self.left[number] or self.right[number]) and _in_compound(text, first, last):
            return None
        for entry in self.patterns[number].entries:
            spans = blocked.get(entry.concept.id, ()) if blocked else ()
            if not any(a <= start and end <= b for a, b in spans) and _case_fits(entry, cased, written):
                return Match(first, last, written, entry.concept, entry.term)
        return None


def build_matcher(concepts: Iterable[Concept], language: str) -> Matcher:
    """A matcher for the terms of one language (primary subtag), and for what is never translated in any language."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    entries: dict[str, list[Entry]] = defaultdict(list)
    blocks: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for key, entry in _entries(concept, language):
            entries[key].append(entry)
        for word in concept.not_in:
            blocks[fold(word).lower].add(concept.id)
    keys = [key for key in dict.fromkeys([*entries, *blocks]) if key.strip()]
    patterns = tuple(
        Pattern(tuple(sorted(entries.get(key, ()), key=_rank)), frozenset(blocks.get(key, ()))) for key in keys)
    automaton = AhoCorasick(keys, matchkind=MatchKind.Standard, store_patterns=False) if keys else None
    return Matcher(automaton, patterns, left=bytes(is_word(key[0]) for key in keys),
                   right=bytes(is_word(key[-1]) for key in keys), blocking=bool(blocks))


def _entries(concept: Concept, language: str) -> Iterator[tuple[str, Entry]]:
    terms = concept.terms if concept.do_not_translate else concept.in_language(language)
    for term in terms:
        for form in inflected(term):
            folded = fold(form)
            yield folded.lower, Entry(folded.cased, form, concept, term)


def _rank(entry: Entry) -> tuple[int, bool]:
    """The preferred term of the shared form first; a form as listed before an inflected one."""
    return RANK[entry.term.status], entry.form != exact(entry.term.text)


def _longest_first(hit: Hit) -> tuple[int, int]:
    return hit[0] - hit[1], hit[0]


def _start(match: Match) -> int:
    return match.start


def _cuts_number(text: str, start: int, end: int) -> bool:
    """True when the edge stands inside a number with a point or comma: the 5G of 2.5G, the 18 of 18.2."""
    if start > 1 and text[start - 1] in ".," and text[start].isdigit() and text[start - 2].isdigit():
        return True
    return text[end:end + 1] in (".", ",") and text[end - 1].isdigit() and text[end + 1:end + 2].isdigit()


def _in_compound(text: str, start: int, end: int) -> bool:
    """True for the RAN of O-RAN and the 5G of 5G-A: one letter and a hyphen make another name."""
    if start and text[start - 1] in HYPHENS and LETTER_BEFORE.search(text[max(0, start - 3):start]):
        return True
    return text[end:end + 1] in HYPHEN_SET and bool(LETTER_AFTER.match(text[end:end + 3]))


def _outside_addresses(text: str, matches: list[Match]) -> list[Match]:
    """The matches that do not touch a web or mail address."""
    addresses = [found.span() for found in ADDRESS.finditer(text)]
    if not addresses:
        return matches
    inside = bytearray(len(text))
    for start, end in addresses:
        inside[start:end] = b"\1" * (end - start)
    return [match for match in matches if not any(inside[match.start:match.end])]


def _case_fits(entry: Entry, cased: str, written: str) -> bool:
    if "-" in entry.form and PARTICLE.search(entry.form) and not set(written) & HYPHEN_SET:
        return False
    if entry.term.case is CaseRule.EXACT:
        return cased == entry.cased and unify(written).count("-") == entry.form.count("-")
    if cased == entry.cased or entry.term.case is CaseRule.ANY:
        return True
    return all(
        seen in (word, word[:1].upper() + word[1:], word.upper())
        for seen, word in zip(cased.split(" "), entry.cased.split(" "), strict=False))
