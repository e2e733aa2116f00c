"""Values found in text: numbers, percentages, money, quantities, dates, times. Exact: Decimal and integers only."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from l10n.model.inline import PlaceableKind
from l10n.model.trail import Span


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"            # about, around, 约, 左右
    MORE = "more than"         # more than, over, 超过, 多
    LESS = "less than"         # less than, nearly is NEARLY
    NEARLY = "nearly"          # nearly, almost, 近, 将近
    AT_LEAST = "at least"      # at least, 至少, 以上
    AT_MOST = "at most"        # at most, up to, 至多
    SEVERAL = "several"        # tens of millions, 数千万; value holds the unit (10^7)


@dataclass(frozen=True, slots=True)
class Number:
    """A number. `scale` is the power of ten that the writer named (6 for million, 4 for 万, 0 for none)."""

    value: Decimal
    bound: Bound = Bound.EXACT
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage (26.5 means 26.5 %), percentage points, basis points or permille: `unit` says which."""

    value: Decimal
    unit: str = "percent"      # percent, point, basis point, permille
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in an ISO 4217 currency."""

    amount: Number
    currency: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a unit named by its canonical symbol: GHz, Gbps, ms, km/h, kWh, degC ..."""

    amount: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date with what the text says of it: year, month, day, each None when not said.

    `part` narrows it: "begin", "mid", "end", "H1", "H2", "Q1".."Q4", "first 2 months"; weekday and era are left to
    the text. `relative` is "last year", "this month" ... for days told from the article's own day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    relative: str = ""
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, 24-hour; `zone` as written ("GMT", "UTC+8") or empty."""

    hour: int
    minute: int = 0
    second: int | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in one unit: second, minute, hour, day, week, month, year, decade."""

    amount: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order: third, 第三."""

    value: int


@dataclass(frozen=True, slots=True)
class Multiple:
    """So many times as much: doubled is 2, threefold is 3."""

    value: Decimal
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction of whole numbers: two thirds, 三分之二."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Range:
    """Two values of one kind: 10-20 percent, 2021-2025."""

    low: "Value"
    high: "Value"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that holds digits or must stand as it is: IMT-2030, Release 18, a URL; `text` is the form to keep."""

    text: str


Value = Number | Percent | Money | Quantity | Day | Clock | Duration | Ordinal | Multiple | Fraction | Range | Name


@dataclass(frozen=True, slots=True)
class Fact:
    """A value at its place in a text. `kind` is the placeable it becomes; `text` is text[start:end]."""

    start: int
    end: int
    text: str
    kind: PlaceableKind
    value: Value

    @property
    def span(self) -> Span:
        """Start and end offsets."""
        return (self.start, self.end)
