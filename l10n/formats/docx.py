"""Word files (.docx): text of body, tables, text boxes, headers, footers, notes and picture descriptions is translated.

Everything else in the package stays: parts without a change byte for byte, styles, pictures, fields, bookmarks, notes.
Tracked changes are read as if they were accepted. Comments are kept and not translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from l10n.errors import EmptyError
from l10n.formats.docx_atoms import TRACKED, W
from l10n.formats.docx_build import rebuild
from l10n.formats.docx_page import page_of
from l10n.formats.docx_runs import Paragraph, paragraph_of, pieces
from l10n.formats.docx_styles import TOC, Sheet, localised_settings, sheet_of
from l10n.formats.docx_zip import Package
from l10n.formats.lines import gap_for, known_pair
from l10n.model.article import Article, Block, BlockKind, BlockRef, Segment, Skeleton
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Content, Inline, Text, merge_text, plain
from l10n.model.pair import Pair

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
CORE = "docProps/core.xml"
_PROPERTIES = tuple("{http://purl.org/dc/elements/1.1/}" + name for name in ("title", "subject", "description"))


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the file that holds text: a piece of a paragraph, or the value of an element or attribute."""

    part: str
    block: Block
    element: Any
    paragraph: Paragraph | None = None
    piece: int = 0
    attribute: str = ""
    aside: bool = False


def read(name: str, data: bytes, pair: Pair) -> Article:
    """The article of a Word file. Raises FormatError for a damaged, protected or outsized file, EmptyError."""
    package = Package(name, data)
    sheet = sheet_of(package)
    roots = {part: package.tree(part) for part in _parts(package)}
    found = list(places(package, roots, sheet))
    if not any(place.paragraph for place in found):
        raise EmptyError(name, "holds no words", "give a file that holds an article")
    body = [place.block for place in found if not place.aside]
    title = _title(body)
    if title is not None:
        body.remove(title)
    head = (replace(title, kind=BlockKind.TITLE, level=0),) if title else ()
    shown = _shown([place for place in found if place.block is not title])
    words = " ".join(place.block.text for place in found)
    return Article(
        name, "docx", known_pair(pair, words), head, tuple(body), tuple(p.block for p in found if p.aside),
        page=page_of(roots[package.main], shown, sheet), original=data, findings=_told(name, roots, package),
    )


def write(article: Article) -> bytes:
    """The file with targets in the places of their sources; without any it is the file byte for byte."""
    blocks = {
        block.id: block for block in article.blocks if any(s.target not in (None, s.source) for s in block.segments)
    }
    if not blocks:
        return article.original
    package = Package(article.name, article.original)
    roots = {part: package.tree(part) for part in _parts(package)}
    found = [place for place in places(package, roots, sheet_of(package)) if place.block.id in blocks]
    for _, group in groupby(found, key=lambda place: id(place.element)):
        listed = list(group)
        _put(listed, [_target(blocks[place.block.id], article.pair) for place in listed], article.pair)
    changed = {place.part for place in found}
    return package.written(_bytes(roots, changed) | localised_settings(package, article.pair.target))


def places(package: Package, roots: Mapping[str, Any], sheet: Sheet) -> Iterator[Found]:
    """Every place of the file that holds words, in order, with the block that stands for it."""
    count = 0
    for part, root in roots.items():
        links = package.links(part)
        for element, attribute in _texts(part, root):
            count += 1
            block_id = f"b{count}"
            if element.tag == W + "p":
                aside = part != package.main or _aside(element, sheet)
                for place in _in_paragraph(block_id, paragraph_of(element, links), sheet):
                    yield replace(place, part=part, aside=aside)
                continue
            text = element.get(attribute) if attribute else element.text
            if _worded((Text(text or ""),)):
                name = "alt" if attribute == "descr" else attribute or element.tag.rpartition("}")[2]
                block = Block(block_id, BlockKind.ATTRIBUTE, (Segment(block_id, (Text(text or ""),)),), name=name)
                yield Found(part, block, element, attribute=attribute, aside=True)


