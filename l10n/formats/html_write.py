"""Writes a page in place: same markup, targets in the holes, and the head told of the new language."""

import json
import re
from html import escape

from l10n.formats.charset import encode
from l10n.formats.lines import joined
from l10n.model.article import Article, Block, BlockRef
from l10n.model.inline import Code, Content, Placeable, Text, plain
from l10n.model.pair import Pair

_LD = re.compile(r"(<script\b[^>]*application/ld\+json[^>]*>)(.*?)(</script>)", re.I | re.S)
_LD_TEXT = re.compile(r"(\"(?:headline|description|name|alternativeHeadline)\"\s*:\s*)(\"(?:[^\"\\]|\\.)*\")")
_LD_LANGUAGE = re.compile(r"(\"inLanguage\"\s*:\s*)\"[^\"]*\"")
_CHARSET = re.compile(r"(<meta\b[^>]*?charset\s*=\s*[\"']?)([\w-]+)", re.I)
_OG_LOCALE = re.compile(r"(<meta\b[^>]*\bog:locale[\"'][^>]*\bcontent=[\"'])([^\"']*)", re.I)


def write(article: Article) -> bytes:
    """The page in place. Without any target it is the page as it was read; with one, its head names the target."""
    text = filled(article)
    if any(segment.target is not None for segment in article.segments):
        text = _with_lang(text, article.pair.target)
        text = _with_json_ld(text, article)
        text = _with_alternates(text, article)
        text = _OG_LOCALE.sub(lambda m: m[1] + article.pair.target.replace("-", "_"), text)
    return _encoded(text, article)


def filled(article: Article) -> str:
    """The skeleton with its holes filled: with targets, or sources where there is no target."""
    blocks = {block.id: block for block in article.blocks}
    return "".join(
        part if isinstance(part, str) else fill(blocks[part.block_id], part, article.pair) for part in article.skeleton
    )


def fill(block: Block, ref: BlockRef, pair: Pair) -> str:
    """The text for a hole in the form that it asks for."""
    if ref.form == "text":
        return block.lead + joined(block, pair, markup_of) + block.tail
    return escape(joined(block, pair, plain).strip(), quote=ref.form == "attribute")


def markup_of(content: Content) -> str:
    """Content as HTML: text escaped, codes as their markup."""
    parts = []
    for item in content:
        match item:
            case Text(text):
                parts.append(escape(text, quote=False))
            case Code(native=native, html=html):
                parts.append(html or native)
            case Placeable(source=source):
                parts.append(escape(source, quote=False))
    return "".join(parts)


def _encoded(text: str, article: Article) -> bytes:
    """The page in its charset; where that lacks a character, in UTF-8, and then the page says so."""
    data = encode(text, article.charset, article.bom)
    if article.charset not in ("utf-8", "utf-16") and data == text.encode() and not text.isascii():
        return _CHARSET.sub(r"\1utf-8", text).encode()
    return data


def _with_lang(text: str, tag: str) -> str:
    """The page's <html> element with the target's language."""

    def change(match: re.Match[str]) -> str:
        attributes = re.sub(r"\s(?:xml:)?lang=(?:\"[^\"]*\"|'[^']*'|\S+)", "", match[1])
        return f'<html lang="{tag}"{attributes}>'

    return re.sub(r"<html((?:\s[^>]*)?)>", change, text, count=1, flags=re.I)


def _with_json_ld(text: str, article: Article) -> str:
    """JSON-LD with the head's targets where it holds the head's words, and the target's language."""
    words = {block.text.strip(): _target(block) for block in (*article.head, *article.side) if block.segments}

    def value(match: re.Match[str]) -> str:
        try:
            source = str(json.loads(match[2])).strip()
        except ValueError:
            return match[0]
        return match[1] + _json(words[source]) if source in words else match[0]

    def script(match: re.Match[str]) -> str:
        inner = _LD_TEXT.sub(value, match[2])
        return match[1] + _LD_LANGUAGE.sub(lambda m: m[1] + _json(article.pair.target), inner) + match[3]

    return _LD.sub(script, text)


def _json(text: str) -> str:
    """A JSON string that cannot end its <script> element."""
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/")


def _target(block: Block) -> str:
    parts = []
    for segment in block.segments:
        parts.append(segment.target_text if segment.target is not None else segment.source_text)
        parts.append(segment.gap if segment.target is None else "")
    return "".join(parts).strip() or block.text


def _with_alternates(text: str, article: Article) -> str:
    """Links to the versions in other languages before </head>, where the page's own address is known."""
    if not article.meta.url or not re.search(r"</head>", text, re.I):
        return text
    pairs = {article.pair.source: article.meta.url, **dict(article.meta.alternates)}
    links = "".join(
        f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}">\n'
        for tag, url in pairs.items()
        if not re.search(rf"<link\b[^>]*hreflang=[\"']{re.escape(tag)}[\"']", text, re.I)
    )
    return re.sub(r"</head>", lambda m: links + m[0], text, count=1, flags=re.I)
