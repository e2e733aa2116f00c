"""The proof of a page: what is written back without a translation is the tree that was read."""

from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from l10n.model.finding import Finding, Severity

_LINKS = ("href", "src", "action", "name")  # the serialiser writes these percent-encoded


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
