"""How a locale's pages look: section [page] of locales/<tag>/locale.toml, with direction and typography."""

from dataclasses import dataclass

from l10n.errors import ConfigError
from l10n.resources.locale import babel_tag, locale_section

BYLINE_PARTS = ("published", "source", "author", "editor")


@dataclass(frozen=True, slots=True)
class PageProfile:
    """Page habits of one locale.

    `date` and `datetime` are CLDR patterns (TR35); `day_periods` replaces AM and PM when it holds two words. `serif`
    and `sans` are font families in order of preference; `body` says which of the two the running text takes. `indent`
    is a CSS length, `line_height` a factor, `headline_breaks` "balanced" or "spaces".
    """

    tag: str
    direction: str
    date: str
    datetime: str
    day_periods: tuple[str, ...]
    byline: tuple[str, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    body: str
    headline_breaks: str
    indent: str
    justify: bool
    line_height: float
    han_latin_space: bool

    @property
    def body_fonts(self) -> tuple[str, ...]:
        """The font families of running text."""
        return self.serif if self.body == "serif" else self.sans

    @property
    def language(self) -> str:
        """Primary language subtag."""
        return self.tag.split("-")[0]


def load_page_profile(tag: str) -> PageProfile:
    """The page profile of a locale. Raises ConfigError when a line is missing or of the wrong kind."""
    page = _Section(tag, "page")
    byline = page.words("byline")
    unknown = [part for part in byline if part not in BYLINE_PARTS]
    if unknown:
        raise page.fail("byline", f"unknown part {unknown[0]!r}", f"use {', '.join(BYLINE_PARTS)}")
    return PageProfile(
        tag=tag, direction=direction(tag), date=page.text("date"), datetime=page.text("datetime"),
        day_periods=page.words("day_periods"), byline=byline, serif=page.words("serif"), sans=page.words("sans"),
        body=page.choice("body", ("serif", "sans")),
        headline_breaks=page.choice("headline_breaks", ("balanced", "spaces")),
        indent=page.text("indent"), justify=page.flag("justify"), line_height=page.number("line_height"),
        han_latin_space=_Section(tag, "typography").flag("han_latin_space"),
    )


def direction(tag: str) -> str:
    """`ltr` or `rtl`: what locale.toml says, else CLDR's text direction, else `ltr`."""
    try:
        written = locale_section(tag, "locale").get("direction")
    except ConfigError:
        written = None
    return written if written in ("ltr", "rtl") else _cldr_direction(tag)


def _cldr_direction(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(babel_tag(tag)).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


class _Section:
    """Takes settings of known kinds out of a section, and complains with the file's name."""

    def __init__(self, tag: str, name: str) -> None:
        self.place = f"locales/{tag}/locale.toml [{name}]"
        self.values = locale_section(tag, name)

    def fail(self, key: str, what: str, cure: str) -> ConfigError:
        return ConfigError(self.place, f"{key}: {what}", cure)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.fail(key, "missing or no text", f'write {key} = "..."')
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.fail(key, f"{value!r} is no choice", f"use {' or '.join(allowed)}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.fail(key, "missing or no list of words", f'write {key} = ["..."]')
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.fail(key, "missing or neither true nor false", f"write {key} = true")
        return value

    def number(self, key: str) -> float:
        value = self.values.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.fail(key, "missing or no number", f"write {key} = 1.5")
        return float(value)
