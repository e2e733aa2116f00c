"""Inline Markdown as content: every raw character is in exactly one Text or Code."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from l10n.formats.lines import native
from l10n.formats.markdown_html import spoken_in
from l10n.formats.markdown_write import escaped_bars
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text

LINK_END = re.compile(r"\]\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\]\[[^\]]*\]|\]")
IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*(?:\]\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\]\[[^\]]*\]|\])")
# No CommonMark but common: footnotes, task boxes, templates of site generators, attribute lists, formulas, emoji.
_KEPT = re.compile(
    r"\[\^[^\]\s]{1,60}\]:?[ \t]*|(?<![^\n])\[[ xX]\][ \t]+|\{\{.*?\}\}|\{%.*?%\}|[ \t]*\{[:#.][^{}\n]{0,200}\}"
    r"|:[a-z][a-z0-9_+-]{1,30}:",
    re.S,
)
_FORMULA = re.compile(
    r"(?<![\\$\w])\$\$[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,200}[\\^_={}][^$\n]{0,200}(?<=\S)\$(?!\d)"
)
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\](:?)")


def content_of(children: list[Any], raw: str) -> Content:
    """The raw inline text as Text and Codes."""
    items: list[Inline] = []
    at, number = 0, 0
    opened: list[str] = []
    inside = False  # an autolink: its address is no text
    for child in children:
        size, code = _raw_size(child, raw, at)
        if size is None:
            cell = escaped_bars(child.content, raw[at:]) if child.type == "text" else None
            if cell is None:
                return (Text(raw),)
            items += [replace(i, id=f"{at}{i.id}") if isinstance(i, Code) else i for i in cell]
            at += len(native(cell))
            continue
        if child.markup == "autolink":
            inside = child.nesting > 0
        elif inside:
            code = (CodeKind.ALONE, escape(child.content))
        piece = raw[at : at + size]
        if code is None:
            items.append(Text(piece))
        else:
            kind, html = code
            if kind is CodeKind.CLOSE and opened:
                items.append(Code(opened.pop(), kind, piece, html))
            elif piece or kind is not CodeKind.CLOSE:
                number += 1
                if kind is CodeKind.OPEN:
                    opened.append(str(number))
                items.append(Code(str(number), kind, piece, html, _equiv(child, inside)))
        at += size
    if at < len(raw):
        items.append(Text(raw[at:]))
    return _with_kept(_with_formulas(merge_text(tuple(items)), raw))


def spoken_words(children: list[Any]) -> Iterator[tuple[str, str]]:
    """The words of images and links that stand inside codes: ("alt" or "title", words)."""
    for child in children:
        if child.type == "image" and child.content.strip():
            yield "alt", child.content.strip()
        if child.type in ("image", "link_open") and child.attrGet("title"):
            yield "title", str(child.attrGet("title")).strip()
        if child.type == "html_inline":
            yield from spoken_in(child.content)


def _equiv(child: Any, inside: bool) -> str:
    if child.type == "softbreak":
        return " "
    if child.type == "hardbreak":
        return "\n"
    return str(child.content) if child.type == "text_special" or inside else ""


def _with_formulas(content: Content, raw: str) -> Content:
    """The content with each formula ($...$, $$...$$) as one code, whatever Markdown saw in it."""
    spans = [match.span() for match in _FORMULA.finditer(raw)] if "$" in raw else []
    items: list[Inline] = []
    at = 0
    for item in content:
        end = at + len(native((item,)))
        touched = [(a, b) for a, b in spans if a < end and at < b]
        if isinstance(item, Code) and item.kind is not CodeKind.ALONE and touched:
            return content  # a pair that begins or ends inside: no formula
        for a, b in touched:
            if isinstance(item, Text):
                items.append(Text(raw[at : max(at, a)]))
            if at <= a:
                items.append(Code(f"f{a}", CodeKind.ALONE, raw[a:b], escape(raw[a:b])))
            at = min(b, end)
        if isinstance(item, Text):
            items.append(Text(raw[at:end]))
        elif not touched:
            items.append(item)
        at = end
    return merge_text(tuple(items))


def _with_kept(content: Content) -> Content:
    """The content with footnote marks, task boxes, templates and the like as codes of their own."""
    items: list[Inline] = []
    first = True
    for place, item in enumerate(content):
        if not isinstance(item, Text):
            items.append(item)
            first = False
            continue
        at = 0
        for match in _KEPT.finditer(item.text):
            if match[0].startswith("[") and not match[0].startswith("[^") and not first:
                continue  # a task box stands at the start of its item
            items += [Text(item.text[at : match.start()]), _kept(match[0], f"k{place}.{match.start()}")]
            at = match.end()
        items.append(Text(item.text[at:]))
        first = False
    return merge_text(tuple(items))


def _kept(raw: str, number: str) -> Code:
    footnote = _FOOTNOTE.match(raw)
    if footnote:
        shown = f"<sup>[{escape(footnote[1])}]</sup>" + (" " if footnote[2] else "")
    elif raw.startswith("["):
        shown = "☑ " if raw[1] in "xX" else "☐ "
    else:
        shown = escape(raw) if raw.startswith(("$", ":")) else " "
    return Code(number, CodeKind.ALONE, raw, shown)


def _raw_size(child: Any, raw: str, at: int) -> tuple[int | None, tuple[CodeKind, str] | None]:
    """How many raw characters a child takes, and its code; None when it cannot be told."""
    rest = raw[at:] if len(raw) - at < 20_000 else raw[at : at + 20_000]
    kind = child.type
    if kind == "text":
        return (len(child.content), None) if raw.startswith(child.content, at) else (None, None)
    if kind in ("softbreak", "hardbreak"):
        match = re.match(r"(?:\\| *)(?:\r\n|\n|\r)[ \t>]*", rest)
        return (match.end() if match else None), (CodeKind.ALONE, "<br>" if kind == "hardbreak" else "\n")
    if kind == "code_inline":
        end = raw.find(child.markup, at + len(child.markup))
        return (end + len(child.markup) - at if end >= 0 else None), (
            CodeKind.ALONE,
            f"<code>{escape(child.content)}</code>",
        )
    if kind == "image":
        match = IMAGE.match(rest)
        title = f' title="{escape(str(child.attrGet("title")))}"' if child.attrGet("title") else ""
        html = f'<img src="{escape(str(child.attrGet("src") or ""))}" alt="{escape(child.content)}"{title}>'
        return (match.end() if match else None), (CodeKind.ALONE, html)
    if kind == "html_inline":
        return len(child.content), (CodeKind.ALONE, child.content)
    if kind == "text_special":
        return len(child.markup), (CodeKind.ALONE, escape(child.content))
    return _raw_pair(child, rest)


def _raw_pair(child: Any, rest: str) -> tuple[int | None, tuple[CodeKind, str] | None]:
    """Strong, emphasis, strike-through and links."""
    tag = child.tag
    if child.type == "link_open":
        title = f' title="{escape(str(child.attrGet("title")))}"' if child.attrGet("title") else ""
        html = f'<a href="{escape(str(child.attrGet("href")))}"{title}>'
        return (1 if rest[:1] in "[<" else None), (CodeKind.OPEN, html)
    if child.type == "link_close":
        if rest.startswith(">"):
            return 1, (CodeKind.CLOSE, "</a>")
        match = LINK_END.match(rest)
        return (match.end() if match else None), (CodeKind.CLOSE, "</a>")
    if not rest.startswith(child.markup):
        return None, None
    if child.nesting > 0:
        return len(child.markup), (CodeKind.OPEN, f"<{tag}>")
    return len(child.markup), (CodeKind.CLOSE, f"</{tag}>")
