"""l10n translate [FILE...] --to LANG."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from l10n.cli.common import choices, engine_for, options_for, pair_for, pipeline_options, project
from l10n.errors import FormatError
from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.pipeline import Kit, load_kit, localise_segments
from l10n.resources.files import read_bytes
from l10n.resources.tally import tally
from l10n.review.report import segment_record


@click.command(short_help="Translate text, one segment a line.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[FILE...]")
@pipeline_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: source, target, state, score, ...")
@click.option("--quiet", is_flag=True, help="Print no warnings.")
def translate(files: tuple[Path, ...], as_json: bool, quiet: bool, **values: Any) -> None:
    """Translate lines of text from files or standard input; one line out for each line in.

    An empty line stays empty. Terms and facts are enforced unless switched off; what is not met is told on stderr, or
    in `findings` with --json.
    """
    chosen, config = choices(values), project()
    lines = list(read_lines(files))
    pair = pair_for(chosen, config)
    options = options_for(chosen, config, pair)
    kit = load_kit(options)
    article = run(lines, options.pair, kit, engine_for(options) if any(map(str.strip, lines)) else None)
    for line, block in zip(lines, article.body, strict=True):
        segment = block.segments[0]
        if as_json:
            record = segment_record(segment)
            click.echo(json.dumps(record | {"source": line}, ensure_ascii=False))
        else:
            click.echo(segment.target_text.replace("\n", " ") if line.strip() else "")
            if not quiet:
                for finding in segment.findings:
                    click.echo(f"line {segment.id}: {finding.severity}: {finding.code}: {finding.message}", err=True)
    sys.exit(1 if tally([article]).errors else 0)


def read_lines(files: Iterable[Path]) -> Iterable[str]:
    """Lines without their ends, of all files or of standard input."""
    for path in list(files) or [Path("-")]:
        data = sys.stdin.buffer.read() if str(path) == "-" else read_bytes(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FormatError(f"{path}:{line}", "not UTF-8", "save the file as UTF-8") from error
        yield from text.split("\n")[: -1 if text.endswith("\n") else None] if text else []


def run(lines: list[str], pair: Pair, kit: Kit, engine: Any) -> Article:
    """An article whose body block k is line k, translated as one segment each."""
    blocks = [_block(number, line) for number, line in enumerate(lines, 1)]
    article = Article(name="lines", format="lines", pair=pair, body=tuple(blocks))
    return article if engine is None else localise_segments([article], kit, engine)[0]


def _block(number: int, line: str) -> Block:
    segment = Segment(id=str(number), source=(Text(line.strip()),))
    block = Block(id=str(number), kind=BlockKind.PARAGRAPH, segments=(segment,))
    return block if line.strip() else replace(block, translate=False)
