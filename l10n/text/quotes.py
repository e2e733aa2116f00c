"""Straight quotation marks told apart: which opens and which closes (GB/T 15834-2011, 4.8; CLDR delimiters)."""

_OPENS_AFTER = " \t\n\u3000\u00a0([{<（［【《“‘—-–/：:，、"
_CLOSES_BEFORE = " \t\n\u3000\u00a0)]}>）］】》”’.,;:!?。，、；：！？…—-–/"


def curled(text: str, opening: str = "“", closing: str = "”") -> str:
    """The text with each straight double quotation mark replaced by an opening or a closing one; same length.

    A mark opens after white space or an opening mark, closes before white space or punctuation; where neither or both
    are so, it does the opposite of the mark before it.
    """
    if '"' not in text:
        return text
    chars = list(text)
    is_open = False
    for at, char in enumerate(chars):
        if char in "“”":
            is_open = char == "“"
        if char != '"':
            continue
        may_open = at == 0 or text[at - 1] in _OPENS_AFTER
        may_close = at + 1 == len(text) or text[at + 1] in _CLOSES_BEFORE
        is_open = may_open if may_open != may_close else not is_open
        chars[at] = opening if is_open else closing
    return "".join(chars)
