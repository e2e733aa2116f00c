"""The files of one localised article: page, bilingual file, report."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n import __version__
from l10n.formats.lines import joined
from l10n.formats.table import by_name, write_native
from l10n.formats.xliff2 import write_xliff
from l10n.model.article import Article, Block, BlockKind
from l10n.model.inline import plain
from l10n.model.pair import Pair
from l10n.pages.index import index_entry, render_index
from l10n.pages.render import PageOptions, render_page
from l10n.resources.files import write_atomic
from l10n.resources.tally import tally
from l10n.review.report import finding_record, segment_record
from l10n.review.site import placed

HEAD_FIELDS = {
    "title": BlockKind.TITLE,
    "section": BlockKind.SECTION,
    "source": BlockKind.SOURCE,
    "author": BlockKind.AUTHOR,
    "editor": BlockKind.EDITOR,
    "description": BlockKind.DESCRIPTION,
}


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the files of an article were written."""

    page: Path
    xliff: Path
    report: Path


def write_outputs(
    article: Article, folder: Path, name: str, engine: str, seconds: float, *, page: str, theme: Path | None,
    site: str = "",
) -> Outputs:
    """Write NAME.<tag>.html (native suffix for page "same"), .xlf and .json, each whole or not at all.

    `site` is the address of the folder on the web, with a slash at its end, empty when it is not known.
    """
    base = f"{name}.{article.pair.target}"
    suffix = by_name(article.format).suffixes[0] if page == "same" else ".html"
    outputs = Outputs(folder / (base + suffix), folder / (base + ".xlf"), folder / (base + ".json"))
    article = placed(article, site, outputs.page.name)
    if page == "same":
        write_atomic(outputs.page, write_native(article))
    else:
        write_atomic(outputs.page, render_page(article, PageOptions(kind=page, theme=theme)))
    write_atomic(outputs.xliff, write_xliff(article))
    record = report_record(article, engine, seconds)
    write_atomic(outputs.report, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode())
    return outputs


def write_index(done: Sequence[tuple[Article, Path]], folder: Path, theme: Path | None) -> Path:
    """Write index.<tag>.html, the page that lists the pages of a batch."""
    tag = done[0][0].pair.target
    path = folder / f"index.{tag}.html"
    entries = [index_entry(article, page.name) for article, page in done]
    write_atomic(path, render_index(entries, tag, theme))
    return path


def report_record(article: Article, engine: str, seconds: float) -> dict[str, Any]:
    """The report as JSON values: article fields, counts, segments with proofs, findings, what was left out."""
    counts = tally([article])
    return {
        "l10n": __version__,
        "engine": engine,
        "seconds": round(seconds, 3),
        "article": article_record(article, translated=True),
        "counts": {name: getattr(counts, name) for name in counts.__dataclass_fields__},
        "segments": [
            segment_record(s) | {"block": b.id, "kind": b.kind.value} for b in article.blocks for s in b.segments
        ],
        "findings": [finding_record(finding) for finding in article.findings],
    }


def article_record(article: Article, *, translated: bool = False) -> dict[str, Any]:
    """The article as JSON values: name, languages, head fields, published (ISO 8601), blocks, dropped."""
    published = article.meta.published
    when = None
    if published:
        when = published.isoformat() if article.meta.published_has_time else published.date().isoformat()
    record: dict[str, Any] = {
        "name": article.name,
        "format": article.format,
        "from": article.pair.source,
        "to": article.pair.target,
        "charset": article.charset,
    }
    for field, kind in HEAD_FIELDS.items():
        block = article.head_block(kind)
        record[field] = block.text if block else None
    record["published"] = when
    record["url"] = article.meta.url or None
    record["blocks"] = [block_record(block, article.pair if translated else None) for block in article.body]
    if translated:
        record["localised"] = {
            field: target_text(block, article.pair)
            for field, kind in HEAD_FIELDS.items()
            if (block := article.head_block(kind))
        }
    record["dropped"] = [{"text": d.text, "reason": d.reason, "line": d.line} for d in article.dropped]
    return record


def block_record(block: Block, pair: Pair | None) -> dict[str, Any]:
    """One block as JSON values, with its target for a pair."""
    record: dict[str, Any] = {"id": block.id, "kind": block.kind.value, "text": block.text}
    if block.level:
        record["level"] = block.level
    if pair:
        record["target"] = target_text(block, pair)
    return record


def target_text(block: Block, pair: Pair) -> str:
    """The target words of a block, sentences parted as the target language does; source words where there are none."""
    return joined(block, pair, plain).strip()
