"""Subtitles, SubRip (.srt) and WebVTT (.vtt): the text of cues is translated, everything else stays byte for byte.

A sentence that runs over several cues is one block, so that it is translated whole; a code stands where a cue ends, and
the translation is cut into as many cues again. Lines are broken anew for the target language.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.errors import EmptyError, FormatError
from l10n.formats.charset import decode, encode
from l10n.formats.lines import gap_for, known_pair, page_of
from l10n.formats.subtitles_cues import TAGS, TIMING, Cue, Unit, cues_of, name_of, overlaps, runs_of
from l10n.formats.subtitles_lines import Span, break_lines, break_places, shared, width
from l10n.model.article import Article, Block, BlockKind, Dropped, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, codes, cut, merge_text, plain
from l10n.model.pair import Pair
from l10n.text.joins import is_wide

_EXAMPLE = "00:00:01,000 --> 00:00:03,000"
CUE_END = "cue"  # start of the ids of codes that stand where a cue ends
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_LANGUAGE = re.compile(r"(?m)\A(WEBVTT[^\r\n]*(?:\r\n?|\n)(?:[^\r\n]+(?:\r\n?|\n))*?Language:[ \t]*)([\w-]+)")


@dataclass(frozen=True, slots=True)
class Script:
    """A file taken apart: its text, kind (srt or vtt), cues and runs of units."""

    text: str
    kind: str
    cues: tuple[Cue, ...]
    runs: tuple[tuple[Unit, ...], ...]
    dropped: tuple[Dropped, ...]


def looks_like_vtt(text: str) -> float:
    """1 for a text with WebVTT's first line."""
    return 1.0 if re.match(r"WEBVTT(?:[ \t\r\n]|$)", text) else 0.0


def looks_like_srt(text: str) -> float:
    """1 for a numbered cue in the first lines, 0.8 for one without number."""
    head = text[:3000]
    if looks_like_vtt(head):
        return 0.0
    timing = next((m for m in re.finditer(r"(?m)^[ \t]*(\d+:\d\d:\d\d[,.]\d+[ \t]*-->.*)$", head)), None)
    if timing is None:
        return 0.0
    return 1.0 if re.search(r"\d+[ \t]*\r?\n?$", head[: timing.start()]) else 0.8


