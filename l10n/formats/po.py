"""Gettext PO for Weblate, Poedit and their kin: one entry a segment, codes as in tables (`<1>…</1>`).

`msgctxt` is the unit's id. What no person has approved is fuzzy; the exact state stands in an extracted comment.
Source of the rules: GNU gettext manual, "The Format of PO Files"; flag `read-only`: Weblate.
"""

import re
from typing import Any

from l10n import __version__
from l10n.errors import FormatError
from l10n.formats.bitable import comments_cell, comments_of, finding_lines, state_of, term_lines
from l10n.formats.bitable_text import to_content, to_words, visible
from l10n.formats.charset import decode
from l10n.formats.xliff_common import Unit, tool_tag, unit_ids
from l10n.formats.xliff_take import Origin, Parsed, code_names
from l10n.model.article import Article, Block, Segment, State
from l10n.model.pair import Pair

MADE_BY = "X-L10n-Version"
SOURCE = "X-Source-Language"
READ_ONLY = "read-only"
APPROVED = (State.REVIEWED, State.FINAL)
_STATE = re.compile(r"^state: *(\w+)", re.MULTILINE)
_STRING = re.compile(r'(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"')
_PLURALS = {"zh": "nplurals=1; plural=0;"}
# Line ends of Python that are none of PO: they would cut an entry in two.
_LINE_ENDS = {ord(c): f"<#{ord(c):04X}>" for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}


def write_po(article: Article) -> bytes:
    """The article's segments as PO in UTF-8. The article itself goes beside the file."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.metadata = _header(article)
    names = unit_ids(article)
    for block in article.blocks:
        for segment in block.segments:
            file.append(_entry(names[segment.id], block, segment))
    return f"{file}\n".encode()


def parse_po(name: str, data: bytes) -> Parsed:
    """The entries of a PO file. Those without a context of their own are numbered. Raises FormatError."""
    file = _parsed(name, decode(name, data)[0])
    tags = (file.metadata.get(SOURCE, ""), file.metadata.get("Language", ""))
    entries = [entry for entry in file if not entry.obsolete]
    ids = [entry.msgctxt or "" for entry in entries]
    ours = MADE_BY in file.metadata
    if not ours and len(set(ids) - {""}) < len(ids):
        ids = [str(number) for number in range(1, len(ids) + 1)]
    units = (_unit(name, entry, ours) for name, entry in zip(ids, entries, strict=True))
    return Parsed(Origin(name, *tags), tuple(units))


def _header(article: Article) -> dict[str, str]:
    pair: Pair = article.pair
    moment = article.meta.published
    return {
        "Project-Id-Version": " ".join(visible(article.name).split()),
        "POT-Creation-Date": moment.strftime("%Y-%m-%d %H:%M+0000") if moment else "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": tool_tag(pair.target).replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS.get(pair.target_language, "nplurals=2; plural=(n != 1);"),
        SOURCE: tool_tag(pair.source).replace("-", "_"),
        MADE_BY: __version__,
    }


def _entry(name: str, block: Block, segment: Segment) -> Any:
    import polib

    names = code_names(segment)
    state = State.INITIAL if segment.target is None else segment.state
    said = [f"kind: {block.kind.value}", f"state: {state.value}", *(f"term: {line}" for line in term_lines(segment))]
    flags = ["fuzzy"] if segment.target and state not in APPROVED else []
    return polib.POEntry(
        msgctxt=name,
        msgid=to_words(segment.source, names),
        msgstr=to_words(segment.target or (), names),
        comment="\n".join(" ".join(line.split()) for line in (*said, *finding_lines(segment))),
        tcomment=comments_cell(segment.comments),
        flags=flags + ([READ_ONLY] if segment.locked or not block.translate else []),
    )


def _parsed(name: str, text: str) -> Any:
    import polib

    if not re.search(r"^\s*msgid\s", text, re.MULTILINE):
        raise FormatError(name, "is no PO file (it has no msgid)", "give a file of gettext's PO format")
    _require_whole(name, text)
    try:
        return polib.pofile(text.translate(_LINE_ENDS))
    except (OSError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error)[-80:])
        place = f"{name}:{line[1]}" if line else name
        raise FormatError(place, "is no PO that can be read", "check the quotes of this entry") from error


def _require_whole(name: str, text: str) -> None:
    """Raises FormatError for a string without its end, and for a last entry without a translation."""
    last, at = "", 0
    for at, line in enumerate(text.rstrip().split("\n"), 1):
        words = line.strip()
        if words.startswith(("msg", '"')):
            last = words.split()[0].partition("[")[0] if words.startswith("msg") else last
            if not _STRING.fullmatch(words):
                raise FormatError(f"{name}:{at}", "a string has no end", "take a complete copy of the file")
    if last != "msgstr":
        raise FormatError(f"{name}:{at}", "the last entry has no msgstr", "take a complete copy of the file")


def _unit(name: str, entry: Any, ours: bool) -> Unit:
    words = entry.msgstr or (entry.msgstr_plural or {}).get(0, "")
    return Unit(
        id=name,
        line=entry.linenum or 0,
        source=to_content(entry.msgid),
        target=to_content(words) if words else None,
        state=_state(entry, ours),
        comments=comments_of(entry.tcomment),
        translate=READ_ONLY not in entry.flags,
    )


def _state(entry: Any, ours: bool) -> State:
    """The state. In a file of ours, taking the fuzzy mark off approves, and putting it on takes approval back."""
    fuzzy = "fuzzy" in entry.flags
    found = _STATE.search(entry.comment) if ours else None
    told = state_of(found[1]) if found else None
    if told is None:
        return State.INITIAL if fuzzy else State.REVIEWED if ours else State.TRANSLATED
    if not entry.msgstr or fuzzy is (told not in APPROVED):
        return told
    return State.TRANSLATED if fuzzy else State.REVIEWED
