"""Content as one line of JSON for a memory's file, and the pair of codes around a whole sentence taken off."""

import json
from collections.abc import Sequence
from typing import Any

from l10n.model.inline import Code, CodeKind, Content, Inline, Text, flat

Wrapping = tuple[tuple[Code, Code], ...]       # outer pairs, outermost first


def freeze(content: Content) -> str:
    """JSON of texts (strings) and codes (lists of id, kind, native, html, equiv)."""
    record: list[Any] = []
    for item in flat(content):
        match item:
            case Text(text):
                record.append(text)
            case Code(id=name, kind=kind, native=native, html=html, equiv=equiv):
                record.append([name, kind.value, native, html, equiv])
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def thaw(frozen: str) -> Content:
    """The content of `freeze`. Raises ValueError when it is damaged."""
    items: list[Inline] = []
    try:
        for part in json.loads(frozen):
            if isinstance(part, str):
                items.append(Text(part))
            else:
                name, kind, native, html, equiv = map(str, part)
                items.append(Code(name, CodeKind(kind), native, html, equiv))
    except TypeError as error:
        raise ValueError("no content") from error
    return tuple(items)


def peeled(content: Content) -> tuple[Content, Wrapping]:
    """The content without the pairs of codes that stand around the whole of it, and these pairs."""
    pairs: list[tuple[Code, Code]] = []
    while len(content) > 2 and _is_wrapped(content):
        opening, closing = content[0], content[-1]
        assert isinstance(opening, Code)
        assert isinstance(closing, Code)
        pairs.append((opening, closing))
        content = content[1:-1]
    return content, tuple(pairs)


def wrapped(content: Content, pairs: Wrapping) -> Content:
    """The content with the pairs around it again."""
    for opening, closing in reversed(pairs):
        content = (opening, *content, closing)
    return content


def peeled_both(source: Content, target: Content) -> tuple[Content, Content]:
    """Both sides without the pairs that stand around the whole of each, as far as they are the same ones."""
    _, left = peeled(source)
    _, right = peeled(target)
    shared = _shared(left, right)
    return _without(source, shared), _without(target, shared)


def _is_wrapped(content: Content) -> bool:
    opening, closing = content[0], content[-1]
    return (
        isinstance(opening, Code) and isinstance(closing, Code) and opening.kind is CodeKind.OPEN
        and closing.kind is CodeKind.CLOSE and opening.id == closing.id and not opening.equiv and not closing.equiv
    )


def _shared(left: Sequence[tuple[Code, Code]], right: Sequence[tuple[Code, Code]]) -> int:
    count = 0
    for (first, _), (second, _) in zip(left, right, strict=False):
        if first.id != second.id:
            break
        count += 1
    return count


def _without(content: Content, pairs: int) -> Content:
    return content[pairs : len(content) - pairs] if pairs else content
