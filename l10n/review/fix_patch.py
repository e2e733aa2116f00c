"""Other words in the targets of an XLIFF file, every other byte of it as it was.

The file is not written anew: a translation tool's own extensions, the order of attributes and the white space stay, and
a diff shows the mended units only. Both versions of XLIFF; the rules for inline elements mirror the readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from xml.parsers import expat
from xml.sax.saxutils import escape

from l10n.errors import FormatError

_SILENT = frozenset(("ph", "bpt", "ept", "it"))  # hold native markup in XLIFF 1.2
_HOLDERS = frozenset(("trans-unit", "segment", "ignorable"))
_EQUIV = {"ph": "equiv", "sc": "equiv", "ec": "equiv", "x": "equiv-text"}


@dataclass(slots=True)
class Piece:
    """A stretch of a target: text at bytes start to end, or what a code stands for, which nothing may change."""

    text: str
    start: int = 0
    end: int = 0
    fixed: bool = False


@dataclass(slots=True)
class _Scan:
    """Gathers the pieces of every unit's target while the file is read once."""

    parser: expat.XMLParserType
    units: dict[str, list[Piece]] = field(default_factory=dict)
    doubled: set[str] = field(default_factory=set)
    path: list[str] = field(default_factory=list)
    unit: str = ""
    target: int = 0  # depth of the open target element, 0 outside
    silent: int = 0  # depth of an element whose inside is native markup
    cdata: bool = False
    text: Piece | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self.close_text()
        tag = name.rpartition(":")[2]
        self.path.append(tag)
        if tag in ("unit", "trans-unit"):
            self.unit = attributes.get("id", "")
            if self.unit in self.units:
                self.doubled.add(self.unit)
            self.units[self.unit] = []
        elif tag == "target" and len(self.path) > 1 and self.path[-2] in _HOLDERS:
            self.target = len(self.path)
            self.open_text()
        elif self.target and not self.silent:
            self.code(tag, attributes)

    def code(self, tag: str, attributes: dict[str, str]) -> None:
        """An inline element opens."""
        if tag == "cp" or attributes.get("ctype") == "x-l10n-character":
            self.add(chr(int(attributes.get("hex") or attributes.get("equiv-text", ""), 16)))
        elif tag == "pc":
            self.add(attributes.get("equivStart", ""))
            self.path[-1] = "pc\0" + attributes.get("equivEnd", "")
        elif tag in _EQUIV:
            self.add(attributes.get(_EQUIV[tag], ""))
        else:
            self.add("")
        if tag in _SILENT:
            self.silent = len(self.path)
        else:
            self.open_text()

    def end(self, name: str) -> None:
        """An element closes."""
        self.close_text()
        depth, tag = len(self.path), self.path.pop()
        if depth == self.target:
            self.target = 0
        elif self.target and (not self.silent or self.silent == depth):
            self.silent = 0
            self.add(tag.partition("\0")[2])
            self.open_text()

    def words(self, text: str) -> None:
        """Character data."""
        if self.text is not None:
            self.text.text += text
            self.text.fixed |= self.cdata

    def cut(self, *_: object) -> None:
        """A comment, an instruction or the edge of a CDATA section parts two texts."""
        self.close_text()
        if self.target and not self.silent:
            self.open_text()

    def mark(self, inside: bool) -> None:
        """A CDATA section opens or closes: its text is left as it is."""
        self.cdata = inside
        self.cut()

    def add(self, text: str) -> None:
        """A code, or a character that is written as one."""
        self.units[self.unit].append(Piece(text, fixed=True))

    def open_text(self) -> None:
        """Text may follow; where it starts is known when it comes to an end."""
        self.text = Piece("", start=-1, fixed=self.cdata)

    def close_text(self) -> None:
        """The text before this place is whole."""
        if self.text is not None and self.text.start >= 0:
            self.text.end = self.parser.CurrentByteIndex
            self.units[self.unit].append(self.text)
        self.text = None


