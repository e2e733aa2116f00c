"""The number style of a locale, from its locale.toml."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from l10n.errors import ConfigError
from l10n.resources.locale import locale_section
from l10n.text.style import Forms, NumberStyle


@cache
def load_number_style(tag: str) -> NumberStyle:
    """The style of a locale. Raises ConfigError when a value is missing or of a wrong kind."""
    numbers: Mapping[str, Any] = locale_section(tag, "numbers")
    try:
        return NumberStyle(
            tag=tag,
            language=tag.split("-")[0],
            grouping=str(numbers["grouping"]),
            group_from=int(numbers["group_from"]),
            scales=tuple((int(power), str(word)) for power, word in numbers["scales"]),
            scale_from=int(numbers["scale_from"]),
            scale_space=str(numbers["scale_space"]),
            percent=(numbers["percent"], *numbers["percent_forms"]),
            point=(numbers["point"], *numbers["point_forms"]),
            basis_point=(numbers["basis_point"],),
            permille=(numbers["permille"],),
            range=(numbers["range"], *numbers["range_forms"]),
            bounds=_forms(numbers["bounds"]),
            currencies=_forms(locale_section(tag, "currencies")),
            units=_forms(locale_section(tag, "units")),
            durations=_forms(locale_section(tag, "durations")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"locales/{tag}/locale.toml", f"[numbers] is incomplete: {error}", "compare with locales/en"
        ) from error


def _forms(table: Mapping[str, Any]) -> Forms:
    return {name: tuple(map(str, forms)) for name, forms in table.items()}
