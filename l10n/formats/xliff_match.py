"""Which unit of a bilingual file belongs to which segment: by its id, without one by its source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from l10n.errors import FormatError
from l10n.formats.xliff_common import Unit, unit_ids
from l10n.model.article import Article
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Content, Placeable, Text, plain

FEW = 3  # units with another source may be edits of theirs; more than these, and more than half, are another file


@dataclass(frozen=True, slots=True)
class Ledger:
    """What could not be taken over from the file `place`; `found` grows."""

    place: str
    found: list[Finding] = field(default_factory=list)

    def note(self, unit: Unit, code: str, what: str, severity: Severity = Severity.ERROR) -> None:
        """Adds a finding of a unit."""
        message = f"unit {unit.id} {what}" if unit.id else f"a unit without an id {what}"
        self.found.append(Finding(f"exchange.{code}", severity, message, self.place, unit.line, segment_id=unit.id))


def units_by_segment(article: Article, units: Sequence[Unit], ledger: Ledger) -> dict[str, Unit]:
    """Segment id -> its unit; units that are doubled, unknown or missing are told of.

    Raises FormatError for a file that is plainly none of this article: no unit, or most of them with other sources.
    """
    if not units:
        raise FormatError(ledger.place, "holds no unit", "export the file again")
    names = {wire: segment_id for segment_id, wire in unit_ids(article).items()}
    sources = {segment.id: _text_of(segment.source) for segment in article.segments}
    found = _by_id(units, names, ledger)
    _require_sources(ledger.place, [(unit, sources[names[wire]]) for wire, unit in found.items()])
    present = {unit.id for unit in units}
    lost = [wire for wire in names if wire not in present]
    strays = _strays([unit for unit in units if unit.id not in names], {wire: sources[names[wire]] for wire in lost})
    named = any(unit.id in names for unit in units)  # else the ids are another tool's own
    taken = {wire: unit for wire, unit in strays.items() if not unit.id or not named}
    found |= taken
    known = set(map(id, strays.values()))
    for unit in units:
        if unit.id not in names and id(unit) not in known:
            ledger.note(unit, "unknown", "is no unit of this article: left out")
    for wire in lost:
        stray = strays.get(wire)
        if stray is None:
            ledger.note(Unit(wire, 0, (), None, None), "lost", "is missing from the file: the segment stays as it was")
        elif wire not in taken:
            ledger.note(stray, "unknown", f"is no unit of this article, but has the source of {wire}: name it {wire}")
    return {names[wire]: unit for wire, unit in found.items()}


def words_of(content: Content) -> str:
    """The words of the content with one space between them."""
    return " ".join(plain(content).split())


def _by_id(units: Sequence[Unit], names: dict[str, str], ledger: Ledger) -> dict[str, Unit]:
    counts = Counter(unit.id for unit in units)
    found: dict[str, Unit] = {}
    for unit in units:
        if unit.id in names and counts[unit.id] == 1:
            found[unit.id] = unit
        elif unit.id in names and counts[unit.id]:
            ledger.note(unit, "doubled", f"stands {counts[unit.id]} times: none is taken, keep one")
            del counts[unit.id]
    return found


def _require_sources(place: str, pairs: Iterable[tuple[Unit, str]]) -> None:
    listed = list(pairs)
    other = sum(_text_of(unit.source) != source for unit, source in listed)
    if other > FEW and other * 2 > len(listed):
        what = f"{other} of {len(listed)} units have another source than the article"
        raise FormatError(place, what, "its cells were moved, or it belongs to another export")


def _strays(units: Sequence[Unit], lost: dict[str, str]) -> dict[str, Unit]:
    """Lost unit -> the stray unit that has its source; of several that have the same the first for the first."""
    places: dict[str, list[str]] = defaultdict(list)
    for wire, source in lost.items():
        places[source].append(wire)
    found: dict[str, Unit] = {}
    for unit in units:
        waiting = places.get(_text_of(unit.source))
        if waiting:
            found[waiting.pop(0)] = unit
    return found


def _text_of(content: Content) -> str:
    """The words of a unit's source; what codes stand for (a line break) is not in every format."""
    return words_of(tuple(item for item in content if isinstance(item, Text | Placeable)))
