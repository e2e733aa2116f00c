"""The one spelling of text and marks that training and translation share.

Marks are single pieces.  A slot opens with its numbered mark and closes with the common one in the
source, and is the numbered mark alone in the target:

    The ⦅3⦆ministry⦅/⦆ said ⟨1⟩4.4 million⟨/1⟩ stations stand.  ->  ⦅3⦆表示，已建成⟨1⟩440万⟨/1⟩个基站。
"""
import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

SLOTS = tuple(f"⦅{k}⦆" for k in range(1, 10))
CLOSE = "⦅/⦆"
TAGS = tuple((f"⟨{k}⟩", f"⟨/{k}⟩") for k in range(1, 5))
MARKS = (*SLOTS, CLOSE, *(mark for pair in TAGS for mark in pair))
NORMALISATION = "l10n-1"                # name of the rules of normalise() in a package's metadata
UNK, BOS, EOS, PAD = 0, 1, 2, 3
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"    # how SentencePiece writes a space

HAN = "\u3400-\u9fff\uf900-\ufaff"
WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"

_FOLD: dict[int, str | None] = {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xFEFF: None, 0xAD: None}
_FOLD |= dict.fromkeys(range(8203, 8208))
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_FOLD |= {ord(wide): ascii_ for wide, ascii_ in zip("％＋－＝＆＠＃＄／＿", "%+-=&@#$/_", strict=True)}
_EN = _FOLD | {ord(c): '"' for c in "“”„«»「」『』"} | {ord(c): "'" for c in "‘’‚`´"}
_EN |= {ord(w): a for w, a in zip("，；：？！（）", (", ", "; ", ": ", "? ", "! ", " (", ") "), strict=True)}
_EN |= {ord("…"): "...", ord("。"): "."}
_ZH = _FOLD | {ord(a): b for a, b in zip("「」『』", "“”‘’", strict=True)}
_WIDE_PUNCT = str.maketrans(",;:?!", "，；：？！")

_SPACES = re.compile(r"\s+")
_AFTER_HAN = re.compile(rf"(?<=[{HAN}”’》）])\s*([,;:?!])\s*")
_BEFORE_HAN = re.compile(rf"([,;:?!])\s*(?=[{HAN}“《])")
_STOP = re.compile(rf"(?<=[{HAN}”’》）])\s*\.(?=\s|$|[{HAN}“])")
_PAREN_HAN = re.compile(rf"\(([^()]*[{HAN}][^()]*)\)")
_PAREN_AFTER = re.compile(rf"(?<=[{HAN}])\s*\(([^()]*)\)")
_QUOTES = re.compile(r'"([^"]*)"')
_DOTS = re.compile(r"\.{3,}|…+|。{3,}")
_INNER_SPACE = re.compile(rf"(?<=[{WIDE}])\s+|\s+(?=[{WIDE}])")

_OPEN = "⦅[1-9]⦆|⟨[1-4]⟩"
_OPENING = re.compile(_OPEN)
_BEFORE_OPEN = re.compile(rf"(?:^| +)((?:{_OPEN})+) *")
_BEFORE_CLOSE = re.compile(r" +(⦅/⦆|⟨/[1-4]⟩)")
_SPACE_INSIDE = re.compile(rf"((?:{_OPEN})+) +")
_SPACE_IN_TAG = re.compile(r"((?:⟨[1-4]⟩)+) +")
_SLOT = re.compile(r"(?:⟨[1-4]⟩)*⦅[1-9]⦆")
_AROUND_SLOT = re.compile(r" *(⦅[1-9]⦆) *")


class Pieces(Protocol):
    """What is used of a SentencePieceProcessor."""

    def encode(self, text: str, out_type: type) -> list[str]: ...
    def decode(self, pieces: list[str]) -> str: ...


def normalise(text: str, lang: str) -> str:
    """Text in the one spelling: NFC, single spaces, unified quotes; Chinese with wide punctuation, no inner spaces.

    Marks pass unchanged, but text is best normalised before marks are put into it.
    """
    text = unicodedata.normalize("NFC", text).translate(_ZH if lang == "zh" else _EN)
    text = _SPACES.sub(" ", text).strip()
    return _chinese_style(text) if lang == "zh" else text


def encode(model: Pieces, text: str, source: str) -> list[str]:
    """Pieces of a normalised source text with marks; source is its language.

    The space before an opening mark moves behind it, so that the word inside keeps its word-start
    piece: `the ⦅1⦆chip⦅/⦆` is `▁the ⦅1⦆ ▁chip ⦅/⦆`.  An English text that starts with a mark starts
    its first word with a space too; a Chinese one does not.
    """
    text = _BEFORE_CLOSE.sub(r"\1", text)
    at_start = _OPENING.match(text)
    text = _BEFORE_OPEN.sub(r"\1 ", text)
    if at_start and source == "zh":
        text = text.replace(" ", "", 1) if _SPACE_INSIDE.match(text) else text
    pieces = model.encode(text, out_type=str)
    return pieces[1:] if at_start and pieces[0] == SPACE else pieces


def decode(model: Pieces, pieces: Sequence[str], target: str) -> str:
    """Text of target pieces, with the spaces around marks where a reader wants them.

    English: a slot is set off from what precedes it as a word would be, also through the opening tags
    right before it; nothing goes between it and an opening bracket, quote, hyphen or slash.  What
    follows a slot brings its own space.  Chinese: no space beside a slot.
    """
    text = _SPACE_IN_TAG.sub(lambda m: " " + m[1], model.decode(list(pieces)))
    if target == "zh":
        text = _AROUND_SLOT.sub(r"\1", text)
    else:
        text = _SLOT.sub(lambda m: _gap(text[:m.start()]) + m[0], text)
    return _SPACES.sub(" ", text).strip()


def slots_of(text: str) -> list[str]:
    """The slot marks of a text in order."""
    return re.findall(r"⦅[1-9]⦆", text)


def tags_of(text: str) -> list[str]:
    """The tag marks of a text in order."""
    return re.findall(r"⟨/?[1-4]⟩", text)


def fill(text: str, values: dict[str, str]) -> str:
    """Target text with every slot replaced by its value."""
    return re.sub(r"⦅[1-9]⦆", lambda m: values.get(m[0], m[0]), text)


def strip_marks(text: str) -> str:
    """Text without any mark; the words inside source slots and tags stay."""
    return re.sub(r" {2,}", " ", re.sub("|".join(map(re.escape, MARKS)), "", text)).strip()


def _chinese_style(text: str) -> str:
    """Full-width punctuation next to Han and no space between Han and anything else."""
    text = _PAREN_HAN.sub(r"（\1）", text)
    text = _PAREN_AFTER.sub(r"（\1）", text)
    text = _QUOTES.sub(r"“\1”", text)
    text = _DOTS.sub("……", text)
    text = _AFTER_HAN.sub(lambda m: m[1].translate(_WIDE_PUNCT), text)
    text = _BEFORE_HAN.sub(lambda m: m[1].translate(_WIDE_PUNCT), text)
    text = _STOP.sub("。", text)
    return _INNER_SPACE.sub("", text)


def _gap(before: str) -> str:
    """The space, or nothing, that an English slot wants after the text before it."""
    if not before or before[-1] in " ([{-/$€£":
        return ""
    if before[-1] == '"':
        return "" if before.count('"') % 2 else " "
    return " "
