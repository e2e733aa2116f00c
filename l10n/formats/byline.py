"""The line, or lines, that say when, by whom and from where: in any order, with or without labels."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from l10n.formats.furniture import HAN, Furniture, is_sentence
from l10n.formats.lines import Line, Piece
from l10n.formats.published import find_published
from l10n.model.article import BlockKind, Dropped

_FIELDS = (("editor", BlockKind.EDITOR), ("author", BlockKind.AUTHOR), ("source", BlockKind.SOURCE))
_NOISE = re.compile(
    r"(?:last\s+)?(?:updated|modified|published|posted|first published)(?:\s+(?:on|at))?\s*[:：]?|发布时间\s*[:：]?|更新时间\s*[:：]?|"
    r"发布于|时间\s*[:：]|日期\s*[:：]|\bGMT\b|\bBJT\b|\bat\b|字号.*|阅读.*|浏览.*|点击.*|\d+\s*(?:views|comments|min read)",
    re.I,
)
_APP = re.compile(r"\b[A-Z][\w ]{0,24}?App(?:\s+Download)?\b|\S{0,8}客户端(?:下载)?")
_SOURCE = re.compile(
    r"(?:[A-Z][\w.&’'-]*|of|the|de)(?:\s(?:[A-Z][\w.&’'-]*|of|the|de)){0,5}|[\u4e00-\u9fff·A-Za-z]{2,14}"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What was found: pieces of the text with their kinds, the date, and what was left over."""

    pieces: tuple[Piece, ...] = ()
    published: datetime | None = None
    has_time: bool = False
    dropped: tuple[Dropped, ...] = ()

    def joined(self, other: "Byline") -> "Byline":
        """Both; of a field that stands in both the first wins."""
        known = {piece.kind for piece in self.pieces}
        extra = tuple(piece for piece in other.pieces if piece.kind not in known)
        made = replace(self, pieces=self.pieces + extra, dropped=self.dropped + other.dropped)
        if self.published is None or (other.published and other.has_time and not self.has_time):
            made = replace(made, published=other.published or self.published, has_time=other.has_time or self.has_time)
        return made


def is_byline(line: str, rules: Furniture) -> bool:
    """True for a short line that holds a full date or a labelled name and is no sentence of the article."""
    if len(line) > 260 or re.search(r"©|copyright|版权|ICP", line, re.I):
        return False
    date = find_published(line)
    labelled = any(rules.field(name, line) for name, _ in _FIELDS)
    if date and (labelled or date.end - date.start >= 0.25 * len(line)):
        return not (is_sentence(line) and not labelled and len(line) > 80)
    return labelled and len(line) < 120 and not is_sentence(re.sub(r"[)）]$", "", line))


def read_byline(line: Line, rules: Furniture) -> Byline:
    """The fields of a byline; a name without a label is the source."""
    text = line.text
    rest = list(text)

    def blank(start: int, end: int) -> None:
        rest[start:end] = "|" * (end - start)

    date = find_published(text)
    if date:
        blank(date.start, date.end)
    pieces = []
    for name, kind in _FIELDS:
        visible = "".join(rest)
        found = rules.field(name, visible)
        if found and found[0] and not (kind is BlockKind.SOURCE and re.fullmatch(r"[\W_]*", found[0])):
            at = visible.index(found[0], found[1])
            pieces.append(Piece(kind, line.start + at, line.start + at + len(found[0])))
            blank(found[1], found[2])
    left = "".join(rest)
    for noise in (_APP, _NOISE):
        left = noise.sub(lambda m: "|" * len(m[0]), left)
    if not any(piece.kind is BlockKind.SOURCE for piece in pieces):
        source = _unlabelled(left)
        if source:
            pieces.append(Piece(BlockKind.SOURCE, line.start + source[0], line.start + source[1]))
            left = left[: source[0]] + "|" * (source[1] - source[0]) + left[source[1] :]
    remains = [text[m.start() : m.end()].strip(" |·-—,，()（）[]【】") for m in _APP.finditer("".join(rest))]
    remains += [part.strip() for part in re.split(r"[|·,，()（）\[\]【】—:：\s-]{1,}", left) if re.search(r"\w", part)]
    dropped = tuple(Dropped(part, "rest of the byline", line.number) for part in remains if part)
    return Byline(tuple(pieces), date.when if date else None, bool(date and date.has_time), dropped)


def _unlabelled(left: str) -> tuple[int, int] | None:
    """A publisher's name between the bars that are left: capitalised words or some Han characters."""
    for match in re.finditer(r"[^|·\[\]()（）【】]+", left):
        part = match[0].strip(" -—,，:：\u3000")
        if part and _SOURCE.fullmatch(part) and (HAN.search(part) or len(part) > 2):
            at = left.index(part, match.start())
            return at, at + len(part)
    return None
