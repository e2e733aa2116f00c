"""The typographic profile of a locale, from its locale.toml."""

from functools import cache

from l10n.errors import ConfigError
from l10n.resources.locale import locale_section
from l10n.text.typography import Typography


@cache
def load_typography(tag: str) -> Typography:
    """The profile of a locale. Raises ConfigError."""
    section = locale_section(tag, "typography")
    quotes = section.get("quotes", "“”‘’")
    if not isinstance(quotes, str) or len(quotes) != 4:
        raise ConfigError(
            f"locales/{tag}/locale.toml", "[typography] quotes are not four marks", 'write quotes = "“”‘’"'
        )
    marks = {key: section.get(key, "") for key in ("dash", "range_mark", "conversion")}
    if not all(isinstance(mark, str) for mark in marks.values()):
        raise ConfigError(f"locales/{tag}/locale.toml", "[typography] a mark is no text", 'write dash = " — "')
    return Typography(
        tag,
        tag.split("-")[0],
        quotes,
        han_latin_space=bool(section.get("han_latin_space", False)),
        dash=str(marks["dash"]),
        range_mark=str(marks["range_mark"]),
        conversion=str(marks["conversion"]),
    )
