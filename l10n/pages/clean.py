"""Only harmless markup leaves: an allow-list over the assembled body."""

import re
from functools import lru_cache
from html import escape
from typing import Any

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
PHRASES = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))
EVERYWHERE = frozenset(("lang", "dir", "title", "translate", "id"))
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": frozenset(("href", "hreflang")),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope", "abbr")),
    "col": frozenset(("span",)), "colgroup": frozenset(("span",)),
    "ol": frozenset(("start", "reversed", "type")), "li": frozenset(("value",)),
    "time": frozenset(("datetime",)), "ins": frozenset(("cite", "datetime")), "del": frozenset(("cite", "datetime")),
    "blockquote": frozenset(("cite",)), "q": frozenset(("cite",)), "data": frozenset(("value",)),
    "details": frozenset(("open",)),
}
SCHEMES = frozenset(("http", "https", "mailto"))
_TABLE = re.compile(r"<(/?)table(?=[\s>])[^>]*>")


def clean_html(html: str, base: str = "") -> str:
    """The HTML with nothing left but the tags, attributes and schemes of the tables above; always well formed.

    Scripts and styles go with their content, other unknown tags leave their text. Relative addresses are completed
    with `base` when that is an http or https address, because the localised page lies elsewhere.
    """
    cleaned = str(_cleaner(base if _is_web(base) else "").clean(html))
    return frame_tables(_local_links(cleaned, base))


def frame_tables(html: str) -> str:
    """Well-formed HTML whose tables stand in boxes that scroll sideways, so that a wide one never widens the page."""
    def framed(match: re.Match[str]) -> str:
        return f"{match[0]}</div>" if match[1] else f'<div class="wide">{match[0]}'

    return _TABLE.sub(framed, html)


def web_address(address: str) -> str:
    """The address when it is an http or https one, else empty: safe for href."""
    return address if _is_web(address) else ""


@lru_cache(maxsize=16)
def _cleaner(base: str) -> Any:
    """The cleaner for pages that lie at `base`; making one costs more than cleaning a sentence."""
    import nh3

    return nh3.Cleaner(
        tags=set(BLOCKS | PHRASES), attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES), link_rel="noopener noreferrer",
        url_relative=("rewrite_with_base", base) if base else "pass_through",
    )


def _local_links(html: str, base: str) -> str:
    """A link to a place in the same page stays one."""
    return html.replace(f'href="{escape(base.split("#")[0])}#', 'href="#') if base else html


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))
