"""The line, or lines, that say when, by whom and from where: in any order, with or without labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from l10n.formats.furniture import HAN, Furniture, is_sentence
from l10n.formats.lines import Line, Piece
from l10n.formats.published import find_dates, find_published, find_time
from l10n.model.article import BlockKind, Dropped

_FIELDS = (("editor", BlockKind.EDITOR), ("author", BlockKind.AUTHOR), ("source", BlockKind.SOURCE))
_APP = re.compile(r"\b[A-Z][\w ]{0,24}?\bApp(?:\s+Download)?\b|\S{0,8}客户端(?:下载)?")
_PART = re.compile(
    r"[^|·•()（）\[\]【】/—–,，;；:：\u3000]+?(?=\s+[-–—]\s+|\s{2,}|[|·•()（）\[\]【】/—–,，;；:：\u3000]|$)"
)
_PERSON = re.compile(r"(?:[A-Z][\w.’'-]*|de|van|von|al|bin)(?:\s+(?:[A-Z][\w.’'-]*|de|van|von|al|bin|and|&)){1,6}")
_NAMELIKE = re.compile(r"(?:[A-Z][\w.&’'-]*|of|the|de)(?:\s(?:[A-Z][\w.&’'-]*|of|the|de|and)){0,5}")
_LABEL = re.compile(r"[:：/／]|\b(?:by|ed\.)|记\s*者|記者", re.I)  # what every label of the tables holds
_LEGAL = re.compile(r"©|copyright|版权|版權|\bICP\b", re.I)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What was found: pieces of the text with their kinds, the date, and what was left over."""

    pieces: tuple[Piece, ...] = ()
    published: datetime | None = None
    has_time: bool = False
    clock: tuple[int, int, int] | None = None
    dropped: tuple[Dropped, ...] = ()

    def joined(self, other: "Byline") -> "Byline":
        """Both; of a field that stands in both the first wins and the other is left out with a reason."""
        known = {piece.kind for piece in self.pieces}
        extra = tuple(piece for piece in other.pieces if piece.kind not in known)
        made = replace(self, pieces=self.pieces + extra, dropped=self.dropped + other.dropped)
        first = self.published
        if first is None or (other.published and other.has_time and not self.has_time and _same_day(first, other)):
            made = replace(made, published=other.published or first, has_time=other.has_time or self.has_time)
        return replace(made, clock=self.clock or other.clock)

    def timed(self) -> "Byline":
        """With a clock time that stood on a line of its own joined to a date without one."""
        if self.published is None or self.has_time or self.clock is None:
            return self
        hour, minute, second = self.clock
        return replace(self, published=self.published.replace(hour=hour, minute=minute, second=second), has_time=True)


@lru_cache(maxsize=50_000)
def is_byline(line: str, rules: Furniture) -> bool:
    """True for a short line that holds a full date or a labelled name and is no sentence of the article."""
    if len(line) > 260 or _LEGAL.search(line):
        return False
    dates = find_dates(line)
    labelled = has_label(line, rules)
    if dates:
        share = sum(date.end - date.start for date in dates) + _noise_size(line, rules)
        if labelled or share >= 0.25 * len(line):
            return not (is_sentence(line) and (not labelled or len(line) > 120) and len(line) > 60)
    return labelled and len(line) < 120 and not is_sentence(re.sub(r"[.)）\]】]+$", "", line))


def has_label(line: str, rules: Furniture) -> bool:
    """True when the line holds a labelled source, author or editor."""
    if not _LABEL.search(line):
        return False
    visible = _without_dates(line)
    return any((found := rules.field(name, visible)) and found[0] for name, _ in _FIELDS)


def is_clock(line: str) -> bool:
    """True for a line that holds a clock time and little else."""
    return len(line) <= 30 and find_time(line) is not None


def looks_like_publisher(text: str, rules: Furniture) -> bool:
    """True for a line that is the name of a paper, an agency or a site; in capitals too."""
    cased = text.title() if text.isupper() else text
    return len(text) <= 40 and bool(rules.publisher.fullmatch(text) or rules.publisher.fullmatch(cased))


