"""Glossaries as tables: CSV and TSV, with or without BOM, quoted, columns in any order under the usual names.

A row is a concept. Rows with one id that follow one another are one concept, and so are rows without an id that name a
status other than preferred for a source term already seen. Without a header the columns are source and target.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.model.term import Concept, Term
from l10n.resources.glossary_build import (
    FALSE,
    STATUSES,
    Read,
    TermFields,
    clean,
    decode,
    direction_of,
    guess_language,
    id_for,
    make_terms,
    truth,
    without_doubles,
)
from l10n.resources.glossary_toml import default_status
from l10n.resources.locale import ALIASES
from l10n.resources.term_forms import natural_case

COLUMNS = {
    "id": "id", "concept": "id", "concept id": "id", "entry id": "id", "编号": "id",
    "source": "", "target": "", "source term": "", "target term": "", "term": "", "translation": "",
    "原文": "", "译文": "", "术语": "", "翻译": "",
    "status": "status", "状态": "status", "pos": "pos", "part of speech": "pos", "词性": "pos", "case": "case",
    "case rule": "case", "note": "note", "notes": "note", "comment": "note", "备注": "note",
    "definition": "definition", "description": "definition", "定义": "definition", "domain": "domain",
    "subject": "domain", "category": "domain", "领域": "domain", "reference": "source",
    "source reference": "source", "来源": "source", "direction": "direction", "方向": "direction", "dnt": "dnt",
    "do not translate": "dnt", "do_not_translate": "dnt", "不译": "dnt", "not in": "not_in", "not_in": "not_in",
}
OF_TERM = ("status", "pos", "case", "note")
OF_CONCEPT = ("domain", "definition", "note", "source", "direction", "dnt", "not_in")
SEPARATOR = " | "       # between the words of a not_in cell


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in which column: `terms` maps column to language, `words` maps (language or "", field) to column."""

    terms: Mapping[int, str]
    words: Mapping[tuple[str, str], int]


@dataclass(slots=True)
class Draft:
    """A concept while its rows are read."""

    id: str
    place: str
    words: dict[str, str]
    terms: list[TermFields] = field(default_factory=list)


def read_table(data: bytes, name: str) -> Read:
    """The concepts of a table and the faults in it, each with `name:line`."""
    errors: list[GlossaryError] = []
    try:
        rows = list(_rows(decode(data, name), name, errors))
        if not rows:
            return [], errors
        layout, body = _layout(rows, name)
    except GlossaryError as error:
        return [], [*errors, error]
    drafts: list[Draft] = []
    for line, cells in body:
        _add_row(drafts, layout, f"{name}:{line}", cells, errors) if any(map(str.strip, cells)) else None
    concepts: list[Concept] = []
    for draft in drafts:
        concept = _finish(draft, errors, [other.id for other in concepts])
        if concept:
            concepts.append(concept)
    return without_doubles(concepts, errors), errors


def write_table(concepts: Iterable[Concept], delimiter: str = ",") -> bytes:
    """The concepts as a table that `read_table` reads back whole; columns that would be empty are left out."""
    rows = [row for concept in concepts for row in _rows_of(concept)]
    names = dict.fromkeys(["id", "en", "zh", *(name for row in rows for name in row)])
    used = [name for name in _ordered(names) if any(row.get(name) for row in rows) or name in ("id", "en", "zh")]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([row.get(name, "") for name in used] for row in rows)
    return out.getvalue().encode()


