"""Rules of the Internationalization Tag Set 2.0 (W3C) that tell a translator what of a document to translate.

Read are translateRule, withinTextRule, locNoteRule and localeFilterRule with XPath 1.0 selectors; other data categories
say nothing to a translation of the text and are passed over. A rule file is read without DTD, entities and network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError
from l10n.resources.files import read_bytes
from l10n.resources.locale import likely_tag

ITS = "http://www.w3.org/2005/11/its"
XHTML = "http://www.w3.org/1999/xhtml"
MAX_BYTES = 1_000_000
MAX_RULES = 1_000
MAX_SELECTOR = 500  # characters
_KINDS = {
    "translaterule": ("translate", "translate"),
    "withintextrule": ("within", "withintext"),
    "locnoterule": ("note", "locnote"),
    "localefilterrule": ("filter", "localefilterlist"),
}
_VALUES = {"translate": ("yes", "no"), "within": ("yes", "no", "nested")}
# Steps that look at the whole document again for every node found so far: minutes on a large page.
_SLOW = re.compile(
    r"\[[^\]]*(?:\[|(?<![\w)\].*@/])/)|(?:following|preceding)(?:-sibling)?\s*::|ancestor(?:-or-self)?\s*::"
)
_WIDE = re.compile(r"//|descendant(?:-or-self)?\s*::")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `kind` is translate, within, note or filter; `value` what it says: yes, no, nested, a note, locales.

    `selector` is an XPath 1.0 expression without prefixes for the elements of HTML. `pointer` is a relative expression
    that leads to a note; `exclude` turns a locale filter round.
    """

    kind: str
    selector: str
    value: str
    pointer: str = ""
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one file or page in order (a later one wins); `params` are the variables of their selectors."""

    place: str
    rules: tuple[Rule, ...]
    params: tuple[tuple[str, str], ...] = ()
    namespaces: tuple[tuple[str, str], ...] = ()


def load_rules(path: Path) -> Rules:
    """The rules of a file. Raises ConfigError naming file and line."""
    return parse_rules(read_bytes(path), str(path))


def parse_rules(data: bytes, place: str) -> Rules:
    """The rules of an XML document whose root, or an element of it, is its:rules. Raises ConfigError."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise ConfigError(place, "is larger than 1 MB", "give the rules alone")
    if re.search(rb"<!DOCTYPE|<!ENTITY", data, re.I):
        raise ConfigError(place, "holds a document type", "take <!DOCTYPE ...> out; rules need none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConfigError(place, f"not XML ({error})", "mend the line that it names") from error
    found = root if root.tag == f"{{{ITS}}}rules" else root.find(f".//{{{ITS}}}rules")
    if found is None:
        raise ConfigError(place, "holds no its:rules", f'begin with <its:rules xmlns:its="{ITS}" version="2.0">')
    return rules_of(found, place, {prefix or "": uri for prefix, uri in found.nsmap.items()})


def rules_of(element: Any, place: str, namespaces: dict[str, str]) -> Rules:
    """The rules of an its:rules element of any parser, names compared without prefix and case. Raises ConfigError."""
    own = _attributes(element)
    language = own.get("querylanguage", "xpath").lower()
    if language != "xpath":
        raise ConfigError(place, f"selectors in {language}", 'write XPath 1.0 selectors (queryLanguage="xpath")')
    if "href" in own:
        raise ConfigError(place, f"leads on to {own['href']}", "give that file too; rules are not fetched")
    params = tuple((_attributes(p).get("name", ""), _text(p)) for p in element if _local(p) == "param")
    rules = tuple(_rules(element, place, namespaces))
    if len(rules) > MAX_RULES:
        raise ConfigError(place, f"holds more than {MAX_RULES} rules", "give fewer")
    kept = tuple((prefix, uri) for prefix, uri in namespaces.items() if prefix and uri != XHTML)
    return Rules(place, rules, params, kept)


def matches_locale(tag: str, ranges: str) -> bool:
    """True when a locale is in a list of extended language ranges (BCP 47, RFC 4647 3.3.2): `zh-Hans` in `zh-*, en`."""
    tags = (tag.lower().split("-"), likely_tag(tag).lower().split("-"))
    wanted = [part.strip().lower().split("-") for part in ranges.split(",") if part.strip()]
    return any(_in_range(parts, wish) for wish in wanted for parts in tags)


def _in_range(parts: list[str], wish: list[str]) -> bool:
    if wish[0] not in ("*", parts[0]):
        return False
    left = list(parts[1:])
    for subtag in wish[1:]:
        if subtag == "*":
            continue
        while left and left[0] != subtag:
            if len(left.pop(0)) == 1:
                return False
        if not left:
            return False
        left.pop(0)
    return True


def _rules(element: Any, place: str, namespaces: dict[str, str]) -> Iterator[Rule]:
    for child in element:
        kind, name = _KINDS.get(_local(child), ("", ""))
        if not kind:
            continue
        own = _attributes(child)
        where = f"{place}:{child.sourceline or 1}"
        value = own.get(name, "")
        if kind == "note":
            value = value or " ".join(_text(n) for n in child if _local(n) == "locnote")
        if kind in _VALUES and value not in _VALUES[kind]:
            raise ConfigError(where, f"{_local(child)} says {value!r}", f"write {', '.join(_VALUES[kind])}")
        exclude = own.get("localefiltertype", "include") == "exclude"
        selector = checked(own.get("selector", ""), where, namespaces)
        pointer = own.get("locnotepointer", "")
        yield Rule(kind, selector, value, checked(pointer, where, namespaces) if pointer else "", exclude)


def checked(selector: str, place: str, namespaces: dict[str, str]) -> str:
    """The selector for a tree of HTML, which knows no namespace. Raises ConfigError for what is slow or no XPath."""
    from lxml import etree

    for prefix in [prefix for prefix, uri in namespaces.items() if prefix and uri == XHTML]:
        selector = re.sub(rf"(?<![\w'\"-]){re.escape(prefix)}:(?!:)", "", selector)
    bare = _QUOTED.sub("''", selector)
    if not selector or len(selector) > MAX_SELECTOR:
        raise ConfigError(place, "a selector is missing or too long", f"write at most {MAX_SELECTOR} characters")
    if _SLOW.search(bare) or len(_WIDE.findall(bare)) > 2:
        raise ConfigError(place, f"the selector {selector[:60]!r} is too slow", "select by element, class or id")
    known = {prefix: uri for prefix, uri in namespaces.items() if prefix and uri}
    try:
        etree.XPath(selector, namespaces=known or None, regexp=False)
    except etree.XPathError as error:
        raise ConfigError(place, f"{selector[:60]!r} is no XPath ({error})", "write XPath 1.0") from error
    return selector


def _local(element: Any) -> str:
    tag = element.tag
    return str(tag).rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _attributes(element: Any) -> dict[str, str]:
    return {name.rpartition("}")[2].rpartition(":")[2].lower(): value for name, value in element.attrib.items()}


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
