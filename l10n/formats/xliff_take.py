"""Edits come home: what a bilingual file says against the article that was written into it.

Nothing that cannot be taken over stops the rest: it becomes a finding of the article, and the segment stays as it was.
Finding codes: exchange.lost, exchange.doubled, exchange.unknown (xliff_match), exchange.source, exchange.codes,
exchange.locked, exchange.emptied.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.errors import FormatError, UsageError
from l10n.formats.bitable_text import visible
from l10n.formats.xliff_common import Unit, wire_ids
from l10n.formats.xliff_json import thaw_article
from l10n.formats.xliff_match import Ledger, units_by_segment, words_of
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, Content, codes, flat, merge_text, plain
from l10n.model.pair import Pair
from l10n.model.trail import Proof, Rung
from l10n.resources.locale import canonical_tag


@dataclass(frozen=True, slots=True)
class Origin:
    """Where units come from: the file's name, its two languages as written, and the name of the original."""

    place: str
    source: str
    target: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a bilingual file says before it meets its article.

    `skeleton` is the frozen article, if it is there; `faults` tell what of the file was passed over.
    """

    origin: Origin
    units: tuple[Unit, ...]
    skeleton: str = ""
    faults: tuple[Finding, ...] = ()


def article_of(parsed: Parsed, article: Article | None = None) -> Article:
    """The article with the edits of a file: that which is given, else the file's own, else one made of its units.

    Raises FormatError.
    """
    if article is None and parsed.skeleton:
        article = thaw_article(parsed.origin.place, parsed.skeleton)
    if article is None:
        taken = article_of_units(parsed.origin, parsed.units)
    else:
        taken = take_over(parsed.origin, article, parsed.units)
    return replace(taken, findings=taken.findings + parsed.faults) if parsed.faults else taken


def take_over(origin: Origin, article: Article, units: Sequence[Unit]) -> Article:
    """The article with the targets, states and comments of the units. Raises FormatError for other languages.

    A segment whose unit says nothing new is left exactly as it was.
    """
    _require_pair(origin, article.pair)
    ledger = Ledger(origin.place)
    by_segment = units_by_segment(article, units, ledger)

    def block_taken(block: Block) -> Block:
        return replace(
            block,
            segments=tuple(_taken(block, segment, by_segment.get(segment.id), ledger) for segment in block.segments),
        )

    taken = article.map_blocks(block_taken)
    return replace(taken, findings=article.findings + tuple(ledger.found))


def article_of_units(origin: Origin, units: Sequence[Unit]) -> Article:
    """An article of one paragraph a unit, for a file that holds no skeleton of ours. Raises FormatError."""
    units = [unit if unit.id else replace(unit, id=f"line{unit.line}") for unit in units]
    doubled = [name for name, count in Counter(unit.id for unit in units).items() if count > 1]
    if doubled:
        raise FormatError(origin.place, f"unit {doubled[0]} stands twice", "give every unit an id of its own")
    if not units:
        raise FormatError(origin.place, "holds no unit", "export the file again")
    pair = Pair(_tag(origin, origin.source), _tag(origin, origin.target))
    return Article(
        name=origin.original or origin.place,
        format="xliff",
        pair=pair,
        body=tuple(
            Block(f"b{number}", BlockKind.PARAGRAPH, (_plain_segment(unit),), translate=unit.translate)
            for number, unit in enumerate(units, 1)
        ),
    )


def code_names(segment: Segment) -> dict[str, str]:
    """For each code's id in source and target the id that stands in the file."""
    return wire_ids(
        (code.id for content in (segment.source, segment.target or ()) for code in codes(content)), "c", ("seg",)
    )


def _require_pair(origin: Origin, pair: Pair) -> None:
    for written, wanted in ((origin.source, pair.source), (origin.target, pair.target)):
        if written and _tag(origin, written) != wanted:
            cure = f"the article was exported as {pair.source} to {pair.target}"
            raise FormatError(origin.place, f"its language is {written} instead of {wanted}", cure)


def _tag(origin: Origin, written: str) -> str:
    if not written:
        raise FormatError(origin.place, "names no source or target language", "write both language attributes")
    try:
        return canonical_tag(written)
    except UsageError as error:
        raise FormatError(origin.place, f"unknown language {written}", error.cure) from error


def _plain_segment(unit: Unit) -> Segment:
    empty = unit.target is None or not plain(unit.target).strip()
    target = None if empty or (unit.filled and unit.target == unit.source) else unit.target
    state = State.INITIAL if target is None else unit.state or State.TRANSLATED
    return Segment(unit.id, unit.source, target, state, locked=not unit.translate, comments=unit.comments or ())


