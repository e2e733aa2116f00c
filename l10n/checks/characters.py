"""Characters that no good text holds: mojibake, control and zero-width characters, stray spaces, doubled words."""

import re
from collections.abc import Iterator
from functools import cache

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.inline import Code, Content, codes, plain
from l10n.text.traditional import converter, to_traditional

# A replacement character, UTF-8 read as Latin-1 or Windows-1252, GBK read as UTF-8, and control characters.
_BROKEN = re.compile(
    "\ufffd|锟斤拷|烫烫烫|屯屯屯|[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u201d™œ˜¦]?|ï¼[\u0080-\u00bf]|[åæçèé][\u0080-\u00bf\u2018-\u201e][\u0080-\u00bf]?"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f]"
)
_HAN = re.compile("[\u3400-\u9fff]")
_BOTH = frozenset("著乾夥藉瞭麼沈鍾徵後於")  # in use on both sides, in names or in some senses
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DOUBLE = re.compile("(?<=\\S)[ \u00a0\u3000]{2,}(?=\\S)")
# Function words that are never reduplicated, with the characters that make another word with one of the two: 目的 的,
# 是 是否; and words of two characters.
_ENDING = {
    "的": "目", "了": "不罢完得除为", "在": "现正存所实内潜", "是": "但还就于正可只凡算老", "和": "温缓饱总共柔随平",
    "为": "认作行因成以人最极更较尤", "与": "参给赋", "将": "大必即名老主上中少部", "对": "反面针应相绝敌核校",
    "从": "服自", "向": "方转面趋意走定志导流", "于": "由属对终等位至关处基", "由": "自理缘", "而": "然从进反因",
    "及": "以涉普危", "该": "应本",
}
_STARTING = {
    "的": "确士", "了": "解结然不", "在": "线于场职建乎", "是": "否非", "和": "平谐睦气解善美", "为": "了人何止主",
    "与": "会其此众", "将": "军来士领近", "对": "手方口错象策抗话比外于", "从": "前事此而", "向": "来上往前",
    "于": "是", "由": "于此", "而": "且", "但": "是", "或": "许者", "及": "时其格", "该": "死", "把": "握手关",
    "被": "告子",
}
_TWICE = {
    "en": re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.I),
    "zh": re.compile(
        "([的了在是和为与将对从向于由而但或及该把被]|我们|他们|公司|以及|因此|但是|通过|可以|已经|表示|进行|这个|一个)\\1"
    ),
}
_FUNCTION = frozenset(
    "the a an of in and to for with from was were is are be by on at or as it its have has will".split()
)
_SAID_TWICE = ("that that", "had had", "is is", "ha ha", "bye bye", "so so", "very very", "no no", "long long")


def broken_characters(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Replacement characters, mojibake and control characters in the target."""
    found = _BROKEN.search(segment.target_text)
    if found and found[0] not in segment.source_text:
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0][0]):04X}"
        yield Fault(f"the target holds “{shown}”: write the text that was meant", target_span=found.span())


def invisible_characters(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Zero-width and direction characters and soft hyphens in the target."""
    found = _INVISIBLE.search(segment.target_text)
    if found:
        fix = _INVISIBLE.sub("", segment.target_text)
        message = f"the target holds the invisible character U+{ord(found[0]):04X}: take it out"
        yield Fault(message, fix, target_span=found.span())


def doubled_spaces(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Two spaces in a row where the source has none."""
    found = _DOUBLE.search(_marked(segment.target))
    if found and not _DOUBLE.search(_marked(segment.source)):
        shown = _marked(segment.target)[max(0, found.start() - 8) : found.end() + 8]
        fix = None if codes(segment.target or ()) else _DOUBLE.sub(" ", segment.target_text)
        yield Fault(f"two spaces in “{shown}”: leave one", fix)


def edge_spaces(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """White space before or after the target that the source does not have."""
    source, target = segment.source_text, segment.target_text
    if target.strip() and _edges(source) == ("", "") != _edges(target):
        yield Fault(f"white space around “{target.strip()[:40]}”, the source has none: take it out", target.strip())


def other_script(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Traditional characters in a simplified text, or simplified ones in a traditional text."""
    if kit.pair.target_language != "zh" or not _HAN.search(segment.target_text):
        return
    text = segment.target_text
    fixed = str(converter("t2s").convert(text)) if kit.pair.target == "zh-Hans" else to_traditional(text)
    charset = "gb2312" if kit.pair.target == "zh-Hans" else "big5"  # 核 and 后 are at home in both
    pairs = zip(segment.target_text, fixed, strict=False)
    odd = [a for a, b in pairs if a != b and a not in _BOTH and not _encodes(a, charset)]
    if odd and len(fixed) == len(segment.target_text) and odd[0] not in segment.source_text:
        shown = "、".join(dict.fromkeys(odd))[:20]
        yield Fault(f"“{shown}” are not characters of {kit.pair.target}: apply the fix", fixed)


def doubled_words(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """An English word or a Chinese function word written twice; reduplication such as 看看 and 常常 is allowed."""
    target = segment.target_text
    for found in _TWICE[kit.pair.target_language].finditer(target):
        if kit.pair.target_language == "en":
            said = found[0].istitle() or (found[1].lower() not in _FUNCTION and _repeats(segment.source_text))
            allowed = found[0].lower() in _SAID_TWICE or said
        else:
            word, before, after = found[1], target[: found.start()][-1:], target[found.end() :][:1]
            two = (before and before in _ENDING.get(word, "")) or (after and after in _STARTING.get(word, ""))
            allowed = bool(two) or found[0] in segment.source_text
        if not allowed:
            fix = target[: found.end(1)] + target[found.end() :]
            yield Fault(f"“{found[0]}” is doubled: write it once", fix, target_span=found.span())
            return


def tidy(text: str) -> str:
    """The text without what the checks of invisible characters and of spaces tell."""
    return _DOUBLE.sub(" ", _INVISIBLE.sub("", text)).strip()


def _marked(content: Content | None) -> str:
    """The text with a character for each inline code, so that spaces on both sides of a picture are not one."""
    return "".join(item.equiv or "\ufffc" if isinstance(item, Code) else plain((item,)) for item in content or ())


@cache
def _encodes(character: str, charset: str) -> bool:
    return character.encode(charset, "ignore") != b""


def _edges(text: str) -> tuple[str, str]:
    body = text.strip()
    start = text.find(body)
    return text[:start], text[start + len(body) :]


def _repeats(source: str) -> bool:
    """True for a source that says a thing twice itself: 看看, 一步一步, very, very."""
    return bool(re.search(r"([\u4e00-\u9fff]{1,4})[，、]?\1|\b(\w+),? \2\b", source))