def read_srt(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a SubRip file. Raises FormatError, EmptyError."""
    return _read(name, data, pair, "srt")


def read_vtt(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a WebVTT file. Raises FormatError, EmptyError."""
    text, _, _ = decode(name, data)
    if not looks_like_vtt(text):
        raise FormatError(f"{name}:1", "does not start with WEBVTT", "add the line, or read it with --format srt")
    return _read(name, data, pair, "vtt")


def write(article: Article) -> bytes:
    """The file with the targets in its cues; without any target it is the file byte for byte."""
    if all(segment.target is None for segment in article.segments):
        return article.original
    script = _script(article.name, article.original, article.format)
    blocks = {block.id: block for block in article.blocks}
    newline = "\r\n" if script.text.count("\r\n") * 2 > script.text.count("\n") else "\n"
    parts: list[str] = []
    at = 0
    for number, run in enumerate(script.runs, 1):
        block = blocks.get(f"b{number}")
        words = _rewritten(block, run, script, article.pair) if block else None
        for unit, said in zip(run, words or [], strict=False):
            parts += [script.text[at : unit.start], said.replace("\n", newline)]
            at = unit.end
    text = "".join((*parts, script.text[at:]))
    if script.kind == "vtt":
        text = _LANGUAGE.sub(lambda m: m[1] + article.pair.target, text)
    return encode(text, article.charset, article.bom)


def _read(name: str, data: bytes, pair: Pair, kind: str) -> Article:
    script = _script(name, data, kind)
    _, charset, bom = decode(name, data)
    if not script.cues:
        raise EmptyError(name, "holds no cue", f"give a subtitle file with timings such as {_EXAMPLE}")
    if not script.runs:
        raise EmptyError(name, "holds no words in its cues", "give a subtitle file with text")
    blocks = []
    for number, run in enumerate(script.runs, 1):
        block_id = f"b{number}"
        blocks.append(Block(block_id, BlockKind.CUE, (Segment(block_id, _content(script, run)),)))
    found = overlaps(list(script.cues))
    message = f"{found} cues start before the one in front of them ended: their times were left as they are"
    return Article(
        name, kind, known_pair(pair, " ".join(block.text for block in blocks)), body=tuple(blocks),
        page=page_of(tuple(blocks)), dropped=script.dropped, charset=charset, bom=bom, original=data,
        findings=(Finding("subtitles.overlapping", Severity.INFO, message, name),) if found else (),
    )


def _script(name: str, data: bytes, kind: str) -> Script:
    text, _, _ = decode(name, data)
    cues, apart = cues_of(text, kind)
    for line in apart:
        if "-->" in line.text and not TIMING.fullmatch(line.text):
            raise FormatError(f"{name}:{line.number}", f"“{line.text[:40]}” is no timing", f"write {_EXAMPLE}")
    dropped = tuple(Dropped(line.text, "no cue of the subtitle file", line.number) for line in apart if line.text)
    return Script(text, kind, tuple(cues), tuple(tuple(run) for run in runs_of(text, cues, kind)), dropped)


def _content(script: Script, run: tuple[Unit, ...]) -> Content:
    """The words of a run; line ends are spaces, tags and the ends of cues are codes."""
    items: list[Inline] = []
    for number, unit in enumerate(run, 1):
        raw = script.text[unit.start : unit.end]
        if number > 1:
            between = script.text[run[number - 2].end : unit.start]
            items.append(Text(_joint(plain(tuple(items)), raw)))
            items.append(Code(f"{CUE_END}{number}", CodeKind.ALONE, between, "<wbr>"))
        items += _tagged(raw, script.kind)
    return merge_text(tuple(items))


def _tagged(raw: str, kind: str) -> list[Inline]:
    """The words of one unit with its tags as codes; tags without a partner stand alone."""
    items: list[Inline] = []
    opened: list[tuple[str, int]] = []
    at = 0
    for number, tag in enumerate(TAGS[kind].finditer(raw), 1):
        items.append(Text(_words(raw[at : tag.start()], kind)))
        at = tag.end()
        name, closes = name_of(tag[0]), tag[0].startswith("</")
        match = next((k for k in reversed(range(len(opened))) if opened[k][0] == name), None) if closes else None
        if match is not None:
            place = opened[match][1]
            del opened[match:]
            first = items[place]
            assert isinstance(first, Code)
            items[place] = replace(first, kind=CodeKind.OPEN, html=_html(first.native, name))
            items.append(Code(first.id, CodeKind.CLOSE, tag[0], _html(tag[0], name)))
            continue
        if name and not closes:
            opened.append((name, len(items)))
        items.append(Code(str(number), CodeKind.ALONE, tag[0], "<wbr>"))
    return [*items, Text(_words(raw[at:], kind))]


def _html(tag: str, name: str) -> str:
    """A tag for the page: what HTML knows as it is, voices, classes and fonts as <span>."""
    if name in ("i", "b", "u", "s", "em", "strong", "ruby", "rt"):
        return f"</{name}>" if tag.startswith("</") else f"<{name}>"
    return "</span>" if tag.startswith("</") else "<span>"


def _words(raw: str, kind: str) -> str:
    """Raw text as words: one space for a line end, none after a Chinese mark, WebVTT's entities as characters."""
    parts = _BREAK.split(raw)
    text = parts[0]
    for part in parts[1:]:
        text += _joint(text, part) + part
    return html.unescape(text) if kind == "vtt" else text


def _joint(before: str, after: str) -> str:
    if not before or not after or before[-1].isspace():
        return " " if not before.strip() and not after.strip() else ""
    mark = is_wide(before[-1], True) and not before[-1].isalnum()
    return "" if mark else " "


def _rewritten(block: Block, run: tuple[Unit, ...], script: Script, pair: Pair) -> list[str] | None:
    """The new text of each unit; None when the block has no target, or one that equals its source."""
    if all(segment.target in (None, segment.source) for segment in block.segments):
        return None
    content, held = _target(block, pair)
    language = pair.target_language
    if len(run) == 1:
        return [_lines(content, script.kind, language, held)]
    marks = {code.id for code in codes(content) if code.id.startswith(CUE_END)}
    text, projected = "", []
    for item in content:
        if isinstance(item, Code) and item.id in marks:
            projected.append(len(text))
        text += plain((item,))
    weights = [width(script.text[unit.start : unit.end], pair.source_language) for unit in run]
    said = []
    for start, end in shared(text, break_places(text, language, held), weights, sorted(projected)):
        inside = [(a - start, b - start) for a, b in held if start <= a and b <= end]
        said.append(_lines((Text(text[start:end]),), script.kind, language, inside))
    return said


def _target(block: Block, pair: Pair) -> tuple[Content, list[Span]]:
    """The block's targets in one row, sources where there are none; where its terms, numbers and dates stand."""
    items: list[Inline] = []
    held: list[Span] = []
    for segment, following in zip(block.segments, (*block.segments[1:], None), strict=True):
        at = len(plain(tuple(items)))
        places = [proof.target_span for proof in segment.proofs if proof.kind != "tag" and proof.target_span]
        held += [(at + start, at + end) for start, end in places]
        items += segment.source if segment.target is None else segment.target
        if following is not None:
            items.append(Text(gap_for(segment, following, pair)))
    return merge_text(tuple(items)), held


def _lines(content: Content, kind: str, language: str, held: Sequence[Span] = ()) -> str:
    """Content as the text of a cue; line ends that a person set are kept, else lines are broken by width."""
    text = plain(content)
    if "\n" in text.strip():
        spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    else:
        lead = len(text) - len(text.lstrip())
        inside = [(a - lead, b - lead) for a, b in held]
        spans = [(a + lead, b + lead) for a, b in break_lines(text.strip(), language, inside)]
    last = len(spans) - 1
    pieces = [
        cut(content, a if n else -1, spans[n + 1][0] if n < last else len(text) + 1) for n, (a, _) in enumerate(spans)
    ]
    return "\n".join(_marked(piece, kind).strip() for piece in pieces)


def _marked(content: Content, kind: str) -> str:
    parts = []
    for item in content:
        if isinstance(item, Code):
            parts.append(item.native)
        elif kind == "vtt":
            parts.append(html.escape(plain((item,)), quote=False))
        else:
            parts.append(plain((item,)))
    return "".join(parts)
