"""HTML blocks of a Markdown file: the runs of words in them and the words in attributes, each with its place.

Tags, comments, code, scripts and what is marked as not to be translated are never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from l10n.formats.html_tags import INLINE, KINDS, OPAQUE, SEALED, SPOKEN, VOID
from l10n.model.article import BlockKind
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain

_TOKEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z)|<[!?][^>]*>)"
    r"|(?P<tag><(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?)(?P<void>/?)>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)",
    re.S,
)
_ATTRIBUTE = re.compile(r"\s(?P<name>[\w-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.S)
_LETTER = re.compile(r"[^\W\d_]")
_KEPT = re.compile(
    r"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*(?:\"[^\"]*\bnotranslate\b|'[^']*\bnotranslate\b)", re.I
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words in an HTML block: `name` is that of the attribute that they stand in, empty for running text."""

    kind: BlockKind
    start: int
    end: int
    content: Content
    name: str = ""


def words_of_html(raw: str, base: int) -> list[Words]:
    """The words of a piece of HTML that starts at an offset of the file, in order."""
    return [*_Walk(raw, base).words()]


def spoken_in(tag: str) -> Iterator[tuple[str, str]]:
    """The attributes of a tag that a reader sees or hears, with their words."""
    if not _KEPT.search(tag):
        for match in _ATTRIBUTE.finditer(tag):
            value = unescape(match["value"]).strip()
            if match["name"].lower() in SPOKEN and _LETTER.search(value):
                yield match["name"].lower(), value


class _Walk:
    """One walk over a piece of HTML: collects items until a block's tag ends the run."""

    def __init__(self, raw: str, base: int) -> None:
        self.raw, self.base = raw, base
        self.items: list[Inline] = []
        self.opened: list[tuple[str, str]] = []
        self.kinds: list[BlockKind] = []
        self.start = self.number = 0

    def words(self) -> Iterator[Words]:
        at = 0
        while at < len(self.raw):
            match = _TOKEN.search(self.raw, at)
            end = match.start() if match else len(self.raw)
            self.items.append(Text(self.raw[at:end]))
            if match is None:
                at = end
                break
            at = self._past(match)
            if self._inside(match, at):
                continue
            yield from self._run(match.start())
            yield from self._spoken(match, 0)
            self._enter(match)
            self.start = at
        yield from self._run(at)

    def _past(self, match: re.Match[str]) -> int:
        """Where the token ends; for an element that is not translated, where its end tag ends."""
        name = (match["name"] or "").lower()
        sealed = name in SEALED or name in OPAQUE or _KEPT.search(match["attributes"] or "")
        if not match["tag"] or match["close"] or match["void"] or name in VOID or not sealed:
            return match.end()
        depth = 0
        for tag in re.compile(rf"<(/?){re.escape(name)}\b[^>]*>", re.I).finditer(self.raw, match.start()):
            depth += -1 if tag[1] else 1
            if depth <= 0:
                return tag.end()
        return len(self.raw)

    def _inside(self, match: re.Match[str], end: int) -> bool:
        """Take the token into the run as a code; False when it is a block's tag, which ends the run."""
        native = self.raw[match.start() : end]
        if match["entity"]:
            self._alone(native, unescape(native))
            return True
        if match["comment"]:
            self._alone(native, "")
            return True
        name = match["name"].lower()
        if name not in INLINE and not (name in SEALED and name not in ("script", "style")):
            return False
        if match["close"]:
            if not any(tag == name for tag, _ in self.opened):
                return False
            while self.opened[-1][0] != name:
                self.opened.pop()  # never closed: stands alone
            self.items.append(Code(self.opened.pop()[1], CodeKind.CLOSE, native, native))
        elif name in VOID or match["void"] or end > match.end():
            self._alone(native, "\n" if name == "br" else "")
        else:
            self.number += 1
            self.opened.append((name, str(self.number)))
            self.items.append(Code(str(self.number), CodeKind.OPEN, native, native))
        return True

    def _alone(self, native: str, equiv: str) -> None:
        self.number += 1
        self.items.append(Code(str(self.number), CodeKind.ALONE, native, native, equiv))

    def _run(self, end: int) -> Iterator[Words]:
        content = merge_text(tuple(self.items))
        self.items, self.opened, self.number = [], [], 0
        if _LETTER.search(plain(content)):
            raw = self.raw[self.start : end]
            lead = len(raw) - len(raw.lstrip())
            kind = self.kinds[-1] if self.kinds else BlockKind.PARAGRAPH
            start = self.base + self.start
            yield Words(kind, start + lead, start + len(raw.rstrip()), _trimmed(content))
        elif any(isinstance(item, Code) for item in content):
            for match in _TOKEN.finditer(self.raw[self.start : end]):
                yield from self._spoken(match, self.start)

    def _spoken(self, match: re.Match[str], start: int) -> Iterator[Words]:
        """The words in attributes of a tag between runs, or of an inline one in a run without words."""
        if not match["tag"] or match["close"] or _KEPT.search(match["attributes"]):
            return
        base = self.base + start + match.start("attributes")
        for found in _ATTRIBUTE.finditer(match["attributes"]):
            name, value = found["name"].lower(), found["value"]
            if name in SPOKEN and _LETTER.search(value):
                content = _with_entities(value)
                yield Words(BlockKind.ATTRIBUTE, base + found.start("value"), base + found.end("value"), content, name)

    def _enter(self, match: re.Match[str]) -> None:
        name = (match["name"] or "").lower()
        if name in KINDS:
            if match["close"]:
                self.kinds = self.kinds[:-1]
            else:
                self.kinds.append(KINDS[name] if KINDS[name] is not BlockKind.HEADING else BlockKind.PARAGRAPH)


def _with_entities(value: str) -> Content:
    """The value of an attribute: entities are codes that stand for a character."""
    items: list[Inline] = []
    at = 0
    for number, match in enumerate(_TOKEN.finditer(value), 1):
        if match["entity"]:
            shown = unescape(match[0])
            items += [Text(value[at : match.start()]), Code(str(number), CodeKind.ALONE, match[0], match[0], shown)]
            at = match.end()
    return merge_text((*items, Text(value[at:])))


def _trimmed(content: Content) -> Content:
    items = list(content)
    if items and isinstance(items[0], Text):
        items[0] = Text(items[0].text.lstrip())
    if items and isinstance(items[-1], Text):
        items[-1] = Text(items[-1].text.rstrip())
    return merge_text(tuple(items))
