"""The alignment scalars of stock packages are changed in memory only."""

import ctranslate2
import pytest

from l10n.engines.alignment import patch, patched_files, variables
from l10n.resources.models import ModelPackage
from tests.engines.tiny import LINES


def test_scalars_are_found_and_changed(stock: ModelPackage) -> None:
    data = (stock.folder / "model" / "model.bin").read_bytes()
    changed = patch(data)
    assert len(changed) == len(data)
    places = variables(data)
    values = {name: int.from_bytes(changed[at:at + size], "little", signed=True)
              for name, (at, size) in places.items() if "alignment" in name}
    assert values == {"decoder/alignment_layer": -2, "decoder/alignment_heads": 0}
    touched = {at for at, (a, b) in enumerate(zip(data, changed, strict=True)) if a != b}
    allowed = {at + k for name, (at, size) in places.items() if "alignment" in name for k in range(size)}
    assert touched <= allowed


def test_translations_stay_and_attention_changes(stock: ModelPackage) -> None:
    folder = stock.folder / "model"
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(stock.folder / "sentencepiece.model")).encode(LINES[0], out_type=str)
    plain = ctranslate2.Translator(str(folder))
    better = ctranslate2.Translator(str(folder), files=patched_files(folder))
    first, second = (m.translate_batch([pieces], return_attention=True, return_scores=True)[0] for m in (plain, better))
    assert first.hypotheses == second.hypotheses
    assert first.scores == pytest.approx(second.scores)
    assert first.attention != second.attention


@pytest.mark.parametrize("data", [b"", b"\x06\x00", b"\x63\x00\x00\x00" + b"\x00" * 40])
def test_an_unknown_layout_is_left_alone(tmp_path, data: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(data)
    assert patched_files(tmp_path) is None
