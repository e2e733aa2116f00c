"""l10n demo."""

from pathlib import Path

import click

from l10n.batch import read_jobs
from l10n.cli.common import Choices, options_for
from l10n.cli.localise import Run, report, run_all
from l10n.model.pair import Pair
from l10n.resources.config import Config
from l10n.resources.paths import PACKAGE

SAMPLES = (("harbour-city-6g.txt", Pair("en", "zh-Hans")), ("wangluo-jianshe.html", Pair("zh-Hans", "en")))


@click.command(short_help="Localise two bundled articles.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out/demo"), show_default=True,
              help="Folder to write to.")
@click.option("--engine", default="argos", show_default=True, help="argos, fake or identity.")
def demo(out: Path, engine: str) -> None:
    """Localise an English text dump and a Chinese HTML page that come with the product, and say where the pages are."""
    values = {"page": "clean", "theme": None, "site": "", "quiet": False, "as_json": False}
    runs = []
    for name, pair in SAMPLES:
        jobs = read_jobs([PACKAGE / "samples" / name], pair, None)
        runs.append(run_all(jobs, options_for(Choices(engine=engine), Config(), pair), out, values))
    done = tuple(pair for run in runs for pair in run.done)
    report(Run(done, tuple(job for run in runs for job in run.failed), sum(run.seconds for run in runs)), False, False)
