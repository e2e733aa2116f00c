"""Spans of a segment's plain text become placeables; the codes inside a span are put around it, properly nested."""

from collections.abc import Sequence

from l10n.model.inline import Code, CodeKind, Content, Inline, Placeable, Text, merge_text, plain

Found = tuple[int, int, Placeable]


def with_placeables(content: Content, found: Sequence[Found]) -> Content:
    """The content with placeables at spans of its plain text, in order and not overlapping; no code is lost.

    A span that holds a code with text of its own (a line break) is left as it stands.
    """
    spans = [span for span in found if not _holds_text_of_code(content, span)]
    out: list[Inline] = []
    inside: list[Code] = []
    at = 0
    for item in content:
        size = len(plain((item,)))
        if not isinstance(item, Text):
            held = inside if spans and spans[0][0] < at else out
            held.append(item)  # type: ignore[arg-type]  # only codes stand inside a span
            at += size
            continue
        last = at + size
        while spans and spans[0][0] < last:
            start, end, placeable = spans[0]
            if start >= at:
                out.append(Text(plain(content)[at:start]))
            at = min(end, last)
            if end > last:
                break
            out += around(placeable, inside)
            inside = []
            spans.pop(0)
        if not (spans and spans[0][0] < last):
            out.append(Text(plain(content)[at:last]))
        at = last
    return merge_text(tuple(out))


def around(placeable: Placeable, inside: Sequence[Code]) -> list[Inline]:
    """A placeable with the codes that stood inside its words: pairs surround it, other codes follow it in order."""
    closed = {code.id for code in inside if code.kind is CodeKind.CLOSE}
    opened = [code for code in inside if code.kind is CodeKind.OPEN and code.id in closed]
    pairs = {code.id for code in opened}
    closing = {code.id: code for code in inside if code.kind is CodeKind.CLOSE and code.id in pairs}
    rest = [code for code in inside if code.id not in pairs]
    return [*opened, placeable, *(closing[code.id] for code in reversed(opened)), *rest]


def _holds_text_of_code(content: Content, span: Found) -> bool:
    at = 0
    for item in content:
        size = len(plain((item,)))
        if size and not isinstance(item, Text) and at < span[1] and span[0] < at + size:
            return True
        at += size
    return False
