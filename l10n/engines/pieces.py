"""Where the pieces of a tokeniser stand in the text that they spell."""

import html
import re
import unicodedata
from collections.abc import Sequence

from l10n.engines.marks import SPACE
from l10n.model.trail import Span

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_AHEAD = 16         # characters that a tokeniser may leave out between two pieces (controls, unknown characters)


def piece_spans(pieces: Sequence[str], text: str) -> list[Span]:
    """The span of each piece, without the space it may begin with; an unseen piece has a span of no width.

    Characters are compared in NFKC, because stock tokenisers normalise so. The byte pieces of one character share its
    place.
    """
    return _plain(pieces, text) or _searched(pieces, text)


def _plain(pieces: Sequence[str], text: str) -> list[Span] | None:
    """The spans by counting, when the pieces spell the text character for character; else None."""
    surfaces = [piece.replace(SPACE, " ") for piece in pieces]
    whole = "".join(surfaces)
    lead = len(whole) - len(text)
    if lead not in (0, 1) or whole[lead:] != text or whole[:lead].strip():
        return None
    spans, at = [], -lead
    for surface in surfaces:
        end = at + len(surface)
        start = end - len(surface.lstrip())
        spans.append((min(start, end), start + len(surface.strip())))
        at = end
    return spans


def _searched(pieces: Sequence[str], text: str) -> list[Span]:
    """The spans by looking for each character in turn."""
    places = [(c, i) for i, raw in enumerate(text) for c in unicodedata.normalize("NFKC", raw) if not c.isspace()]
    spans: list[Span] = []
    at = 0
    for surface, count in _surfaces(pieces):
        wanted = [c for c in unicodedata.normalize("NFKC", surface) if not c.isspace()]
        first: int | None = None
        last = 0
        for character in wanted:
            found = next((k for k in range(at, min(at + _AHEAD, len(places))) if places[k][0] == character), None)
            if found is not None:
                first = places[found][1] if first is None else first
                last, at = places[found][1] + 1, found + 1
        here = places[at][1] if at < len(places) else len(text)
        spans += [(here, here) if first is None else (first, last)] * count
    return spans


def _surfaces(pieces: Sequence[str]) -> list[tuple[str, int]]:
    """What pieces spell, and how many pieces spell it together: more than one only for bytes of one character."""
    found: list[tuple[str, int]] = []
    waiting = b""
    for piece in pieces:
        byte = _BYTE.fullmatch(piece)
        if byte:
            waiting += bytes.fromhex(byte[1])
            try:
                found.append((waiting.decode(), len(waiting)))
                waiting = b""
            except UnicodeDecodeError:
                pass
            continue
        found += [("", 1)] * len(waiting)
        waiting = b""
        found.append((html.unescape(piece.replace(SPACE, " ").removesuffix("@@")), 1))
    return found + [("", 1)] * len(waiting)
