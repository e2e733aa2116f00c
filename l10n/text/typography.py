"""Typography of a target text: small pure rules, each with the clause it comes from, applied in order.

`adapt_text` is idempotent. URLs, e-mail addresses, code-like words, numbers and times are never touched.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

HAN = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = HAN + "\u3001-\u303f\uff01-\uff65“”‘’…—"
_KEEP = re.compile(r"https?://[^\s\u3400-\u9fff，。；]+|www\.[\w./%-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|`[^`]*`", re.ASCII)
_HOLE = "\ufdd2"
PASSES = 6                  # a rule may make room for an earlier one; odd runs of marks need a few rounds


@dataclass(frozen=True, slots=True)
class Typography:
    """The profile of a locale: language, the four quotation marks, whether a space parts Han and Latin."""

    tag: str
    language: str
    quotes: str = "“”‘’"
    han_latin_space: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, the language it serves, its source, and what it does."""

    name: str
    language: str
    source: str
    change: Callable[[str, Typography], str]


def adapt_text(text: str, typography: Typography) -> tuple[str, tuple[str, ...]]:
    """The text as its locale writes it, and the names of the rules that changed something, in order."""
    kept = _KEEP.findall(text)
    text = _KEEP.sub(_HOLE, text)
    fired: list[str] = []
    for _ in range(PASSES):
        before = text
        for rule in RULES:
            if rule.language == typography.language:
                changed = rule.change(text, typography)
                if changed != text and rule.name not in fired:
                    fired.append(rule.name)
                text = changed
        if text == before:
            break
    parts = text.split(_HOLE)
    return "".join(part + (kept[n] if n < len(kept) else "") for n, part in enumerate(parts)), tuple(fired)


_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F) if chr(c - 0xFEE0).isalnum()} | {
    ord("％"): ord("%"),
    ord("＋"): ord("+"),
    ord("￥"): ord("¥"),
}
_TO_WIDE = dict(zip(",;:?!", "，；：？！", strict=True))


def _half_width(text: str, _: Typography) -> str:
    return text.translate(_WIDTH)


def _invisible(text: str, _: Typography) -> str:
    text = re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    return re.sub("[\u00a0\u2007\u2009\u202f]", " ", text)


def _zh_punctuation(text: str, _: Typography) -> str:
    """A half-width mark beside Han becomes full-width; in numbers, times and Latin text it stays."""
    text = re.sub(rf"(?<=[{HAN}”’》）%℃])\s*([,;:?!])(?!\d{{3}}(?!\d)|//)", lambda m: _TO_WIDE[m[1]], text)
    text = re.sub(rf"([,;:?!])\s*(?=[{HAN}“‘《（])", lambda m: _TO_WIDE[m[1]], text)
    if re.search(f"[{HAN}]", text):
        text = re.sub(r"(?<=[A-Za-z]),(?=[A-Za-z])", "，", text)
    text = re.sub("(?<=[！？])[!?]+", "", text)
    text = re.sub(r"(?<=[A-Za-z0-9])\s*，\s*", "，", text)
    text = re.sub(rf"(?<=[{HAN}”’》）%])\s*\.(?=$|[\s{HAN}“”’])", "。", text)
    return re.sub(rf"(?<=[{HAN}]) *\.$", "。", text)


def _zh_final(text: str, _: Typography) -> str:
    """A sentence in Han that ends in a Latin word or a number keeps a Chinese full stop."""
    if (
        len(re.findall(f"[{HAN}]", text)) >= 6
        and re.search(r"[A-Za-z0-9%]\.$", text)
        and not re.search(r"\b(?:[A-Z]\.)+$", text)
    ):
        return text[:-1] + "。"
    return text


def _zh_brackets(text: str, _: Typography) -> str:
    text = re.sub(rf"\(([^()]*[{HAN}][^()]*)\)", r"（\1）", text)
    text = re.sub(rf"\s*\(([^()]*)\)\s*(?=[{HAN}])", r"（\1）", text)
    return re.sub(rf"(?<=[{HAN}])\s*\(([^()]*)\)", r"（\1）", text)


def _zh_ellipsis(text: str, _: Typography) -> str:
    return re.sub(r"\.{3,}|。{3,}|…+", "……", text) if re.search(f"[{HAN}]", text) else text


def _zh_dash(text: str, _: Typography) -> str:
    return re.sub(rf"(?<=[{HAN}”》])\s*(?:--+|—+|\s[-–]\s)\s*(?=[{HAN}“《])", "——", text)


def _zh_quotes(text: str, profile: Typography) -> str:
    """Straight quotes in pairs become “ ”; inside them ‘ ’; an apostrophe in a Latin word stays."""
    if not re.search(f"[{HAN}]", text):
        return text
    if text.count('"') % 2 == 0:
        opening = [True]

        def turn(_: re.Match[str]) -> str:
            opening[0] = not opening[0]
            return profile.quotes[1] if opening[0] else profile.quotes[0]

        text = re.sub('"', turn, text)
    return re.sub(
        rf"(?<![A-Za-z])'([^'\"]*[{HAN}][^'\"]*)'(?![A-Za-z])", rf"{profile.quotes[2]}\1{profile.quotes[3]}", text
    )


def _zh_corner(text: str, profile: Typography) -> str:
    return (
        text.translate(dict(zip(map(ord, "「」『』"), profile.quotes, strict=True)))
        if profile.tag == "zh-Hans"
        else text
    )


