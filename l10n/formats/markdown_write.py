"""Writes a Markdown file: targets in the places of their sources, so written that the structure stays what it was."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape

from l10n.formats.charset import encode
from l10n.formats.lines import fill_skeleton, native
from l10n.formats.markdown_front import SIDE_KEYS, with_language
from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain
from l10n.text.spoken import Spoken, respoken, spoken_words

HTML = "html"  # the name of blocks whose words stand in a piece of HTML
CODES = "codes"  # the name of blocks that are nothing but codes with words in them: an image alone
_HEAD = (BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.AUTHOR)
_FRONT_VALUE = re.compile(rf"(?:title|description|summary|author|{'|'.join(SIDE_KEYS)})[ \t]*[:=][ \t]*[\"']?$", re.I)
_BLOCK_VALUE = re.compile(r"[:=][ \t]*(?:[>|][^\n]*\n|\"\"\"(?:\r?\n)?)[ \t]*$")
_NEEDS_QUOTES = re.compile(r":(?:\s|$)|\s#|^[\[\]{}>|*&!%@`'\"#,?:-]|^\s|\s$")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)[ \t]+"
    r"(?:\"(?P<a>(?:[^\"\\\n]|\\.)+)\"|'(?P<b>(?:[^'\\\n]|\\.)+)'|\((?P<c>(?:[^()\\\n]|\\.)+)\))[ \t]*\r?$",
    re.M,
)
_ALT = re.compile(r"!\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]")
_TITLE = re.compile(
    r"(?<=\s)(?:\"(?P<a>(?:[^\"\\]|\\.)*)\"|'(?P<b>(?:[^'\\]|\\.)*)'|\((?P<c>(?:[^()\\]|\\.)*)\))(?=\s*\)$)"
)
_WIDE = "[\u2e80-\u9fff\uff00-\uffef，。！？；：、”’）》]"


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources; without targets it is the file byte for byte."""
    if all(segment.target is None for segment in article.segments):
        return encode(fill_skeleton(article), article.charset, article.bom)
    before = _before_holes(article)
    words = spoken_words(article)
    changed = article.map_blocks(lambda block: _safe(block, before.get(block.id, ""), words))
    text = with_language(fill_skeleton(changed), article.pair.source_language, article.pair.target)
    return encode(text, article.charset, article.bom)


def definitions(text: str, offset: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int, Content]]:
    """The titles of reference definitions: lines of the file that belong to no block of `covered`."""
    ends = sorted(covered)
    for match in _DEFINITION.finditer(text, offset):
        if not any(start <= match.start() < end for start, end in ends):
            group = next(name for name in "abc" if match[name] is not None)
            yield match.start(group), match.end(group), (Text(match[group]),)


def escaped_bars(text: str, raw: str) -> Content | None:
    """The content of a text of a table cell whose bars are written `\\|`; None when `raw` does not start so."""
    if not raw.startswith(text.replace("|", "\\|")):
        return None
    items: list[Inline] = []
    for number, part in enumerate(text.split("|")):
        if number:
            items.append(Code(f"bar{number}", CodeKind.ALONE, "\\|", "|", "|"))
        items.append(Text(part))
    content = merge_text(tuple(items))
    return content if plain(content) == text else None


def _before_holes(article: Article) -> dict[str, str]:
    """For each block the part of the file before it, as far as the end of the block before."""
    found: dict[str, str] = {}
    last = ""
    for part in article.skeleton:
        if isinstance(part, BlockRef):
            found[part.block_id] = last
        last = part if isinstance(part, str) else ""
    return found


def _safe(block: Block, before: str, words: Spoken) -> Block:
    """The block with targets that neither end a cell or a quoted value nor lose the target of a reference link."""
    if block.name == CODES:
        return replace(block, segments=tuple(replace(s, target=_respoken_all(s.source, words)) for s in block.segments))
    if all(segment.target is None for segment in block.segments):
        return block
    if block.kind in _HEAD or block.name in SIDE_KEYS:
        if _FRONT_VALUE.search(before):
            return _flat(block, lambda text: _quoted(text, before[-1]))
        if _BLOCK_VALUE.search(before):
            return _flat(block, lambda text: text.replace('"""', "”"))
    if block.kind is BlockKind.ATTRIBUTE:
        return _flat(block, lambda text: _in_attribute(text, before))
    return replace(block, segments=tuple(_safe_segment(segment, block, words) for segment in block.segments))


