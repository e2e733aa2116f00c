"""The Jinja2 environment of the pages: sandboxed, strict, escaping; a theme's faults are told with file and line."""

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n.errors import ConfigError
from l10n.pages.filters import filters_for
from l10n.pages.profile import PageProfile
from l10n.resources.catalog import load_catalog
from l10n.resources.paths import PACKAGE

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = PACKAGE / "pages" / "templates"
# Control characters, surrogates and non-characters: HTML's parse errors control-character-in-input-stream and friends.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)) + "]"
)


def render_template(name: str, profile: PageProfile, theme: Path | None, values: dict[str, Any]) -> bytes:
    """A template filled with values, as UTF-8 bytes. Raises ConfigError naming the template's file and line."""
    from jinja2 import TemplateError

    environment = make_environment(profile, theme)
    try:
        text = environment.get_template(name).render(values)
    except TemplateError as error:
        raise _explained(error, theme) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{theme or TEMPLATES}/{name}", f"cannot be read ({error})", "save it as UTF-8") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A theme's own expression went wrong; a fault in our own templates is a bug and keeps its traceback.
        if _template_line(error, theme) is None:
            raise
        raise _explained(error, theme) from error
    return (_FORBIDDEN.sub("", text).rstrip() + "\n").encode()


def make_environment(profile: PageProfile, theme: Path | None = None) -> "SandboxedEnvironment":
    """Templates of the theme first, then our own (also as `l10n/NAME`, so that a theme can extend them)."""
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    own = FileSystemLoader(TEMPLATES)
    if theme is not None and not theme.is_dir():
        raise ConfigError(str(theme), "is no folder of templates", "give a folder that holds clean.html.j2 or others")
    themed = [FileSystemLoader(theme)] if theme else []
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([*themed, own, PrefixLoader({"l10n": own})]), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(load_catalog(profile.tag), newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(filters_for(profile))
    return environment


def _explained(error: Exception, theme: Path | None) -> ConfigError:
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        place = _template_line(error, theme) or str(theme or TEMPLATES)
        return ConfigError(place, f"no template {error.name}", "add the file to the theme, or correct its name")
    if isinstance(error, TemplateSyntaxError):
        return ConfigError(f"{error.filename or error.name}:{error.lineno}", str(error.message), "mend the template")
    cure = "mend the template, or use another name (docs/themes.md lists them)"
    return ConfigError(_template_line(error, theme) or str(theme or TEMPLATES), str(error), cure)


def _template_line(error: BaseException, theme: Path | None) -> str | None:
    """`file:line` of the innermost frame that lies in the theme, else in our templates; None when there is none."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    own = [frame for frame in frames if theme and Path(frame.filename).is_relative_to(theme)]
    found = own or ([] if theme else frames)
    return f"{found[-1].filename}:{found[-1].lineno}" if found else None
