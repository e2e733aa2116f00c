"""What the model said twice in a row is said once: part of a constraint that was put in, and words of its own.

Seen with slots and splices alike: `截至3月截至3月底`, `外商投资电信企业企业`, `46亿元.6亿元`, `about about 15 percent`;
and in free text: `开展试点试点`, `of the of the`.
"""

import re

from l10n.model.inline import PlaceableKind
from l10n.model.trail import Rung
from l10n.stages.draft import SCALE, Draft

_NAMES = (PlaceableKind.TERM, PlaceableKind.NAME, PlaceableKind.URL)
# The rest of a decimal number whose beginning went into the constraint, with the unit that the model had in mind.
_TORN = re.compile(
    r"[.,]\d[\d.,]*(?:\s?(?:万亿|[万亿]|(?:m|b|tr)illion\b))?"
    r"(?:\s?(?:%|％|percentage points?\b|percent\b|美元|元|yuan\b|个百分点))?(?:[GMk]?[a-zA-Z]{1,3}(?![a-zA-Z]))?"
)
_UNITS = frozenset("%％年月日元底")
# `-2030年（6G）` behind `IMT-2030（6G）推进组`: the digits of the name once more.
_ECHO = re.compile(r"[-,，]?\s?[A-Za-z0-9-]*\d年?\s?(?:[（(][A-Za-z0-9]+[)）])?")
# 前两个月年， and 20世纪70年代末年: but 3月底前, 年代末年均.
_STRAY_PART = re.compile("[年月日](?=[，。；、])|(?<=[代末初底期])年(?![前来间份底初末代度均])")
_LEAD = re.compile(r"(?:[在于]|,?\s?\b(?:in|on|at|by|since|during|for)\s)$", re.I)
# 90天天, 晚上8时时; but 3天天气, 30日日均.
_LAST_AGAIN = re.compile(
    r"天天(?![气空然线])|时时(?![间候段刻])|分分(?!钟)|秒秒|周周(?![一二三四五六日末边年])|岁岁"
)
# 超过2400余家; IMT-2030（6G）推进组（6G）
_MORE, _MORE_AGAIN = re.compile("超过?|逾|多于|高于"), re.compile("余(?!额|下|量|姚)|多(?=[家个名项人万亿种户座台])")
_BRACKET = re.compile(r"\s?[（(][A-Za-z0-9+-]{2,12}[）)]")
_STRAY_CLOCK = re.compile(r"\b(\d{1,2}) ?$")        # At 40 [3:40 p.m.]
_DATE = 3                   # characters; a shorter date may be part of something else
_ECHOED = re.compile(r"(?:^|[，。；：、“（在于的])[\u4e00-\u9fff]$")    # 在周[周五], but not 中国[国际电信联盟]
_STRAY_MARK = re.compile("(?<=(?<![存正实所内现潜外])在)、|(?<=于)、|、(?=、)|^[、，]|[、，](?=[，。；])")
# Two Han characters or more twice in a row, if no number begins there (一个一个); words twice in a row, names apart.
_TWICE = re.compile(
    r"(?![一二三四五六七八九十百千万亿两])([\u4e00-\u9fff]{2,8})\1"
    r"|\b(?!(?:had had|that that|very very|so so|long long)\b)([a-z]+(?: [a-z]+){0,4}) \2\b(?![-'’])"
)
_SMALLEST = 2               # Han characters; one alone may well be a word of its own


def tidy(draft: Draft) -> None:
    """Take out what repeats the edge of a met constraint right beside it, and words that stand twice in a row."""
    for index, rung in enumerate(draft.rungs):
        before = ""
        while draft.spans[index] and rung not in (Rung.FREE, Rung.FLAGGED, Rung.WHOLE) and draft.text != before:
            before = draft.text
            _before(draft, index)
            _behind(draft, index)
            _again(draft, index)
    if any(rung not in (Rung.FREE, Rung.FLAGGED, Rung.WHOLE) for rung in draft.rungs):
        _stray_marks(draft)
    _twice(draft)


def repeated_terms(draft: Draft) -> int:
    """How many times a term's target stands in the draft beyond the times that the source asks for."""
    rest = list(draft.text)
    for start, end in filter(None, draft.spans):
        rest[start:end] = " " * (end - start)
    targets = {item.target for item in draft.wanted if item.kind is PlaceableKind.TERM}
    return sum("".join(rest).count(target) for target in targets)


def _before(draft: Draft, index: int) -> None:
    """`截至3月` before `截至3月底`, `the` before `the first quarter`: the longest start of the constraint."""
    span = draft.spans[index]
    if span is None:
        return
    written, before = draft.text[span[0] : span[1]], draft.text[: span[0]]
    for start in _starts(written):
        gap = " " if start[-1].isascii() and before.endswith(" ") else ""
        at = len(before) - len(start) - len(gap)
        if at < 0 or before[at:].lower() != (start + gap).lower():
            continue
        if _parts(draft.text, at):
            _cut(draft, index, at, span[0])
        return
    stray = _STRAY_CLOCK.search(before) if draft.wanted[index].kind is PlaceableKind.TIME else None
    if stray and stray[1] in re.findall(r"\d+", draft.wanted[index].source):
        _cut(draft, index, stray.start(), span[0])
        return
    if _ECHOED.search(before) and written[0] == before[-1]:
        _cut(draft, index, span[0] - 1, span[0])


