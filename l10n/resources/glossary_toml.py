"""The canonical form of a glossary: TOML, one [[concept]] table a concept, read with line numbers.

    [[concept]]
    id = "base-station"
    domain = "network"
    definition = "Fixed radio equipment that serves the phones of a cell."
    en = ["base station", { text = "BTS", status = "deprecated" }]
    zh = ["基站"]

The first term of a language is preferred, the others admitted, unless they name a status.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from l10n.errors import GlossaryError
from l10n.model.term import Concept, Status, Term
from l10n.resources.glossary_build import (
    Read,
    TermFields,
    clean,
    decode,
    direction_of,
    id_for,
    make_terms,
    without_doubles,
)
from l10n.resources.locale import ALIASES
from l10n.resources.term_forms import natural_case

HEAD = re.compile(r"^[ \t]*\[\[[ \t]*concept[ \t]*\]\][^\n]*$", re.MULTILINE)
TEXTS = ("id", "domain", "definition", "note", "source", "direction")
TERM_KEYS = {"text": "text", "status": "status", "pos": "part_of_speech", "case": "case", "note": "note"}
LANGUAGES = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh-Hant"}     # tag: the key that is written for it


def read_toml(data: bytes, name: str) -> Read:
    """The concepts of a file and the faults in it, each with `name:line`. A faulty table does not hide the others."""
    errors: list[GlossaryError] = []
    try:
        text = decode(data, name).replace("\r\n", "\n")
    except GlossaryError as error:
        return [], [error]
    concepts: list[Concept] = []
    for line, table in _tables(text, name, errors):
        found = _concept(table, f"{name}:{line}", errors, concepts)
        if found:
            concepts.append(found)
    return without_doubles(concepts, errors), errors


def write_toml(concepts: Iterable[Concept], preamble: str = "") -> bytes:
    """The concepts as canonical TOML. `preamble` is comment text for the head of the file, without `#`."""
    parts = ["".join(f"# {line}\n" if line else "#\n" for line in preamble.splitlines())] if preamble else []
    parts += ["\n".join(_lines(concept)) + "\n" for concept in concepts]
    return "\n".join(parts).encode()


def _tables(text: str, name: str, errors: list[GlossaryError]) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Each [[concept]] table with its line; when the whole is not TOML, table by table."""
    heads = [found.start() for found in HEAD.finditer(text)]
    lines = [text.count("\n", 0, start) + 1 for start in heads]
    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        yield from _tables_apart(text, heads, name, errors)
        return
    for key in whole:
        if key not in ("concept", "glossary"):
            errors.append(GlossaryError(f"{name}:{_line_of(text, key)}", f"unknown table or key {key!r}",
                                        "a glossary holds [[concept]] tables"))
    listed = whole.get("concept", [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        errors.append(GlossaryError(f"{name}:{_line_of(text, 'concept')}", "concept is no list of tables",
                                    "write [[concept]] with two brackets"))
        return
    if len(lines) != len(listed):           # a head inside a string, or tables written inline
        lines = [1] * len(listed)
    yield from zip(lines, listed, strict=True)


def _tables_apart(
    text: str, heads: Sequence[int], name: str, errors: list[GlossaryError]
) -> Iterator[tuple[int, Mapping[str, object]]]:
    bounds = [0, *heads, len(text)] if not heads or heads[0] else [*heads, len(text)]
    for start, end in pairwise(bounds):
        line = text.count("\n", 0, start) + 1
        try:
            found = tomllib.loads(text[start:end]).get("concept", [])
            if isinstance(found, list):
                yield from ((line, table) for table in found if isinstance(table, dict))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            inner = re.search(r"line (\d+), column (\d+)", str(error))
            at = line + int(inner[1]) - 1 if inner else line
            if "end of document" in str(error):
                at = line + text[start:end].rstrip().count("\n")
            what = re.sub(r" \(at .*\)$", "", str(error))
            errors.append(GlossaryError(f"{name}:{at}", f"not TOML: {what}", "mend this line; the table is left out"))


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _concept(
    table: Mapping[str, object], place: str, errors: list[GlossaryError], before: Sequence[Concept]
) -> Concept | None:
    faults: list[GlossaryError] = []
    texts = {key: _text(table, key, place, faults) for key in TEXTS}
    listed: list[TermFields] = []
    for key, value in table.items():
        if key.lower().replace("_", "-") in ALIASES:
            listed += _terms(key, value, place, faults)
        elif key not in (*TEXTS, "do_not_translate", "not_in"):
            faults.append(GlossaryError(place, f"unknown key {key!r}",
                                        f"use en, zh, {', '.join(TEXTS)}, do_not_translate or not_in"))
    terms = make_terms(listed, place, faults)
    keep, not_in = table.get("do_not_translate", False), table.get("not_in", [])
    if not isinstance(keep, bool):
        faults.append(GlossaryError(place, f"do_not_translate = {keep!r}", "write true or false"))
    if not isinstance(not_in, list) or not all(isinstance(word, str) and word.strip() for word in not_in):
        faults.append(GlossaryError(place, "not_in is no list of words", 'write not_in = ["longer word"]'))
        not_in = []
    try:
        texts["direction"] = direction_of(texts["direction"], place)
    except GlossaryError as error:
        faults.append(error)
    if not terms and not faults:
        faults.append(GlossaryError(place, "concept without a term", 'write en = ["..."] and zh = ["..."]'))
    errors += faults
    if faults:
        return None
    return Concept(
        id=texts["id"] or id_for(terms, (concept.id for concept in before)), terms=terms, domain=texts["domain"],
        definition=texts["definition"], note=texts["note"], source=texts["source"], direction=texts["direction"],
        do_not_translate=keep is True, place=place, not_in=tuple(clean(word) for word in not_in))


def _text(table: Mapping[str, object], key: str, place: str, faults: list[GlossaryError]) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return clean(value)
    faults.append(GlossaryError(place, f"{key} = {value!r} is no text", f'write {key} = "..."'))
    return ""


def _terms(language: str, value: object, place: str, faults: list[GlossaryError]) -> Iterator[TermFields]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield TermFields(item, language)
        elif isinstance(item, dict) and all(
                key in TERM_KEYS and isinstance(part, str) for key, part in item.items()):
            words = {TERM_KEYS[key]: part for key, part in item.items()}
            yield TermFields(**{"text": "", "language": language, **words})
        else:
            cure = 'write "term" or { text = "term", status = "..." }, with status, pos, case and note as needed'
            faults.append(GlossaryError(place, f"{language} holds {item!r}", cure))


def _lines(concept: Concept) -> Iterator[str]:
    yield "[[concept]]"
    for key in ("id", "domain", "definition", "note", "source", "direction"):
        value = getattr(concept, key)
        if value:
            yield f"{key} = {_quoted(value)}"
    for tag in dict.fromkeys(term.language for term in concept.terms):
        terms = [term for term in concept.terms if term.language == tag]
        yield f"{LANGUAGES[tag]} = [{', '.join(_item(term, terms) for term in terms)}]"
    if concept.do_not_translate:
        yield "do_not_translate = true"
    if concept.not_in:
        yield f"not_in = [{', '.join(map(_quoted, concept.not_in))}]"


def default_status(term: Term, terms: Sequence[Term]) -> Status:
    """The status that a reader gives this term of its language when the file names none."""
    before = terms[:next(place for place, other in enumerate(terms) if other is term)]
    taken = any(other.status is Status.PREFERRED for other in before)
    return Status.ADMITTED if taken else Status.PREFERRED


def _item(term: Term, terms: Sequence[Term]) -> str:
    words = {}
    if term.status is not default_status(term, terms):
        words["status"] = str(term.status)
    if term.part_of_speech:
        words["pos"] = term.part_of_speech
    if term.case is not natural_case(term.text):
        words["case"] = str(term.case)
    if term.note:
        words["note"] = term.note
    if not words:
        return _quoted(term.text)
    return "{ " + ", ".join(f"{key} = {_quoted(value)}" for key, value in {"text": term.text, **words}.items()) + " }"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub("[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"{escaped}"'
