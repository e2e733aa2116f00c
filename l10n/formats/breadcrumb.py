"""Breadcrumbs: `Home > Business > Telecom`, `World / Europe`, `当前位置：首页 > 科技`."""

import re

from l10n.formats.furniture import is_sentence, sizes
from l10n.formats.lines import Line, Piece
from l10n.model.article import BlockKind

_MARK = r"(?:>+|›|»|→|\s/\s|\s::?\s|\s\|\s|\s[-–—]\s)"
_CRUMBS = re.compile(
    r"^\s*(?P<here>(?:you are here|current location|location|(?:您|你)?(?:现在|当前)?的?(?:所在)?位置(?:是)?)\s*[:：])?"
    rf"\s*[^>›»→/|:]{{1,40}}?\s*(?:{_MARK}\s*[^>›»→|]{{1,90}}?\s*){{1,6}}$",
    re.I,
)
_HOME = re.compile(
    r"^\s*(?:.{0,20}[:：]\s*)?(?:\S*home\S*|首页|首頁|.{0,10}首页|.{0,12}网|.{2,12}频道|news|\S+\.(?:com|cn|net|org))"
    r"\s*(?:>|›|»|→|/|:|\||\s[-–—]\s)",
    re.I,
)
_LAST = re.compile(r"^(?:正文|内容|详情|文章|content|article|details?|story|text|this page)\W*$", re.I)
_ARROW = re.compile(r"[>›»→]")


def is_breadcrumb(text: str) -> bool:
    """True for `Home > Business > Telecom` and the like."""
    match = _CRUMBS.match(text) if len(text) <= 160 else None
    if not match or is_sentence(text):
        return False
    parts = text.split(" / ")
    short = 1 < len(parts) < 5 and all(0 < len(part.split()) <= 3 for part in parts)
    return bool(
        match["here"] or _HOME.match(text) or short or (_ARROW.search(text) and not text.startswith((">", "»")))
    )


def section_piece(line: Line) -> Piece:
    """The section: the last part of a breadcrumb that is neither the title nor a word for "text", else the line."""
    if not is_breadcrumb(line.text):
        label = re.match(r"[^:：]{2,14}[:：]\s*|(?:posted|filed|published) (?:in|under)\s*", line.text, re.I)
        return Piece(BlockKind.SECTION, line.start + (label.end() if label else 0), line.end)
    spans = []
    at = 0
    for mark in [*re.finditer(_MARK, line.text), None]:
        end = mark.start() if mark else len(line.text)
        inner = line.text[at:end]
        if inner.strip():
            left = at + len(inner) - len(inner.lstrip())
            spans.append((left, left + len(inner.strip())))
        at = mark.end() if mark else end
    while len(spans) > 1 and (_LAST.match(line.text[slice(*spans[-1])]) or _long(line.text[slice(*spans[-1])])):
        spans.pop()
    return Piece(BlockKind.SECTION, line.start + spans[-1][0], line.start + spans[-1][1])


def _long(text: str) -> bool:
    """True for a breadcrumb's last part that is the headline."""
    han, words = sizes(text)
    return han > 8 or (han < 3 and words > 4)
