"""What a memory makes of new sentences: the cases that a linguist can edit, in both directions."""

from pathlib import Path

import pytest

from l10n.model.article import State
from l10n.model.memory import from_memory
from l10n.model.pair import Pair
from l10n.resources.memory import add_entries, add_pair, open_memory
from l10n.resources.memory_fuzzy import score
from l10n.stages.leverage import masker_of
from l10n.stages.verify import verify
from tests.memory.kits import EN_ZH, ZH_EN, kit_of, leveraged

HERE = Path(__file__).parent


def cases(name: str) -> list:
    found = []
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            parts = line.split(" | ")
            assert len(parts) == 5, f"{name}:{number}: five fields are needed"
            found.append(pytest.param(*parts, id=f"{name}:{number}"))
    return found


def check(parts: tuple[str, str, str, str, str], pair: Pair, folder: Path) -> None:
    old, target, new, band, expected = parts
    low, _, high = band.partition("-")
    found = score(new, old, masker_of(kit_of(pair).protect))
    assert int(low) <= found <= int(high or low)
    path = folder / "m.sqlite"
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(old, target, pair)])
    segment = leveraged(new, pair, path)
    if expected == "-":
        assert segment.target is None and segment.candidates == ()
    elif expected.startswith("? "):
        assert segment.target is None, segment.target_text
        assert [candidate.text for candidate in segment.candidates] == [expected[2:]]
        assert segment.candidates[0].score == found and segment.candidates[0].origin == "memory"
    else:
        assert segment.target_text == expected, segment.trail
        assert segment.state is State.TRANSLATED and from_memory(segment)
        assert verify(segment) == () and all(proof.met for proof in segment.proofs)


@pytest.mark.parametrize("old,target,new,band,expected", cases("repair.en.cases"))
def test_english_to_chinese(old: str, target: str, new: str, band: str, expected: str, tmp_path: Path) -> None:
    check((old, target, new, band, expected), EN_ZH, tmp_path)


@pytest.mark.parametrize("old,target,new,band,expected", cases("repair.zh.cases"))
def test_chinese_to_english(old: str, target: str, new: str, band: str, expected: str, tmp_path: Path) -> None:
    check((old, target, new, band, expected), ZH_EN, tmp_path)
