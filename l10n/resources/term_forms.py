"""The forms in which a term stands in a text: English plurals, verb forms and spellings; Chinese in both widths."""

import re

from l10n.model.term import CaseRule, Term
from l10n.resources.term_text import WIDTH, exact

PREPOSITIONS = frozenset(("of", "for", "in", "to", "on", "with", "by", "at", "from"))
SMALL_WORDS = PREPOSITIONS | {"and", "the", "a", "an", "or"}
IRREGULAR = {
    "person": "people", "child": "children", "criterion": "criteria", "phenomenon": "phenomena",
    "analysis": "analyses", "hypothesis": "hypotheses", "basis": "bases", "half": "halves", "life": "lives",
    "knife": "knives", "medium": "media",
}
SINGULAR = {many: one for one, many in IRREGULAR.items()}
BRITISH = {
    "center": "centre", "fiber": "fibre", "program": "programme", "defense": "defence", "license": "licence",
    "meter": "metre", "labor": "labour", "color": "colour", "catalog": "catalogue", "behavior": "behaviour",
    "millimeter": "millimetre", "kilometer": "kilometre", "modeling": "modelling", "signaling": "signalling",
    "theater": "theatre", "neighbor": "neighbour", "harbor": "harbour", "fulfillment": "fulfilment",
}
AMERICAN = {british: american for american, british in BRITISH.items()}
ACRONYM = re.compile(r"(?=.{1,12}$)(?=.*[A-Z])[A-Z0-9][A-Z0-9&+./-]*")
FULL_WIDTH = {narrow: wide for wide, narrow in WIDTH.items() if isinstance(narrow, int)}
WIDE_MARKS = {ord(mark): FULL_WIDTH[ord(mark)] for mark in "()/:,+"}


def natural_case(text: str) -> CaseRule:
    """The case rule of a term that names none: EXACT for acronyms (MIIT, 5G-A), else SMART."""
    return CaseRule.EXACT if ACRONYM.fullmatch(text) else CaseRule.SMART


def inflected(term: Term) -> tuple[str, ...]:
    """The term and its inflected and otherwise spelled forms, the term itself first; case and hyphens as given."""
    text = exact(term.text)
    if not term.language.startswith("en"):
        return (text,)
    if term.case is CaseRule.EXACT:
        return (text, f"{text}s") if ACRONYM.fullmatch(text) and text[-1].isalpha() else (text,)
    found = [text]
    if term.part_of_speech == "verb":
        found += _verb_forms(text)
    elif term.part_of_speech in ("", "noun") and not is_name(text):
        found += _noun_forms(text)
    return tuple(dict.fromkeys(spelled for form in found for spelled in _spellings(form)))


def surface_forms(term: Term) -> tuple[str, ...]:
    """Every form that counts as this term in a target: inflected, capitalised, with hyphen or space, in both widths."""
    text = exact(term.text)
    if not term.language.startswith("en"):
        return tuple(dict.fromkeys((term.text, text, text.translate(WIDE_MARKS), text.translate(FULL_WIDTH))))
    found: list[str] = []
    for form in inflected(term):
        found.append(form)
        if term.case is not CaseRule.EXACT:
            for spaced in dict.fromkeys((form, re.sub(r"(?<=\w)-(?=\w)", " ", form))):
                found += [spaced, spaced[:1].upper() + spaced[1:], _title(spaced), spaced.upper()]
    return tuple(dict.fromkeys((term.text, *found)))


def plural(word: str) -> str:
    """The plural of an English noun: station -> stations."""
    small = word.lower()
    if small in IRREGULAR:
        return word[:1] + IRREGULAR[small][1:]
    if re.search(r"(s|x|z|ch|sh)$", small):
        return word + "es"
    if re.search(r"[^aeiou]y$", small):
        return word[:-1] + "ies"
    return word[:-2] + "en" if re.search(r"(^|[a-z])(?<!hu)man$", small) else word + "s"


def singular(word: str) -> str:
    """The singular of an English plural; the word itself when it does not look like one."""
    small = word.lower()
    if small in SINGULAR:
        return word[:1] + SINGULAR[small][1:]
    if re.search(r"[^aeiou]ies$", small) and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh)es$", small):
        return word[:-2]
    return word[:-1] if re.search(r"[^sui]s$", small) and len(word) > 3 else word


def is_name(text: str) -> bool:
    """True when every word that can be is capitalised: names have no plural."""
    words = [word for word in text.split(" ") if word not in SMALL_WORDS]
    return all(not word[:1].islower() for word in words) and any(word[:1].isupper() for word in words)


def _noun_forms(text: str) -> list[str]:
    """The other number of the last word, and of a word before a preposition: centers of excellence."""
    words = text.split(" ")
    heads = {len(words) - 1} | {place - 1 for place, word in enumerate(words) if word in PREPOSITIONS and place}
    found = []
    for head in sorted(heads):
        word = words[head]
        if len(word) < 2 or not word[-1].isalpha() or word.lower() in SMALL_WORDS:
            continue
        other = singular(word) if singular(word) != word else plural(word)
        found.append(" ".join([*words[:head], other, *words[head + 1:]]))
    return found


def _verb_forms(text: str) -> list[str]:
    verb, _, rest = text.partition(" ")
    stem = verb[:-1] if verb.endswith("e") else verb
    tail = f" {rest}" if rest else ""
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    return [plural(verb) + tail, past + tail, stem + "ing" + tail]


def _spellings(text: str) -> list[str]:
    """The text and its British or American spelling."""
    other = "".join(_respelled(part, part.lower()) for part in re.split(r"(\W+)", text))
    return [text] if other == text else [text, other]


def _respelled(word: str, small: str) -> str:
    for table in (BRITISH, AMERICAN):
        if small in table:
            return word[:1] + table[small][1:]
        if small.endswith("s") and small[:-1] in table:
            return word[:1] + table[small[:-1]][1:] + "s"
    if re.search(r"i[sz](ation|ations|ed|ing)$", small) and len(small) > 8:
        return re.sub(r"i([sz])(?=(ation|ations|ed|ing)$)", lambda m: "iz" if m[1] == "s" else "is", word)
    return word


def _title(text: str) -> str:
    """Title case: every word but small ones inside; after a hyphen too."""
    words = re.split("([ -])", text)
    return "".join(word if word in SMALL_WORDS and place else word[:1].upper() + word[1:]
                   for place, word in enumerate(words))
