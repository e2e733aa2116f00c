"""l10n show PATH --after STAGE."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from l10n.cli.common import EXISTING, choices, engine_for, options_for, pipeline_options, project
from l10n.cli.page_options import page_choices, page_options
from l10n.errors import UsageError
from l10n.formats.table import read_article
from l10n.model.article import Article
from l10n.model.inline import Code, Content, Placeable, Text
from l10n.model.pair import Pair
from l10n.pipeline import load_kit, run_until
from l10n.resources.files import read_bytes
from l10n.resources.locale import canonical_tag
from l10n.review.outputs import article_record
from l10n.review.report import segment_record

STAGES = ("extract", "segment", "protect", "leverage", "translate", "adapt")


@click.command(short_help="Show an article after a stage of the pipeline.")
@click.argument("path", type=EXISTING)
@click.option("--after", type=click.Choice(STAGES), default="extract", show_default=True, help="The last stage to run.")
@pipeline_options
@page_options
@click.option("--format", "format_name", help="Read the file as this format.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(path: Path, after: str, format_name: str | None, as_json: bool, **values: Any) -> None:
    """Show what the pipeline made of one file after a stage, and what it left out with the reason."""
    chosen, config = choices(values), project()
    written = chosen.to or config.target
    pair, page = _pair(chosen.source or config.source, written), page_choices(values)
    article = read_article(path.name, read_bytes(path), pair, format_name, options=page)
    if article.pair.target == "und":
        article = replace(article, pair=Pair(article.pair.source, "en" if article.pair.source != "en" else "zh-Hans"))
    if after != "extract":
        if after in ("translate", "adapt") and not written:
            raise UsageError("--to", "no target language", "add --to zh-Hans or --to en")
        options = options_for(chosen, config, article.pair)
        article = run_until(after, article, load_kit(options), lambda: engine_for(options))
    if as_json:
        click.echo(json.dumps(record(article, after), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(article, after)))


def _pair(source: str | None, target: str | None) -> Pair:
    return Pair(canonical_tag(source) if source else "und", canonical_tag(target) if target else "und")


def record(article: Article, after: str) -> dict[str, Any]:
    """The article as JSON values; after `segment` and later with its segments."""
    found = article_record(article, translated=after in ("translate", "adapt"))
    if after != "extract":
        found["segments"] = [
            segment_record(s) | {"block": b.id, "content": [inline_record(i) for i in s.source]}
            for b in article.blocks for s in b.segments
        ]
    return found


def inline_record(item: Any) -> dict[str, Any]:
    """One inline item as JSON values."""
    match item:
        case Text(text):
            return {"text": text}
        case Code(id=code_id, kind=kind, native=native):
            return {"code": code_id, "kind": kind.value, "native": native}
        case Placeable(source=source, target=target, kind=kind, ref=ref):
            return {"placeable": source, "target": target, "kind": kind.value, "ref": ref}
    raise AssertionError(item)


def lines(article: Article, after: str) -> list[str]:
    """The article for people: one line a block or segment, then what was left out."""
    found = article_record(article)
    shown = [f"{name}: {found[name]}" for name in
             ("format", "from", "title", "section", "published", "source", "author", "editor") if found[name]]
    for block in article.body if after == "extract" else article.blocks:
        if after == "extract":
            shown.append(f"[{block.id} {block.kind}] {block.text}")
            continue
        for segment in block.segments:
            shown.append(f"[{segment.id} {block.kind}] {marked(segment.source)}")
            if segment.target is not None:
                shown.append(f"    -> {marked(segment.target)}  ({segment.state})")
            shown += [f"       {finding.severity}: {finding.message}" for finding in segment.findings]
    shown += [f"left out: {drop.text!r}: {drop.reason}" for drop in article.dropped]
    return shown


def marked(content: Content) -> str:
    """Content in a line: placeables as {source=target}, codes as their markup."""
    parts = []
    for item in content:
        match item:
            case Text(text):
                parts.append(text)
            case Code(native=native):
                parts.append(native)
            case Placeable(source=source, target=target):
                parts.append(f"{{{source}={target}}}")
    return "".join(parts)
