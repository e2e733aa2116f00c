"""How a locale writes numbers: the values of locales/<tag>/locale.toml in typed form."""

from collections.abc import Mapping
from dataclasses import dataclass

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Patterns with `{}` for the number; of several forms the first is preferred, the others count as right.

    `scales` are (power of ten, word), largest first; a number from `scale_from` on takes one. `group_from` 0 means that
    digits are never grouped.
    """

    tag: str
    language: str
    grouping: str
    group_from: int
    scales: tuple[tuple[int, str], ...]
    scale_from: int
    scale_space: str
    percent: tuple[str, ...]
    point: tuple[str, ...]
    basis_point: tuple[str, ...]
    permille: tuple[str, ...]
    range: tuple[str, ...]
    bounds: Forms
    currencies: Forms
    units: Forms
    durations: Forms