def patch_xliff(name: str, data: bytes, targets: Mapping[str, tuple[str, str]]) -> tuple[bytes, dict[str, str]]:
    """The file with other targets, and for each unit that could not be changed the reason.

    `targets` maps the id of a unit to the plain text of its target, before and after. Raises FormatError when the file
    is not UTF-8.
    """
    pieces, doubled = scan_targets(name, data)
    edits: list[tuple[int, int, str]] = []
    refused: dict[str, str] = {}
    for unit, (before, after) in targets.items():
        held = pieces.get(unit)
        if held is None or unit in doubled or "".join(piece.text for piece in held) != before:
            refused[unit] = "its target is written in a way that cannot be changed in place"
            continue
        spread = spread_text([(piece.text, not piece.fixed) for piece in held], after)
        if spread is None:
            refused[unit] = "the repair crosses inline codes"
            continue
        edits += [
            (piece.start, piece.end, text)
            for piece, text in zip(held, spread, strict=True)
            if text != piece.text
        ]
    for start, end, text in sorted(edits, reverse=True):
        data = data[:start] + escape(text, {"\r": "&#13;"}).encode() + data[end:]
    return data, refused


def scan_targets(name: str, data: bytes) -> tuple[dict[str, list[Piece]], set[str]]:
    """The pieces of each unit's target, and the ids that stand twice. Raises FormatError for another encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FormatError(name, "is not UTF-8", "save it as UTF-8 to have it fixed")
    parser = expat.ParserCreate()
    scan = _Scan(parser)
    encodings: list[str] = []
    parser.XmlDeclHandler = lambda version, encoding, standalone: encodings.append((encoding or "utf-8").lower())
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = lambda text: _words(scan, text)
    parser.CommentHandler = parser.ProcessingInstructionHandler = scan.cut
    parser.StartCdataSectionHandler = lambda: scan.mark(True)
    parser.EndCdataSectionHandler = lambda: scan.mark(False)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FormatError(f"{name}:{error.lineno}", "is not well-formed XML", "take a complete copy") from error
    if encodings and encodings[0] not in ("utf-8", "us-ascii"):
        raise FormatError(name, f"is written in {encodings[0]}", "save it as UTF-8 to have it fixed")
    return scan.units, scan.doubled


def spread_text(pieces: list[tuple[str, bool]], after: str) -> list[str] | None:
    """The pieces (text, whether it may change) with texts whose join is `after`; None when a fixed piece is in the way.

    What stands across pieces may only be marks and spaces: words are not moved from one side of a code to another.
    """
    before = "".join(text for text, _ in pieces)
    starts: list[int] = []
    at = 0
    for text, _ in pieces:
        starts.append(at)
        at += len(text)
    made = [text for text, _ in pieces]
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        touched = _touched(pieces, starts, (i1, i2))
        if not touched or not all(pieces[number][1] for number in touched):
            return None
        if len(touched) > 1 and any(char.isalnum() for char in before[i1:i2] + after[j1:j2]):
            return None
        for number in reversed(touched):
            first, last = max(i1 - starts[number], 0), min(i2 - starts[number], len(pieces[number][0]))
            new = after[j1:j2] if number == touched[0] else ""
            made[number] = made[number][:first] + new + made[number][last:]
    return made


def _touched(pieces: list[tuple[str, bool]], starts: list[int], span: tuple[int, int]) -> list[int]:
    """Numbers of the pieces that a change of the span concerns; for an insertion the one that takes it."""
    first, last = span
    ends = [start + len(text) for start, (text, _) in zip(starts, pieces, strict=True)]
    if first < last:
        return [n for n in range(len(pieces)) if starts[n] < ends[n] and starts[n] < last and first < ends[n]]
    can = [n for n in range(len(pieces)) if starts[n] <= first <= ends[n] and pieces[n][1]]
    filled = [n for n in can if pieces[n][0]]
    return (filled or can)[:1]


def _words(scan: _Scan, text: str) -> None:
    if scan.text is not None and scan.text.start < 0:
        scan.text.start = scan.parser.CurrentByteIndex
    scan.words(text)
