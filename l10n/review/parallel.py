"""Segment checks on several cores: every core takes a part of the segments; the rest needs whole articles and stays."""

import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing.connection import Connection

from l10n.checks.kit import CheckKit, Scope
from l10n.checks.table import CHECKS, check_article, check_articles
from l10n.model.article import Article, Block
from l10n.model.finding import Finding

WINDOW = 4000  # segments that are gathered before the cores share them: what memory holds at once
SMALL = 400  # segments for which no process is started: that takes 20 ms


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs; it inherits it, nothing is sent."""

    articles: Sequence[Article]
    kit: CheckKit
    levels: Mapping[str, str]

    def findings(self) -> list[Finding]:
        """The findings of the segments."""
        return [
            finding
            for article in self.articles
            for finding in check_article(article, replace(self.kit, pair=article.pair), self.levels)
        ]


def cores() -> int:
    """How many processes are worth starting here: 1 where processes cannot inherit what was loaded."""
    if sys.platform != "linux":
        return 1
    return min(4, len(os.sched_getaffinity(0)))


def check_on(
    workers: int, articles: Iterable[Article], kit: CheckKit, levels: Mapping[str, str]
) -> Iterator[Finding]:
    """The findings of `check_articles`, those of segments first for each window; the same for any number of workers."""
    if workers < 2:
        yield from check_articles(articles, kit, levels)
        return
    alone = {check.code: "off" for check in CHECKS if check.scope is Scope.SEGMENT}
    inside = dict(levels) | {check.code: "off" for check in CHECKS if check.scope is not Scope.SEGMENT}
    found: list[Finding] = []

    def watched() -> Iterator[Article]:
        parts: list[Article] = []
        size = 0
        for article in articles:
            for part in _cut(article, WINDOW // workers):
                parts.append(part)
                size += sum(len(block.segments) for block in part.body)
                if size >= WINDOW:
                    found.extend(_shared(parts, workers, _Task((), kit, inside)))
                    parts, size = [], 0
            yield article
        found.extend(_shared(parts, workers, _Task((), kit, inside)))

    rest = list(check_articles(watched(), kit, dict(levels) | alone))
    yield from found
    yield from rest


def _cut(article: Article, size: int) -> Iterator[Article]:
    """The article in parts of about so many segments; only what segment checks see."""
    blocks: list[Block] = []
    held = 0
    for block in article.blocks:
        blocks.append(block)
        held += len(block.segments)
        if held >= size:
            yield Article(article.name, article.format, article.pair, body=tuple(blocks))
            blocks, held = [], 0
    if blocks:
        yield Article(article.name, article.format, article.pair, body=tuple(blocks))


def _shared(parts: Sequence[Article], workers: int, task: _Task) -> list[Finding]:
    """The findings of the parts in their order, worked out by as many processes as pay."""
    total = sum(len(block.segments) for part in parts for block in part.body)
    if total < SMALL:
        return replace(task, articles=parts).findings()
    shares = _shares(parts, workers, total)
    context = multiprocessing.get_context("fork")
    started = []
    for share in shares[1:]:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(replace(task, articles=share), theirs), daemon=True)
        process.start()
        theirs.close()
        started.append((process, ours, share))
    found = replace(task, articles=shares[0]).findings()
    for process, ours, share in started:
        try:
            found += ours.recv()
        except EOFError:  # the worker died: memory, a signal; its share is done here
            found += replace(task, articles=share).findings()
        process.join()
    return found


def _shares(parts: Sequence[Article], workers: int, total: int) -> list[list[Article]]:
    """The parts in order, dealt out evenly by segments."""
    shares: list[list[Article]] = [[]]
    held = 0
    size = max(1, total // workers // 4)
    for part in chain.from_iterable(_cut(whole, size) for whole in parts):
        if held >= total / workers * len(shares) and len(shares) < workers:
            shares.append([])
        shares[-1].append(part)
        held += sum(len(block.segments) for block in part.body)
    return shares


def _work(task: _Task, to: Connection) -> None:
    """What a worker does. A fault of a check comes up again where its share is done anew."""
    to.send(task.findings())
    to.close()