def looks_like_person(text: str) -> bool:
    """True for two to seven capitalised words, or two to four Han characters after a common surname."""
    if HAN.search(text):
        return all(2 <= len(p) <= 4 and p[0] in _SURNAMES for p in re.split(r"[\s、]+", text.strip()))
    return len(text) <= 60 and bool(_PERSON.fullmatch(text))


def read_byline(line: Line, rules: Furniture, site: str = "") -> Byline:
    """The fields of a byline; names without a label are told apart by how publishers and people are called.

    `site` is text of the page that names its publisher: masthead and copyright line.
    """
    text = line.text
    date = find_published(text)
    rest = _without_dates(text)
    pieces: list[Piece] = []
    for name, kind in _FIELDS:
        found = rules.field(name, rest)
        if found and re.search(r"\w", found[0]):
            at = rest.index(found[0], found[1])
            pieces.append(Piece(kind, line.start + at, line.start + at + len(found[0])))
            rest = rest[: found[1]] + "|" * (found[2] - found[1]) + rest[found[2] :]
    left = rest
    for noise in (_APP, rules.noise):
        left = noise.sub(lambda m: "|" * len(m[0]), left)
    for kind, start, end in _unlabelled(left, {piece.kind for piece in pieces}, rules, site):
        pieces.append(Piece(kind, line.start + start, line.start + end))
        left = left[:start] + "|" * (end - start) + left[end:]
    remains = [text[m.start() : m.end()].strip(" |·-—,，()（）[]【】") for m in _APP.finditer(rest)]
    remains += [m[0].strip() for m in _PART.finditer(left) if re.search(r"\w", m[0])]
    dropped = tuple(Dropped(part, "rest of the byline", line.number) for part in remains if part)
    clock = None if date else find_time(text)
    return Byline(tuple(pieces), date.when if date else None, bool(date and date.has_time), clock, dropped)


def _same_day(first: datetime, other: Byline) -> bool:
    return other.published is not None and first.date() == other.published.date()


def _without_dates(text: str) -> str:
    for date in find_dates(text):
        text = text[: date.start] + "|" * (date.end - date.start) + text[date.end :]
    return text


def _noise_size(line: str, rules: Furniture) -> int:
    return sum(len(match[0]) for match in rules.noise.finditer(line))


def _unlabelled(left: str, known: set[BlockKind], rules: Furniture, site: str) -> Iterator[tuple[BlockKind, int, int]]:
    """Names between the bars that are left: a publisher's, then a person's, else any name is the publisher's."""
    parts = [(at, part) for at, part in _parts(left) if re.search(r"\w", part)]
    named = set(known)
    for kind in (BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.SOURCE):
        for at, part in parts:
            if kind in named or not _fits(kind, part, rules, site, second=BlockKind.AUTHOR in named):
                continue
            named.add(kind)
            parts = [other for other in parts if other[0] != at]
            yield kind, at, at + len(part)
            break
        if kind is BlockKind.AUTHOR:
            named.add(kind)


def _parts(left: str) -> Iterator[tuple[int, str]]:
    """The parts between the bars with their places; Chinese names are parted by single spaces too."""
    for match in _PART.finditer(left):
        pattern = r"\S+" if len(HAN.findall(match[0])) > len(match[0]) / 2 else r"\S(?:.*\S)?"
        for inner in re.finditer(pattern, match[0]):
            part = inner[0].strip(" -—\u3000")
            yield match.start() + inner.start() + inner[0].index(part), part


def _fits(kind: BlockKind, part: str, rules: Furniture, site: str, *, second: bool) -> bool:
    """True when the part may name a source or an author; `second`: what is left once people were looked for."""
    own = len(part) > 2 and part.lower() in site.lower()
    if kind is BlockKind.AUTHOR:
        return looks_like_person(part) and not own
    if own or looks_like_publisher(part, rules):
        return True
    han = bool(HAN.search(part)) and bool(re.fullmatch(r"[\u4e00-\u9fff·A-Za-z0-9]{2,14}", part))
    return second and (han or (len(part) > 2 and bool(_NAMELIKE.fullmatch(part))))
