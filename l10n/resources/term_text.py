"""Text as terms are compared in it: one width, one hyphen, plain spaces; every place leads back to the original."""

import re
from bisect import bisect_right
from dataclasses import dataclass

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WIDTH: dict[int, str | int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ", 0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x2009: " ",
    0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"',
    0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2212: "-", 0x30FB: "\u00b7", 0x2027: "\u00b7", 0x2022: "\u00b7",
}
# A run that is not one plain space between two words of Latin text, and so needs a decision.
RUN = re.compile(rf"[\s{ZERO_WIDTH}]{{2,}}|[^\S ]|[{ZERO_WIDTH}]|(?<=[{HAN}()]) | (?=[{HAN}()])")
IS_HAN = re.compile(f"[{HAN}]")
INNER_HYPHEN = re.compile("(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
CJK_START = "\u2e80"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `cased` and `lower` have one length; `cuts` and `shifts` map a place in them to the original."""

    cased: str
    lower: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, at: int) -> int:
        """The place in the original text of the folded character at `at`."""
        return at + self.shifts[bisect_right(self.cuts, at) - 1]


def fold(text: str) -> Folded:
    """The text in one width, with runs of white space as one space and hyphens inside words as spaces.

    White space beside a Han character or a bracket vanishes, so that `5G 基站` and `5G基站` are one; between two Han
    characters only a line break does (a space parts words in headlines). A blank line stays a barrier.
    """
    wide = unify(text)
    parts: list[str] = []
    cuts, shifts = [0], [0]
    at = size = 0
    for run in RUN.finditer(wide):
        if run.start() < at:
            continue
        parts.append(wide[at:run.start()])
        kept = _kept(run[0], wide[run.start() - 1:run.start()], wide[run.end():run.end() + 1])
        parts.append(kept)
        size += run.start() - at + len(kept)
        at = run.end()
        cuts.append(size)
        shifts.append(at - size)
    parts.append(wide[at:])
    cased = INNER_HYPHEN.sub(" ", "".join(parts))
    return Folded(cased, lower(cased), tuple(cuts), tuple(shifts))


def unify(text: str) -> str:
    """The text in half width with plain quotes, hyphens and spaces; as long as before."""
    return text.translate(WIDTH)


def lower(text: str) -> str:
    """Lower case that never changes the length of the text."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def exact(text: str) -> str:
    """The text in one width with single spaces; case and hyphens stay."""
    return " ".join(re.sub(f"[{ZERO_WIDTH}]", "", unify(text)).split())


def is_word(char: str) -> bool:
    """True for a letter or digit of a script that parts words with spaces, and for the underscore."""
    return (char.isalnum() and char < CJK_START) or char == "_"


def has_han(text: str) -> bool:
    """True when the text holds a Chinese character."""
    return bool(IS_HAN.search(text))


def _kept(run: str, before: str, after: str) -> str:
    if not run.strip(ZERO_WIDTH):
        return ""
    if BLANK_LINE.search(run):
        return "\n"
    if (before and before in "()") or (after and after in "()") or (before == "-" and "\n" in run):
        return ""
    left, right = has_han(before), has_han(after)
    if left and right:
        return "" if "\n" in run else " "
    return "" if left or right else " "