def _flat(block: Block, change: Callable[[str], str]) -> Block:
    """The block as one segment on one line, its words changed so that the place can hold them."""
    parts = []
    for segment in block.segments:
        parts += [plain(segment.source if segment.target is None else segment.target), segment.gap]
    text = change(re.sub(r"\s*\n\s*", " ", "".join(parts).strip()))
    return replace(block, lead="", tail="", segments=(replace(block.segments[0], target=(Text(text),), gap=""),))


def _quoted(text: str, mark: str) -> str:
    """A front matter value: escaped for its quotes; put into quotes where YAML would misread it bare."""
    if mark == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    if mark == "'":
        return text.replace("'", "’")
    return json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.search(text) else text


def _in_attribute(text: str, before: str) -> str:
    """Words for an attribute of HTML or for the title of a link, by the mark that stands before them."""
    if re.search(r"[\w-]\s*=\s*[\"']$", before):
        return escape(text)
    marks = {'"': '["\\\\]', "'": r"['\\]", "(": r"[()\\]"}.get(before[-1:])
    return re.sub(marks, lambda m: "\\" + m[0], text) if marks else text


def _safe_segment(segment: Segment, block: Block, words: Spoken) -> Segment:
    if segment.target is None:
        return segment
    target = _with_labels(segment.source, segment.target)
    items: list[Inline] = []
    for number, item in enumerate(target):
        if isinstance(item, Code):
            native_now = _respoken(item.native, words)
            if item.native.startswith(("\n", "\r\n")) and item.equiv == " " and _between_wide(target, number):
                native_now = ""  # a line end between Chinese characters would show as a space
            item = replace(item, native=native_now)
        elif isinstance(item, Text):
            text = escape(item.text, quote=False) if block.name == HTML else item.text
            item = Text(re.sub(r"(?<!\\)\|", r"\\|", text) if block.kind is BlockKind.CELL and not block.name else text)
        items.append(item)
    return replace(segment, target=tuple(items))


def _between_wide(content: Content, number: int) -> bool:
    """True when full-width characters stand on both sides of an item."""
    left, right = plain(content[:number]).rstrip(), plain(content[number + 1 :]).lstrip()
    return bool(re.search(f"{_WIDE}$", left) and re.match(_WIDE, right))


def _respoken_all(content: Content, words: Spoken) -> Content:
    return tuple(replace(i, native=_respoken(i.native, words)) if isinstance(i, Code) else i for i in content)


def _respoken(markup: str, words: Spoken) -> str:
    """A code with the alternative text and title in it in the target language; a reference keeps its label."""
    if not words:
        return markup
    if markup.startswith("<"):
        return respoken(markup, words)
    image = _ALT.match(markup)
    if image and (alt := words.get(("alt", image[1].strip()))) is not None:
        rest = markup[image.end() :]
        label = "" if rest.startswith("(") or len(rest) > 2 else f"[{image[1]}]"
        markup = "![" + re.sub(r"([\[\]])", r"\\\1", alt) + "]" + (label or rest)

    def title(match: re.Match[str]) -> str:
        group = next(name for name in "abc" if match[name] is not None)
        raw = match[group]
        new = words.get(("title", unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", raw)).strip()))
        return match[0] if new is None else match[0][0] + _in_attribute(new, f" {match[0][0]}") + match[0][-1]

    return _TITLE.sub(title, markup) if markup.endswith(")") else markup


def _with_labels(source: Content, target: Content) -> Content:
    """The target whose short reference links `[words]` and `[words][]` name the source's label in full."""
    labels: dict[str, str] = {}
    opened: dict[str, int] = {}
    for number, item in enumerate(source):
        if isinstance(item, Code) and item.kind is CodeKind.OPEN and item.native == "[":
            opened[item.id] = number
        elif (
            isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.native in ("]", "][]") and item.id in opened
        ):
            labels[item.id] = native(source[opened[item.id] + 1 : number])
    return tuple(
        replace(item, native=f"][{labels[item.id]}]")
        if isinstance(item, Code) and item.kind is CodeKind.CLOSE and item.id in labels
        else item
        for item in target
    )
