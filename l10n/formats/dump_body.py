"""The body of a dumped page: every line below its start is text of the article or left out with a reason."""

import re
from dataclasses import dataclass, field

from l10n.formats.breadcrumb import is_breadcrumb
from l10n.formats.byline import is_clock
from l10n.formats.dump_head import Parts
from l10n.formats.furniture import LIST_MARK, Furniture, is_sentence, is_text, sizes
from l10n.formats.lines import Line, Piece
from l10n.formats.published import find_dates
from l10n.model.article import BlockKind, Dropped

_LONG_WORDS, _LONG_HAN = 25, 50
_END = ("copyright line", "licence number", "link spam")
_FOR_GOOD = ("comment area", "about the author")


@dataclass(slots=True)
class _State:
    """Where the walk through the lines stands; lives inside one call."""

    rules: Furniture
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    box: str = ""
    ended: str = ""
    colon: bool = False  # the last paragraph announces a list
    waiting: list[Line] = field(default_factory=list)

    def drop(self, line: Line, reason: str) -> None:
        """Leave a line out."""
        self.dropped.append(Dropped(line.text, reason, line.number))


def sort_lines(lines: list[Line], parts: Parts, rules: Furniture) -> tuple[list[Piece], list[Dropped]]:
    """Every line as a piece of the body or as left out with its reason; lines of the head are read elsewhere."""
    state = _State(rules)
    shown = [line for line in lines if line.text]
    index = {line.number: k for k, line in enumerate(lines)}
    taken = parts.taken
    closing = max((k for k in parts.bylines if k > parts.body_from), default=-1)
    for at, line in enumerate(shown):
        number = index[line.number]
        if number in taken:
            if number == closing and _mostly_read(shown, at, rules):
                _settle(state, False)
                state.ended = "after the closing byline"
        elif number < parts.body_from:
            state.drop(line, _above(line, lines, parts, rules))
        else:
            _below(state, shown, at)
    _settle(state, False)
    return state.pieces, state.dropped


def _above(line: Line, lines: list[Line], parts: Parts, rules: Furniture) -> str:
    """Why a line above the body is left out."""
    if reason := rules.reason(line.text):
        return reason
    if parts.title is not None and line.text.startswith(lines[parts.title].text):
        return "title again"
    if is_breadcrumb(line.text):
        return "breadcrumb"
    if find_dates(line.text) or is_clock(line.text):
        return "date or time outside the byline"
    return "text above the article" if is_sentence(line.text) else "short line above the article"


def _below(state: _State, shown: list[Line], at: int) -> None:
    """Sort one line of the lower part."""
    line, rules = shown[at], state.rules
    reason = _reason(shown, at, rules)
    box = rules.block(line.text)
    if box and not state.ended:
        _settle(state, False)
        state.box = box
    if reason in _END and state.pieces:
        _settle(state, False)
        state.ended = state.ended or "after the end of the article"
    if reason:
        state.drop(line, reason)
    elif state.ended:
        state.drop(line, state.ended)
    elif state.box and (state.box in _FOR_GOOD or not _resumes(shown, at, rules)):
        state.drop(line, f"in a {state.box}")
    elif is_sentence(line.text) or (not state.box and is_text(line.text)):
        state.box = ""
        _settle(state, True)
        state.pieces.append(Piece(BlockKind.PARAGRAPH, line.start, line.end))
        state.colon = line.text[-1] in ":："
    else:
        state.waiting.append(line)


def _reason(shown: list[Line], at: int, rules: Furniture) -> str:
    """Why the line is furniture; a doubtful reason does not hold for a sentence between two sentences."""
    reason = rules.reason(shown[at].text)
    if reason not in rules.guarded or not is_sentence(shown[at].text):
        return reason
    around = [shown[k].text for k in (at - 1, at + 1) if 0 <= k < len(shown)]
    inside = len(around) == 2 and all(is_sentence(text) and not rules.reason(text) for text in around)
    return "" if inside else reason


def _settle(state: _State, followed: bool) -> None:
    """Decide on the short lines that wait: headings and list items if text stands around them, else left out."""
    waiting, state.waiting = state.waiting, []
    listed = bool(state.pieces) and state.pieces[-1].kind in (BlockKind.ITEM,)
    announced = listed or (bool(state.pieces) and state.colon)
    for n, line in enumerate(waiting):
        marked = bool(LIST_MARK.match(line.text)) and not (len(waiting) == 1 and followed and not announced)
        if state.pieces and (
            (marked and (followed or announced or len(waiting) > 1)) or (announced and followed and n < 12)
        ):
            heading = not marked and followed and n == len(waiting) - 1 and n > 0 and _is_heading(line.text)
            kind = BlockKind.HEADING if heading else BlockKind.ITEM
            state.pieces.append(Piece(kind, line.start, line.end))
        elif state.pieces and _is_heading(line.text) and (_opens_list(waiting, n) or (followed and len(waiting) <= 2)):
            state.pieces.append(Piece(BlockKind.HEADING, line.start, line.end))
        else:
            dated = find_dates(line.text) or is_clock(line.text)
            state.drop(line, "date or time" if dated else "short line outside the article")


def _opens_list(waiting: list[Line], n: int) -> bool:
    """True for a line that stands just above two or more list items."""
    after = waiting[n + 1 : n + 3]
    return (
        not LIST_MARK.match(waiting[n].text) and len(after) == 2 and all(LIST_MARK.match(line.text) for line in after)
    )


def _is_heading(text: str) -> bool:
    han, words = sizes(text)
    return (
        len(text) <= 120 and (han >= 2 or words >= 1) and bool(re.search(r"[^\W\d_]{2}", text)) and not find_dates(text)
    )


def _mostly_read(shown: list[Line], at: int, rules: Furniture) -> bool:
    """True when more running text stands before a line than after it."""

    def text(lines: list[Line]) -> int:
        return sum(len(line.text) for line in lines if is_sentence(line.text) and not rules.reason(line.text))

    return text(shown[:at]) > text(shown[at + 1 :])


def _resumes(shown: list[Line], at: int, rules: Furniture) -> bool:
    """True when the article goes on here after a box of furniture: long text, or two running sentences."""
    text = shown[at].text
    if not is_sentence(text):
        return False
    han, words = sizes(text)
    if words >= _LONG_WORDS or han >= _LONG_HAN:
        return True
    follower = shown[at + 1].text if at + 1 < len(shown) else ""
    return is_sentence(follower) and not rules.reason(follower)
