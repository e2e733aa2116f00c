"""The spelling of slots and tags that our models were trained with (the same rules as training/common.py), traced.

In the source a slot surrounds its words (`the ⦅3⦆ministry⦅/⦆`), in the target it is one mark alone (`⦅3⦆`) that is
filled afterwards. Tags stand on both sides: `⟨1⟩word⟨/1⟩`.
"""

import re

from l10n.engines.spelling import WIDE
from l10n.engines.traced import Traced

SLOTS = tuple(f"⦅{k}⦆" for k in range(1, 10))
CLOSE = "⦅/⦆"
TAGS = tuple((f"⟨{k}⟩", f"⟨/{k}⟩") for k in range(1, 5))
MARK = re.compile(r"⦅[1-9/]⦆|⟨/?[1-4]⟩")
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"            # how SentencePiece writes a space
NEUTRAL: dict[int, str | None] = {ord(a): b for a, b in zip("⦅⦆⟨⟩▁", "()<>_", strict=True)}  # in the text itself

_OPENING = "⦅[1-9]⦆|⟨[1-4]⟩"
_IS_OPENING = re.compile(_OPENING)
_BEFORE_OPEN = re.compile(rf"(?:^| +)((?:{_OPENING})+) *")
_BEFORE_CLOSE = re.compile(r" +(⦅/⦆|⟨/[1-4]⟩)")
_FIRST_SPACE = re.compile(r"\A([^ ]*) ")
_SPACE_INSIDE = re.compile(rf"((?:{_OPENING})+) +")
_SPACE_IN_TAG = re.compile(r"((?:⟨[1-4]⟩)+) +")
_SLOT = re.compile(r"((?:⟨[1-4]⟩)*⦅[1-9]⦆)")
_AROUND_SLOT = re.compile(r" *(⦅[1-9]⦆) *")
_SPACES = re.compile(r"\s+")
_HAN_SPACE = re.compile(rf"(?<=[{WIDE}])((?:⟨/?[1-4]⟩)*) +")
_SPACE_HAN = re.compile(rf" +((?:⟨/?[1-4]⟩)*)(?=[{WIDE}])")


def space_source(text: Traced, source: str) -> tuple[Traced, bool]:
    """Marked source text with spaces where training had them, and whether its first piece may be a bare space.

    The space before an opening mark moves behind it, so that the word inside keeps its word-start piece.
    """
    text = text.sub(_BEFORE_CLOSE, lambda m: (1,))
    starts = bool(_IS_OPENING.match(text.text))
    text = text.sub(_BEFORE_OPEN, lambda m: (1, " "))
    if starts and source == "zh" and _SPACE_INSIDE.match(text.text):
        text = text.sub(_FIRST_SPACE, lambda m: (1,))
    return text, starts


def space_target(text: Traced, target: str) -> Traced:
    """Decoded target text with the spaces around marks where a reader wants them.

    English: a slot is set off like a word, but not from an opening bracket, quote, hyphen or slash before it.
    Chinese: no space beside a slot.
    """
    text = text.sub(_SPACE_IN_TAG, lambda m: (" ", 1))
    if target == "zh":
        text = text.sub(_AROUND_SLOT, lambda m: (1,))
    else:
        whole = text.text
        text = text.sub(_SLOT, lambda m: (_gap(whole[: m.start()]), 1))
    return text.sub(_SPACES, lambda m: (" ",)).stripped()


def close_han(text: Traced) -> Traced:
    """Chinese text without spaces beside Han and wide signs, also where tags stand between."""
    return text.sub(_HAN_SPACE, lambda m: (1,)).sub(_SPACE_HAN, lambda m: (1,))


def _gap(before: str) -> str:
    """The space, or nothing, that an English slot wants after the text before it."""
    if not before or before[-1] in " ([{-/$€£":
        return ""
    if before[-1] == '"':
        return "" if before.count('"') % 2 else " "
    return " "
