"""Untranslated, looped, lost and foreign text in a target."""

import re
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_MARKS = re.compile(r"[\W_]+")
_HAN_RUN = re.compile(f"{HAN.pattern}+")
_WORDS = re.compile(r"[A-Za-z0-9][\w'’.-]*")
_TOKENS = re.compile(r"[A-Za-z0-9.]+")
_LETTER = re.compile(r"[^\W\d_]")
_LOWER_WORD = re.compile(r"(?<![\w'’.@/])[a-z]{2,}(?![\w@/]|\.\w)")
_LATIN_RUN = re.compile(r"(?:[A-Za-z0-9][\w'’%$.-]*,? +){2,}[A-Za-z0-9][\w'’%$.-]*", re.ASCII)
_QUOTED = re.compile("“[^“”]*”|\"[^\"]*\"|《[^《》]*》|（[^（）]*）|\\([^()]*\\)|‘[^‘’]*’|「[^「」]*」|`[^`]*`")
_LOOP = re.compile(r"(?P<unit>.{2,12}?)(?P=unit){2,}|(?P<word>\b\w{2,}\b)(?:[ ,]+(?P=word)\b){2,}")
_SAID_THRICE = re.compile(
    r"([\u4e00-\u9fff]{1,6})(?:[，、！。]?\1){2,}|\b([A-Za-z]+)\b(?:[,.!\s]+\2\b){2,}", re.I
)
_FILLER = re.compile(r"[\d\s.…—–*=_~·-]+")
_SENTENCE = re.compile(r"[。！？!?]+[”’）」』\"']*(?!\s[a-z])|[.]+[”’)\"']*(?=\s+[“‘(\"']?[A-Z0-9]|\s*$)")
_DOTTED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Sept?|Oct|Nov|Dec|Gen|Prof|Rep|Sen|[A-Z])\.")
# Scripts that neither an English nor a Chinese text holds; Greek letters are symbols.
_FOREIGN = re.compile(
    "[\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30fa\u30fc-\u30ff\uac00-\ud7af]+"
)
_LEAST, _MOST = 0.5, 5.0        # Han characters for one English word; outside text is missing or added
_SCANT, _AMPLE = 0.9, 2.4       # Han characters for a word where a sentence of the target, of the source is missing


def empty_target(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A segment with words and no translation."""
    if _LETTER.search(segment.source_text) and not segment.target_text.strip():
        yield Fault(f"“{segment.source_text[:60]}” has no translation: translate it")


def same_target(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A sentence that equals its source, case and marks apart; names alone may stay as they are."""
    source = segment.source_text.strip()
    wordy = len(_LOWER_WORD.findall(source)) >= 2 if kit.pair.source_language == "en" else len(HAN.findall(source)) >= 4
    if wordy and _bare(source) == _bare(segment.target_text):
        yield Fault(f"“{source[:60]}” stands as it is in the source: translate it")


def untranslated_rest(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Han characters in an English target, or a run of English words in a Chinese one; what is quoted may stay."""
    target = segment.target_text
    if _bare(segment.source_text) == _bare(target):
        return
    kept = _QUOTED.sub(lambda m: " " * len(m[0]) if _glossed(m[0], kit) else m[0], target)
    for found in (_HAN_RUN if kit.pair.target_language == "en" else _LATIN_RUN).finditer(kept):
        names = kit.pair.target_language != "en" and len(_LOWER_WORD.findall(found[0])) < 3
        if not names:
            yield Fault(f"“{found[0][:40]}” is not translated: translate it", target_span=found.span())
            return


def looped_text(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Words or characters that repeat themselves three times and more where the source does not (argos#444)."""
    found = next((m for m in _LOOP.finditer(segment.target_text) if not _FILLER.fullmatch(m[0])), None)
    if found and len(set((found["unit"] or "ab").strip())) > 1 and not _loops(segment.source_text):
        yield Fault(f"“{found[0][:40]}” repeats itself: say it once", target_span=found.span())


def odd_length(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A target far longer or shorter than its source: Han characters against words, outside 0.5 to 5 a word."""
    words, han = _sizes(segment, kit)
    odd = words >= 8 and han >= 4 and not _LEAST <= han / words <= _MOST
    odd = odd or (words >= 12 and han < 4) or (han >= 16 and words < 4)
    if odd and not list(lost_sentence(segment, kit)):
        yield Fault(f"{words} English words stand against {han} Chinese characters: something is missing or added")


def lost_sentence(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Fewer sentences than in the source, and too little text for all of them; joined sentences are right."""
    source, target = _count(segment.source_text), _count(segment.target_text)
    words, han = _sizes(segment, kit)
    if source < 2 or target >= source or not words or not han:
        return
    to_chinese = kit.pair.target_language != "en"
    if (han / words < _SCANT) if to_chinese else (han / words > _AMPLE):
        yield Fault(f"{source} sentences became {target}: translate the missing one")


def foreign_script(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Letters of a third script (kana, Hangul, Cyrillic, Arabic ...) that the source does not hold."""
    found = _FOREIGN.search(segment.target_text)
    if found and not _FOREIGN.search(segment.source_text):
        yield Fault(f"“{found[0][:20]}” is of another script: translate it", target_span=found.span())


def _bare(text: str) -> str:
    return _MARKS.sub("", text).lower()


def _glossed(quoted: str, kit: CheckKit) -> bool:
    """True for a short quotation or gloss: Weibo (微博), 歌曲“What a Wonderful World”."""
    return len(HAN.findall(quoted)) <= 12 if kit.pair.target_language == "en" else len(_WORDS.findall(quoted)) <= 12


def _loops(source: str) -> bool:
    looped = any(not _FILLER.fullmatch(m[0]) for m in _LOOP.finditer(source))
    return looped or bool(_SAID_THRICE.search(source))


def _sizes(segment: Segment, kit: CheckKit) -> tuple[int, int]:
    """English words and Chinese characters (a Latin word or a figure counts as one) of the two sides."""
    source, target = segment.source_text, segment.target_text
    if kit.pair.target_language == "en":
        source, target = target, source
    return len(_WORDS.findall(source)), len(HAN.findall(target)) + len(_TOKENS.findall(target))


def _count(text: str) -> int:
    """How many sentences a text holds; words after the last mark are one more."""
    *_, rest = _SENTENCE.split(_DOTTED.sub("", text))
    return len(_SENTENCE.findall(_DOTTED.sub("", text))) + bool(_LETTER.search(rest))
