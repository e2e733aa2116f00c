"""Fuzzy look-up: sentences of a memory that are nearly the same, with a score from 0 to 100.

The score is 100 less the share of tokens to change (Levenshtein): a Latin word, a Han character, a mark or a placeable
is one token. What differs only in the value of its placeables, in case, width or spaces scores 95-99.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log

from l10n.model.inline import Content, plain
from l10n.model.memory import Entry, MemoryMatch
from l10n.model.pair import Pair
from l10n.resources.memory import COLUMNS, Memory, entry_of
from l10n.resources.memory_text import Mask, features, marked, normalised, quoted, tokens

COMMON = 1500           # a feature that more entries hold tells little
ENOUGH = 6              # so many features that tell much find every near sentence
ASKED = 10              # questions for common features at most
SCORED = 200            # entries whose words are compared
WORTH = 0.2             # share of the best one's weight below which an entry is not looked at
MASKED = 8              # entries that are compared once more with their placeables
LEEWAY = 40             # points that the placeables may add to the score of the bare words
TERM = "term"
_LOST = 5               # points lost at most where nothing but values, case or width differs

Masker = Callable[[str], Sequence[Mask]]


def find_fuzzy(
    memory: Memory, source: Content, pair: Pair, masker: Masker | None = None, least: int = 75
) -> list[MemoryMatch]:
    """The entries with at least the score `least`, best first, then approved, then latest; those of `find_exact` not.

    `masker` finds the placeables of a source text: with it, sentences whose numbers, dates or terms differ are near.
    """
    words, same = normalised(plain(source)), marked(source)
    found = []
    for sure, entry in _nearby(memory, words, pair, least - LEEWAY if masker else least):
        if marked(entry.source) == same:
            continue
        points = min(99, score(words, plain(entry.source), masker) if masker else sure)
        if points >= least:
            found.append((points, entry))
    found.sort(key=lambda item: (item[0], item[1].approved, item[1].changed, item[1].id), reverse=True)
    return [MemoryMatch(entry, points) for points, entry in found]


def score(first: str, second: str, masker: Masker | None = None) -> int:
    """How much two sentences of one language are alike, 0-100: symmetric, 100 for texts that differ in no word."""
    from rapidfuzz.distance import Levenshtein

    first, second = normalised(first), normalised(second)
    if first == second:
        return 100
    masks = [tuple(masker(text)) if masker else () for text in (first, second)]
    left, right = tokens(first, masks[0]), tokens(second, masks[1])
    values = [[(text[a:b], name) for a, b, name in found] for text, found in zip((first, second), masks, strict=True)]
    if left == right:
        return 100 - min(_LOST, max(1, _lost(values[0], values[1])))
    if not left or not right:
        return 0
    alike = int(100 * Levenshtein.normalized_similarity(left, right))
    return max(0, min(99, alike) - (sorted(values[0]) != sorted(values[1])))


def _lost(first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]) -> int:
    """One point for each value that differs, two for each term."""
    pairs = zip(first, second, strict=True)
    return sum((2 if name == TERM else 1) for (text, name), (other, _) in pairs if text != other)


def _nearby(memory: Memory, words: str, pair: Pair, least: int) -> list[tuple[int, Entry]]:
    """The entries that are most alike by their bare words, with their scores, of those that share most with them."""
    listed = tokens(words)
    size, share = max(1, len(listed)), max(1, least) / 100
    shared = _shared(memory, words).most_common(SCORED)
    ids = [number for number, weight in shared if weight >= WORTH * shared[0][1]]
    rows = memory.database.execute(
        f"SELECT id, source FROM entry WHERE id IN ({', '.join('?' * len(ids))}) "  # noqa: S608  only marks
        "AND source_language = ? AND target_language = ? AND size BETWEEN ? AND ?",
        (*ids, pair.source, pair.target, int(size * share), int(size / share) + 1),
    )
    rough = ((_bare(words, listed, source), number) for number, source in rows)
    best = {number: points for points, number in sorted(rough, reverse=True)[:MASKED] if points >= least}
    rows = memory.database.execute(
        f"SELECT {COLUMNS} FROM entry WHERE id IN ({', '.join('?' * len(best))})", tuple(best)  # noqa: S608
    )
    return [(best[entry.id], entry) for entry in map(entry_of, rows)]


def _bare(words: str, listed: tuple[str, ...], other: str) -> int:
    """`score` without placeables, of texts that are normalised."""
    from rapidfuzz.distance import Levenshtein

    found = tokens(other)
    if listed == found:
        return 100 if words == other else 99
    return min(99, int(100 * Levenshtein.normalized_similarity(listed, found)))


def _shared(memory: Memory, words: str) -> Counter[int]:
    """Entry -> weight of the features that it shares with the words; of common features only together."""
    found: Counter[int] = Counter()
    listed = features(words)
    rare = 0
    for feature in listed:
        rows = None if feature in memory.common else _holders(memory, quoted([feature]))
        if rows is None:
            memory.common.add(feature)
        elif rows:
            rare += 1
            weight = round(100 * log(4 * COMMON / len(rows)))
            found.update(dict.fromkeys(rows, weight))
    common = [feature for feature in listed if feature in memory.common]
    if rare < ENOUGH:
        for held in _together(memory, common):
            found.update(dict.fromkeys(held, 100))
    return found


def _together(memory: Memory, common: Sequence[str]) -> Iterator[Sequence[int]]:
    """The entries that hold some common features together: from each on, as many as it takes to be few entries."""
    ring = [*common, *common]
    for start in range(min(len(common), ASKED)):
        for size in range(2, len(common) + 1):
            rows = _holders(memory, quoted(ring[start : start + size], "AND"))
            if rows is not None:
                yield rows
                break
    if len(common) == 1:
        yield _holders(memory, quoted(common)) or ()


def _holders(memory: Memory, query: str) -> list[int] | None:
    """The ids of the entries that the index has for a query; None for more than COMMON."""
    rows = memory.database.execute("SELECT rowid FROM found WHERE found MATCH ? LIMIT ?", (query, COMMON + 1))
    ids = [number for (number,) in rows]
    return ids if len(ids) <= COMMON else None
