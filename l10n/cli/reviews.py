"""What people approved or edited in the bilingual file of the last run: the options, and what is told of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from l10n.batch import Job
from l10n.cli.common import EXISTING, Decorated
from l10n.pipeline import Kit
from l10n.review.rerun import Rerun, take_all


def review_options(command: Decorated) -> Decorated:
    """Adds --review and --no-review."""
    for option in reversed([
        click.option("--review", type=EXISTING, multiple=True, metavar="FILE",
                     help="Bilingual file whose approved and edited segments stay.  "
                          "[default: that of the last run in OUT]"),
        click.option("--no-review", is_flag=True, help="Make everything anew, also what people approved."),
    ]):
        command = option(command)
    return command


def take_reviews(
    jobs: Sequence[Job], kit: Kit, last: Callable[[Job], Path], values: dict[str, Any]
) -> tuple[list[Job], dict[str, Rerun]]:
    """The jobs with the work of people in them, told on stderr; `last` gives the file that the last run wrote."""
    given = None if values.get("no_review") else values.get("review", ())
    taken, reruns = take_all(jobs, given, last, kit.breaks)
    for name, rerun in reruns.items():
        if str(rerun.kept) and not values["quiet"]:
            click.echo(f"kept: {rerun.kept} of {name}, from {rerun.file}", err=True)
        for finding in rerun.article.findings if not values["quiet"] else ():
            if finding.code.startswith("exchange."):
                click.echo(f"{rerun.file}: {finding.severity}: {finding.code}: {finding.message}", err=True)
    return taken, reruns
