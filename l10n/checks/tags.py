"""Inline codes: the same in the target as in the source, nested, none empty, none inside a word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.inline import Code, CodeKind, Content, codes, plain


def missing_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes of the source that the target lost."""
    for native, count in (_natives(segment.source) - _natives(segment.target or ()) - _changed(segment)).items():
        yield Fault(f"{native} is missing {count} time(s) in “{segment.target_text[:60]}”: put it back")


def added_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes of the target that the source does not hold."""
    known = Counter(other for _, other in _altered(segment))
    for native, count in (_natives(segment.target or ()) - _natives(segment.source) - known).items():
        yield Fault(f"{native} stands {count} time(s) too often in “{segment.target_text[:60]}”: take it out")


def changed_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes whose attributes differ between source and target: another link, another class."""
    for native, other in _altered(segment):
        yield Fault(f"{native} became {other}: copy it from the source")


def crossed_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Pairs of codes that cross, close before they open, or stay open."""
    stack: list[Code] = []
    for code in codes(segment.target or ()):
        if code.kind is CodeKind.OPEN:
            stack.append(code)
        elif code.kind is CodeKind.CLOSE and (not stack or stack.pop().id != code.id):
            yield Fault(f"{code.native} closes at the wrong place in “{segment.target_text[:60]}”: nest the pairs")
            return


def emptied_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Pairs of codes around nothing, where the source has words between them."""
    words = _between(segment.source)
    for name, (native, text) in _between(segment.target or ()).items():
        if not text.strip() and name in words and words[name][1].strip():
            yield Fault(f"{native} holds nothing, in the source “{words[name][1][:40]}”: move it around its words")


def codes_in_words(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes that cut a Latin word or a number, where the source has none that does."""
    if list(_cutting(segment.source)):
        return
    for code, word in _cutting(segment.target or ()):
        yield Fault(f"{code.native} stands inside “{word}”: move it to its edge")


def moved_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes that stand alone (breaks, pictures, variables) in another order than in the source."""
    here, there = (_alone(content) for content in (segment.source, segment.target or ()))
    if here != there and sorted(here) == sorted(there):
        yield Fault(f"the order {' '.join(here)} became {' '.join(there)}: check that each stands at its place")


def _natives(content: Sequence[object]) -> Counter[str]:
    return Counter(item.native for item in content if isinstance(item, Code))


def _altered(segment: Segment) -> list[tuple[str, str]]:
    """Native forms of source and target that share id, kind and element name but are not the same."""
    here = {(code.id, code.kind): code.native for code in codes(segment.source)}
    found = [(here.get((code.id, code.kind)), code.native) for code in codes(segment.target or ())]
    return [(old, new) for old, new in found if old and old != new and _element(old) == _element(new) != ""]


def _changed(segment: Segment) -> Counter[str]:
    return Counter(old for old, _ in _altered(segment))


def _element(native: str) -> str:
    found = re.match(r"</?([A-Za-z][\w:-]*)", native)
    return found[1] if found else ""


def _between(content: Content) -> dict[str, tuple[str, str]]:
    """For each pair its opening code and the words (or codes that stand alone) between the two."""
    found: dict[str, tuple[str, str]] = {}
    opened: dict[str, int] = {}
    for number, item in enumerate(content):
        if isinstance(item, Code) and item.kind is CodeKind.OPEN:
            opened[item.id] = number
        elif isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.id in opened:
            inner = content[opened[item.id] + 1 : number]
            alone = "".join(code.native for code in codes(inner) if code.kind is CodeKind.ALONE)
            found[item.id] = (_native_of(content, opened[item.id]), plain(inner) + alone)
    return found


def _native_of(content: Content, number: int) -> str:
    item = content[number]
    return item.native if isinstance(item, Code) else ""


def _cutting(content: Content) -> Iterator[tuple[Code, str]]:
    at, text = 0, plain(content)
    for item in content:
        paired = isinstance(item, Code) and item.kind is not CodeKind.ALONE
        if isinstance(item, Code) and paired and at and re.fullmatch(r"[A-Za-z0-9]{2}", text[at - 1 : at + 1]):
            before, after = re.search(r"\w*$", text[:at], re.ASCII), re.match(r"\w*", text[at:], re.ASCII)
            yield item, (before[0] if before else "") + (after[0] if after else "")
        at += len(plain((item,)))


def _alone(content: Content) -> list[str]:
    return [code.native for code in codes(content) if code.kind is CodeKind.ALONE]
