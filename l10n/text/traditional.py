"""Simplified Chinese written in traditional characters."""

import re
from functools import cache
from typing import Any

from l10n.text.profile import HAN, Typography

PROFILE = "s2tw"
_RUN = re.compile(f"[{HAN}]")


def to_traditional(text: str, profile: str = PROFILE) -> str:
    """The text in traditional characters, by OpenCC's phrase tables; other scripts stay as they are.

    `s2tw` gives Taiwan's characters and keeps mainland words; `s2twp` changes words too (网络 -> 網路), enforced
    terms and names of ministries among them; `s2hk` gives Hong Kong's characters. A text that is traditional already
    stays: converted again, 風采 would become 風採.
    """
    if not _RUN.search(text) or is_traditional(text):
        return text
    return str(converter(profile).convert(text))


def to_simplified(text: str) -> str:
    """A traditional text in simplified characters, place by place: same length. Any other text stays as it is."""
    if not _RUN.search(text):
        return text
    simplified = str(converter("tw2s").convert(text))
    return simplified if len(simplified) == len(text) else text


def converted(text: str, typography: Typography) -> str:
    """The text in the characters of its locale; a rule of `l10n.text.typography`."""
    return to_traditional(text, typography.conversion) if typography.conversion else text


def is_traditional(text: str) -> bool:
    """True for a text that holds traditional characters and none that only simplified text has.

    Characters that both scripts write, such as 后 and 里, tell nothing.
    """
    if not _RUN.search(text):
        return False
    return converter("t2s").convert(text) != text and not any(map(_simplified, text))


@cache
def _simplified(character: str) -> bool:
    """True for a character that has another traditional form and is not itself one: Big5 lacks it."""
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return bool(_RUN.match(character)) and converter("s2t").convert(character) != character
    return False


@cache
def converter(profile: str) -> Any:
    """OpenCC's converter of that profile, loaded once."""
    import opencc

    return opencc.OpenCC(profile)
