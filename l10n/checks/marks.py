"""Brackets, quotation marks, final marks and the typography of the target's locale."""

import re
from collections.abc import Iterator

from l10n.checks.characters import tidy
from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.resources.typography import load_typography
from l10n.text.typography import adapt_text

_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("{", "}"))
_QUOTES = (("“", "”"), ("《", "》"), ("「", "」"), ("『", "』"), ("〈", "〉"))
_BRACKET = re.compile(r"[()（）\[\]［］【】{}｛｝]")
_QUOTE = re.compile("[\"“”《》「」『』〈〉]")
_LISTED = re.compile(
    r"(?:^|[\s；;，。、])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]|[:;]-?[()]"
)
_INCHES = re.compile(r"(?<=\d)[\"”]")
_CLOSERS = re.compile(r"[\"'”’」』）)\]】\s]+$")
_ASKS, _STOPS = "?？", ".。．"
_ENDS = "。.．!！?？…;；:：,，、—~～"
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.[A-Za-z]|\b(?:Inc|Bros|Corp|Co|Ltd|etc|Jr|Sr|St|Mr|Dr|No|a\.m|p\.m|al))\.$")
# A question told of (wonders what ...), or a headline that leaves its mark out as Chinese ones do.
_ASKING = re.compile(
    r"^(?!(?:How|What|Why|Who|When|Where|Which|Is|Are|Do|Does|Did|Can|Will|Should)\b).*"
    r"\b(?:wonder|ask|question|know|see|doubt)\w*\b[^:,]*\b(?:what|who|whose|why|how|when|where|which|whether|if)\b"
    "|[吗呢谁何哪怎几]|什么|是否|能否|多少|还是|是.*(?:是|还)|.不.|有没有", re.I
)


def unbalanced_brackets(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Brackets of the target that have no partner, while the source's have. List marks such as 1) need none."""
    if not _BRACKET.search(segment.target_text):
        return
    source, target = (_LISTED.sub("", text) for text in (segment.source_text, segment.target_text))
    if _even(source, _BRACKETS):
        yield from _odd_pairs(_folded(target), tuple((_folded(a), _folded(b)) for a, b in _BRACKETS))


def unbalanced_quotes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Quotation and title marks of the target that have no partner, while the source's have."""
    if not _QUOTE.search(segment.target_text):
        return
    source, target = (_INCHES.sub("", text) if text.count('"') % 2 else text
                      for text in (segment.source_text, segment.target_text))
    if not _even(source, _QUOTES) or source.count('"') % 2:
        return
    yield from _odd_pairs(target, _QUOTES)
    if target.count('"') % 2:
        yield Fault(f"a “\"” of “{target[:60]}” has no partner: complete the pair")


def changed_end(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A question that does not end as one."""
    source, target = _end(segment.source_text), _end(segment.target_text)
    indirect = _ASKING.search(segment.target_text) and (target == "." or target not in tuple(_ENDS))
    if source in tuple(_ASKS) and target and target not in tuple(_ASKS) and not indirect:
        fix = _with_end(segment.target_text, "？" if kit.pair.target_language == "zh" else "?")
        yield Fault(f"the source asks with “{source}”, the target ends in “{target}”: end it alike", fix)


def missing_end(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """A sentence with a full stop whose translation ends in a word."""
    source, target = segment.source_text.rstrip(), segment.target_text.rstrip()
    stopped = _end(source) in tuple(_STOPS) and not _ABBREVIATED.search(source)
    if stopped and target and (_end(target).isalnum() or _end(target) in ("%", "℃")):
        fix = _with_end(target, "。" if kit.pair.target_language == "zh" else ".")
        yield Fault(f"the source ends in “{_end(source)}”, the target in “{target[-8:]}”: end the sentence", fix)


def typography(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Marks and spaces that the target's locale writes in another way. What the space checks tell is not told again."""
    plain = tidy(segment.target_text)
    if plain == segment.source_text.strip():
        return  # not translated at all: another check tells it
    fixed, rules = adapt_text(plain, load_typography(kit.pair.target))
    if fixed != plain:
        old, new = _difference(plain, fixed)
        yield Fault(f"“{old}” should read “{new}” ({', '.join(rules)}): apply the fix", fixed)


def _end(text: str) -> str:
    return _CLOSERS.sub("", text)[-1:]


def _with_end(text: str, mark: str) -> str:
    """The text with its last mark replaced, closing quotation marks and brackets kept behind it."""
    body = _CLOSERS.sub("", text)
    tail = text[len(body):]
    return (body[:-1] if body[-1:] in tuple(_ENDS) else body) + mark + tail


def _folded(text: str) -> str:
    """Both widths of a bracket count as one: （a) is closed, if not well typeset."""
    return text.translate(str.maketrans("（）［］｛｝", "()[]{}"))


def _even(text: str, pairs: tuple[tuple[str, str], ...]) -> bool:
    text = _folded(text)
    return all(text.count(_folded(a)) == text.count(_folded(b)) for a, b in pairs)


def _odd_pairs(text: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[Fault]:
    for opening, closing in dict.fromkeys(pairs):
        counts = text.count(opening), text.count(closing)
        if counts[0] != counts[1]:
            yield Fault(f"{counts[0]} “{opening}” against {counts[1]} “{closing}” in “{text[:60]}”: complete the pair")


def _difference(before: str, after: str) -> tuple[str, str]:
    """The part that changes, with a few characters around it."""
    start, back = _shared_start(before, after), _shared_start(before[::-1], after[::-1])
    first = max(0, start - 6)
    old, new = (text[first : max(start, len(text) - back) + 6] for text in (before, after))
    return old[:60], new[:60]


def _shared_start(first: str, second: str) -> int:
    """How many characters both begin with."""
    differing = (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b)
    return next(differing, min(len(first), len(second)))
