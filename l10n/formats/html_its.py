"""ITS 2.0 in a page: rules in it and beside it, and its own its-* attributes, applied to one tree."""

from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from l10n.errors import ConfigError
from l10n.formats.html_tags import Marks
from l10n.model.finding import Finding, Severity
from l10n.resources.its import Rule, Rules, matches_locale, parse_rules, rules_of

_LOCAL = etree.XPath("//*[@*[starts-with(name(), 'its-') or starts-with(name(), 'its:')]]")
_WITHIN = ("its-within-text", "its:withintext")
_NOTES = ("its-loc-note", "its:locnote")
_FILTERS = ("its-locale-filter-list", "its:localefilterlist")
_TYPES = ("its-locale-filter-type", "its:localefiltertype")
_TRANSLATE = ("its-translate", "its:translate")


def marks_of(tree: Any, beside: tuple[Rules, ...], target: str) -> tuple[Marks, tuple[Finding, ...]]:
    """What ITS says of the tree's elements, and findings for rules that could not be read.

    Rules beside the page come first, those in it later and so win; an element's own attributes win over all rules.
    """
    found = Marks({}, {}, {}, {}, {})
    inside, findings = _embedded(tree, beside)
    for rules in (*beside, *inside):
        for rule in rules.rules:
            try:
                _apply(rule, rules, tree, (found, target))
            except etree.XPathError as error:
                findings.append(_finding(rules.place, f"{rule.selector!r} cannot be applied ({error})"))
    own: Any = _LOCAL(tree)
    for element in own:
        _own(element, found, target)
    return found, tuple(findings)


def may_hold_its(text: str) -> bool:
    """False for the text of a page that surely says nothing of ITS."""
    return "its-" in text or "its:" in text or "application/its+xml" in text


def _embedded(tree: Any, beside: tuple[Rules, ...]) -> tuple[list[Rules], list[Finding]]:
    """The rules inside the page; findings for broken ones and for linked files that nobody gave."""
    rules: list[Rules] = []
    findings: list[Finding] = []
    given = {PurePosixPath(r.place).name for r in beside}
    for element in tree.iter("script", "link", "its:rules"):
        place = f"ITS rules in line {element.sourceline or 1}"
        try:
            if element.tag == "its:rules":
                rules.append(rules_of(element, place, _prefixes(element)))
            elif element.tag == "script" and (element.get("type") or "").lower() == "application/its+xml":
                rules.append(parse_rules((element.text or "").strip().encode(), place))
            elif "its-rules" in (element.get("rel") or "").lower().split():
                name = PurePosixPath(element.get("href") or "").name
                if name not in given:
                    findings.append(_finding(place, f"{name} is not read: give it with --its {name}"))
        except ConfigError as error:
            findings.append(_finding(place, f"{error.what}: {error.cure}"))
    return rules, findings


def _prefixes(element: Any) -> dict[str, str]:
    """Namespace declarations as the HTML parser leaves them: as attributes, of the element and those around it."""
    found: dict[str, str] = {}
    for at in reversed([element, *element.iterancestors()]):
        found |= {name[6:]: value for name, value in at.attrib.items() if name.startswith("xmlns:")}
    return found


def _apply(rule: Rule, rules: Rules, tree: Any, into: tuple[Marks, str]) -> None:
    found, target = into
    namespaces = dict(rules.namespaces) or None
    variables = dict(rules.params)
    selected = etree.XPath(rule.selector, namespaces=namespaces, regexp=False)(tree, **variables)
    nodes: list[Any] = selected if isinstance(selected, list) else []
    for node in nodes:
        if hasattr(node, "is_attribute"):
            parent = node.getparent()
            if rule.kind == "translate" and parent is not None and node.is_attribute:
                found.attributes[parent, node.attrname] = rule.value == "yes"
        elif isinstance(getattr(node, "tag", None), str):
            note = rule.value
            if rule.pointer:
                note = _string(etree.XPath(rule.pointer, namespaces=namespaces, regexp=False)(node, **variables))
            _say(node, rule.kind, (note, rule.exclude), found, target)


def _own(element: Any, found: Marks, target: str) -> None:
    """The its-* attributes of one element (its:* in XHTML, which the parser writes small)."""
    for kind, names in (("translate", _TRANSLATE), ("within", _WITHIN), ("note", _NOTES), ("filter", _FILTERS)):
        value = _get(element, names)
        if value is not None:
            _say(element, kind, (value.strip(), _get(element, _TYPES) == "exclude"), found, target)


def _say(element: Any, kind: str, said: tuple[str, bool], found: Marks, target: str) -> None:
    value, exclude = said
    if kind == "translate":
        found.translate[element] = value.lower() != "no"
    elif kind == "within":
        found.within[element] = value.lower()
    elif kind == "note" and value:
        found.notes[element] = value
    elif kind == "filter":
        if matches_locale(target, value) != exclude:
            found.left.pop(element, None)
        else:
            found.left[element] = f"not meant for {target}"


def _get(element: Any, names: tuple[str, ...]) -> str | None:
    return next((str(element.get(name)) for name in names if element.get(name) is not None), None)


def _string(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else "" if isinstance(value, list) else value
    text = first if isinstance(first, str) else "".join(first.itertext()) if hasattr(first, "itertext") else str(first)
    return " ".join(text.split())


def _finding(place: str, message: str) -> Finding:
    return Finding("html.its", Severity.WARNING, message, place)
