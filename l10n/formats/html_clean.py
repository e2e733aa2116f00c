"""What of a page's body is furniture, and the body as clean markup with holes."""

import re
from typing import Any

from lxml import etree

from l10n.formats.html_tree import CLOSE, OPEN, skeleton_of
from l10n.model.article import Skeleton

_TAGS = {
    "nav": "navigation",
    "aside": "side box",
    "form": "form",
    "button": "button",
    "iframe": "embedded frame",
    "dialog": "dialog",
    "script": "script",
    "style": "style",
    "noscript": "script",
    "template": "template",
    "footer": "footer",
    "object": "embedded object",
}
_NAMES = (
    ("share bar", r"share|social|sns|bdshare|addthis|weixin-?code|qr-?code"),
    (
        "related news",
        r"related|recommend|more-?(news|stories)|most-?(read|popular)|trending|hot-?news|xgxw|tuijian|read-?next|also-?like",
    ),
    ("comment area", r"comments?|disqus|pinglun|reply"),
    ("navigation", r"nav|navbar|breadcrumbs?|crumbs?|menu|pagination|pager|skip-?link|toc"),
    ("advertisement", r"ads?|advert\w*|sponsor\w*|promo|guanggao|banner"),
    ("newsletter or subscription box", r"newsletter|subscribe\w*|subscription|signup|paywall"),
    ("cookie banner", r"cookie\w*|consent|gdpr"),
    ("copyright line", r"copyright|footer|icp|beian"),
    ("link spam", r"friend-?links?|youqing\w*|partner-?links|outbrain|taboola|sponsored-?links"),
    ("app download", r"app-?download|download-?app"),
    ("tag list", r"tags?|tag-?list|keywords"),
)
_PATTERNS = tuple((reason, re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.I)) for reason, names in _NAMES)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
KEPT_ATTRIBUTES = frozenset(
    "href src alt title lang dir datetime colspan rowspan scope headers start reversed type value cite width height"
    " translate id srcset".split()
)


def is_furniture(element: Any) -> str:
    """Why an element is not part of the article; empty when it is."""
    tag = element.tag.lower() if isinstance(element.tag, str) else ""
    if tag in _TAGS:
        return _TAGS[tag]
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return "hidden text"
    if tag in ("html", "body", "article", "main", "p", "h1", "table", "figure"):
        return ""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    role = element.get("role", "")
    if role in ("navigation", "complementary", "search", "banner", "contentinfo"):
        return str(role)
    if names.strip():
        for reason, pattern in _PATTERNS:
            if pattern.search(names):
                return reason
    return ""


def page_skeleton(body: Any, left: set[str], skip: frozenset[Any]) -> Skeleton:
    """The body as markup with holes: furniture and the blocks in `left` taken out, only harmless attributes kept.

    The tree is used up: copying it would double what a page takes of memory.
    """
    for element in list(body.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity)):
        _remove(element)
    for element in skip:
        _remove(element)
    markup = _inner(body)
    if left:
        markup = _without(markup, left)
    markup = re.sub(rf"{OPEN}(\w+):text{CLOSE}", rf"{OPEN}\1:html{CLOSE}", markup)
    return skeleton_of(markup)


def _without(markup: str, left: set[str]) -> str:
    """The markup without the holes of some blocks, and without the elements that hold nothing else."""
    def gone(match: re.Match[str]) -> str:
        return "" if match["inner"] in left or match["bare"] in left else match[0]

    hole = rf"{OPEN}(?P<inner>\w+):\w+{CLOSE}"
    bare = rf"{OPEN}(?P<bare>\w+):\w+{CLOSE}"
    return re.sub(rf"<(p|div|span|li|h1)\b[^<>]*>\s*+{hole}\s*+</\1>|{bare}", gone, markup)


def _inner(element: Any) -> str:
    """The markup inside an element."""
    for child in element.iter():
        if isinstance(child.tag, str):
            for name in list(child.attrib):
                if name not in KEPT_ATTRIBUTES or (name == "id" and child.tag not in ("h2", "h3", "h4")):
                    del child.attrib[name]
    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts).strip()


def _remove(element: Any) -> None:
    """Take an element out of its tree; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
