"""Paragraphs of a text that was broken at a fixed width."""

from itertools import pairwise

from l10n.formats.byline import is_byline
from l10n.formats.furniture import ENDED, Furniture, is_sentence
from l10n.formats.lines import Line

NARROW, WIDE = 40, 100  # columns between which a text counts as broken at a fixed width


def unwrapped(lines: list[Line], text: str, rules: Furniture) -> list[Line]:
    """The lines with those of one paragraph joined, when the text was broken at a fixed width; else as they are."""
    widths = sorted(width for line in lines if line.text and (width := columns(line.text)) > 30)
    full = widths[int(len(widths) * 0.95)] if len(widths) >= 4 else 0
    if not NARROW <= full <= WIDE:
        return lines
    pairs = [(a, b) for a, b in pairwise(lines) if columns(a.text) >= 0.75 * full]
    broken = [a for a, b in pairs if b.text and not ENDED.search(a.text)]
    if len(broken) < 3 or len(broken) < 0.3 * len(pairs):
        return lines
    joined: list[Line] = []
    group: list[Line] = []
    for line in [*lines, None]:
        if line and group and line.text and columns(group[-1].text) >= 0.75 * full:
            group.append(line)
            continue
        joined += _one(group, text, rules)
        group = [line] if line else []
    return joined


def columns(text: str) -> int:
    """The width on a terminal: wide characters take two columns."""
    return len(text) + sum(character >= "\u2e80" for character in text)


def _one(group: list[Line], text: str, rules: Furniture) -> list[Line]:
    """The group as one line if that reads as a sentence and no line of it is furniture or byline."""
    if len(group) < 2 or any(rules.reason(line.text) or is_byline(line.text, rules) for line in group):
        return group
    whole = text[group[0].start : group[-1].end]
    if not is_sentence(" ".join(whole.split())):
        return group
    return [Line(whole, group[0].start, group[-1].end, group[0].number)]
