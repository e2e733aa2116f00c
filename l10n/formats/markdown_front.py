"""Front matter of a Markdown file (YAML or TOML): which values are shown to readers, and how they are written.

Localised are title, subtitle, description, summary, excerpt and the like, and the language (`lang`, `language`,
`locale`). A date is re-rendered only where it is display text (`date: March 2, 2025`); a date that a program reads
(ISO 8601: `date: 2025-03-02`) stays as it stands, because site generators sort by it. Author names follow the byline's
rule. Keys, comments, lists, nested tables and everything else stay byte for byte.
"""

import re
from dataclasses import dataclass

from l10n.formats.html_about import territory_tag
from l10n.formats.published import find_dates, find_published
from l10n.model.article import BlockKind, Meta
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text

FRONT = re.compile(
    r"\A(?:---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?P<toml>.*?)\r?\n\+\+\+)"
    r"[ \t]*(?:\r?\n|\Z)",
    re.S,
)
KEYS = {
    "title": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "author": BlockKind.AUTHOR,
}
DATES = ("date", "lastmod", "updated")
SIDE_KEYS = ("subtitle", "excerpt", "abstract", "lead", "linktitle", "tagline", "seotitle", *DATES)
_NAMES = "|".join([*KEYS, *SIDE_KEYS])
_FIELD = re.compile(
    rf"^(?P<key>{_NAMES})[ \t]*(?P<sign>[:=])[ \t]*(?:"
    r"(?P<block>[>|][+-]?[1-9]?[ \t]*(?:\#[^\r\n]*)?\r?\n"
    r"(?P<lines>[ \t]+[^\r\n]*+(?:(?:\r?\n)+[ \t]+[^\r\n]*+)*+))"
    r"|\"\"\"(?:\r?\n)?(?P<long>(?:[^\\]|\\.)*?)\"\"\""
    r"|\"(?P<double>(?:[^\"\\\r\n]|\\.)*)\"|'(?P<single>(?:[^'\r\n]|'')*)'"
    r"|(?P<bare>[^\s\"'\[{>|&*!%@`][^\r\n]*?))[ \t]*(?:(?<=\s)\#[^\r\n]*)?\r?$",
    re.M | re.I | re.S,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?$")
_ESCAPE = re.compile(r"\\(?:[\"\\/]|n|t)|''")
_PLAIN = {"\\n": " ", "\\t": " ", "''": "'"}
_LINE_END = re.compile(r"\s*\n\s*")
_LANGUAGE = re.compile(
    r"^((?:lang|language|locale)[ \t]*[:=][ \t]*[\"']?)([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]+)*)(?=[\"' \t\r]|$)", re.M
)


@dataclass(frozen=True, slots=True)
class Field:
    """A value that is localised: its place in the file, what it is, and its content; `name` for what stands beside."""

    kind: BlockKind
    start: int
    end: int
    content: Content
    name: str = ""


def read_front(text: str) -> tuple[int, list[Field], Meta]:
    """Where the body starts, the values to localise in order, and when the article was published."""
    front = FRONT.match(text)
    if front is None:
        return 0, [], Meta()
    group = "yaml" if front["yaml"] is not None else "toml"
    base, inner = front.start(group), front[group]
    if group == "toml":
        table = re.search(r"^[ \t]*\[", inner, re.M)  # keys behind belong to a table
        inner = inner[: table.start()] if table else inner
    fields: list[Field] = []
    meta = Meta()
    for match in _FIELD.finditer(inner):
        key = match["key"].lower()
        if key == "date" and (found := find_published(_shown(match))):
            meta = Meta(found.when, found.has_time)
        field = _field(match, key, base)
        if field and not (field.kind in KEYS.values() and any(f.kind is field.kind for f in fields)):
            fields.append(field)
    return front.end(), fields, meta


def with_language(text: str, source: str, tag: str) -> str:
    """The file with the language that its front matter names, where that is the source's."""
    front = FRONT.match(text)
    if front is None:
        return text

    def change(match: re.Match[str]) -> str:
        if match[2].lower() != source:
            return match[0]
        return match[1] + (territory_tag(tag) if "_" in match[3] else tag)

    return _LANGUAGE.sub(change, front[0]) + text[front.end() :]


def _field(match: re.Match[str], key: str, base: int) -> Field | None:
    group = next(g for g in ("lines", "long", "double", "single", "bare") if match[g] is not None)
    raw, start = match[group], match.start(group)
    lead = len(raw) - len(raw.lstrip())
    raw, start = raw.strip(), start + lead
    if not raw or not re.search(r"[^\W_]", raw):
        return None
    if key in DATES:
        found = find_dates(raw)
        if _ISO.match(raw) or len(found) != 1 or (found[0].start, found[0].end) != (0, len(raw)):
            return None
    elif not re.search(r"[^\W\d_]", raw) or raw.lower() in ("true", "false", "null", "yes", "no"):
        return None
    kind = KEYS.get(key, BlockKind.ATTRIBUTE)
    name = "" if key in KEYS else key
    return Field(kind, base + start, base + start + len(raw), _content(raw, group), name)


def _content(raw: str, group: str) -> Content:
    """The value's words; escapes and line ends are codes that stand for a character."""
    pattern = {"lines": _LINE_END, "long": re.compile(rf"{_ESCAPE.pattern}|\s*\n\s*"), "bare": None}.get(group, _ESCAPE)
    items: list[Inline] = []
    at = 0
    for number, match in enumerate(pattern.finditer(raw) if pattern else (), 1):
        shown = " " if match[0].isspace() else _PLAIN.get(match[0], match[0][-1])
        items += [Text(raw[at : match.start()]), Code(str(number), CodeKind.ALONE, match[0], shown, shown)]
        at = match.end()
    return merge_text((*items, Text(raw[at:])))


def _shown(match: re.Match[str]) -> str:
    return next((match[g] for g in ("double", "single", "bare", "long", "lines") if match[g]), "")
