"""Text as a memory compares it: the key of exact matches, the features that find others, the tokens that score them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from l10n.model.inline import CodeKind, Content, spelled
from l10n.resources.term_text import HAN, ZERO_WIDTH, lower, unify

TOKENISER = 1       # raised when `features` changes: the index of an older file is then built anew
MASK = "\x00"       # begins the token of a placeable; no other token holds it
NUMBER = "0"        # token and feature of any plain number
_MARKS = {CodeKind.OPEN: "\ufdd0", CodeKind.CLOSE: "\ufdd1", CodeKind.ALONE: "\ufdd2"}
_WORD = r"[A-Za-z0-9\u00c0-\u024f]*[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:'[a-z]{1,2}(?![A-Za-z]))?"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|(?P<number>\d+(?:[.,]\d+)*)|[{HAN}]|[^\s\x00{ZERO_WIDTH}]")
_FEATURE = re.compile(rf"(?P<word>[a-z0-9\u00e0-\u024f]*[a-z\u00e0-\u024f][a-z0-9\u00e0-\u024f]*)|(?P<han>[{HAN}]+)")

Mask = tuple[int, int, str]     # start and end in the text, name of what stands there


def normalised(text: str) -> str:
    """The text in NFC with single spaces and none at its ends; nothing else is the same as another."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def marked(content: Content) -> str:
    """The normalised words of the content with one non-character for each code."""
    return normalised(spelled(content, lambda code: _MARKS[code.kind]))


def key_of(content: Content) -> int:
    """A 64-bit key that contents with the same words and codes share; never 0."""
    return hash_of(marked(content))


def hash_of(text: str) -> int:
    """A signed 64-bit hash of a text, the same on every machine; never 0."""
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "big", signed=True) or 1


def tokens(text: str, masks: Sequence[Mask] = ()) -> tuple[str, ...]:
    """Latin words, Han characters, marks and numbers in order, case and width folded; plain numbers are one token.

    Each mask, in order and not overlapping, is one token of its own whatever it holds.
    """
    found: list[str] = []
    at = 0
    for start, end, name in masks:
        found += _tokens(text[at:start])
        found.append(MASK + name)
        at = end
    found += _tokens(text[at:])
    return tuple(found)


def features(text: str) -> tuple[str, ...]:
    """What a text is found by: its Latin words and pairs of neighbouring Han characters, each once, sorted."""
    folded = lower(unify(unicodedata.normalize("NFC", text)))
    found: set[str] = set()
    for match in _FEATURE.finditer(folded):
        run = match["han"]
        if not run:
            found.add(match[0])
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(run[k : k + 2] for k in range(len(run) - 1))
    return tuple(sorted(found)) or (NUMBER,)


def quoted(terms: Iterable[str], word: str = "OR") -> str:
    """An FTS5 query for some features."""
    return f" {word} ".join(f'"{term}"' for term in terms)


def _tokens(text: str) -> list[str]:
    folded = unify(text)
    return [NUMBER if match["number"] else match[0].lower() for match in _TOKEN.finditer(folded)]
