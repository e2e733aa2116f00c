"""The normalisation `l10n-1` that our models were trained with, and maps of offsets through changed text."""

import difflib
import re
import unicodedata

HAN = "\u3400-\u9fff\uf900-\ufaff"
WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"

_FOLD: dict[int, str | None] = {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xFEFF: None, 0xAD: None}
_FOLD |= {code: None for code in range(0x200B, 0x2010)}
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_FOLD |= {ord(wide): narrow for wide, narrow in zip("％＋－＝＆＠＃＄／＿", "%+-=&@#$/_", strict=True)}
_EN = _FOLD | {ord(c): '"' for c in "“”„«»「」『』"} | {ord(c): "'" for c in "‘’‚`´"}
_EN |= {ord(w): n for w, n in zip("，；：？！（）", (", ", "; ", ": ", "? ", "! ", " (", ") "), strict=True)}
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


def normalise(text: str, language: str) -> str:
    """Text in the one spelling: NFC, single spaces, unified quotes; Chinese with wide punctuation, no inner spaces."""
    text = unicodedata.normalize("NFC", text).translate(_ZH if language == "zh" else _EN)
    text = _SPACES.sub(" ", text).strip()
    if language != "zh":
        return text
    text = _PAREN_HAN.sub(r"（\1）", text)
    text = _PAREN_AFTER.sub(r"（\1）", text)
    text = _QUOTES.sub(r"“\1”", text)
    text = _DOTS.sub("……", text)
    text = _AFTER_HAN.sub(lambda m: m[1].translate(_WIDE_PUNCT), text)
    text = _BEFORE_HAN.sub(lambda m: m[1].translate(_WIDE_PUNCT), text)
    text = _STOP.sub("。", text)
    return _INNER_SPACE.sub("", text)


def offsets_into(original: str, changed: str) -> list[int]:
    """For each offset of `changed` (and its end) the offset of `original` that it came from."""
    if original == changed:
        return list(range(len(original) + 1))
    places = [0] * (len(changed) + 1)
    matcher = difflib.SequenceMatcher(None, original, changed, autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for j in range(j1, j2):
            places[j] = min(i1 + (j - j1), i2)
    places[len(changed)] = len(original)
    return places
