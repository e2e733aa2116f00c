"""Checks on several cores find the same, in the same order, and survive a worker that dies."""

import os
import time
from pathlib import Path

import pytest

from l10n.review import parallel
from tests.gate.house import RIGHT, SLOPPY, WRONG, check, put

KINDS = (RIGHT, WRONG, SLOPPY)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    def units(first: int, count: int) -> list[tuple[str, ...]]:
        return [(f"u{n}", *KINDS[n % 3][1:]) for n in range(first, first + count)]

    return [put(tmp_path / "a.xlf", *units(0, 300)), put(tmp_path / "b.xlf", *units(300, 1)), put(tmp_path / "c.xlf", *units(301, 450))]


@pytest.mark.parametrize("workers", [2, 3, 4])
@pytest.mark.parametrize("window", [100, 500, 4000])
def test_any_number_of_workers_finds_the_same(workers: int, window: int, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "WINDOW", window)
    monkeypatch.setattr(parallel, "SMALL", 50)
    one = check(*files)
    assert len(one.findings) > 400
    assert check(*files, workers=workers).findings == one.findings


def test_the_share_of_a_worker_that_dies_is_done_here(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    one = check(*files)
    monkeypatch.setattr(parallel, "_work", lambda task, to: os._exit(9))
    assert check(*files, workers=2).findings == one.findings


def test_levels_and_only_hold_on_all_cores(files: list[Path]) -> None:
    levels = {"numbers.changed": "info", "typography.wrong": "off"}
    assert check(*files, workers=2, levels=levels).findings == check(*files, levels=levels).findings


def test_parts_hold_every_block_once() -> None:
    from l10n.formats.xliff1 import read_xliff
    from tests.gate.house import xliff

    article = read_xliff("a", xliff(*((f"u{n}", *RIGHT[1:]) for n in range(25))).encode())
    parts = list(parallel._cut(article, 4))
    assert [s.id for part in parts for s in part.segments] == [s.id for s in article.segments]
    assert max(len(list(part.segments)) for part in parts) == 4
    shares = parallel._shares(parts, 3, 25)
    assert len(shares) == 3
    assert [s.id for share in shares for part in share for s in part.segments] == [s.id for s in article.segments]


@pytest.mark.slow
def test_ten_thousand_units(tmp_path: Path) -> None:
    """The aim is 10 seconds on two free cores. What is bound is the work of all processes together: the wall clock of a
    busy machine says nothing; both are printed.
    """
    path = put(tmp_path / "a.xlf", *((f"u{n}", f"By the end of March, {n + 20} firms had built 4.395 million stations, up 8.2 percent.",
                                      f"截至3月底，{n + 20}家企业建成439.5万个站点，增长8.2%。") for n in range(10_000)))
    wall, before = time.perf_counter(), os.times()
    check(path, workers=2)
    after = os.times()
    work = sum(after[:4]) - sum(before[:4])
    print(f"10,000 units on two cores: {time.perf_counter() - wall:.1f} s, {work:.1f} s of work")
    assert work < 40
