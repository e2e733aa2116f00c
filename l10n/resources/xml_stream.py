"""Large XML files a piece at a time: memory holds one unit, never the file."""

import re
from collections.abc import Iterator
from typing import IO, Any

from l10n.errors import FormatError

_DEFINES = re.compile(rb"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
_HEAD = 65536


def stream_xml(file: IO[bytes], name: str, pieces: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Starts of the elements outside the pieces, with their attributes, and ends of whole pieces: (event, element).

    `pieces` are tags without namespace; a piece is emptied once the next one is asked for. No entity is resolved, no
    DTD read, nothing fetched; a document type that defines anything is refused. Raises FormatError with the line.
    """
    from lxml import etree

    _refuse_definitions(name, _DEFINES.search(file.read(_HEAD).replace(b"\0", b"")) is not None)
    file.seek(0)
    inside = 0
    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for event, element in events:
            piece = tag_of(element) in pieces
            if event == "start":
                if element.getparent() is None:
                    _refuse_definitions(name, _has_entities(element))
                if not inside:
                    yield event, element
                inside += piece
            elif piece:
                inside -= 1
                if not inside:
                    yield event, element
                    _forget(element)
    except etree.XMLSyntaxError as error:
        what = f"not well-formed XML ({said(error)})"
        raise FormatError(f"{name}:{error.lineno or 1}", what, "export the file again") from error


def said(error: Exception) -> str:
    """What the parser says of a fault, without its place."""
    what = str(getattr(error, "msg", "") or error).splitlines()[0].rstrip(".")
    what = re.sub(r", line \d+, column \d+$|, use XML_PARSE_HUGE option.*", "", what)
    return re.sub(r" line \d+$", "", what)


def tag_of(element: Any) -> str:
    """The tag without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _refuse_definitions(name: str, defines: bool) -> None:
    if defines:
        raise FormatError(name, "holds a document type with definitions of its own", "save it without <!DOCTYPE ...>")


def _has_entities(root: Any) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and next(iter(dtd.iterentities()), None) is not None


def _forget(element: Any) -> None:
    """Lets the piece and all before it go; its parents stay open."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
