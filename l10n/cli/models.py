"""l10n models list | install | verify | remove."""

import json
import sys
from pathlib import Path

import click

from l10n.resources import models as packages
from l10n.resources import models_store as store


@click.group(short_help="List, install and verify translation models.")
def models() -> None:
    """Translation packages (Argos, .argosmodel)."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_models(as_json: bool) -> None:
    """List the packages that would be used, best first."""
    found = list(packages.all_packages())
    if as_json:
        click.echo(json.dumps([{
            "name": p.name, "from": p.source, "to": p.target, "version": p.version, "origin": p.origin,
            "marks": p.marks, "folder": str(p.folder)} for p in found], indent=2))
        return
    for package in found:
        click.echo(f"{package}\n    {package.folder}")
    if not found:
        click.echo("no package: type `l10n models install FILE`")


@models.command()
@click.argument("what", metavar="FILE|PAIR")
def install(what: str) -> None:
    """Install a package from an .argosmodel FILE, or from the official Argos index for a PAIR such as en_zh.

    The index needs a network; it is the only command that uses one. SHA-256 sums of all files are recorded.
    """
    path = Path(what)
    if not path.suffix and not path.exists():
        from l10n.resources.index import download

        path = download(what)
    package = store.install(path)
    click.echo(f"installed {package.name} in {package.folder}")


@models.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(as_json: bool) -> None:
    """Compare every package with its recorded SHA-256; exit 1 when one differs."""
    results = store.verify()
    if as_json:
        click.echo(json.dumps([{"name": name, "sound": sound} for name, sound in results], indent=2))
    else:
        for name, sound in results:
            click.echo(f"{'ok ' if sound else 'BAD'} {name}")
        if not results:
            click.echo("no package has a recorded sum")
    sys.exit(0 if all(sound for _, sound in results) else 1)


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an installed package by the name of its folder."""
    store.remove(name)
    click.echo(f"removed {name}")
