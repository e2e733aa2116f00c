"""TMX 1.4b, level 2: translation memories, and an article's segments for tools that read nothing else.

Source of the rules: LISA OSCAR, TMX 1.4b Specification (2005). Reading is tolerant: `lang` for `xml:lang`, a document
type without definitions, elements of other tools, several target languages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any

from l10n import __version__
from l10n.errors import FormatError
from l10n.formats.bitable import finding_lines, state_of
from l10n.formats.tmx_inline import read_content, write_content
from l10n.formats.xliff_common import XML, Unit, add, attribute_of, clean, line_of, local, tool_tag, unit_ids
from l10n.formats.xliff_take import Origin, Parsed, code_names
from l10n.model.article import Article, Block, Segment, State
from l10n.model.inline import Code, Content
from l10n.model.pair import Pair
from l10n.resources.locale import ALIASES
from l10n.resources.xml_stream import stream_xml

STATE, KIND, LOCKED, PROOF, FINDING = (f"x-l10n-{name}" for name in ("state", "kind", "locked", "proof", "finding"))
BEFORE, AFTER = "x-context-pre", "x-context-post"
_OURS = re.compile(rb"<header[^>]*\screationtool=\"l10n\"")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Variant:
    """A text in one language; `tag` is the language as written."""

    tag: str
    content: Content


@dataclass(frozen=True, slots=True)
class Tu:
    """One unit of a memory: its source and what it is in other languages.

    `changed` is ISO 8601 in UTC, empty when unknown; `props` are (type, text) pairs; `notes` those of people.
    """

    id: str
    source: Variant
    targets: tuple[Variant, ...]
    changed: str = ""
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 0


def write_tmx(article: Article) -> bytes:
    """The article's segments as TMX, also those without a target. The article itself goes beside the file."""
    return b"".join(write_units(_units(article), article.pair, "html" if article.format == "html" else "plaintext"))


def write_units(units: Iterable[Tu], pair: Pair, datatype: str = "plaintext") -> Iterator[bytes]:
    """A memory as pieces of a UTF-8 file, one unit at a time."""
    from lxml import etree

    said = {
        "creationtool": "l10n", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "l10n",
        "adminlang": "en", "srclang": tool_tag(pair.source), "datatype": datatype,
    }  # fmt: skip
    yield b"<?xml version='1.0' encoding='utf-8'?>\n<tmx version=\"1.4\">\n"
    yield bytes(etree.tostring(etree.Element("header", said))) + b"\n<body>\n"
    for unit in units:
        yield bytes(etree.tostring(_element(unit), encoding="utf-8")) + b"\n"
    yield b"</body>\n</tmx>\n"


def stream_tmx(file: IO[bytes], name: str) -> Iterator[Tu]:
    """The units of a memory, read one at a time; those without any text are passed over. Raises FormatError."""
    wanted, known = "", False
    for event, element in stream_xml(file, name, frozenset(("tu",))):
        if event == "start":
            if not known and local(element) != "tmx":
                raise FormatError(name, f"is no TMX (its root is <{local(element)}>)", "give a TMX 1.1 to 1.4 file")
            known = True
            wanted = attribute_of(element, "srclang") if local(element) == "header" else wanted
        elif (unit := _read_unit(element, wanted)) is not None:
            yield unit


def parse_tmx(name: str, data: bytes) -> Parsed:
    """The units of a memory as those of one document, in the target language that most of them have."""
    units = list(stream_tmx(BytesIO(data), name))
    counts = Counter(tag for unit in units for tag in (_tag(target) for target in unit.targets) if tag)
    target = counts.most_common(1)[0][0] if counts else ""
    sources = Counter(unit.source.tag for unit in units)
    ids = [unit.id for unit in units]
    if not _OURS.search(data[:4096]) and len(set(ids) - {""}) < len(ids):
        ids = [str(number) for number in range(1, len(units) + 1)]  # other tools may number nothing, or text alike
    made = tuple(_unit(replace(unit, id=number), target) for unit, number in zip(units, ids, strict=True))
    return Parsed(Origin(name, sources.most_common(1)[0][0] if sources else "", target), made)


def _units(article: Article) -> Iterator[Tu]:
    names = unit_ids(article)
    for block in article.blocks:
        texts = ["", *(segment.source_text for segment in block.segments), ""]
        for at, segment in enumerate(block.segments):
            yield _tu(names[segment.id], article.pair, segment, _props(block, segment, texts[at : at + 3]))


