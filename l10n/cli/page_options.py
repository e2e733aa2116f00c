"""Options of the commands that read pages: what of a page is translated, ITS rules, addresses of its translations."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from l10n.errors import UsageError
from l10n.resources.locale import canonical_tag

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def page_options(command: Decorated) -> Decorated:
    """Adds --scope, --its and --address."""
    for option in reversed([
        click.option("--scope", type=click.Choice(["article", "page"]), default="article", show_default=True,
                     help="Of an HTML page translate the article, or all of it with menus and side boxes."),
        click.option("--its", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
                     metavar="FILE", help="ITS 2.0 rules: what of a page is translated. May be repeated."),
        click.option("--address", multiple=True, metavar="LANG=URL",
                     help="Where a language version lies, for hreflang links; {name} is the file's name."),
    ]):
        command = option(command)
    return command


def page_choices(values: dict[str, Any]) -> Any:
    """Takes the options of `page_options` out of a command's keyword arguments. Raises UsageError, ConfigError."""
    from l10n.formats.html_options import HtmlOptions
    from l10n.resources.its import load_rules

    rules = tuple(load_rules(path) for path in values.pop("its"))
    addresses = tuple(_address(written) for written in values.pop("address"))
    return HtmlOptions(values.pop("scope"), rules, addresses)


def _address(written: str) -> tuple[str, str]:
    tag, _, url = written.partition("=")
    if not url.startswith(("https://", "http://")):
        raise UsageError(f"--address {written}", "names no address", "write --address en=https://example.org/en/{name}")
    return canonical_tag(tag), url
