"""The interface strings of a locale: gettext catalogs of locales/<tag>/LC_MESSAGES."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import Any

from l10n.errors import ConfigError
from l10n.resources.locale import babel_tag
from l10n.resources.paths import data_folder


@cache
def load_catalog(tag: str) -> NullTranslations:
    """The compiled catalog of a locale; the .po is compiled in memory where no .mo was built. Raises ConfigError."""
    folder = data_folder("locales") / tag / "LC_MESSAGES"
    try:
        compiled = folder / "l10n.mo"
        source = folder / "l10n.po"
        if compiled.is_file() and (not source.is_file() or compiled.stat().st_mtime >= source.stat().st_mtime):
            with compiled.open("rb") as file:
                return GNUTranslations(file)
        return GNUTranslations(io.BytesIO(_compiled(source, tag)))
    except (OSError, ValueError) as error:
        raise ConfigError(str(folder), f"no readable catalog ({error})", "install the package again") from error


def _compiled(source: Any, tag: str) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file, locale=babel_tag(tag))
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()
