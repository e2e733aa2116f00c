"""Inline codes: the same in the target as in the source, nested, and none inside a word."""

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault
from l10n.model.article import Segment
from l10n.model.inline import Code, CodeKind, codes, plain


def missing_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes of the source that the target lost."""
    for native, count in (_natives(segment.source) - _natives(segment.target or ())).items():
        yield Fault(f"{native} is missing {count} time(s) in the target: put it back")


def added_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes of the target that the source does not hold."""
    for native, count in (_natives(segment.target or ()) - _natives(segment.source)).items():
        yield Fault(f"{native} stands {count} time(s) too often in the target: take it out")


def crossed_codes(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Pairs of codes that cross, or close before they open."""
    stack: list[str] = []
    for code in codes(segment.target or ()):
        if code.kind is CodeKind.OPEN:
            stack.append(code.id)
        elif code.kind is CodeKind.CLOSE and (not stack or stack.pop() != code.id):
            yield Fault(f"{code.native} closes at the wrong place: pairs must be nested")
            return


def codes_in_words(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Codes that cut a Latin word or a number, where the source has none that does."""
    at, text = 0, segment.target_text
    for item in segment.target or ():
        if isinstance(item, Code) and re.fullmatch(r"[A-Za-z0-9]{2}", text[at - 1 : at + 1] if at else ""):
            yield Fault(f"{item.native} stands inside a word: move it to its edge")
        at += len(plain((item,)))


def _natives(content: tuple[object, ...]) -> Counter[str]:
    return Counter(item.native for item in content if isinstance(item, Code))
