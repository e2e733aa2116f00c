"""Reads labelled/*.cases: sentence pairs and small articles with the codes that the checks must tell, and no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from l10n.checks.kit import CheckKit
from l10n.checks.table import ARTICLE_CHECKS, check_article, check_segment
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.pair import Pair
from l10n.resources.glossary import Glossary, load_glossary

FOLDER = Path(__file__).parent / "labelled"
PAIRS = {"en": Pair("en", "zh-Hans"), "zh": Pair("zh-Hans", "en")}
# What one direction lacks the other has too much: the code of the same pair read the other way round.
MIRRORED = {
    one: other
    for pair in (("numbers.missing", "numbers.added"), ("polarity.flipped", "polarity.added"),
                 ("address.changed", "address.added"))
    for one, other in (pair, pair[::-1])
}
_TAG = re.compile(r"<(?P<close>/)?(?P<name>[a-z]+)(?: [^<>]*?)?(?P<alone>/)?>")


@dataclass(frozen=True, slots=True)
class Case:
    """One pair or article in one direction: where it stands, and the codes expected, sorted; `ok` is none.

    `known` says why the checks are known to fail here.
    """

    name: str
    pair: Pair
    subject: Segment | Article
    expected: tuple[str, ...]
    known: str = ""


@cache
def terms() -> Glossary:
    """The glossary of the labelled cases."""
    return load_glossary((FOLDER / "terms.toml",))


def found(case: Case) -> tuple[str, ...]:
    """The codes that the checks tell of a case, sorted; of an article those of the checks of articles only."""
    kit = CheckKit(case.pair, terms())
    if isinstance(case.subject, Segment):
        return tuple(sorted(finding.code for finding in check_segment(case.subject, kit, {})))
    codes = {check.code for check in ARTICLE_CHECKS}
    return tuple(sorted(f.code for f in check_article(case.subject, kit, {}) if f.code in codes))


def cases() -> Iterator[Case]:
    """Every case of every file, pairs that say `both` in both directions."""
    for path in sorted(FOLDER.glob("*.cases")):
        read = articles if path.stem == "articles" else segments
        yield from read(path)


def segments(path: Path) -> Iterator[Case]:
    """direction => source => target => codes [=> reason of a known failure]; English first when it says `both`."""
    for name, line in _lines(path):
        direction, first, second, codes, *known = line.split(" => ")
        for tag in ("en", "zh") if direction == "both" else (direction,):
            source, target = (second, first) if (direction == "both" and tag == "zh") else (first, second)
            if direction == "both" and tag == "zh" and (not source.strip() or _one_sided(path, codes)):
                continue
            marked = path.stem == "tags"
            segment = Segment("1", _content(source, marked), _content(target, marked))
            told = _codes(codes)
            if direction == "both" and tag == "zh" and len(told) == 1:
                told = (MIRRORED.get(told[0], told[0]),)
            yield Case(f"{name}{'' if tag == direction else f'-{tag}'}", PAIRS[tag], segment, told, "".join(known))


def articles(path: Path) -> Iterator[Case]:
    """`= direction => codes`, then kind => source => target; `+` continues a block, `attribute:name` names it."""
    head, blocks = ("", "", ""), list[Block]()
    for name, line in [*_lines(path), ("", "= end => ok")]:
        if not line.startswith("= "):
            blocks = _with(blocks, line, len(blocks))
            continue
        if head[0]:
            yield Case(head[0], PAIRS[head[1]], _article(head[0], PAIRS[head[1]], blocks), _codes(head[2]))
        direction, codes = line.removeprefix("= ").split(" => ")
        head, blocks = (name, direction, codes), []


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{path.name}:{number}", line


def _one_sided(path: Path, codes: str) -> bool:
    """A fault of characters, marks or markup stands in the second text only; exchanged, it would be a fault of the source."""
    return codes != "ok" and path.stem in ("characters", "marks", "tags", "target")


def _codes(text: str) -> tuple[str, ...]:
    return () if text.strip() == "ok" else tuple(sorted(code.strip() for code in text.split(",")))


def _text(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def _content(text: str, marked: bool) -> Content:
    """Text, with HTML tags as codes where the file says so; pairs share an id by name and order."""
    if not marked:
        return (Text(_text(text)),)
    items: list[Text | Code] = []
    at = 0
    for tag in _TAG.finditer(text):
        items.append(Text(text[at : tag.start()]))
        kind = CodeKind.ALONE if tag["alone"] else CodeKind.CLOSE if tag["close"] else CodeKind.OPEN
        same = sum(isinstance(i, Code) and i.kind is kind and i.id.startswith(tag["name"]) for i in items)
        several = kind is CodeKind.ALONE and text.count(f"<{tag['name']}") > 1
        items.append(Code(tag[0] if several else f"{tag['name']}{same}", kind, tag[0]))
        at = tag.end()
    return tuple(i for i in (*items, Text(text[at:])) if not isinstance(i, Text) or i.text)


def _with(blocks: list[Block], line: str, number: int) -> list[Block]:
    kind, source, target = line.split(" => ")
    state = State(kind) if kind in ("reviewed", "final") else State.TRANSLATED
    content = None if target == "-" else (Text(target),)
    segment = Segment(f"{number}.{len(blocks[-1].segments) if kind.endswith('+') else 0}", (Text(source),), content, state)
    if kind.endswith("+"):
        return [*blocks[:-1], replace(blocks[-1], segments=(*blocks[-1].segments, segment))]
    known, _, name = kind.rstrip("2").partition(":")
    shown = BlockKind(known) if known in tuple(BlockKind) else BlockKind.PARAGRAPH
    return [*blocks, Block(f"b{number}", shown, (segment,), name=name)]


def _article(name: str, pair: Pair, blocks: list[Block]) -> Article:
    heads = ("title", "section", "description", "source", "author", "editor")
    head = tuple(b for b in blocks if b.kind.value in heads)
    side = tuple(b for b in blocks if b.kind is BlockKind.ATTRIBUTE)
    body = tuple(b for b in blocks if b not in head and b not in side)
    return Article(name, "cases", pair, head, body, side)