def _tu(name: str, pair: Pair, segment: Segment, props: tuple[tuple[str, str], ...]) -> Tu:
    names = code_names(segment)
    source, target = Variant(pair.source, _renamed(segment.source, names)), segment.target
    targets = () if target is None else (Variant(pair.target, _renamed(target, names)),)
    return Tu(name, source, targets, props=props, notes=segment.comments)


def _props(block: Block, segment: Segment, around: list[str]) -> tuple[tuple[str, str], ...]:
    """What is known of a segment: kind, state, the sentences around it, its constraints and findings."""
    props = [(KIND, block.kind.value), (STATE, (State.INITIAL if segment.target is None else segment.state).value)]
    props += [(LOCKED, "yes")] if segment.locked or not block.translate else []
    props += [(key, text) for key, text in ((BEFORE, around[0]), (AFTER, around[2])) if text]
    props += [(PROOF, f"{p.kind}: {p.source} → {p.target} ({p.rung.value})") for p in segment.proofs]
    return (*props, *((FINDING, line) for line in finding_lines(segment)))


def _renamed(content: Content, names: dict[str, str]) -> Content:
    return tuple(replace(item, id=names[item.id]) if isinstance(item, Code) else item for item in content)


def _element(unit: Tu) -> Any:
    from lxml import etree

    stamp = {"changedate": _stamp(unit.changed)} if unit.changed else {}
    author = {"changeid": clean(unit.author)} if unit.author else {}
    element = etree.Element("tu", {"tuid": clean(unit.id)} | stamp | author)
    for note in unit.notes:
        add(element, "note", text=clean(note))
    for kind, text in unit.props:
        add(element, "prop", {"type": clean(kind)}, clean(text))
    for variant in (unit.source, *unit.targets):
        tuv = add(element, "tuv", {XML + "lang": tool_tag(variant.tag)})
        write_content(add(tuv, "seg"), variant.content)
    return element


def _stamp(moment: str) -> str:
    """YYYYMMDDThhmmssZ, as TMX writes a moment; one without a zone is UTC."""
    read = datetime.fromisoformat(moment)
    return (read.astimezone(UTC) if read.tzinfo else read).strftime(_STAMP)


def _moment(stamp: str) -> str:
    """ISO 8601 of a moment as TMX writes it; empty for one that cannot be read."""
    try:
        return datetime.strptime(stamp.strip(), _STAMP).replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def _read_unit(element: Any, wanted: str) -> Tu | None:
    variants = []
    for tuv in (child for child in element if local(child) == "tuv"):
        tag = attribute_of(tuv, f"{XML}lang") or attribute_of(tuv, "lang")
        variants += [Variant(tag, read_content(seg)) for seg in tuv if local(seg) == "seg"][:1]
    if not variants:
        return None
    source = attribute_of(element, "srclang") or wanted
    variants.sort(key=lambda variant: _far(variant.tag, source))
    if len(variants) == 1 and source not in ("", "*all*") and _far(variants[0].tag, source) == 2:
        return None  # a translation of nothing
    stamps = [attribute_of(e, "changedate") or attribute_of(e, "creationdate") for e in element.iter("tu", "tuv")]
    authors = [attribute_of(e, "changeid") or attribute_of(e, "creationid") for e in element.iter("tu", "tuv")]
    return Tu(
        id=attribute_of(element, "tuid"),
        source=variants[0],
        targets=tuple(variants[1:]),
        changed=max(map(_moment, stamps)),
        author=next(filter(None, authors), ""),
        props=tuple((attribute_of(e, "type"), e.text or "") for e in element.iterfind("prop")),
        notes=tuple(e.text or "" for e in element.iterfind("note")),
        line=line_of(element),
    )


def _far(tag: str, wanted: str) -> int:
    """0 for the wanted language, 1 for one of its kin, 2 for others."""
    one, two = tag.replace("_", "-").lower(), wanted.replace("_", "-").lower()
    return 0 if one == two else 1 if one.split("-")[0] == two.split("-")[0] else 2


def _tag(variant: Variant) -> str:
    """The language of a variant; one that is unknown to us stays as written, so that it is told."""
    return ALIASES.get(variant.tag.replace("_", "-").lower(), variant.tag)


def _unit(unit: Tu, target: str) -> Unit:
    props = dict(unit.props)
    return Unit(
        id=unit.id,
        line=unit.line,
        source=unit.source.content,
        target=next((variant.content for variant in unit.targets if _tag(variant) == target), None),
        state=state_of(props.get(STATE, "")),
        comments=unit.notes,
        translate=props.get(LOCKED) != "yes",
    )
