"""Full and half width: digits, letters and marks in the width that their script has."""

import re
import unicodedata

from l10n.text.profile import HOLE, Typography

_ALNUM = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_SYMBOLS = dict(zip(map(ord, "％＋￥￡＆／＠＃＝＜＞＿＊＄"), "%+¥£&/@#=<>_*$", strict=True))
_NARROW = {
    "，": ",",
    "、": ",",
    "。": ".",
    "｡": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "）": ")",
    "】": "]",
    "］": "]",
    "〕": "]",
    "〗": "]",
    "､": ",",
}
_NARROW_OPENING = {"（": "(", "【": "[", "［": "[", "〔": "[", "〖": "["}
_TITLES = str.maketrans({"《": "“", "》": "”", "〈": "“", "〉": "”", "「": "“", "」": "”", "『": "‘", "』": "’"})
# The rest of U+3000-303F, of the full-width forms, and the forms for vertical text (CLDR en has none of them).
_ODD = str.maketrans(
    {"～": "~", "\u3000": " ", "－": "-", "．": ".", "℃": "°C", "〜": "~", "〰": "~", "〝": "“", "〞": "”", "〟": "”",
     "＂": '"', "＇": "'", "｢": "“", "｣": "”", "･": "·", "〘": "[", "〙": "]", "〚": "[", "〛": "]", "＼": "\\",
     "＾": "^", "｀": "`", "｛": "{", "｜": "|", "｝": "}", "｟": "(", "｠": ")", "￠": "¢", "￢": "¬", "￣": "¯",
     "￦": "₩"}
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFE30, 0xFE45)}
)


def half_width(text: str, _: Typography) -> str:
    """Digits, letters and symbols of commerce in half width; times and decimals with half-width marks."""
    text = text.translate(_ALNUM | _SYMBOLS)
    text = re.sub(r"(?<=[A-Za-z0-9])[－](?=[A-Za-z0-9])", "-", text)
    text = re.sub(r"(?<=\d)．(?=\d)", ".", text)
    return re.sub(r"(?<![\d.:])(\d{1,2})：(?=[0-5]\d(?!\d))", r"\1:", text)


def narrow_marks(text: str, _: Typography) -> str:
    """English: every full-width mark as its half-width one, with the spaces that English has."""
    text = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text.translate(_ODD))
    text = re.sub(r"(?<=\d) ?： ?(?=\d)", ":", text)
    text = re.sub(r" ?《", " “", text) if "《" in text else text
    text = re.sub(r"》(?=[\w(])", "” ", text).translate(_TITLES)
    openers = "".join(_NARROW_OPENING)
    text = re.sub(rf"(?<! ) *([{openers}])\s*", lambda m: " " + _NARROW_OPENING[m[1]], text)
    marks = "".join(_NARROW)
    text = re.sub(rf"(?<!\s)\s*([{marks}])\s*(?=[\w“‘(\[$€£¥{HOLE}]|\ufffc\w)", lambda m: _NARROW[m[1]] + " ", text)
    text = re.sub(rf"(?<={HOLE})([{marks}])(?=[!-~])", lambda m: _NARROW[m[1]] + " ", text)  # no part of an address
    return re.sub(rf"(?<!\s)\s*([{marks}])", lambda m: _NARROW[m[1]], text)
