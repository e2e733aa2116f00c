"""From the fields of a glossary file to checked concepts: what the readers of TOML, CSV and TBX share."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from l10n.errors import GlossaryError, UsageError
from l10n.model.term import CaseRule, Concept, Status, Term
from l10n.resources.locale import canonical_tag
from l10n.resources.term_forms import natural_case
from l10n.resources.term_text import has_han

T = TypeVar("T")
Read = tuple[list[Concept], list[GlossaryError]]

STATUSES = {
    "preferred": Status.PREFERRED, "approved": Status.PREFERRED, "首选": Status.PREFERRED,
    "preferredterm-admn-sts": Status.PREFERRED, "preferredterm": Status.PREFERRED,
    "admitted": Status.ADMITTED, "allowed": Status.ADMITTED, "accepted": Status.ADMITTED, "允许": Status.ADMITTED,
    "admittedterm-admn-sts": Status.ADMITTED, "admittedterm": Status.ADMITTED,
    "deprecated": Status.DEPRECATED, "obsolete": Status.DEPRECATED, "不推荐": Status.DEPRECATED,
    "deprecatedterm-admn-sts": Status.DEPRECATED, "deprecatedterm": Status.DEPRECATED,
    "supersededterm-admn-sts": Status.DEPRECATED, "supersededterm": Status.DEPRECATED,
    "forbidden": Status.FORBIDDEN, "prohibited": Status.FORBIDDEN, "banned": Status.FORBIDDEN, "禁用": Status.FORBIDDEN,
}
CASES = {
    "exact": CaseRule.EXACT, "sensitive": CaseRule.EXACT, "smart": CaseRule.SMART,
    "any": CaseRule.ANY, "insensitive": CaseRule.ANY,
}
PARTS = {
    "noun": "noun", "n": "noun", "名词": "noun", "verb": "verb", "v": "verb", "动词": "verb", "adjective": "adjective",
    "adj": "adjective", "propernoun": "properNoun", "proper noun": "properNoun", "name": "properNoun", "other": "other",
    "adverb": "adverb", "adv": "adverb", "phrase": "phrase",
}
TRUE = ("true", "yes", "y", "1", "x", "是")
FALSE = ("", "false", "no", "n", "0", "否")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class TermFields:
    """The words of one term as a file has them; empty means: not said."""

    text: str
    language: str
    status: str = ""
    part_of_speech: str = ""
    case: str = ""
    note: str = ""


def clean(text: str) -> str:
    """NFC without white space at the ends; inner runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def make_term(fields: TermFields, place: str, first: bool) -> Term:
    """The term; `first` of its language is preferred when it names no status, others admitted. Raises GlossaryError."""
    text = clean(fields.text)
    if not text:
        raise GlossaryError(place, f"empty term ({fields.language})", "write the term or remove the entry")
    if CONTROL.search(text):
        raise GlossaryError(place, f"control character in {text!r}", "remove it")
    if not any(char.isalnum() for char in text):
        raise GlossaryError(place, f"term {text!r} holds no letter or digit", "write a word")
    status = looked_up(STATUSES, fields.status, "status", place) if fields.status.strip() else None
    return Term(
        text=text, language=language_of(fields.language, place),
        status=status or (Status.PREFERRED if first else Status.ADMITTED),
        part_of_speech=looked_up(PARTS, fields.part_of_speech, "part of speech", place) or "",
        case=looked_up(CASES, fields.case, "case rule", place) or natural_case(text), note=clean(fields.note),
    )


def make_terms(listed: Iterable[TermFields], place: str, errors: list[GlossaryError]) -> tuple[Term, ...]:
    """The terms that are sound, in order; the faults of the others are added to `errors`."""
    terms: list[Term] = []
    for fields in listed:
        try:
            term = make_term(fields, place, first=True)
            if not fields.status.strip() and any(
                    other.language == term.language and other.status is Status.PREFERRED for other in terms):
                term = make_term(fields, place, first=False)
            terms.append(term)
        except GlossaryError as error:
            errors.append(error)
    return tuple(terms)


def looked_up(table: Mapping[str, T], written: str, what: str, place: str) -> T | None:
    """The value that a word of a file stands for, None when it is empty. Raises GlossaryError naming the choices."""
    key = written.strip().lower()
    if not key:
        return None
    if key not in table:
        choices = ", ".join(dict.fromkeys(str(value) for value in table.values()))
        raise GlossaryError(place, f"unknown {what} {written.strip()!r}", f"use one of {choices}")
    return table[key]


def truth(written: str, place: str) -> bool:
    """Yes or no. Raises GlossaryError."""
    small = written.strip().lower()
    if small not in TRUE + FALSE:
        raise GlossaryError(place, f"{written.strip()!r} is neither yes nor no", "write yes or no")
    return small in TRUE


def language_of(written: str, place: str) -> str:
    """The BCP 47 tag. Raises GlossaryError."""
    try:
        return canonical_tag(written)
    except UsageError as error:
        raise GlossaryError(place, f"unknown language {written!r}", "use en, zh-Hans or zh-Hant") from error


def direction_of(written: str, place: str) -> str:
    """A direction in canonical form, `en>zh` or `zh>en`, empty for both. Raises GlossaryError."""
    text = re.sub(r"\s*(?:->|→|>|-to-)\s*", ">", written.strip())
    if text in ("", "both"):
        return ""
    source, _, target = text.partition(">")
    if not target:
        raise GlossaryError(place, f"unknown direction {written!r}", "write en>zh or zh>en, or leave it out")
    tags = [language_of(part, place).split("-")[0] for part in (source, target)]
    if tags[0] == tags[1]:
        raise GlossaryError(place, f"direction {written!r} has one language twice", "write en>zh or zh>en")
    return ">".join(tags)


def slug(text: str) -> str:
    """An id made from a term: `5G base station` -> `5g-base-station`; Chinese stays."""
    return re.sub(r"[^\w]+", "-", clean(text).lower().replace("'", "")).strip("-_")


def id_for(terms: Sequence[Term], used: Iterable[str]) -> str:
    """An id from the English term, else from the first one, that is not yet used."""
    chosen = next((term for term in terms if term.language == "en"), terms[0])
    base, taken = slug(chosen.text) or "term", set(used)
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def guess_language(texts: Iterable[str]) -> str:
    """`zh-Hans` when most of the texts hold Chinese characters, else `en`."""
    listed = [text for text in texts if text.strip()]
    return "zh-Hans" if 2 * sum(map(has_han, listed)) > len(listed) else "en"


def decode(data: bytes, name: str) -> str:
    """The text of a file: UTF-8 with or without BOM, or UTF-16 with BOM. Raises GlossaryError naming the line."""
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8" if not utf16 else "not UTF-16"
        raise GlossaryError(f"{name}:{line}", what, "save the file as UTF-8") from error


def without_doubles(concepts: Iterable[Concept], errors: list[GlossaryError]) -> list[Concept]:
    """The concepts whose id is new; each doubled id is added to `errors`."""
    seen: dict[str, str] = {}
    kept = []
    for concept in concepts:
        if concept.id in seen:
            cure = f"choose another; the first is at {seen[concept.id]}"
            errors.append(GlossaryError(concept.place, f"id {concept.id!r} is used twice", cure))
            continue
        seen[concept.id] = concept.place
        kept.append(concept)
    return kept