def _rows(text: str, name: str, errors: list[GlossaryError]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row. A tab-separated file whose quotes are plain characters is read as such."""
    head = text.split("\n", 1)[0]
    tabs = Path(name).suffix.lower() in (".tsv", ".tab") or ("\t" in head and "," not in head)
    delimiter = "\t" if tabs else ";" if ";" in head and "," not in head else ","
    if tabs and not re.search(r'(?:^|\t)"[^"\t]*(?:""[^"\t]*)*"(?=\t|\r?$)', text, re.MULTILINE):
        yield from ((line, row.rstrip("\r").split("\t")) for line, row in enumerate(text.split("\n"), 1))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=not tabs)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        errors.append(GlossaryError(f"{name}:{line}", f"broken quotes ({error})",
                                    'write "" for a quote inside a quoted cell; the rest is not read'))


def _layout(rows: Sequence[tuple[int, list[str]]], name: str) -> tuple[Layout, Sequence[tuple[int, list[str]]]]:
    """The layout and the rows below the header. Raises GlossaryError when a column is missing."""
    line, head = rows[0]
    named = [_column(cell) for cell in head]
    known = [column for column in named if column is not None]
    place = f"{name}:{line}"
    if not known:
        if len(head) < 2:
            raise GlossaryError(place, "one column only", "write source and target, parted by a comma or a tab")
        return Layout({at: guess_language(_cells(rows, at)) for at in (0, 1)}, {}), rows
    terms, words = {}, {}
    for at, column in enumerate(named):
        if column is None:
            if head[at].strip() and len(known) > 1:
                raise GlossaryError(place, f"unknown column {head[at].strip()!r}",
                                    "use id, en, zh, status, pos, case, note, definition, domain, direction or dnt")
            continue
        language, word = column
        if word:
            words[language, word] = at
        else:
            terms[at] = language or guess_language(_cells(rows[1:], at))
    if not terms or (len(terms) < 2 and ("", "dnt") not in words):
        missing = "zh" if "en" in terms.values() else "en and zh" if not terms else "en"
        raise GlossaryError(place, f"missing column {missing}", "name the columns en and zh in the first line")
    if len(set(terms.values())) < len(terms):
        raise GlossaryError(place, "two columns of one language", "put a second term in a row of its own")
    return Layout(terms, words), rows[1:]


def _cells(rows: Iterable[tuple[int, list[str]]], at: int) -> list[str]:
    return [cells[at] for _, cells in rows if at < len(cells)]


def _column(head: str) -> tuple[str, str] | None:
    """(language, field) of a column name; ("", "") for a term column of unknown language; None when unknown."""
    key = " ".join(head.strip().lower().replace("_", " ").split())
    tag = key.replace(" ", "-")
    if tag in ALIASES or key in ALIASES:
        return ALIASES.get(tag) or ALIASES[key], ""
    if key in COLUMNS:
        return "", COLUMNS[key]
    first, _, rest = key.rpartition(" ")
    if first.replace(" ", "-") in ALIASES:
        language = ALIASES[first.replace(" ", "-")]
        if rest in ("term", "terms"):
            return language, ""
        if COLUMNS.get(rest) in OF_TERM:
            return language, COLUMNS[rest]
    return None


def _add_row(
    drafts: list[Draft], layout: Layout, place: str, cells: Sequence[str], errors: list[GlossaryError]
) -> None:
    words = {key: cells[at].strip() for key, at in layout.words.items() if at < len(cells)}
    target = list(layout.terms.values())[-1]
    found = []
    for at, language in layout.terms.items():
        text = cells[at] if at < len(cells) else ""
        status = words.get((language, "status")) or (words.get(("", "status"), "") if language == target else "")
        found.append(TermFields(
            text, language, status=status,
            part_of_speech=words.get((language, "pos")) or words.get(("", "pos"), ""),
            case=words.get((language, "case")) or words.get(("", "case"), ""), note=words.get((language, "note"), "")))
    own = {key: words.get(("", key), "") for key in OF_CONCEPT}
    draft = _same_concept(drafts, words.get(("", "id"), ""), found)
    if draft is None:
        draft = Draft(words.get(("", "id"), ""), place, own)
        drafts.append(draft)
        if own["dnt"].strip().lower() in FALSE:
            _complain_of_gaps(found, draft, place, errors)
    known = {(term.language, clean(term.text)) for term in draft.terms}
    draft.terms += [term for term in found if term.text.strip() and (term.language, clean(term.text)) not in known]


def _complain_of_gaps(
    found: Sequence[TermFields], draft: Draft, place: str, errors: list[GlossaryError]
) -> None:
    """A first row must fill each column, unless the concept is only known in one language and says so by its id."""
    empty = [term.language for term in found if not term.text.strip()]
    if empty and (not draft.id or len(empty) == len(found)):
        errors.append(GlossaryError(place, f"empty term ({', '.join(empty)})", "write the term or remove the row"))


def _same_concept(drafts: Sequence[Draft], written: str, found: Sequence[TermFields]) -> Draft | None:
    """The draft that a row belongs to, None for a new one."""
    if not drafts:
        return None
    if written:
        return drafts[-1] if drafts[-1].id == written else None
    source = found[0]
    other_status = any(STATUSES.get(term.status.strip().lower(), "preferred") != "preferred" for term in found[1:])
    if not other_status or not source.text.strip():
        return None
    return next((draft for draft in drafts if not draft.id and any(
        (term.language, clean(term.text)) == (source.language, clean(source.text)) for term in draft.terms)), None)


def _finish(draft: Draft, errors: list[GlossaryError], used: Sequence[str]) -> Concept | None:
    faults: list[GlossaryError] = []
    languages = list(dict.fromkeys(term.language for term in draft.terms))
    terms = make_terms(sorted(draft.terms, key=lambda term: languages.index(term.language)), draft.place, faults)
    direction, keep = "", False
    try:
        direction = direction_of(draft.words["direction"], draft.place)
        keep = truth(draft.words["dnt"], draft.place)
    except GlossaryError as error:
        faults.append(error)
    errors += faults
    if faults or not terms:
        return None
    words = {key: clean(draft.words[key]) for key in ("domain", "definition", "note", "source")}
    not_in = tuple(clean(word) for word in draft.words["not_in"].split(SEPARATOR.strip()) if word.strip())
    return Concept(id=draft.id or id_for(terms, used), terms=terms, direction=direction, do_not_translate=keep,
                   place=draft.place, not_in=not_in, **words)


def _rows_of(concept: Concept) -> Iterator[dict[str, str]]:
    by_language: dict[str, list[Term]] = {}
    for term in concept.terms:
        by_language.setdefault("zh" if term.language == "zh-Hans" else term.language, []).append(term)
    for number in range(max(map(len, by_language.values()))):
        row = {"id": concept.id}
        for language, terms in by_language.items():
            if number < len(terms):
                row.update(_term_cells(language, terms[number], terms))
        if number == 0:
            row.update({
                "domain": concept.domain, "definition": concept.definition, "note": concept.note,
                "reference": concept.source, "direction": concept.direction,
                "dnt": "yes" if concept.do_not_translate else "", "not_in": SEPARATOR.join(concept.not_in)})
        yield row


def _term_cells(language: str, term: Term, terms: Sequence[Term]) -> dict[str, str]:
    differs = term.status is not default_status(term, terms)
    return {
        language: term.text, f"{language}_status": str(term.status) if differs else "",
        f"{language}_pos": term.part_of_speech, f"{language}_note": term.note,
        f"{language}_case": "" if term.case is natural_case(term.text) else str(term.case)}


def _ordered(names: Iterable[str]) -> list[str]:
    """Terms first, then what belongs to them, then what belongs to the concept."""
    listed = list(names)
    tail = ["domain", "definition", "note", "reference", "direction", "dnt", "not_in"]
    terms = [name for name in listed if name == "id" or name.lower() in ("en", "zh", "zh-hans", "zh-hant")]
    middle = [name for name in listed if name not in terms and name not in tail]
    return terms + middle + [name for name in tail if name in listed]
