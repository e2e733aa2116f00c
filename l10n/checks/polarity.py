"""Denials: a plain one on one side needs some negation on the other, in any of its many guises."""

import re
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment

# Plain denials, the only ones that raise a question, and idioms in which they deny nothing.
_DENIES_EN = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)(?: not\b|n[’']t\b)"
    r"|\b(?:cannot|never|no longer|won[’']t|can[’']t)\b"
    r"|\bnot (?:yet|been|be|have|a|an|the|all|every|any|to)\b",
    re.I,
)
_IDIOM_EN = re.compile(
    r"\b(?:not|n[’']t) (?:only|just|merely|simply|until|least|to mention|surprising\w*|a few|long|uncommon)"
    r"|n[’']t (?:only|just|merely|simply|until|be (?:more|better)|have been (?:more|better))"
    r"|\bcan(?:not| ?not|[’']t) (?:but|help|wait)|\bnever(?:theless|-ending| before| more| too)"
    r"|\bwhether or not\b|\bif not\b|\bwhy (?:not|don[’']t)|(?:n[’']t|\bnot)\b[^.]*\?",
    re.I,
)
_DENIES_ZH = re.compile(
    "并不|并未|没有|不能|不会|从未|不得|无法|未能|尚未|不是|绝不|从不|决不|还没|不再|不可|不应|不许|不愿|不想"
)
_IDIOM_ZH = re.compile(
    "不得不|不能不|不会不|没有不|不可不|是不是|能不能|会不会|有没有|不是[^，。]*而是|不仅|不但|不得已|不可避免|不能自已|"
    "不会没有|不可或缺|不再只是|不是说|不可多得"
)
# Any of these counts as a negation of the other side, be it in a prefix or in a verb of lack.
_WORDS_EN = (
    r"not no never cannot without nor neither none nobody nothing nowhere lack\w* fail\w* refus\w* "
    r"den(?:y|ie[sd]|ying|ial) avoid\w* prevent\w* stop\w* ban(?:s|ned)? prohibit\w* forb\w+ hardly scarcely "
    r"barely rarely seldom little non-?\w* rather instead miss(?:ing|ed|es)? absen\w+ reject\w* exclu\w+ except "
    r"halt\w* resist\w* ceas\w+ suspend\w* cancel\w* only zero beyond difficult\w* hard against nil less least "
    r"otherwise block\w* declin\w+ bar(?:s|red)? ignor\w+ neglect\w* until unless il(?:legal\w*|licit) refrain\w* "
    r"frozen freez\w* reluctan\w+ offline reliev\w+ rather idle vacant anymore (?!wire)\w+less"
).split()
_PHRASES_EN = (
    r"other than|for want of|call time on|far from|short of|yet to|(?<!a )few(?:er)?|"
    r"free (?:of|from)(?! charge)|too [\w ]{1,30}to|rul\w+ out|remain\w* to|keep\w* out|turn\w* away"
)
# Words in un- deny, but for these.
_UN = r"un(?!i[oqtv]|der(?!\w*developed)|veil|lock|anim|\b)\w+"
_PREFIXED_EN = {
    "in": r"ability accura\w+ accessible active adequa\w+ appropriate capa\w+ complete compatible correct\w* "
          r"direct\w* effective\w* eligible evitabl\w+ expensive frequent\w* secure sufficien\w+ visible "
          r"valid\w* separable effici\w+",
    "im": r"possib\w+ practical proper\w* perfect mobile mature patient",
    "ir": r"regular relevan\w+ replaceable responsib\w+ reversib\w+",
    "dis": r"agree\w* abl\w+ allow\w* approv\w* continu\w+ count\w* obey\w* miss\w* prov\w+ qualif\w+ "
           r"satisf\w+ rupt\w* connect\w*",
}
_NEGATIVE_EN = re.compile(
    rf"\b(?:{'|'.join(_WORDS_EN)}|{_PHRASES_EN}|{_UN}|"
    + "|".join(f"{prefix}(?:{words.replace(' ', '|')})" for prefix, words in _PREFIXED_EN.items())
    + r")\b|n[’']t\b",
    re.I,
)
# What stands for one kind of denial only: 还没 for before, 不得超过 for at most.
_INSTEAD_EN = (
    (re.compile("还没|尚未|没|未"), re.compile(r"\bbefore\b", re.I)),
    (re.compile("超过|多于|高于"), re.compile(r"\b(?:at most|up to|maximum|limit|cap)", re.I)),
    (re.compile("不能|不是|不应|不止"), re.compile(r"\bmore than (?:a|an|just|the|that|[a-z]+er)\b", re.I)),
)
_NEGATIVE_ZH = re.compile(
    "[不没未无非莫勿否免禁拒缺难弗毋别甭零仅才少何岂哪谁吗除止]|防止|失[去灵]|[谢杜]绝|忌|永久|尚待|有待|以外|反对|抵制|取消|中断"
)
# Words in which such a character denies nothing.
_NEUTRAL_ZH = re.compile(
    "不(?:断|仅|但|久|少|同|管|锈钢)|(?:^|(?<=[，。；、“]))不过|无(?:线|人|论)|非[常洲]|未来|[特分区级类性差识个告]别|别墅|否则|难道|仅仅|青?少年|多少|"
    "[至减]少|任何|如何|何时|[人刚]才|除了|禁区|免费|零[售部件]|少数|[困灾]难|难题|[截为停]止|止于"
)


def flipped_polarity(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A source that plainly denies with a target that holds no negation in any guise."""
    found = _denial(segment.source_text, kit.pair.source_language)
    if found and not _negative(segment.target_text, kit.pair.target_language) and not _instead(segment):
        message = f"“{found[0]}” has no counterpart in “{segment.target_text[:60]}”: check whether it still denies"
        yield Fault(message, source_span=found.span())


def added_denial(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A target that plainly denies with a source that holds no negation in any guise."""
    found = _denial(segment.target_text, kit.pair.target_language)
    if found and not _negative(segment.source_text, kit.pair.source_language) and not _instead(segment):
        message = f"“{found[0]}” denies, “{segment.source_text[:60]}” does not: check the meaning"
        yield Fault(message, target_span=found.span())


def _denial(text: str, language: str) -> re.Match[str] | None:
    plain, idiom = (_DENIES_EN, _IDIOM_EN) if language == "en" else (_DENIES_ZH, _IDIOM_ZH)
    if not plain.search(text):
        return None
    return plain.search(idiom.sub(lambda m: " " * len(m[0]), text))


def _instead(segment: Segment) -> bool:
    texts = ((segment.source_text, segment.target_text), (segment.target_text, segment.source_text))
    return any(chinese.search(a) and english.search(b) for chinese, english in _INSTEAD_EN for a, b in texts)


def _negative(text: str, language: str) -> bool:
    if language == "en":
        return bool(_NEGATIVE_EN.search(text))
    return bool(_NEGATIVE_ZH.search(_NEUTRAL_ZH.sub("", text)))
