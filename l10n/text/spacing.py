"""White space: none beside full-width marks, one between English words, none that cannot be seen."""

import re

from l10n.text.profile import HAN, Typography

_WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"


def visible(text: str, _: Typography) -> str:
    """No zero-width characters (those that join emoji stay); odd spaces as plain ones."""
    text = re.sub("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad]", "", text)
    text = re.sub("\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])", "", text)
    text = text.replace("\u2011", "-")
    return re.sub("[\u00a0\u2000-\u200a\u202f\u205f]", " ", text)


def han_spaces(text: str, profile: Typography) -> str:
    """Chinese: no space beside Han or a full-width mark; between Han and Latin by the profile."""
    text = re.sub(rf"(?<=[{_WIDE}])[ \t]+(?=[{_WIDE}])", "", text)
    text = re.sub(r"(?<![ \t])[ \t]+(?=[，。；：？！、）》】”])|(?<=[，。；：？！、（《【“])[ \t]+", "", text)
    text = re.sub("(?<=[》】])[ \t]+(?=[A-Za-z0-9])", "", text)
    text = re.sub(r"(?<=\d)[ \t]+(?=[%‰℃])", "", text)
    if profile.han_latin_space:
        return re.sub(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])", " ", text)
    return re.sub(rf"(?<=[{HAN}])[ \t]+(?=[A-Za-z0-9$¥€£+-])|(?<=[A-Za-z0-9%‰℃+])[ \t]+(?=[{HAN}])", "", text)


def word_spaces(text: str, _: Typography) -> str:
    """English: one space between words and after marks, none before marks or inside brackets."""
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"(?<=[\w”’%)]) +(?=[,;:?!)\]”](?!\)))|(?<=[\w”’%)]) +(?=\.(?:\s|$|[”’)]))", "", text)
    text = re.sub(r"(?<=[.,?!]) +(?=”)|(?<=[(\[“]) +", "", text)
    text = re.sub(r"(?<=\d) +(?=%)", "", text)
    text = re.sub(r"(?<=[A-Za-z0-9)”%])([,;])(?=[A-Za-z(“])", r"\1 ", text)
    text = re.sub(r"(?<=[\w.,?!)])”(?=[A-Za-z0-9(“])", "” ", text)
    text = re.sub(r"(?<=[a-z]{3})\.(?=(?:The|It|He|She|They|We|This|In|But|And|However)\b)", ". ", text)
    return re.sub(r"(?<=[a-z)])([?!])(?=[A-Z])", r"\1 ", text).strip(" ")
