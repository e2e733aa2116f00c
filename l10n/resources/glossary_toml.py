"""The canonical glossary format: TOML, one [[concept]] table a concept.

    [[concept]]
    id = "synaesthesia-integration"
    domain = "6G"
    definition = "Radio that communicates and senses its surroundings at the same time."
    en = ["synaesthesia integration", { text = "integrated sensing and communication", status = "admitted" }]
    zh = ["通感一体化"]
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from l10n.errors import GlossaryError
from l10n.model.term import CaseRule, Concept, Status, Term

LANGUAGES = ("en", "zh")
FIELDS = ("id", "domain", "definition", "note", "source", "direction", "do_not_translate", "not_in", *LANGUAGES)
TERM_FIELDS = ("text", "status", "part_of_speech", "case", "note")
TAGS = {"en": "en", "zh": "zh-Hans"}


def read_toml(place: str, data: bytes) -> tuple[list[Concept], list[GlossaryError]]:
    """Concepts and faults of a TOML glossary."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [GlossaryError(f"{place}:{line}", "not UTF-8", "save the file as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        return [], [GlossaryError(f"{place}:{at[1] if at else 1}", f"not TOML: {error}", "mend that line")]
    rows = table.get("concept", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [], [GlossaryError(f"{place}:1", "concept is no list of tables", "write [[concept]] before each concept")]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*concept\s*\]\]", line)]
    concepts: list[Concept] = []
    faults = [GlossaryError(f"{place}:1", f"unknown table {key!r}", "write [[concept]] tables only")
              for key in table if key != "concept"]
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else 1
        try:
            concept = concept_of(row, f"{place}:{line}")
            if concept.id in seen:
                raise GlossaryError(f"{place}:{line}", f"id {concept.id!r} stands in line {seen[concept.id]} too",
                                    "give each concept its own id")
            seen[concept.id] = line
            concepts.append(concept)
        except GlossaryError as error:
            faults.append(error)
    return concepts, faults


def concept_of(row: Mapping[str, Any], place: str) -> Concept:
    """The concept of one table. Raises GlossaryError."""
    for key in row:
        if key not in FIELDS:
            raise GlossaryError(place, f"unknown field {key!r}", f"use {', '.join(FIELDS)}")
    texts = {key: row.get(key, "") for key in ("id", "domain", "definition", "note", "source", "direction")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise GlossaryError(place, f"{key} is no text", f'write {key} = "..."')
    if texts["direction"] not in ("", "en>zh", "zh>en"):
        raise GlossaryError(place, f"unknown direction {texts['direction']!r}", 'write "en>zh", "zh>en" or leave it out')
    terms = [term_of(entry, language, place) for language in LANGUAGES for entry in _list(row, language, place)]
    if not terms:
        raise GlossaryError(place, "has no term", 'write en = ["..."] and zh = ["..."]')
    not_in = row.get("not_in", [])
    if not isinstance(not_in, list) or not all(isinstance(word, str) for word in not_in):
        raise GlossaryError(place, "not_in is no list of words", 'write not_in = ["..."]')
    dnt = row.get("do_not_translate", False)
    if not isinstance(dnt, bool):
        raise GlossaryError(place, "do_not_translate is neither true nor false", "write do_not_translate = true")
    return Concept(
        id=texts["id"] or slug(terms[0].text), terms=tuple(terms), domain=texts["domain"], definition=texts["definition"],
        note=texts["note"], source=texts["source"], direction=texts["direction"], do_not_translate=dnt,
        not_in=tuple(not_in), place=place,
    )


def term_of(entry: Any, language: str, place: str) -> Term:
    """A term from a string or an inline table. Raises GlossaryError."""
    table = {"text": entry} if isinstance(entry, str) else entry
    if not isinstance(table, dict) or not isinstance(table.get("text"), str) or not table["text"].strip():
        raise GlossaryError(place, f"{language}: an empty term, or no text", f'write {language} = ["..."]')
    for key in table:
        if key not in TERM_FIELDS:
            raise GlossaryError(place, f"{language}: unknown field {key!r}", f"use {', '.join(TERM_FIELDS)}")
    text = table["text"].strip()
    return Term(text, TAGS[language], status_of(table.get("status", "preferred"), place),
                str(table.get("part_of_speech", "")), case_of(table.get("case", ""), text, place), str(table.get("note", "")))


def status_of(written: object, place: str) -> Status:
    """The status of that name. Raises GlossaryError."""
    try:
        return Status(str(written).strip().lower() or "preferred")
    except ValueError:
        raise GlossaryError(place, f"unknown status {written!r}", f"use {', '.join(Status)}") from None


def case_of(written: object, text: str, place: str) -> CaseRule:
    """The case rule of that name; by default exact for acronyms and names with digits, else smart."""
    if not written:
        acronym = re.fullmatch(r"[A-Z0-9][A-Z0-9&./+-]{0,7}s?", text)
        return CaseRule.EXACT if acronym and re.search("[A-Z]", text) else CaseRule.SMART
    try:
        return CaseRule(str(written).strip().lower())
    except ValueError:
        raise GlossaryError(place, f"unknown case rule {written!r}", f"use {', '.join(CaseRule)}") from None


def slug(text: str) -> str:
    """An id made of a term: lower case, hyphens."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")


def write_toml(concepts: Iterable[Concept]) -> bytes:
    """The canonical TOML of some concepts."""
    return "\n".join(_table(concept) for concept in concepts).encode()


def _table(concept: Concept) -> str:
    lines = ["[[concept]]", f"id = {_quote(concept.id)}"]
    for key in ("domain", "definition", "note", "source", "direction"):
        if getattr(concept, key):
            lines.append(f"{key} = {_quote(getattr(concept, key))}")
    if concept.do_not_translate:
        lines.append("do_not_translate = true")
    if concept.not_in:
        lines.append(f"not_in = [{', '.join(map(_quote, concept.not_in))}]")
    for language in LANGUAGES:
        terms = [term for term in concept.terms if term.language.split("-")[0] == language]
        if terms:
            lines.append(f"{language} = [{', '.join(_entry(term) for term in terms)}]")
    return "\n".join(lines) + "\n"


def _entry(term: Term) -> str:
    fields = []
    if term.status is not Status.PREFERRED:
        fields.append(f"status = {_quote(term.status.value)}")
    if term.part_of_speech:
        fields.append(f"part_of_speech = {_quote(term.part_of_speech)}")
    if term.case is not case_of("", term.text, ""):
        fields.append(f"case = {_quote(term.case.value)}")
    if term.note:
        fields.append(f"note = {_quote(term.note)}")
    return f"{{ text = {_quote(term.text)}, {', '.join(fields)} }}" if fields else _quote(term.text)


def _quote(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(row: Mapping[str, Any], language: str, place: str) -> list[Any]:
    value = row.get(language, [])
    if isinstance(value, str | dict):
        return [value]
    if not isinstance(value, list):
        raise GlossaryError(place, f"{language} is no list of terms", f'write {language} = ["..."]')
    return value
