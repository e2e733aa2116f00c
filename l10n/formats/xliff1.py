"""XLIFF 1.2 for OmegaT and older tools: every target filled, codes as g, x, bx and ex, the article as skeleton.

Source of the rules: OASIS XLIFF Version 1.2 and its Representation Guide for HTML.
"""

from typing import Any

from l10n.errors import FormatError
from l10n.formats.xliff1_inline import CORE, Names, read_content, write_content
from l10n.formats.xliff2_modules import PRIORITY
from l10n.formats.xliff_common import (
    XML,
    Unit,
    add,
    attribute_of,
    clean,
    concept_terms,
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
DATATYPES = {"html": "html", "plain": "plaintext", "dump": "plaintext"}
# A target that is still in state initial is one that the stages doubt.
WRITTEN = {
    State.INITIAL: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
READ = {
    "new": State.INITIAL,
    "needs-translation": State.INITIAL,
    "needs-l10n": State.TRANSLATED,
    "needs-adaptation": State.TRANSLATED,
    "needs-review-translation": State.INITIAL,
    "needs-review-l10n": State.INITIAL,
    "needs-review-adaptation": State.INITIAL,
    "translated": State.TRANSLATED,
    "signed-off": State.REVIEWED,
    "final": State.FINAL,
}


def write_xliff(article: Article) -> bytes:
    """The article as XLIFF 1.2 in UTF-8. An untranslated segment gets its source as target, in state new."""
    from lxml import etree

    root = etree.Element(_CORE + "xliff", nsmap={None: CORE})  # type: ignore[dict-item]  # None is the default prefix
    root.set("version", "1.2")
    described = {
        "original": clean(article.name),
        "source-language": article.pair.source,
        "target-language": article.pair.target,
        "datatype": DATATYPES.get(article.format, f"x-{article.format}"),
        XML + "space": "preserve",
    }
    file = add(root, _CORE + "file", described)
    skeleton = add(add(file, _CORE + "header"), _CORE + "skl")
    add(skeleton, _CORE + "internal-file", {"form": "base64"}, freeze_article(article))
    body = add(file, _CORE + "body")
    names = unit_ids(article)
    for block in article.blocks:
        for segment in block.segments:
            _write_unit(body, block, segment, names[segment.id])
    one_a_line(body)
    one_a_line(file)
    one_a_line(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def read_xliff(name: str, data: bytes) -> Article:
    """The article of an XLIFF 1.x file with the edits that were made in it; see `xliff2.read_xliff`.

    A target that is still the source it was filled with counts as none. Raises FormatError.
    """
    return article_of(parse_xliff(name, data))


def parse_xliff(name: str, data: bytes) -> Parsed:
    """The units of an XLIFF file and its skeleton, if it is ours. Raises FormatError."""
    root = parse_xml(name, data)
    if local(root) != "xliff" or not attribute_of(root, "version").startswith("1"):
        raise FormatError(name, f"is no XLIFF 1.2 (its root is <{local(root)}>)", "give an XLIFF 1.2 file")
    files = [child for child in root if local(child) == "file"]
    if len(files) != 1:
        raise FormatError(name, f"holds {len(files)} files", "export one file for each article")
    units = tuple(_read_unit(name, unit) for unit in files[0].iter() if local(unit) == "trans-unit")
    source, target, original = (
        attribute_of(files[0], key) for key in ("source-language", "target-language", "original")
    )
    origin = Origin(name, source, target, original)
    skeleton = next((e for e in files[0].iter() if local(e) == "internal-file"), None)
    return Parsed(origin, units, "" if skeleton is None else (skeleton.text or "").strip())


def _write_unit(body: Any, block: Block, segment: Segment, name: str) -> None:
    fixed = segment.locked or not block.translate
    approved = segment.target is not None and segment.state in (State.REVIEWED, State.FINAL)
    described = {"id": name, "restype": f"x-{block.kind.value}"} | ({"approved": "yes"} if approved else {})
    unit = add(body, _CORE + "trans-unit", described | ({"translate": "no"} if fixed else {}))
    unit.set(XML + "space", "preserve")
    codes = Names(code_names(segment))
    write_content(add(unit, _CORE + "source"), segment.source, codes)
    shown, state = (segment.source, "new") if segment.target is None else (segment.target, _written(segment.state))
    write_content(add(unit, _CORE + "target", {"state": state}), shown, codes)
    _add_candidates(unit, segment)
    _add_notes(unit, segment)


def _written(state: State) -> str:
    return WRITTEN[state]


def _add_candidates(unit: Any, segment: Segment) -> None:
    for candidate in segment.candidates:
        described = {"origin": clean(candidate.origin)}
        if candidate.origin == "memory":
            described["match-quality"] = f"{min(max(candidate.score, 0.0), 100.0):.0f}"
        made = add(unit, _CORE + "alt-trans", described)
        if candidate.source:
            add(made, _CORE + "source", text=clean(candidate.source))
        add(made, _CORE + "target", text=clean(candidate.text))


def _add_notes(unit: Any, segment: Segment) -> None:
    for comment in segment.comments:
        add(unit, _CORE + "note", {"from": "translator"}, clean(comment))
    for source, target in concept_terms(segment.proofs).items():
        add(unit, _CORE + "note", {"from": "l10n-term"}, clean(f"{source} → {target}"))
    for finding in segment.findings:
        described = {"from": "l10n-finding", "priority": PRIORITY[finding.severity], "annotates": "target"}
        add(unit, _CORE + "note", described, clean(f"{finding.severity.value} {finding.code}: {finding.message}"))


def _read_unit(name: str, unit: Any) -> Unit:
    line = line_of(unit)
    if not attribute_of(unit, "id"):
        raise FormatError(f"{name}:{line}", "a <trans-unit> has no id", "take the file as the tool wrote it")
    source = _child(unit, "source") or ()
    element = next((child for child in unit if local(child) == "target"), None)
    target = None if element is None else read_content(element)
    state = _state(unit, element)
    return Unit(
        id=attribute_of(unit, "id"),
        line=line,
        source=source,
        target=target,
        state=state,
        comments=_comments(unit),
        translate=attribute_of(unit, "translate") != "no",
        filled=state in (None, State.INITIAL),
    )


def _child(unit: Any, tag: str) -> Content | None:
    found = next((child for child in unit if local(child) == tag), None)
    return None if found is None else read_content(found)


def _state(unit: Any, target: Any) -> State | None:
    """The state of the target; tools that write none may still approve the unit."""
    written = "" if target is None else attribute_of(target, "state").strip().lower()
    if written in READ:
        return READ[written]
    return State.REVIEWED if attribute_of(unit, "approved").strip().lower() == "yes" else None


def _comments(unit: Any) -> tuple[str, ...]:
    """Notes of people: all but those that we made ourselves."""
    notes = (child for child in unit if local(child) == "note")
    return tuple(note.text or "" for note in notes if not attribute_of(note, "from").startswith("l10n"))