def _behind(draft: Draft, index: int) -> None:
    """`企业` behind `外商投资电信企业`, `%` behind `12.5%`, `.6亿元` behind `46亿元`."""
    span = draft.spans[index]
    if span is None or span[0] == span[1]:
        return
    written, rest = draft.text[span[0] : span[1]], draft.text[span[1] :]
    if draft.wanted[index].kind not in _NAMES and not written[-1].isdigit() and (torn := _TORN.match(rest)):
        _cut(draft, index, span[1], span[1] + torn.end())
        return
    if draft.wanted[index].kind not in _NAMES and written[-1].isdigit() and (scale := SCALE.match(rest)):
        _cut(draft, index, span[1], span[1] + scale.end())
        return
    if draft.wanted[index].kind is PlaceableKind.DATE and (part := _STRAY_PART.match(draft.text, span[1])):
        _cut(draft, index, span[1], part.end())
        return
    echo = _ECHO.match(rest) if draft.wanted[index].kind in _NAMES else None
    if echo and len(said := _letters(echo[0])) >= 3 and said in _letters(written):
        _cut(draft, index, span[1], span[1] + echo.end())
        return
    more = _MORE_AGAIN.match(rest) if _MORE.match(written) else None
    bracket = _BRACKET.match(rest) if draft.wanted[index].kind in _NAMES else None
    if bracket and bracket[0].strip() not in written:
        bracket = None
    if again := more or bracket:
        _cut(draft, index, span[1], span[1] + again.end())
        return
    if draft.wanted[index].kind not in _NAMES and (twice := _LAST_AGAIN.match(written[-1] + rest)):
        _cut(draft, index, span[1], span[1] + twice.end() - 1)
        return
    for end in _ends(written, draft.wanted[index].kind not in _NAMES):
        gap = " " if end[0].isascii() and end[0].isalnum() and rest.startswith(" ") else ""
        if rest.lower().startswith((gap + end).lower()):
            stop = span[1] + len(gap) + len(end)
            if not (end[-1].isascii() and end[-1].isalnum() and re.match(r"[A-Za-z0-9]", draft.text[stop : stop + 1])):
                _cut(draft, index, span[1], stop)
            return


def _again(draft: Draft, index: int) -> None:
    """A date said once more elsewhere in the sentence, 截至3月底 … 截至3月底; one that opens the sentence is kept."""
    span = draft.spans[index]
    if span is None or draft.wanted[index].kind is not PlaceableKind.DATE:
        return
    date = draft.text[span[0] : span[1]]
    other = draft.find(date) if len(date) >= _DATE else None
    if other is None:
        return
    if other[0] == 0:
        draft.meet(index, other, draft.rungs[index])
        other = span
    start, end = other
    lead = _LEAD.search(draft.text, 0, start)
    start = lead.start() if lead else start
    before, behind = draft.text[start - 1 : start] if start else "，", draft.text[end : end + 1]
    if before in "，。；" and behind == "，":
        end += 1
    elif before in "，," and behind in "。；." and start:
        start -= 1
    _cut(draft, index, start, end)


def _stray_marks(draft: Draft) -> None:
    """Marks with nothing to part: 在、海南, 、，, ，。 where words were taken out between them."""
    while stray := _STRAY_MARK.search(draft.text):
        if not draft.free(stray.start(), stray.end()):
            return
        draft.replace(stray.start(), stray.end(), "")


def _twice(draft: Draft) -> None:
    """Words that stand twice in a row, outside constraints: once. With inline codes both may be meant to be marked."""
    if draft.tags:
        return
    at = 0
    while found := _TWICE.search(draft.text, at):
        word = next(filter(None, found.groups()))
        if draft.free(*found.span()):
            draft.replace(found.start() + len(word), found.end(), "")
            draft.notes.append(f"“{word}” taken out: it stood twice in a row")
            at = found.start()
        else:
            at = found.start() + 1


def _starts(written: str) -> list[str]:
    """Starts of a constraint that may stand doubled before it, longest first: whole words, at least two characters."""
    ends = range(len(written), 0, -1)
    return [written[:k] for k in ends if _parts(written, k) and (k >= _SMALLEST or written[:k].isascii())]


def _ends(written: str, fact: bool) -> list[str]:
    """Ends of a constraint that may stand doubled behind it, longest first; of a fact also pieces from inside."""
    starts = range(len(written))
    found = [
        written[k:]
        for k in starts
        if _parts(written, k) and (len(written) - k >= _SMALLEST or (fact and written[k] in _UNITS))
    ]
    inner = [written[a:b] for a in starts for b in range(a + 3, len(written)) if fact and not written[a:b].isascii()]
    return found + sorted(inner, key=len, reverse=True)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text)


def _parts(written: str, at: int) -> bool:
    """True when no Latin word and no number is cut at that offset."""
    return not (0 < at < len(written) and re.match(r"[A-Za-z0-9.,][A-Za-z0-9.,]", written[at - 1 : at + 1]))


def _cut(draft: Draft, index: int, start: int, end: int) -> None:
    if not draft.free(start, end):
        return
    was = draft.text[start:end]
    span, rung = draft.spans[index], draft.rungs[index]
    assert span is not None
    draft.spans[index] = None
    draft.replace(start, end, "")
    shift = end - start if start < span[0] else 0
    draft.meet(index, (span[0] - shift, span[1] - shift), rung)
    draft.notes.append(f"“{was.strip()}” taken out: it repeated “{draft.text[span[0] - shift : span[1] - shift]}”")