def _in_paragraph(block_id: str, paragraph: Paragraph, sheet: Sheet) -> Iterator[Found]:
    """One place for a paragraph; one for each stretch where tabs or line breaks part it."""
    kind, level = sheet.kind(paragraph.element)
    for number, (content, _) in enumerate(pieces(paragraph.content)):
        if _worded(content):
            name = f"{block_id}-{number}" if number else block_id
            block = Block(name, kind, (Segment(name, content),), level=level)
            yield Found("", block, paragraph.element, paragraph, number)


def _shown(found: list[Found]) -> dict[Any, Skeleton]:
    """What the page shows for an element: its blocks, parted as they are in the paragraph."""
    shown: dict[Any, Skeleton] = {}
    for place in found:
        form = "html" if place.paragraph else "plain"
        before = shown.get(place.element, ())
        shown[place.element] = (*before, *(("<br>",) if before else ()), BlockRef(place.block.id, form))
    return shown


def _parts(package: Package) -> list[str]:
    return [*package.texts(), *([CORE] if package.has(CORE) else [])]


def _texts(part: str, root: Any) -> Iterator[tuple[Any, str]]:
    """Paragraphs, and what else holds words, as (element, attribute or empty)."""
    for element in root.iter():
        if element.tag == W + "p" or (part == CORE and element.tag in _PROPERTIES):
            yield element, ""
        elif element.tag == PICTURE and element.get("descr"):
            yield element, "descr"


def _worded(content: Content) -> bool:
    return any(character.isalnum() for item in content if isinstance(item, Text) for character in item.text)


def _aside(paragraph: Any, sheet: Sheet) -> bool:
    """True for what a reader of the running text does not meet: a copy for old programs, a table of contents."""
    copy = any(True for _ in paragraph.iterancestors(FALLBACK))
    return copy or bool(TOC.fullmatch(sheet.style(paragraph).name))


def _title(body: list[Block]) -> Block | None:
    """The first paragraph in the title style, else a heading of the first level that stands at the start."""
    styled = next((block for block in body if block.kind is BlockKind.TITLE), None)
    return styled or next((block for block in body[:3] if block.kind is BlockKind.HEADING and block.level == 1), None)


def _target(block: Block, pair: Pair) -> list[Inline]:
    items: list[Inline] = [Text(block.lead)]
    for segment, following in zip(block.segments, (*block.segments[1:], None), strict=True):
        items += segment.source if segment.target is None else segment.target
        if following is not None:
            items.append(Text(gap_for(segment, following, pair)))
    return [*merge_text((*items, Text(block.tail)))]


def _put(group: list[Found], targets: list[list[Inline]], pair: Pair) -> None:
    """Put the targets of one element's places into it; the other pieces of a paragraph stay."""
    place, items = group[0], targets[0]
    if place.paragraph:
        said = {one.piece: target for one, target in zip(group, targets, strict=True)}
        whole: list[Inline] = []
        for number, (content, mark) in enumerate(pieces(place.paragraph.content)):
            whole += [*said.get(number, content), *mark]
        rebuild(place.paragraph, whole, pair.target_language)
    elif place.attribute:
        place.element.set(place.attribute, plain(tuple(items)))
    else:
        place.element.text = plain(tuple(items))


def _bytes(roots: Mapping[str, Any], changed: set[str]) -> dict[str, bytes]:
    from lxml import etree

    return {
        part: etree.tostring(roots[part], xml_declaration=True, encoding="UTF-8", standalone=True)
        for part in sorted(changed)
    }


def _told(name: str, roots: Mapping[str, Any], package: Package) -> tuple[Finding, ...]:
    """What is not carried over as it stands: tracked changes, comments."""
    found = []
    tracked = sum(1 for root in roots.values() for _ in root.iter(*TRACKED))
    if tracked:
        message = f"{tracked} tracked changes were read as if accepted: accept or reject them in Word beforehand"
        found.append(Finding("docx.tracked", Severity.WARNING, message, name))
    comments = sum(1 for root in roots.values() for _ in root.iter(W + "commentReference"))
    if comments:
        message = f"{comments} comments are kept and not translated: take them out if nobody shall read them"
        found.append(Finding("docx.comments", Severity.INFO, message, name))
    return tuple(found)
