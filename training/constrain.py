"""Test sentences with slots and tags: the held-out articles, or any parallel text, marked by the trained aligner."""
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

from align import EN_STOP, ZH_STOP, Aligner, piece_kinds
from common import CLOSE, SLOTS, TAGS
from data import Span, disjoint
from pieces import MAX_TOKENS, Coder, encode_pairs

MAX_SLOTS = 4
CharSpan = tuple[int, int, int, int]        # source start, end, target start, end, in characters


class Marked(NamedTuple):
    """A marked source, the reference with the same marks, and what stands in each slot of the reference."""

    source: str
    reference: str
    values: dict[str, str]


def mark_text(pair: tuple[str, str], spans: list[CharSpan], tags: int, rng: random.Random) -> Marked:
    """A (source, target) pair with the last `tags` spans tagged and the others in slots with random numbers."""
    source, target = pair
    slots, tagged = spans[:len(spans) - tags], sorted(spans[len(spans) - tags:])
    numbers = rng.sample(SLOTS, len(slots))
    left = [(s0, s1, mark + source[s0:s1] + CLOSE) for mark, (s0, s1, _, _) in zip(numbers, slots, strict=True)]
    right = [(t0, t1, mark) for mark, (_, _, t0, t1) in zip(numbers, slots, strict=True)]
    for (opening, closing), (s0, s1, t0, t1) in zip(TAGS, tagged, strict=False):
        left.append((s0, s1, opening + source[s0:s1] + closing))
        right.append((t0, t1, opening + target[t0:t1] + closing))
    values = {mark: target[t0:t1] for mark, (_, _, t0, t1) in zip(numbers, slots, strict=True)}
    return Marked(splice(source, left), splice(target, right), values)


def splice(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Text with (start, end, new) changes."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def characters(pieces: list[str]) -> list[tuple[int, int]]:
    """First character and end of each piece in the text, without the space that a piece may begin with."""
    places, at = [], -1
    for piece in pieces:
        places.append((at + piece.startswith("▁"), at + len(piece)))
        at += len(piece)
    return places


def char_span(span: Span, sides: tuple[list[str], list[str]]) -> CharSpan:
    """A span of pieces as one of characters."""
    (i, n, j, m), (en, zh) = span, (characters(side) for side in sides)
    return en[i][0], en[i + n - 1][1], zh[j][0], zh[j + m - 1][1]


def constrained(pairs: list[tuple[str, str]], coder: Coder, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Marked examples of (English, Chinese) pairs for both directions; three in four have slots, the others tags.

    coder and folder are those of prepare.py; pairs without candidate spans are left out.
    """
    pairs = [pair for pair in pairs if max(len(coder.model.encode(side)) for side in pair) <= MAX_TOKENS]
    data = encode_pairs(coder, [(0, en, zh) for en, zh in pairs])
    kinds = [piece_kinds(coder.pieces, EN_STOP), piece_kinds(coder.pieces, ZH_STOP)]
    Aligner(folder, 1).extract(data, kinds)
    rng, found = random.Random(3), {"en-zh": [], "zh-en": []}
    for number, (en, zh) in enumerate(pairs):
        spans = [tuple(int(x) for x in span) for span in data["spans"][number, :data["n_spans"][number]]]
        tags = 1 + number // 4 % 2 if number % 4 == 3 else 0
        chosen = disjoint(spans, rng, tags or 1 + number % MAX_SLOTS)
        sides = tuple([coder.pieces[i] for i in coder.model.encode(side)] for side in (en, zh))
        chars = [char_span(span, sides) for span in chosen]
        if chars:
            tags = min(tags, len(chars))
            turned = [(z0, z1, e0, e1) for e0, e1, z0, z1 in chars]
            found["en-zh"].append(mark_text((en, zh), chars, tags, rng)._asdict() | {"plain": en})
            found["zh-en"].append(mark_text((zh, en), turned, tags, rng)._asdict() | {"plain": zh})
    return found


def write(folder: Path, sets: dict[str, list[tuple[str, str]]], coder: Coder) -> None:
    """Write constrained.json: set name -> direction -> examples."""
    found = {name: constrained(pairs, coder, folder) for name, pairs in sets.items()}
    (folder / "constrained.json").write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
