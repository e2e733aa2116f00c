"""Text to the tree of a page, within bounds: no network, no entities, nothing that takes minutes or gigabytes."""

import re
from typing import Any

from lxml import etree

from l10n.errors import EmptyError, FormatError

MAX_DEPTH = 200
MAX_ELEMENTS = 80_000
MAX_ATTRIBUTES = 2_000  # of one element; the parser's time grows with their square
MAX_ALL_ATTRIBUTES = 300_000
_LONG_TAG = re.compile(r"<[a-zA-Z](?=[^>]{4000})(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<[a-zA-Z]")
_DOCTYPE = re.compile(r"\s*(?:<!--.*?-->\s*)*<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>", re.I | re.S)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse(name: str, text: str) -> Any:
    """The tree of a page, read without network and entities. Raises FormatError for empty or hostile markup."""
    return parse_repaired(name, text)[0]


def parse_repaired(name: str, text: str) -> tuple[Any, tuple[tuple[int, str], ...]]:
    """As `parse`, with the line and words of every tag that crosses another or closes nothing."""
    _bounded(name, text)
    parser = html_parser()
    try:
        tree = etree.fromstring(body_of(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyError(name, f"holds no HTML ({error})", "give a page") from error
    if tree is None:
        raise EmptyError(name, "holds no HTML", "give a page")
    elements = attributes = 0
    for element in tree.iter():
        elements += 1
        attributes += len(element.attrib)
    if elements > MAX_ELEMENTS:
        raise FormatError(name, f"holds more than {MAX_ELEMENTS} elements", "give the article alone")
    if attributes > MAX_ALL_ATTRIBUTES:
        raise FormatError(name, f"holds more than {MAX_ALL_ATTRIBUTES} attributes", "give the article alone")
    if any(error.type_name == "ERR_NAMETOOLONG" or "depth" in error.message.lower() for error in parser.error_log):
        raise FormatError(name, "is nested too deeply", f"at most {MAX_DEPTH} levels are read")
    crossed = (e for e in parser.error_log if e.type_name == "ERR_TAG_NAME_MISMATCH")
    return tree, tuple((error.line, error.message) for error in crossed)


def html_parser(target: Any = None) -> Any:
    """The parser for pages; with a target it builds no tree and tells the target what it meets."""
    if target is not None:
        return etree.HTMLParser(target=target, no_network=True, huge_tree=False, remove_pis=False, recover=True)
    return etree.HTMLParser(no_network=True, huge_tree=False, remove_pis=False, recover=True)


def doctype_of(text: str) -> str:
    """The document type with what stands before it, a line end behind it; empty when there is none."""
    found = _DOCTYPE.match(text)
    return found[0].lstrip() + "\n" if found else ""


def body_of(text: str) -> str:
    """The text without document type and XML declaration."""
    return _XML.sub("", _DOCTYPE.sub("", text, count=1))


def _bounded(name: str, text: str) -> None:
    """Refuse what the parser itself would take too long for."""
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > MAX_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            what = f"an element has more than {MAX_ATTRIBUTES} attributes"
            raise FormatError(f"{name}:{line}", what, "give the article alone")
    if text.count("<") > 4 * MAX_ELEMENTS and sum(1 for _ in _TAG.finditer(text)) > 4 * MAX_ELEMENTS:
        raise FormatError(name, f"holds more than {4 * MAX_ELEMENTS} tags", "give the article alone")
