"""What several commands share: options, defaults of the project file, the engine, exit codes."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from l10n.errors import UsageError
from l10n.model.engine import Engine
from l10n.model.pair import Pair
from l10n.pipeline import Options
from l10n.resources.config import Config, find_config, load_config
from l10n.resources.locale import canonical_tag

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
EXISTING = click.Path(exists=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class Choices:
    """The pipeline options as typed, before the project file fills the gaps."""

    to: str | None = None
    source: str | None = None
    glossary: tuple[Path, ...] = ()
    model: Path | None = None
    engine: str = "argos"
    beam: int | None = None
    threads: int = 0
    no_glossary: bool = False
    no_facts: bool = False
    memory: Path | None = None


def pipeline_options(command: Decorated) -> Decorated:
    """Adds --to, --from, --glossary, --model, --engine, --beam, --threads, --no-glossary, --no-facts and --memory."""
    for option in reversed([
        click.option("--to", metavar="LANG", help="Target language: en, zh-Hans, zh-Hant (any usual spelling)."),
        click.option("--from", "source", metavar="LANG", help="Source language; found from the text when left out."),
        click.option("--glossary", type=EXISTING, multiple=True, metavar="FILE",
                     help="TOML, CSV, TSV or TBX; wins over the built-in glossary. May be repeated."),
        click.option("--model", type=EXISTING, metavar="DIR|FILE", help="A translation package to use."),
        click.option("--engine", default="argos", show_default=True, help="argos, fake or identity."),
        click.option("--beam", type=click.IntRange(1, 32), help="Beam width.  [default: 4]"),
        click.option("--threads", type=click.IntRange(0, 256), default=0, help="Worker threads; 0: all cores."),
        click.option("--no-glossary", is_flag=True, help="Do not enforce terms."),
        click.option("--no-facts", is_flag=True, help="Do not enforce numbers and dates."),
        click.option("--memory", type=EXISTING, metavar="FILE",
                     help="The project's translation memory, used before the engine.  [default: l10n.toml]"),
    ]):
        command = option(command)
    return command


def choices(values: dict[str, Any]) -> Choices:
    """Takes the options of `pipeline_options` out of a command's keyword arguments."""
    return Choices(**{name: values.pop(name) for name in Choices.__dataclass_fields__})


def project() -> Config:
    """The project file of the working folder, or the defaults."""
    return load_config(find_config(Path.cwd()))


def pair_for(chosen: Choices, config: Config) -> Pair:
    """The pair asked for; the source is `und` when it shall be found from the text. Raises UsageError."""
    written = chosen.to or config.target
    if not written:
        raise UsageError("--to", "no target language", "add --to zh-Hans or --to en (or `to` in l10n.toml)")
    target = canonical_tag(written)
    source = canonical_tag(chosen.source or config.source) if chosen.source or config.source else "und"
    if source.split("-")[0] == target.split("-")[0] and source != "und":
        raise UsageError("--to", f"{target} is the language of the source", "give the other language")
    return Pair(source, target)


def known_pair(pair: Pair) -> Pair:
    """The pair with an unknown source replaced by the other language of the two that the product translates."""
    if pair.source != "und":
        return pair
    return Pair("zh-Hans" if pair.target == "en" else "en", pair.target)


def options_for(chosen: Choices, config: Config, pair: Pair) -> Options:
    """The pipeline options: what was typed wins over the project file."""
    return Options(
        pair=known_pair(pair), glossaries=config.glossaries + chosen.glossary,
        terms=not chosen.no_glossary, facts=not chosen.no_facts, model=chosen.model or config.model,
        engine=chosen.engine, beam=chosen.beam or config.beam, threads=chosen.threads,
        memory=chosen.memory or (config.memory if config.memory and config.memory.exists() else None),
        memory_fill=config.memory_fill, memory_suggest=config.memory_suggest,
    )


def engine_for(options: Options) -> Engine:
    """The engine, loaded now. Raises ModelError when no package translates the pair."""
    from l10n.engines.table import load_engine
    from l10n.resources.models import find_package

    package = find_package(options.pair, options.model) if options.engine == "argos" else None
    return load_engine(options.engine, package, options.threads)


def is_terminal() -> bool:
    """True when progress may be drawn on stderr."""
    return sys.stderr.isatty()
