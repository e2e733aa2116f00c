"""Simplified Chinese written in traditional characters."""

from functools import cache
from typing import Any

PROFILE = "s2tw"


def to_traditional(text: str, profile: str = PROFILE) -> str:
    """The text in traditional characters, by OpenCC's phrase tables; other scripts stay as they are.

    `s2tw` gives Taiwan's characters and keeps mainland words; `s2twp` changes words too (网络 -> 網路), enforced
    terms and names of ministries among them; `s2hk` gives Hong Kong's characters.
    """
    return str(_converter(profile).convert(text))


@cache
def _converter(profile: str) -> Any:
    import opencc

    return opencc.OpenCC(profile)
