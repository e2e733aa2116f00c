"""Glossaries as TBX (ISO 30042): version 2 (martif) and version 3 (DCA and DCT style) are read, 2 and 3 (DCA) written.

Languages other than English and Chinese are passed over. Files with a DOCTYPE that defines anything are refused, so
entities cannot grow and nothing outside the file is read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from l10n.errors import GlossaryError
from l10n.model.term import Concept, Status, Term
from l10n.resources.glossary_build import (
    Read,
    TermFields,
    clean,
    direction_of,
    id_for,
    make_terms,
    truth,
    without_doubles,
)
from l10n.resources.locale import ALIASES
from l10n.resources.term_forms import natural_case

XML = "{http://www.w3.org/XML/1998/namespace}"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
ENTRIES = ("termEntry", "conceptEntry")
LANGUAGES = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
ADMIN = {
    Status.PREFERRED: "preferredTerm-admn-sts", Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts", Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
# Ours, beside the standard categories: a reader that does not know them loses nothing but these.
OWN_STATUS, OWN_CASE = "x-l10n-status", "x-l10n-case"
OWN_ID, OWN_DIRECTION, OWN_DNT, OWN_NOT_IN = (
    "x-l10n-id", "x-l10n-direction", "x-l10n-do-not-translate", "x-l10n-not-in")


def read_tbx(data: bytes, name: str) -> Read:
    """The concepts of a TBX file and the faults in it, each with `name:line`."""
    from lxml import etree

    inner = re.search(rb"<!DOCTYPE[^>\[]*\[", data[:65536])
    if inner or b"<!ENTITY" in data:
        at = data.count(b"\n", 0, inner.start() if inner else data.find(b"<!ENTITY")) + 1
        return [], [GlossaryError(f"{name}:{at}", "DOCTYPE with definitions of its own",
                                  "remove it; TBX needs no entities")]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return [], [GlossaryError(f"{name}:{line}", f"not XML: {_first_line(error)}", "export the file again as TBX")]
    except ValueError as error:
        return [], [GlossaryError(f"{name}:1", f"not XML: {error}", "export the file again as TBX")]
    if _tag(root) not in ("martif", "tbx"):
        return [], [GlossaryError(f"{name}:{root.sourceline}", f"<{_tag(root)}> is no TBX", "give a TBX file")]
    errors: list[GlossaryError] = []
    concepts: list[Concept] = []
    for entry in root.iter():
        if _tag(entry) in ENTRIES:
            concept = _concept(entry, f"{name}:{entry.sourceline}", errors, concepts)
            if concept:
                concepts.append(concept)
    return without_doubles(concepts, errors), errors


def write_tbx(concepts: Iterable[Concept], version: int = 2) -> bytes:
    """The concepts as TBX 2 (martif) or TBX 3 (DCA style)."""
    from lxml import etree

    if version == 2:
        root = etree.Element("martif", {"type": "TBX", f"{XML}lang": "en"})
        header, tags = "martifHeader", ("termEntry", "langSet", "tig")
    else:
        namespaces: Any = {None: NAMESPACE}
        root = etree.Element(f"{{{NAMESPACE}}}tbx", {"type": "TBX-Basic", "style": "dca", f"{XML}lang": "en"},
                             nsmap=namespaces)
        header, tags = "tbxHeader", ("conceptEntry", "langSec", "termSec")
    _add(_add(_add(_add(root, header), "fileDesc"), "sourceDesc"), "p", "l10n glossary")
    body = _add(_add(root, "text"), "body")
    for number, concept in enumerate(concepts, 1):
        _write_concept(body, concept, tags, number)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _concept(
    entry: Any, place: str, errors: list[GlossaryError], before: Iterable[Concept]
) -> Concept | None:
    faults: list[GlossaryError] = []
    words: dict[str, str] = {}
    listed: list[TermFields] = []
    for child in entry:
        if _tag(child) in LANGUAGES:
            listed += _terms(child, words, place, faults)
        else:
            _take_words(child, words)
    if not listed and not faults:
        return None                         # a concept in other languages only
    terms = make_terms(listed, place, faults)
    direction, keep = "", False
    try:
        direction = direction_of(words.get(OWN_DIRECTION, ""), place)
        keep = truth(words.get(OWN_DNT, ""), place)
    except GlossaryError as error:
        faults.append(error)
    errors += faults
    if faults or not terms:
        return None
    return Concept(
        id=clean(words.get(OWN_ID) or entry.get("id", "")) or id_for(terms, [concept.id for concept in before]),
        terms=terms, domain=clean(words.get("subjectField", "")), definition=clean(words.get("definition", "")),
        note=clean(words.get("note", "")), source=clean(words.get("source", "")), direction=direction,
        do_not_translate=keep, place=place,
        not_in=tuple(clean(word) for word in words.get(OWN_NOT_IN, "").split("|") if word.strip()))


def _take_words(element: Any, words: dict[str, str]) -> None:
    """Collects descriptions of an entry or a language; the first of each kind counts."""
    for part in element.iter():
        name = part.get("type") or _tag(part)
        text = "".join(part.itertext())
        if text.strip() and name not in words:
            words[name] = text


def _terms(section: Any, words: dict[str, str], place: str, faults: list[GlossaryError]) -> Iterator[TermFields]:
    written = section.get(f"{XML}lang") or section.get("lang") or ""
    if not written:
        faults.append(GlossaryError(place, f"<{_tag(section)}> without a language", 'add xml:lang="en" or "zh"'))
        return
    if written.replace("_", "-").lower() not in ALIASES:
        return
    for child in section:
        if _tag(child) not in TERMS:
            _take_words(child, words)
            continue
        found = {"term": "", **_term_words(child)}
        status = found.get(OWN_STATUS) or found.get("administrativeStatus") or found.get("normativeAuthorization", "")
        part = found.get("partOfSpeech", "")
        yield TermFields(found["term"], written, status=status, note=found.get("note", ""),
                         part_of_speech=part, case=found.get(OWN_CASE, ""))


def _term_words(section: Any) -> dict[str, str]:
    words: dict[str, str] = {}
    for part in section.iter():
        if part is section or _tag(part) in ("termGrp", "termNoteGrp", "adminGrp", "descripGrp"):
            continue
        words.setdefault(part.get("type") or _tag(part), "".join(part.itertext()))
    return words


def _add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """A new last child in the namespace of its parent."""
    from lxml import etree

    space = parent.tag.rpartition("}")[0]
    child = etree.SubElement(parent, f"{space}}}{tag}" if space else tag, attributes)
    child.text = text
    return child


def _write_concept(body: Any, concept: Concept, tags: tuple[str, str, str], number: int) -> None:
    entry = _add(body, tags[0], id=f"c{number}")
    if concept.domain:
        _add(entry, "descrip", concept.domain, type="subjectField")
    if concept.definition:
        _add(entry, "descrip", concept.definition, type="definition")
    own = {OWN_ID: concept.id, OWN_DIRECTION: concept.direction,
           OWN_DNT: "yes" if concept.do_not_translate else "", OWN_NOT_IN: " | ".join(concept.not_in)}
    for name, value in own.items():
        if value:
            _add(entry, "admin", value, type=name)
    if concept.source:
        _add(entry, "admin", concept.source, type="source")
    if concept.note:
        _add(entry, "note", concept.note)
    for language in dict.fromkeys(term.language for term in concept.terms):
        section = _add(entry, tags[1])
        section.set(f"{XML}lang", language)
        terms = [term for term in concept.terms if term.language == language]
        for term in terms:
            _write_term(_add(section, tags[2]), term)


def _write_term(section: Any, term: Term) -> None:
    _add(section, "term", term.text)
    _add(section, "termNote", ADMIN[term.status], type="administrativeStatus")
    if term.status is Status.FORBIDDEN:
        _add(section, "termNote", str(term.status), type=OWN_STATUS)
    if term.part_of_speech:
        _add(section, "termNote", term.part_of_speech, type="partOfSpeech")
    if term.case is not natural_case(term.text):
        _add(section, "termNote", str(term.case), type=OWN_CASE)
    if term.note:
        _add(section, "note", term.note)
