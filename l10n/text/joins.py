"""What parts two sentences that follow one another, by the habits of a language."""

import re

# What stands before or after it takes no space: Han, kana, CJK punctuation, full-width forms.
_WIDE = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
# An agency's dateline, after which a space stands: 新华社北京4月18日电（记者王芳）
_DATELINE = re.compile("^[^，。]{0,24}(?:\\d日|社|网|报|^)[电電讯訊](?:（[^（）]{2,60}）)?$")
_WIDE_QUOTES = "“”‘’…—"


def space_between(before: str, after: str, language: str) -> str:
    """Nothing beside a Chinese character or mark (clreq 3.2.2), else one space; nothing beside an empty sentence."""
    left, right = before.rstrip(), after.lstrip()
    if not left or not right:
        return ""
    chinese = language == "zh"
    if chinese and _DATELINE.match(left):
        return " "
    wide = (is_wide(left[-1], chinese), is_wide(right[0], chinese))
    return "" if (any(wide) if chinese else all(wide)) else " "


def is_wide(character: str, chinese: bool) -> bool:
    """True for a character that takes no word space beside it; quotes and dashes are such marks in Chinese only."""
    point = ord(character)
    return (chinese and character in _WIDE_QUOTES) or any(first <= point <= last for first, last in _WIDE)
