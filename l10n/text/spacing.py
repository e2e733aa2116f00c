"""White space: none beside full-width marks, one between English words, none that cannot be seen."""

import re

from l10n.text.profile import HAN, Typography

# After these a space stands: 海港4月18日电（记者 王芳）
_KEPT = "(?<!日电)(?<!日電)(?<!记者)(?<!記者)(?<!通讯员)(?<!通訊員)"
_WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"


def visible(text: str, _: Typography) -> str:
    """No zero-width characters (those that join emoji stay); odd spaces as plain ones."""
    text = re.sub("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad]", "", text)
    text = re.sub("\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])", "", text)
    text = text.replace("\u2011", "-")
    return re.sub("[\u00a0\u2000-\u200a\u202f\u205f]", " ", text)


def han_spaces(text: str, _: Typography) -> str:
    """Chinese: no space between two Han characters or marks; those of an agency's dateline stay.

    Headlines part their clauses with a space: `adapt_segment` leaves this rule out there.
    """
    return re.sub(rf"(?<=[{_WIDE}]){_KEPT}[ \t]+(?=[{_WIDE}])", "", text)


def mark_spaces(text: str, _: Typography) -> str:
    """Chinese: no space beside a full-width mark, none before %."""
    text = re.sub(r"(?<![ \t])[ \t]+(?=[，。；：？！、）》】”])|(?<=[，。；：？！、（《【“])[ \t]+", "", text)
    text = re.sub("(?<=[》】])[ \t]+(?=[A-Za-z0-9])", "", text)
    return re.sub(r"(?<=\d)[ \t]+(?=[%‰℃])", "", text)


def han_latin_spaces(text: str, profile: Typography) -> str:
    """Chinese: between Han and Latin letters or figures one space or none, by the profile; left out in headlines."""
    if profile.han_latin_space:
        return re.sub(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])", " ", text)
    return re.sub(
        rf"(?<=[{HAN}]){_KEPT}[ \t]+(?=[A-Za-z0-9$¥€£+-])|(?<=[A-Za-z0-9%‰℃+])(?<![表图圖]\d)[ \t]+(?=[{HAN}])",
        "",
        text,
    )


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
