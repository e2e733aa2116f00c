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
    r"|(?<![\w.-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|int|eu|info)(?![A-Za-z0-9])(?:/[!-~]*)?", re.ASCII)
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
    left: bool                      # the form begins with a Latin letter or digit
    right: bool                     # it ends with one


@dataclass(frozen=True, slots=True)
class Matcher:
    """The terms of one language, ready to be found."""

    automaton: Any                  # ahocorasick_rs.AhoCorasick, None when there is nothing to find
    patterns: tuple[Pattern, ...]

    def find(self, text: str) -> tuple[Match, ...]:
        """The matches in order; where two overlap the longer one wins, then the earlier. Offsets are of `text`."""
        if self.automaton is None or not text:
            return ()
        folded = fold(text)
        hits = [(start, end, number)
                for number, start, end in self.automaton.find_matches_as_indexes(folded.lower, overlapping=True)
                if _has_edges(folded.lower, start, end, self.patterns[number])]
        if not hits:
            return ()
        addresses = bytearray(len(text))
        for found in ADDRESS.finditer(text):
            addresses[found.start():found.end()] = b"\1" * (found.end() - found.start())
        blocked = self._blocked(hits)
        taken = bytearray(len(folded.lower))
        chosen = []
        for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            start, end, _ = hit
            if any(taken[start:end]):
                continue
            match = self._match(text, folded, hit, blocked)
            if match and not any(addresses[match.start:match.end]):
                taken[start:end] = b"\1" * (end - start)
                chosen.append(match)
        return tuple(sorted(chosen, key=lambda match: match.start))

    def _blocked(self, hits: Iterable[Hit]) -> Spans:
        """Where the longer words of a concept's `not_in` stand, by concept id."""
        blocked: Spans = defaultdict(list)
        for start, end, number in hits:
            for concept in self.patterns[number].blocks:
                blocked[concept].append((start, end))
        return blocked

    def _match(self, text: str, folded: Folded, hit: Hit, blocked: Spans) -> Match | None:
        start, end, number = hit
        first, last = folded.origin(start), folded.origin(end - 1) + 1
        written = text[first:last]
        if _in_compound(text, first, last, self.patterns[number]):
            return None
        for entry in self.patterns[number].entries:
            inside = any(a <= start and end <= b for a, b in blocked.get(entry.concept.id, ()))
            if not inside and _case_fits(entry, folded.cased[start:end], written):
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
        Pattern(tuple(sorted(entries.get(key, ()), key=_rank)), frozenset(blocks.get(key, ())),
                is_word(key[0]), is_word(key[-1]))
        for key in keys)
    automaton = AhoCorasick(keys, matchkind=MatchKind.Standard, store_patterns=False) if keys else None
    return Matcher(automaton, patterns)


def _entries(concept: Concept, language: str) -> Iterator[tuple[str, Entry]]:
    terms = concept.terms if concept.do_not_translate else concept.in_language(language)
    for term in terms:
        for form in inflected(term):
            folded = fold(form)
            yield folded.lower, Entry(folded.cased, form, concept, term)


def _rank(entry: Entry) -> tuple[int, bool]:
    """The preferred term of the shared form first; a form as listed before an inflected one."""
    return RANK[entry.term.status], entry.form != exact(entry.term.text)


def _has_edges(text: str, start: int, end: int, pattern: Pattern) -> bool:
    """False inside another word or number. Only Latin letters and digits have such an edge."""
    if pattern.left and start:
        before = text[start - 1]
        if is_word(before):
            return False
        if before in ".," and text[start].isdigit() and text[start - 2:start - 1].isdigit():
            return False
    if pattern.right and end < len(text):
        after = text[end]
        if is_word(after):
            return False
        if after in ".," and text[end - 1].isdigit() and text[end + 1:end + 2].isdigit():
            return False
    return True


def _in_compound(text: str, start: int, end: int, pattern: Pattern) -> bool:
    """True for the RAN of O-RAN and the 5G of 5G-A: one letter and a hyphen make another name."""
    if pattern.left and re.search(r"(?:^|[^A-Za-z0-9])[A-Za-z]-$", unify(text[max(0, start - 3):start])):
        return True
    return pattern.right and bool(re.match(r"-[A-Za-z](?:[^A-Za-z0-9]|$)", unify(text[end:end + 3])))


def _case_fits(entry: Entry, cased: str, written: str) -> bool:
    if entry.term.case is CaseRule.EXACT:
        return cased == entry.cased and unify(written).count("-") == entry.form.count("-")
    if cased == entry.cased or entry.term.case is CaseRule.ANY:
        return True
    return all(
        seen in (word, word[:1].upper() + word[1:], word.upper())
        for seen, word in zip(cased.split(" "), entry.cased.split(" "), strict=False))
