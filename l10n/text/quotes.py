"""Quotation marks: which open and which close, inner ones inside outer ones (GB/T 15834-2011, 4.8; CLDR delimiters)."""

import re

from l10n.text.profile import HAN, Typography

_OPENS_AFTER = " \t\n\u3000\u00a0([{<（［【《“‘—-–/：:"
_CLOSES_BEFORE = " \t\n\u3000\u00a0)]}>）］】》”’.,;:!?。，、；：！？…—-–/"
_CORNERS = "「」『』"
_CURLED = str.maketrans(_CORNERS, "“”‘’")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def curled(text: str, opening: str = "“", closing: str = "”") -> str:
    """The text with each straight double quotation mark replaced by an opening or a closing one; same length.

    A mark opens after white space or an opening mark, closes before white space or punctuation; where neither or both
    are so, it does the opposite of the mark before it. A mark after a figure that nothing opened before means inches.
    """
    if '"' not in text:
        return text
    chars = list(text)
    is_open = False
    for at, char in enumerate(chars):
        if char in "“”":
            is_open = char == "“"
        if char != '"' or (not is_open and at and text[at - 1].isdigit()):
            continue  # after a figure that nothing opened before: inches
        may_open = at == 0 or text[at - 1] in _OPENS_AFTER
        may_close = at + 1 == len(text) or text[at + 1] in _CLOSES_BEFORE
        is_open = may_open if may_open != may_close else not is_open
        chars[at] = opening if is_open else closing
    return "".join(chars)


def straightened(text: str) -> str:
    """The text with straight quotation marks and apostrophes."""
    return text.translate(_STRAIGHT)


def han_quotes(text: str, profile: Typography) -> str:
    """Chinese: straight marks become “ ” and around Han ‘ ’; an apostrophe in a Latin word stays.

    A text without Han keeps what it has.
    """
    if not re.search(f"[{HAN}]", text):
        return text
    text = curled(text)
    return re.sub(
        rf"(?<![A-Za-z])'([^'\"]{{0,200}}[{HAN}][^'\"]{{0,200}})'(?![A-Za-z])",
        rf"{profile.quotes[2]}\1{profile.quotes[3]}",
        text,
    )


def english_quotes(text: str, profile: Typography) -> str:
    """English with curly marks: straight marks and apostrophes as curly ones. `adapt_text` sees to straight marks."""
    if profile.straight:
        return text
    return re.sub(r"(?<=\w)'(?=[a-z]|\s|$)", "’", curled(text))


def corner_quotes(text: str, profile: Typography) -> str:
    """Mainland Chinese prints “ ” ‘ ’ where traditional text has 「 」 『 』."""
    if profile.tag != "zh-Hans":
        return text
    return text.translate(dict(zip(map(ord, _CORNERS), profile.quotes, strict=True)))


def cornered(text: str) -> str:
    """“ ” ‘ ’ as 「 」 『 』 in a text that holds Han; an apostrophe stays."""
    if not re.search(f"[{HAN}]", text):
        return text
    return re.sub("‘([^‘’]*)’", r"『\1』", text).replace("“", "「").replace("”", "」")


def uncornered(text: str) -> str:
    """「 」 『 』 as “ ” ‘ ’ in a text that holds Han: the form in which the rules tell opening from closing marks."""
    return text.translate(_CURLED) if re.search(f"[{HAN}]", text) else text


def nested_quotes(text: str, profile: Typography) -> str:
    """Quotation marks inside quotation marks are single; a text whose marks do not pair keeps them."""
    if not re.search("“[^”]{0,400}“", text) or profile.straight:
        return text
    depth = 0
    chars = list(text)
    for at, char in enumerate(chars):
        if char == "“":
            depth += 1
            chars[at] = "“" if depth % 2 else "‘"
        elif char == "”":
            chars[at] = "”" if depth % 2 else "’"
            depth -= 1
            if depth < 0:
                return text
    return text if depth else "".join(chars)


def paired(target: str, source: str) -> str:
    """The target with the quotation mark that it lost at its edge, when the source has a whole quotation there."""
    source, curly = curled(source.strip()), curled(target.strip())
    if source.count("“") != source.count("”"):
        return target
    missing = curly.count("“") - curly.count("”")
    closing, opening = ('"', '"') if '"' in target else ("”", "“")
    if missing == 1 and re.search("[”][.。]?$", source) and not re.search("”[.。]?$", curly):
        return target.rstrip() + closing
    if missing == -1 and source.startswith("“") and not curly.startswith("“"):
        return opening + target.lstrip()
    return target
