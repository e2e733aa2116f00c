"""What a translated page says of itself: its language and direction, JSON-LD, Open Graph, links between languages."""

import json
import re
from html import escape, unescape

from l10n.errors import UsageError
from l10n.formats.html_head import json_text
from l10n.model.article import Article, Block
from l10n.resources.locale import canonical_tag, likely_tag
from l10n.text.spoken import target_words

_LD = re.compile(r"(<script\b[^>]*application/ld\+json[^>]*>)(.*?)(</script>)", re.I | re.S)
_LD_TEXT = re.compile(
    r"(\"(?P<key>headline|description|name|alternativeHeadline|articleSection|caption|articleBody)\"\s*:\s*)"
    r"(?P<value>\"(?:[^\"\\]|\\.)*+\")"
)
_LD_LANGUAGE = re.compile(r"(\"inLanguage\"\s*:\s*)\"[^\"]*\"")
_OG_LOCALE = re.compile(r"(<meta\b[^>]*\bog:locale[\"'][^>]*\bcontent=[\"'])([^\"']*)", re.I)
_OG_URL = re.compile(r"(<meta\b[^>]*\bog:url[\"'][^>]*\bcontent=\")([^\"]*)", re.I)
_CONTENT_LANGUAGE = re.compile(r"(<meta\b[^>]*\bcontent-language[\"'][^>]*\bcontent=[\"'])([^\"']*)", re.I)
_CANONICAL = re.compile(r"(<link\b(?=[^>]*\brel=[\"']?canonical)[^>]*?\bhref=\")([^\"]*)", re.I)
_HTML = re.compile(r"<html((?:\s[^>]*)?)>", re.I)
_LANG = re.compile(r"(<(?!html\b)[a-zA-Z][^<>]*?\s(?:xml:)?lang=\")([A-Za-z-]+)(\"[^<>]*>)")
_KEPT = re.compile(r"hreflang=|translate=\"no\"|\bnotranslate\b", re.I)
_LETTERS = re.compile(r"\W+")
_RIGHT_TO_LEFT = frozenset("ar dv fa he ku ps sd ug ur yi".split())


def about(text: str, article: Article) -> str:
    """The written page with its own facts told in the target: nothing is said that the source page did not say."""
    tag = article.pair.target
    text = _with_lang(text, tag, article.pair.source_language)
    text = _with_json_ld(text, article)
    text = _with_addresses(text, article)
    text = _CONTENT_LANGUAGE.sub(lambda m: m[1] + tag, text)
    return _OG_LOCALE.sub(lambda m: m[1] + territory_tag(tag), text)


def territory_tag(tag: str) -> str:
    """The tag with the territory where most of its readers are, as Open Graph wants it (CLDR): zh-Hans -> zh_CN."""
    language, *_, territory = likely_tag(tag).split("-")
    return f"{language}_{territory}"


def _with_lang(text: str, tag: str, source: str) -> str:
    """The target's language on <html>, and on every part that was marked as written in the source language.

    Parts that are not translated and links to pages in another language (hreflang) keep theirs.
    """

    def root(match: re.Match[str]) -> str:
        attributes = match[1]
        for name, value in (("lang", tag), ("xml:lang", tag), ("dir", direction)):
            pattern = rf"(\s{name}=)(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
            if re.search(pattern, attributes, re.I):
                attributes = re.sub(pattern, rf'\1"{value}"', attributes, count=1, flags=re.I)
            elif name == "lang":
                attributes = f' lang="{tag}"{attributes}'
        return f"<html{attributes}>"

    def part(match: re.Match[str]) -> str:
        if match[2].split("-")[0].lower() != source or _KEPT.search(match[0]):
            return match[0]
        return match[1] + tag + match[3]

    direction = "rtl" if tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
    return _LANG.sub(part, _HTML.sub(root, text, count=1))


def _with_json_ld(text: str, article: Article) -> str:
    """JSON-LD with the targets of the words that it holds, the article's whole text too, and the target's language."""
    blocks = [block for block in (*article.head, *article.side) if block.segments]
    words = {block.text.strip(): target_words(block, article.pair.target_language) for block in blocks}

    def value(match: re.Match[str]) -> str:
        try:
            source = str(json.loads(match["value"])).strip()
        except ValueError:
            return match[0]
        if match["key"] == "articleBody":
            return match[1] + json_text(_body(article)) if _is_body(source, article.body) else match[0]
        return match[1] + json_text(words[source]) if source in words else match[0]

    def script(match: re.Match[str]) -> str:
        inner = _LD_TEXT.sub(value, match[2])
        return match[1] + _LD_LANGUAGE.sub(lambda m: m[1] + json_text(article.pair.target), inner) + match[3]

    return _LD.sub(script, text)


def _is_body(source: str, body: tuple[Block, ...]) -> bool:
    """True when a text starts with the words of one of the article's first paragraphs."""
    start = _LETTERS.sub("", source)[:40]
    return bool(start) and any(_LETTERS.sub("", block.text).startswith(start) for block in body[:5])


def _body(article: Article) -> str:
    return "\n".join(target_words(block, article.pair.target_language) for block in article.body)


def _with_addresses(text: str, article: Article) -> str:
    """Links to the versions in other languages; canonical and og:url name the translation where it is known."""
    pairs = {article.pair.source: article.meta.url} | {known_tag(t): url for t, url in article.meta.alternates}
    pairs = {tag: url for tag, url in pairs.items() if url}
    own = pairs.get(article.pair.target)
    if own:
        text = _CANONICAL.sub(lambda m: m[1] + escape(own), text)
        text = _OG_URL.sub(lambda m: m[1] + escape(own), text)
    known = {known_tag(unescape(m[1])) for m in re.finditer(r"<link\b[^>]*\bhreflang=[\"']([^\"']*)", text, re.I)}
    links = "".join(
        f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}">\n'
        for tag, url in pairs.items()
        if tag not in known
    )
    return re.sub(r"</head>", lambda m: links + m[0], text, count=1, flags=re.I)


def known_tag(tag: str) -> str:
    """The product's tag for a locale that it knows (zh-CN is zh-Hans); any other tag as it is."""
    try:
        return canonical_tag(tag)
    except UsageError:
        return tag
