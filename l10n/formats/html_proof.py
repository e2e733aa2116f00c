"""The proof of a page: what is written back without a translation is the tree that was read."""

import hashlib
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from lxml import etree

from l10n.formats.html_parse import body_of, html_parser
from l10n.model.finding import Finding, Severity

_LINKS = ("href", "src", "action", "name")  # the serialiser writes these percent-encoded


class _Digest:
    """A parser target that folds all it meets into one digest: a page is compared without a second tree."""

    def __init__(self) -> None:
        self.sum = hashlib.blake2b(digest_size=16)
        self.notes: list[str] = []

    def start(self, tag: str, attributes: Any) -> None:
        self.notes.append(f"\0<{tag}")
        for name, value in attributes.items():
            self.notes.append(f"\1{name}={value}")
        self.notes.append("\0")

    def end(self, tag: str) -> None:
        self.notes.append(f"\0>{tag}\0")
        if len(self.notes) > 10_000:
            self._fold()

    def data(self, text: str) -> None:
        self.notes.append(text)  # in pieces of the parser's own choice: nothing marks their ends

    def comment(self, text: str) -> None:
        self.notes.append(f"\0!{text}\0")

    def pi(self, target: str, text: str | None = None) -> None:
        self.notes.append(f"\0?{target} {text}\0")

    def close(self) -> bytes:
        self._fold()
        return self.sum.digest()

    def _fold(self) -> None:
        self.sum.update("".join(self.notes).encode("utf-8", "surrogatepass"))
        self.notes.clear()


def digest(text: str) -> bytes:
    """What a page's tree holds, in 16 bytes: equal for equal trees."""
    return bytes(etree.fromstring(body_of(text), parser=html_parser(_Digest())))


def changed(before: Any, after: Any) -> str:
    """The first difference between two trees in words; empty when they are the same.

    White space before <body> apart, and percent-encoding in addresses.
    """
    for one, other in zip_longest(before.iter(), after.iter()):
        if one is None or other is None:
            return f"an element <{_name(one if other is None else other)}> more or less"
        if one.tag != other.tag:
            return f"<{_name(one)}> became <{_name(other)}>"
        if _attributes(one) != _attributes(other):
            return f"the attributes of <{_name(one)}> changed"
        if _text(one) != _text(other) or _tail(one) != _tail(other):
            return f"the text of <{_name(one)}> changed: {_text(one)[:40]!r}, {_text(other)[:40]!r}"
    return ""


def finding_of(difference: str, place: str) -> Finding:
    """The finding for a page that does not come back as it was read."""
    message = f"the page does not come back as it was read ({difference}): use the clean page, or report the page"
    return Finding("html.changed", Severity.WARNING, message, place)


def repaired(repairs: tuple[tuple[int, str], ...], place: str) -> tuple[Finding, ...]:
    """A note when tags of the page cross one another or close nothing: browsers and parsers repair that differently."""
    if not repairs:
        return ()
    line, what = repairs[0]
    more = f" (and {len(repairs) - 1} more)" if len(repairs) > 1 else ""
    message = f"{what}{more}: the page is written with this repaired; mend the tags if it then looks otherwise"
    return (Finding("html.repaired", Severity.INFO, message, place, line),)


def _name(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else "!--"


def _attributes(element: Any) -> dict[str, str]:
    return {name: unquote(value) if name in _LINKS else value for name, value in element.attrib.items()}


def _text(element: Any) -> str:
    return _loose(element, element.text)


def _tail(element: Any) -> str:
    parent = element.getparent()
    return "" if parent is None else _loose(parent, element.tail)


def _loose(element: Any, text: str | None) -> str:
    """Text; white space directly below <html>, <head> and at the ends of <body> means nothing."""
    if element.tag in ("html", "head", "body") and not (text or "").strip():
        return ""
    return text or ""
