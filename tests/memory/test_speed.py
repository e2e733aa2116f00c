"""A large memory stays quick and small; seconds are those of the processor, so that a busy machine breaks no test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.memory.speed import LOOKUPS, measure_lookups, write_tmx

ROOT = Path(__file__).parents[2]


def alone(folder: Path, what: str) -> dict:
    """What tests.memory.speed prints in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "tests.memory.speed", str(folder), what], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("chinese", [False, True])
def test_a_hundred_look_ups_in_a_small_memory(chinese: bool, tmp_path: Path) -> None:
    found = measure_lookups(tmp_path, 2000, chinese)
    assert found["found"] == LOOKUPS and found["warm_cpu"] < 2


@pytest.mark.slow
def test_a_hundred_look_ups_in_a_hundred_thousand_pairs(tmp_path: Path) -> None:
    for found in alone(tmp_path, "100000").values():
        assert found["found"] >= 0.97 * LOOKUPS
        assert found["cold_cpu"] < 2 and found["warm_cpu"] < 2


@pytest.mark.slow
def test_fifty_megabytes_of_tmx_in_less_than_500_megabytes_of_memory(tmp_path: Path) -> None:
    pairs = write_tmx(tmp_path / "big.tmx", 50)
    found = alone(tmp_path, str(tmp_path / "big.tmx"))
    assert (tmp_path / "big.tmx").stat().st_size > 50_000_000
    assert found["stored"] == pairs and found["peak"] < 500