def _taken(block: Block, segment: Segment, unit: Unit | None, ledger: Ledger) -> Segment:
    if unit is None:
        return segment
    told, meant = words_of(_native(segment, unit.source)), words_of(segment.source)
    if told != meant:
        texts = f"the file has “{told}”, the article “{meant}”"
        ledger.note(unit, "source", f"has another source: {texts}; its target is taken", Severity.WARNING)
    target = None if unit.target is None else _native(segment, unit.target)
    same = _same(segment, unit, target)
    if not same and (segment.locked or not block.translate):
        ledger.note(unit, "locked", "is locked: its change is left out", Severity.WARNING)
        return segment
    wrong = None if same or not target else _wrong_codes(segment, target)
    if wrong:
        ledger.note(unit, "codes", f"{wrong}: its change is left out")
        return segment
    if segment.target_text and not target:
        told = f"has no target any more, which was “{segment.target_text.strip()}”: it counts as untranslated"
        ledger.note(unit, "emptied", told, Severity.WARNING)
    taken = segment if same else _edited(segment, target, ledger.place)
    return replace(taken, state=_state(segment, unit, taken), comments=_comments(segment, unit))


def _native(segment: Segment, content: Content) -> Content:
    """The unit's content with the codes of the segment in the place of the file's; unknown ones keep the file's id."""
    wire = code_names(segment)
    known = {
        (wire[code.id], code.kind): code
        for own in (segment.target or (), segment.source)
        for code in codes(own)
    }
    return merge_text(
        tuple(known.get((item.id, item.kind), item) if isinstance(item, Code) else item for item in content)
    )


def _same(segment: Segment, unit: Unit, target: Content | None) -> bool:
    """True when the file has nothing new. An empty target and none are the same: many tools know only one of them."""
    if segment.target is None:
        return not target or (unit.filled and flat(target) == flat(segment.source))
    return (target or ()) == merge_text(segment.target)


def _wrong_codes(segment: Segment, target: Content) -> str | None:
    wanted = Counter((code.id, code.kind) for code in codes(segment.source))
    given = Counter((code.id, code.kind) for code in codes(target))
    missing, extra = wanted - given, given - wanted
    parts = [f"lacks code {name} ({kind.value})" for name, kind in missing]
    parts += [f"has a code {name} ({kind.value}) too many" for name, kind in extra]
    return ", ".join(parts) or _crossed(target)


def _crossed(target: Content) -> str | None:
    """Says which pair closes before it opens."""
    opened: set[str] = set()
    paired = {code.id for code in codes(target) if code.kind.value == "open"}
    for code in codes(target):
        if code.kind.value == "open":
            opened.add(code.id)
        elif code.kind.value == "close" and code.id in paired and code.id not in opened:
            return f"closes code {code.id} before opening it"
    return None


def _edited(segment: Segment, target: Content | None, place: str) -> Segment:
    """The segment with another target: the engine's score and the old findings say nothing of it any more."""
    words = plain(target or ())
    places = _code_places(target or ())
    proofs = tuple(_proof_again(proof, words, places) for proof in segment.proofs)
    return replace(segment, target=target, score=None, findings=(), proofs=proofs).with_step(
        "exchange", "edited", place
    )


def _code_places(target: Content) -> dict[str, tuple[int, int]]:
    """For each code's id where its content stands in the plain words: between its two ends, or at the code."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for item in target:
        if isinstance(item, Code):
            places[item.id] = (places.get(item.id, (at, at))[0], at)
        at += len(plain((item,)))
    return places


def _proof_again(proof: Proof, words: str, places: dict[str, tuple[int, int]]) -> Proof:
    """The proof with the place of its target form or code in the new words, flagged where the form is gone."""
    if proof.kind == "tag":
        return replace(proof, target_span=places.get(proof.ref))
    at = words.find(proof.target) if proof.target else -1
    if at < 0:
        return replace(proof, target_span=None, rung=Rung.FLAGGED)
    return replace(proof, target_span=(at, at + len(proof.target)))


def _state(before: Segment, unit: Unit, taken: Segment) -> State:
    """The state that the file says; a tool that changes the text and forgets the state has translated it."""
    if taken.target is None:
        return State.INITIAL
    if unit.state is None or (unit.state is State.INITIAL and taken is not before):
        return before.state if taken is before else State.TRANSLATED
    return unit.state


def _comments(segment: Segment, unit: Unit) -> tuple[str, ...]:
    """The file's comments; those of the segment when their words are the same.

    Files may have no place for characters that XML forbids, and tables join all comments in one cell.
    """
    if unit.comments is None:
        return segment.comments
    told, own = (" ".join(visible(" ".join(part)).split()) for part in (unit.comments, segment.comments))
    return segment.comments if told == own else unit.comments
