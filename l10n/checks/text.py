"""Untranslated, broken and doubled text, brackets and quotes, white space, polarity."""

import re
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.resources.typography import load_typography
from l10n.text.typography import adapt_text

_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_RUN = re.compile(r"(?:[a-z][a-z'’-]+[ ,]+){3,}[a-z][a-z'’-]+")
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("《", "》"), ("“", "”"), ("{", "}"))
_NOT_EN = re.compile(
    r"\b(?:not|no|never|cannot|without|nor|neither|none|nobody|nothing|lack\w*|fail\w*|n't|refus\w*|den(?:y|ied|ies)|"
    r"unable|avoid\w*|prevent\w*|stop\w*|ban\w*|prohibit\w*|few|hardly|un\w+|in\w+|im\w+|dis\w+|non\w*|free|rather)\b|n[’']t\b",
    re.I,
)
_NOT_ZH = re.compile("[不没未无非莫勿否免禁拒缺难]|避免|停止")


def empty_target(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A segment with words and no translation."""
    if _LETTER.search(segment.source_text) and not segment.target_text.strip():
        yield Fault(f"“{segment.source_text[:60]}” has no translation: translate it")


def same_target(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A sentence that equals its source."""
    source = segment.source_text.strip()
    wordy = len(re.findall(r"[a-z]{2,}", source)) >= 4 or len(_HAN.findall(source)) >= 6
    if wordy and source == segment.target_text.strip():
        yield Fault(f"“{source[:60]}” stands as it is in the source: translate it")


def untranslated_rest(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Han characters in an English target, or a run of English words in a Chinese one."""
    target = segment.target_text
    if kit.pair.target_language == "en":
        found = re.search(f"{_HAN.pattern}+", target)
    else:
        found = _LATIN_RUN.search(target)
    if found and segment.source_text.strip() != target.strip():
        yield Fault(f"“{found[0][:40]}” is not translated: translate it")


def looped_text(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Words or characters that repeat themselves three times and more (argos#444)."""
    found = re.search(r"(.{2,12}?)\1{2,}|(\b\w+\b)(?:[ ,]+\2\b){2,}", segment.target_text)
    if found and not re.fullmatch(r"[\d\s.…—–*=_-]+", found[0]) and found[0] not in segment.source_text:
        yield Fault(f"“{found[0][:40]}” repeats itself: say it once")


def odd_length(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A target far longer or shorter than its source: Han characters against words, outside 0.5 to 5 a word."""
    source, target = segment.source_text, segment.target_text
    if kit.pair.target_language == "en":
        source, target = target, source
    words, han = (
        len(re.findall(r"[A-Za-z0-9][\w'’.-]*", source)),
        len(_HAN.findall(target)) + len(re.findall(r"[A-Za-z0-9.]+", target)),
    )
    if (words >= 8 and han >= 4 and not 0.5 <= han / words <= 5) or (words >= 12 and han < 4):
        yield Fault(f"{words} English words stand against {han} Chinese characters: something is missing or added")


def unbalanced_brackets(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Brackets or quotation marks of the target that have no partner, while the source's have."""
    for opening, closing in _PAIRS:
        counts = segment.target_text.count(opening), segment.target_text.count(closing)
        if counts[0] != counts[1] and segment.source_text.count(opening) == segment.source_text.count(closing):
            yield Fault(f"{counts[0]} “{opening}” against {counts[1]} “{closing}”: complete the pair")


def typography(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Marks and spaces that the target's locale writes in another way."""
    fixed, rules = adapt_text(segment.target_text, load_typography(kit.pair.target))
    if fixed != segment.target_text:
        yield Fault(f"“{segment.target_text[:60]}” should read “{fixed[:60]}” ({', '.join(rules)})", fixed)


def final_mark(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A question or exclamation that ends in another mark than its source."""
    ends = {"?": "?", "？": "?", "!": "!", "！": "!"}
    source, target = (re.sub(r"[\"'”’」）)\s]+$", "", text)[-1:] for text in (segment.source_text, segment.target_text))
    if ends.get(source) == "?" and target and ends.get(target) != "?":
        yield Fault(f"the source asks with “{source}”, the target ends in “{target}”: end it alike")


def doubled_words(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """An English word written twice, or a Chinese function word doubled; reduplication such as 看看 is allowed."""
    pattern = r"\b([A-Za-z]{2,})\s+\1\b" if kit.pair.target_language == "en" else "(的的|了了|在在|是是|和和|为为)"
    found = re.search(pattern, segment.target_text)
    if found and found[0].lower() not in ("that that", "had had") and found[0] not in segment.source_text:
        yield Fault(f"“{found[0]}” is doubled: write it once")


def odd_characters(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Replacement characters, mojibake, zero-width and control characters in the target."""
    found = re.search(
        "\ufffd|锟斤拷|烫烫烫|Ã[\u0080-\u00bf]|â€[\u0080-\u201d]|[\u200b\u2060\ufeff]|[\x00-\x08\x0b\x0c\x0e-\x1f]",
        segment.target_text,
    )
    if found:
        yield Fault(
            f"the target holds the character U+{ord(found[0][0]):04X}: take it out",
            re.sub("[\u200b\u2060\ufeff]", "", segment.target_text),
        )


def flipped_polarity(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A source that plainly denies with a target that holds no negation."""
    source, target = segment.source_text, segment.target_text
    if kit.pair.source_language == "en":
        denied = re.search(
            r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)(?: not\b|n[’']t\b)|\bnever\b",
            source,
        )
        if (
            denied
            and not re.search(r"not (?:only|just|until|least)|n[’']t (?:only|just)", source)
            and not _NOT_ZH.search(target)
        ):
            yield Fault(f"“{denied[0]}” has no counterpart in the target: check whether it still denies")
    elif re.search("(?:并不|并未|没有|不能|不会|从未|不得)", source) and not _NOT_EN.search(target):
        yield Fault("the source denies, the target does not: check it")