def _zh_spaces(text: str, profile: Typography) -> str:
    """No space beside Han or a full-width mark; beside Latin by the profile."""
    text = re.sub(rf"(?<=[{_WIDE}])[ \t]+(?=[{_WIDE}])", "", text)
    text = re.sub(r"[ \t]+(?=[，。；：？！、）》”’…])|(?<=[，。；：？！、（《“‘…])[ \t]+", "", text)
    if profile.han_latin_space:
        return re.sub(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])", " ", text)
    return re.sub(rf"(?<=[{HAN}])[ \t]+(?=[A-Za-z0-9$¥€£%])|(?<=[A-Za-z0-9%℃])[ \t]+(?=[{HAN}])", "", text)


def _zh_list(text: str, _: Typography) -> str:
    """Short nouns in a row that ends in 和, 与 or 及 are parted by 、: A，B和C."""
    item = r"[^，。；：？！、\s和与及“”（）《》]{1,8}"
    pattern = rf"(?<=[{HAN}])({item}(?:，{item})*)，({item})(和|与|及|以及)({item})(?=等|[，。；）]|$)"

    def join(match: re.Match[str]) -> str:
        words = [*match[1].split("，"), match[2], match[4]]
        short = [w for w in words if len(w) <= 5 or re.fullmatch(r"[\w.-]+", w, re.ASCII)]
        verb = re.search("[是在有将已了把被说为对从会能要]", "".join(words))
        return (
            "、".join(words[:-1]) + match[3] + match[4]
            if len(short) == len(words) and len(words) >= 3 and not verb
            else match[0]
        )

    return re.sub(pattern, join, text)


def _zh_doubled(text: str, _: Typography) -> str:
    text = re.sub("([，。；：、])\\1+", r"\1", text)
    text = re.sub("[，、；：]+(?=[。？！])", "", text)
    return re.sub("(?<=[。？！])[，、；。]", "", text)


_TO_NARROW = {
    "，": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "？": "? ",
    "！": "! ",
    "（": " (",
    "）": ") ",
    "、": ", ",
    "《": '"',
    "》": '" ',
    "「": '"',
    "」": '"',
    "『": "'",
    "』": "'",
    "【": "[",
    "】": "]",
    "～": "~",
    "　": " ",
}


def _en_width(text: str, _: Typography) -> str:
    return re.sub(
        " ?[" + "".join(_TO_NARROW) + "] ?", lambda m: _TO_NARROW[m[0].strip(" ")] if m[0].strip(" ") else " ", text
    )


def _en_dashes(text: str, _: Typography) -> str:
    return re.sub(r"\s*——\s*", " — ", text).replace("……", "...").replace("…", "...")


def _en_quotes(text: str, profile: Typography) -> str:
    if profile.quotes[0] == '"':
        return text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"})
    return text


def _en_spaces(text: str, _: Typography) -> str:
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"(?<=[\w\x22%]) +(?=[,;:?!)\]](?!\)))|(?<=[\w\x22%]) +(?=\.(?:\s|$))", "", text)
    text = re.sub(r"(?<=[(\[]) +", "", text)
    text = re.sub(r"(?<=[A-Za-z)])([,;])(?=[A-Za-z(])", r"\1 ", text)
    return re.sub(r"(?<=[a-z)])([?!])(?=[A-Z])", r"\1 ", text).strip(" ")


def _en_doubled(text: str, _: Typography) -> str:
    text = re.sub(r"([,;:])(?:\s*\1)+", r"\1", text)
    return re.sub(r"(?<![.])\.\.(?![.])|,\s*\.(?=\s|$)", ".", text)


def _en_capital(text: str, _: Typography) -> str:
    """The sentence starts with a capital, unless its first word has one inside (iPhone) or holds a digit."""
    match = re.match(r"[\"'“‘]*([a-z])([A-Za-z]*)", text)
    if not match or re.search("[A-Z]", match[2]) or re.match(r"[\w.-]*\d|\w+[./@_]\w", text[match.start(1) :]):
        return text
    place = match.start(1)
    return text[:place] + text[place].upper() + text[place + 1 :]


RULES: tuple[Rule, ...] = (
    Rule("invisible", "zh", "Unicode UAX 14; clreq 3.2", _invisible),
    Rule("half-width", "zh", "GB/T 15835-2011, 4.1", _half_width),
    Rule("corner-quotes", "zh", "GB/T 15834-2011, 4.8", _zh_corner),
    Rule("brackets", "zh", "GB/T 15834-2011, 4.9", _zh_brackets),
    Rule("quotes", "zh", "GB/T 15834-2011, 4.8", _zh_quotes),
    Rule("ellipsis", "zh", "GB/T 15834-2011, 4.11", _zh_ellipsis),
    Rule("dash", "zh", "GB/T 15834-2011, 4.10", _zh_dash),
    Rule("punctuation", "zh", "GB/T 15834-2011, 5.1; clreq 3.1", _zh_punctuation),
    Rule("full-stop", "zh", "GB/T 15834-2011, 4.1", _zh_final),
    Rule("spaces", "zh", "clreq 3.2.2", _zh_spaces),
    Rule("list-comma", "zh", "GB/T 15834-2011, 4.5", _zh_list),
    Rule("doubled", "zh", "GB/T 15834-2011, 5.1", _zh_doubled),
    Rule("invisible", "en", "Unicode UAX 14", _invisible),
    Rule("half-width", "en", "CLDR en", _half_width),
    Rule("narrow-marks", "en", "CLDR en, delimiters", _en_width),
    Rule("dash", "en", "CLDR en", _en_dashes),
    Rule("quotes", "en", "CLDR en, delimiters", _en_quotes),
    Rule("spaces", "en", "CLDR en", _en_spaces),
    Rule("doubled", "en", "CLDR en", _en_doubled),
    Rule("capital", "en", "CLDR en, contextTransforms", _en_capital),
)
