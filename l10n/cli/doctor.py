"""l10n doctor."""

import json
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from l10n import __version__
from l10n.errors import L10nError
from l10n.model.pair import Pair
from l10n.resources.paths import data_folder, home


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor: what was looked at, whether it is well, what was seen or how to mend it."""

    name: str
    well: bool
    detail: str


@click.command(short_help="Check the installation and say what to mend.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> None:
    """Check Python, libraries, locales, glossaries, models and the folder for the user's data; exit 1 if one is ill."""
    checks = [Check("l10n", True, f"{__version__} on Python {platform.python_version()}, {platform.machine()}")]
    checks += [_run(name, look) for name, look in LOOKS]
    if as_json:
        click.echo(json.dumps([{"name": c.name, "well": c.well, "detail": c.detail} for c in checks], indent=2))
    else:
        for check in checks:
            mark = click.style("ok ", fg="green") if check.well else click.style("ILL", fg="red")
            click.echo(f"{mark} {check.name}: {check.detail}")
    sys.exit(0 if all(check.well for check in checks) else 1)


def _run(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (L10nError, ImportError, OSError) as error:
        return Check(name, False, str(error))


def _libraries() -> str:
    from importlib.metadata import version

    import argostranslate
    import ctranslate2
    import lxml
    import sentencepiece

    assert all((argostranslate, ctranslate2, lxml, sentencepiece))
    return ", ".join(f"{n} {version(n)}" for n in ("argostranslate", "ctranslate2", "sentencepiece", "lxml", "babel"))


def _no_torch() -> str:
    from importlib.util import find_spec

    heavy = [name for name in ("torch", "stanza", "spacy") if find_spec(name)]
    return f"{', '.join(heavy)} installed but never imported" if heavy else "no torch, stanza or spacy installed"


def _locales() -> str:
    found = sorted(path.parent.name for path in data_folder("locales").glob("*/locale.toml"))
    if not {"en", "zh-Hans"} <= set(found):
        raise OSError("locales are missing: install the package again")
    return ", ".join(found)


def _glossaries() -> str:
    from l10n.resources.glossary import default_glossaries, load_glossary

    files = default_glossaries()
    return f"{len(load_glossary(files).concepts)} concepts in {len(files)} files"


def _model(pair: Pair) -> Callable[[], str]:
    def look() -> str:
        from l10n.resources.models import find_package

        package = find_package(pair, None)
        return str(package)

    return look


def _home() -> str:
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".probe"
    probe.write_text("")
    probe.unlink()
    return f"{folder} is writable"


def _memory() -> str:
    """The memory of the project in the working folder."""
    from l10n.cli.common import project
    from l10n.resources.memory import open_memory
    from l10n.resources.memory_admin import figures, verify

    path = project().memory
    if path is None or not path.exists():
        return f"none yet: {path}" if path else "the project names none"
    with open_memory(path) as memory:
        verify(memory)
        return f"{path}, pairs: {figures(memory)['entries']}"


LOOKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("libraries", _libraries),
    ("torch-free", _no_torch),
    ("locales", _locales),
    ("glossaries", _glossaries),
    ("model en>zh-Hans", _model(Pair("en", "zh-Hans"))),
    ("model zh-Hans>en", _model(Pair("zh-Hans", "en"))),
    ("user folder", _home),
    ("memory", _memory),
)
