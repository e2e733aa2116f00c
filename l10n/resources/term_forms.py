"""Surface forms of a term: how it may look in running text."""

import re

from l10n.model.term import CaseRule, Term

_VOWELS = "aeiou"


def surface_forms(term: Term) -> tuple[str, ...]:
    """The term as written, then its variants: English plural, hyphen for space; Chinese only width variants."""
    if term.language.split("-")[0] != "en":
        wide = term.text.replace("(", "（").replace(")", "）")
        return tuple(dict.fromkeys((term.text, wide)))
    forms = [term.text]
    plural = pluralise(term.text)
    if plural != term.text and not re.search(r"\d$", term.text):
        forms.append(plural)
    singular = singularise(term.text)
    if singular != term.text and term.case is not CaseRule.EXACT:
        forms.append(singular)
    forms += [form.replace("-", " ") for form in forms if "-" in form]
    return tuple(dict.fromkeys(forms))


def pluralise(text: str) -> str:
    """The English plural of a noun phrase: its last word, or the word before a bracket, gets its ending."""
    head, bracket, tail = text.partition(" (")
    if head.endswith("ies") or re.search(r"(?<!s)s$", head) and not head.isupper():
        return text
    if re.search(r"[^aeiouAEIOU]y$", head):
        plural = head[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", head):
        plural = head + "es"
    else:
        plural = head + "s"
    return plural + bracket + tail


def singularise(text: str) -> str:
    """The singular of a plural noun phrase; the text itself when its last word is no regular plural."""
    if re.search(r"(?:[^aeious]|[aeiou][^s])ies$", text):
        return text[:-3] + "y"
    if re.search(r"(?:x|z|ch|sh|ss)es$", text):
        return text[:-2]
    if re.search(r"[a-z]{2}[^su\W\d]s$", text):
        return text[:-1]
    return text
