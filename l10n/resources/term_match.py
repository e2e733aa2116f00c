"""Finding terms in text in linear time: Aho-Corasick over folded text, then checks of edges and case.

Folding: NFKC width, lower case, hyphens and white-space runs to one space. Offsets always refer to the original text.
A Latin edge counts only beside Latin letters and digits, because `\\b` never matches beside Han.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from l10n.model.term import CaseRule, Concept, Match, Term
from l10n.resources.term_forms import surface_forms

_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_CODE_TAIL = re.compile(r"[-\N{HYPHEN}](?:[A-Z0-9]{1,4})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term of a concept, to be found in all its surface forms."""

    concept: Concept
    term: Term


@dataclass(frozen=True)
class Matcher:
    """Finds the terms of some patterns. A concept's `not_in` words are found too, and hide the terms inside them."""

    patterns: tuple[Pattern, ...]

    def find(self, text: str) -> tuple[Match, ...]:
        """Longest, then leftmost non-overlapping matches, in order. Of equal ones the later pattern wins."""
        automaton, table = self._automaton
        if automaton is None:
            return ()
        folded, places = fold(text)
        found: dict[tuple[int, int], Match | None] = {}
        for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
            first, last = places[start], places[end - 1] + 1
            for pattern in table[index]:
                if pattern is None:
                    found[first, last] = None
                elif _fits(text, first, last, pattern):
                    found[first, last] = Match(first, last, text[first:last], pattern.concept, pattern.term)
        taken: list[Match] = []
        reached = 0
        for (first, last), match in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
            if first >= reached:
                reached = last
                if match:
                    taken.append(match)
        return tuple(taken)

    @cached_property
    def _automaton(self) -> tuple[Any, list[list[Pattern | None]]]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        entries: dict[str, list[Pattern | None]] = defaultdict(list)
        for pattern in self.patterns:
            for form in surface_forms(pattern.term):
                entries[fold(form)[0].strip()].append(pattern)
            for word in pattern.concept.not_in:
                entries[fold(word)[0]].append(None)
        entries.pop("", None)
        if not entries:
            return None, []
        return AhoCorasick(list(entries), matchkind=MatchKind.Standard), list(entries.values())


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text and for each of its characters the offset of the original it came from."""
    out: list[str] = []
    places: list[int] = []
    for offset, char in enumerate(text):
        if char in _HYPHENS or char.isspace():
            if out and out[-1] == " ":
                continue
            folded = " "
        elif "a" <= char <= "z" or "\u4e00" <= char <= "\u9fff":
            folded = char
        else:
            folded = unicodedata.normalize("NFKC", char).lower() or char
        for part in folded:
            out.append(part)
            places.append(offset)
    return "".join(out), places


def _fits(text: str, first: int, last: int, pattern: Pattern) -> bool:
    """True when the edges are clean and the case is one that the term allows."""
    found = text[first:last]
    if _LATIN.match(found[0]) and first and (_LATIN.match(text[first - 1]) or _number_before(text, first, found)):
        return False
    if _LATIN.match(found[-1]) and last < len(text):
        if _LATIN.match(text[last]) and not text.startswith(("'s", "’s"), last):
            return False
        if _CODE_TAIL.match(text, last) and not found[-1].islower():
            return False
        if found[-1].isdigit() and re.match(r"[.,]\d", text[last:last + 2]):
            return False
    return _case_fits(found, pattern.term)


def _number_before(text: str, first: int, found: str) -> bool:
    """True for `.5G` in 2.5G: a digit cannot be cut off its number."""
    return found[0].isdigit() and first >= 2 and text[first - 1] in ".," and text[first - 2].isdigit()


def _case_fits(found: str, term: Term) -> bool:
    if term.case is CaseRule.ANY or not re.search("[A-Za-z]", found):
        return True
    squeezed = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", found))
    forms = {form.replace("-", " ") for form in surface_forms(term)}
    plain = re.sub(f"[{_HYPHENS}]", " ", squeezed)
    if plain in {unicodedata.normalize("NFKC", form) for form in forms}:
        return True
    if term.case is CaseRule.EXACT:
        return False
    if term.text == term.text.lower():
        return True
    return plain.isupper() or plain[0].lower() + plain[1:] in {f[0].lower() + f[1:] for f in forms} or plain.istitle()
