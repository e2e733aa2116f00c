"""The normalisation `l10n-1` that our models were trained with (the same rules as training/common.py), traced."""

import re

from l10n.engines.traced import Template, Traced

HAN = "\u3400-\u9fff\uf900-\ufaff"
WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"

_FOLD: dict[int, str | None] = {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xFEFF: None, 0xAD: None}
_FOLD |= dict.fromkeys(range(8203, 8208))
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_FOLD |= {ord(wide): narrow for wide, narrow in zip("％＋－＝＆＠＃＄／＿", "%+-=&@#$/_", strict=True)}
_EN = _FOLD | {ord(c): '"' for c in "“”„«»「」『』"} | {ord(c): "'" for c in "‘’‚`´"}
_EN |= {ord(w): n for w, n in zip("，；：？！（）", (", ", "; ", ": ", "? ", "! ", " (", ") "), strict=True)}
_EN |= {ord("…"): "...", ord("。"): "."}
_ZH = _FOLD | {ord(a): b for a, b in zip("「」『』", "“”‘’", strict=True)}
_WIDE_PUNCT = str.maketrans(",;:?!", "，；：？！")


def _space(match: re.Match[str]) -> tuple[str]:
    return (" ",)


def _nothing(match: re.Match[str]) -> tuple[()]:
    return ()


def _parentheses(match: re.Match[str]) -> tuple[str, int, str]:
    return ("（", 1, "）")


def _wide(match: re.Match[str]) -> tuple[str]:
    return (match[1].translate(_WIDE_PUNCT),)


_SPACES = re.compile(r"\s+")
_CHINESE: tuple[tuple[re.Pattern[str], Template], ...] = (
    (re.compile(rf"\(([^()]*[{HAN}][^()]*)\)"), _parentheses),
    (re.compile(rf"(?<=[{HAN}])\s*\(([^()]*)\)"), _parentheses),
    (re.compile(r'"([^"]*)"'), lambda match: ("“", 1, "”")),
    (re.compile(r"\.{3,}|…+|。{3,}"), lambda match: ("……",)),
    (re.compile(rf"(?<=[{HAN}”’》）])\s*([,;:?!])\s*"), _wide),
    (re.compile(rf"([,;:?!])\s*(?=[{HAN}“《])"), _wide),
    (re.compile(rf"(?<=[{HAN}”’》）])\s*\.(?=\s|$|[{HAN}“])"), lambda match: ("。",)),
    (re.compile(rf"(?<=[{WIDE}])\s+|\s+(?=[{WIDE}])"), _nothing),
)


def normalise(text: str, language: str) -> str:
    """Text in the one spelling: NFC, single spaces, unified quotes; Chinese with wide punctuation, no inner spaces."""
    return traced(text, language).text


def traced(text: str, language: str) -> Traced:
    """The normalised text with the places of its characters in the text as given."""
    result = Traced.of(text).composed().translated(_ZH if language == "zh" else _EN).sub(_SPACES, _space).stripped()
    if language == "zh":
        for pattern, template in _CHINESE:
            result = result.sub(pattern, template)
    return result
