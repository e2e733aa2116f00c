"""What the elements of HTML are to a translator: inline, void, opaque, furniture of the head, kinds of blocks."""

from dataclasses import dataclass, field
from typing import Any

from l10n.model.article import BlockKind

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite data del dfn em font i img ins kbd label mark nobr output q rb rp rt rtc ruby"
    " s samp small span strike strong sub sup time tt u var wbr code".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SEALED = frozenset(
    "script style math svg object iframe canvas audio video template noscript select textarea noframes noembed"
    " xmp".split()
)
OPAQUE = frozenset(["code", "kbd", "samp", "var", "pre"])  # not translated unless the page says translate="yes"
HEAD_ELEMENTS = frozenset(["head", "title", "base", "meta", "link"])  # wherever they stand; the head has its own rules
KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "dt": BlockKind.TERM,
    "dd": BlockKind.ITEM,
}
_BUTTONS = ("submit", "button", "reset")


@dataclass(frozen=True, slots=True)
class Marks:
    """What ITS 2.0 says of the elements of one tree, by rules or by their own attributes.

    `translate` and `attributes` (element and attribute name) say whether text is translated, `within` is "yes", "no"
    or "nested" (Elements Within Text), `notes` are for the translator, `left` are not meant for the target locale.
    """

    translate: dict[Any, bool] = field(default_factory=dict)
    attributes: dict[tuple[Any, str], bool] = field(default_factory=dict)
    within: dict[Any, str] = field(default_factory=dict)
    notes: dict[Any, str] = field(default_factory=dict)
    left: dict[Any, str] = field(default_factory=dict)


def said(element: Any, marks: Marks) -> bool | None:
    """What the page says of translating an element: its own attribute, Google's class, an ITS rule; else None."""
    own = element.get("translate")
    if own is not None:
        return str(own).strip().lower() != "no"
    if "notranslate" in (element.get("class") or "").split():
        return False
    return marks.translate.get(element) if marks.translate else None


def untranslated(element: Any, marks: Marks) -> bool:
    """True for code, script, comments and what its author marked as not to be translated (HTML, class, ITS 2.0)."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SEALED or tag in HEAD_ELEMENTS:
        return True
    answer = said(element, marks)
    return not answer if answer is not None else tag in OPAQUE


def spoken_attributes(element: Any, marks: Marks) -> tuple[str, ...]:
    """The names of an element's attributes that a reader sees or hears; none when the element is not translated."""
    if not isinstance(element.tag, str) or element.tag in HEAD_ELEMENTS or said(element, marks) is False:
        return ()
    names = [name for name in SPOKEN if name in element.attrib]
    if element.tag == "input" and (element.get("type") or "").lower() in _BUTTONS and "value" in element.attrib:
        names.append("value")
    if marks.attributes:
        names = [name for name in names if marks.attributes.get((element, name)) is not False]
        names += [n for n in element.attrib if n not in names and marks.attributes.get((element, n))]
    return tuple(names)


# Attributes that HTML 5.3.4 and WAI-ARIA 1.2 call translatable.
SPOKEN = (
    "alt",
    "title",
    "aria-label",
    "placeholder",
    "aria-description",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "abbr",
    "summary",
)


def is_inline(element: Any, holders: set[Any], marks: Marks) -> bool:
    """True for an inline element that holds inline elements only; `holders` as `holders_below` finds them."""
    if not isinstance(element.tag, str):
        return True
    within = marks.within.get(element) if marks.within else None
    if within == "nested":
        return True
    inline = element.tag in INLINE if within is None else within == "yes"
    return inline and element not in holders


def holders_below(root: Any, marks: Marks) -> set[Any]:
    """Every element that has a block element somewhere below it; each is visited once."""
    found: set[Any] = set()
    for element in root.iterdescendants():
        tag = element.tag
        if not isinstance(tag, str) or tag in SEALED or tag in OPAQUE:
            continue
        within = marks.within.get(element) if marks.within else None
        if within in ("yes", "nested") or (within is None and tag in INLINE):
            continue
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def kind_of(element: Any) -> BlockKind:
    """What a run below the element is: told by the element, its parent and that one's parent."""
    at = element
    for _ in range(3):
        if at is not None and isinstance(at.tag, str) and at.tag in KINDS:
            return KINDS[at.tag]
        at = at.getparent() if at is not None else None
    return BlockKind.PARAGRAPH
