"""XLIFF 2.1: one <segment> per <unit>, modules for terms, candidates, rules and history, the article as skeleton.

Source of the rules: OASIS XLIFF Version 2.1 (core, glossary, translation candidates, metadata, validation modules).
"""

from typing import Any

from l10n.errors import FormatError
from l10n.formats.xliff2_inline import CORE, L10N, Data, read_content, read_data, write_content, write_data
from l10n.formats.xliff2_modules import GLOSSARY, MATCHES, METADATA, VALIDATION, add_modules, add_notes
from l10n.formats.xliff_common import (
    XML,
    Unit,
    add,
    attribute_of,
    clean,
    line_of,
    local,
    one_a_line,
    parse_xml,
    unit_ids,
)
from l10n.formats.xliff_json import freeze_article
from l10n.formats.xliff_take import Origin, Parsed, article_of, code_names
from l10n.model.article import Article, Block, Segment, State
from l10n.model.inline import Content

_CORE = f"{{{CORE}}}"
_FAMILY = "urn:oasis:names:tc:xliff:document:2"
_NAMESPACES = {None: CORE, "gls": GLOSSARY, "mtc": MATCHES, "mda": METADATA, "val": VALIDATION, "l10n": L10N}


def write_xliff(article: Article) -> bytes:
    """The article as XLIFF 2.1 in UTF-8. A segment without target is written in state initial, as XLIFF asks."""
    from lxml import etree

    root = etree.Element(_CORE + "xliff", nsmap=_NAMESPACES)  # type: ignore[arg-type]  # None is the default prefix
    for name, value in (("version", "2.1"), ("srcLang", article.pair.source), ("trgLang", article.pair.target)):
        root.set(name, value)
    described = {"id": "f1", "original": clean(article.name), "canResegment": "no", XML + "space": "preserve"}
    file = add(root, _CORE + "file", described)
    add(file, _CORE + "skeleton", text=freeze_article(article))
    names = unit_ids(article)
    for block in article.blocks:
        for segment in block.segments:
            _write_unit(file, block, segment, names[segment.id])
    one_a_line(file)
    one_a_line(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def read_xliff(name: str, data: bytes) -> Article:
    """The article of an XLIFF 2 file with the edits that were made in it.

    A file of ours gives back the article that was written; changed targets, states and comments are taken over, and
    what cannot be taken over (lost, doubled or unknown units, damaged codes) becomes a finding of the article. A file
    of another tool becomes an article of one paragraph a unit. Raises FormatError.
    """
    return article_of(parse_xliff(name, data))


def parse_xliff(name: str, data: bytes) -> Parsed:
    """The units of an XLIFF file and its skeleton, if it is ours. Raises FormatError."""
    root = parse_xml(name, data)
    if local(root) != "xliff" or not str(root.tag).startswith("{" + _FAMILY):
        raise FormatError(name, f"is no XLIFF 2 (its root is <{local(root)}>)", "give an XLIFF 2.0 or 2.1 file")
    files = [child for child in root if local(child) == "file"]
    if len(files) != 1:
        raise FormatError(name, f"holds {len(files)} files", "export one file for each article")
    units = tuple(_read_unit(name, unit) for unit in files[0].iter(_CORE + "unit"))
    origin = Origin(
        name, attribute_of(root, "srcLang"), attribute_of(root, "trgLang"), attribute_of(files[0], "original")
    )
    skeleton = files[0].find(_CORE + "skeleton")
    ours = skeleton is not None and not len(skeleton)
    return Parsed(origin, units, (skeleton.text or "").strip() if ours else "")


def _write_unit(file: Any, block: Block, segment: Segment, name: str) -> None:
    from lxml import etree

    unit = add(file, _CORE + "unit", {"id": name, "name": block.kind.value})
    if segment.locked or not block.translate:
        unit.set("translate", "no")
    data = Data(code_names(segment))
    part = etree.Element(_CORE + "segment", {"id": "seg", "state": _state(segment).value})
    write_content(add(part, _CORE + "source"), segment.source, data)
    if segment.target is not None:
        write_content(add(part, _CORE + "target"), segment.target, data)
    add_modules(unit, segment, data.terms)
    add_notes(unit, segment)
    write_data(unit, data)
    unit.append(part)


def _state(segment: Segment) -> State:
    return State.INITIAL if segment.target is None else segment.state


def _read_unit(name: str, unit: Any) -> Unit:
    line = line_of(unit)
    if not attribute_of(unit, "id"):
        raise FormatError(f"{name}:{line}", "a <unit> has no id", "take the file as the tool wrote it")
    data = read_data(unit)
    parts = [child for child in unit if local(child) in ("segment", "ignorable")]
    sources = [_child(part, "source", data) for part in parts]
    targets = [_child(part, "target", data) for part in parts]
    states = [attribute_of(part, "state").strip().lower() for part in parts if local(part) == "segment"]
    return Unit(
        id=attribute_of(unit, "id"),
        line=line,
        source=_joined(sources),
        target=_target(targets, sources),
        state=_least(states),
        comments=_comments(unit),
        translate=attribute_of(unit, "translate") != "no",
    )


def _child(part: Any, tag: str, data: dict[str, str]) -> Content | None:
    found = part.find(_CORE + tag)
    return None if found is None else read_content(found, data)


def _joined(contents: list[Content | None]) -> Content:
    return tuple(item for content in contents for item in content or ())


def _target(targets: list[Content | None], sources: list[Content | None]) -> Content | None:
    """The targets of a unit joined; a part without one lends its source, as XLIFF asks for <ignorable>."""
    if all(target is None for target in targets):
        return None
    return _joined([source if target is None else target for target, source in zip(targets, sources, strict=True)])


def _least(states: list[str]) -> State | None:
    """The least advanced of the states; None when none is said or a word is unknown."""
    order = [state.value for state in State]
    known = [order.index(state) for state in states if state in order]
    return State(order[min(known)]) if known and len(known) == len(states) else None


def _comments(unit: Any) -> tuple[str, ...]:
    """Notes of people: all but those that we made ourselves."""
    notes = unit.iterfind(f"{_CORE}notes/{_CORE}note")
    return tuple((note.text or "") for note in notes if not attribute_of(note, "category").startswith("l10n"))
