"""Which package is used, and in what order places are looked at."""

import json
import shutil
from pathlib import Path

import pytest

from l10n.errors import ModelError
from l10n.model.pair import Pair
from l10n.resources import models
from l10n.resources.models import find_package, open_package
from l10n.resources.models_store import install
from tests.engines import tiny

EN_ZH = Pair("en", "zh-Hans")


def variant(folder: Path, target: Path, **changes: object) -> Path:
    """A copy of the tiny package with other metadata."""
    shutil.copytree(folder, target)
    metadata = json.loads((target / "metadata.json").read_text())
    (target / "metadata.json").write_text(json.dumps(metadata | changes))
    return target


def test_order_of_places(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_package(EN_ZH, None).origin == "embedded"
    variant(tiny_folder, tmp_path / "user/.local/share/argos-translate/packages/en_zh")
    assert find_package(EN_ZH, None).origin == "argos"
    install(tiny.pack(tiny_folder, tmp_path / "x.argosmodel"))
    assert find_package(EN_ZH, None).origin == "installed"
    monkeypatch.setenv("L10N_MODELS", f"{tmp_path / 'nothing'}:{variant(tiny_folder, tmp_path / 'more/p').parent}")
    assert find_package(EN_ZH, None).origin == "L10N_MODELS"
    assert find_package(EN_ZH, tiny_folder).origin == "option"


def test_argos_folder_from_its_own_variable(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tiny_folder.parent))
    assert find_package(EN_ZH, None).folder == tiny_folder


def test_option_takes_a_folder_or_a_file(tiny_folder: Path, archive: Path, own_home: Path) -> None:
    assert find_package(EN_ZH, tiny_folder).folder == tiny_folder
    package = find_package(EN_ZH, archive)
    assert package.folder.parent == own_home / "cache" / "models"
    assert package.folder.name == models.sha256_of(archive)
    assert package.marks
    assert str(package) == "translate-en_zh 0.0.1 (option, carries slots)"


def test_option_for_another_pair_is_refused(tiny_folder: Path) -> None:
    with pytest.raises(ModelError, match="translates en>zh, not zh-Hans>en: give another --model"):
        find_package(Pair("zh-Hans", "en"), tiny_folder)


def test_no_package_says_where_it_looked_and_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "embedded_models", lambda: tmp_path / "none")
    with pytest.raises(ModelError, match=r"L10N_MODELS.*Argos folder.*l10n models install en_zh"):
        find_package(EN_ZH, None)
    with pytest.raises(ModelError, match="none found"):
        find_package(Pair("de", "fr"), None)


def test_traditional_chinese_falls_back_to_simplified(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = Pair("en", "zh-Hant")
    assert find_package(pair, None).target == "zh"
    monkeypatch.setenv("L10N_MODELS", str(variant(tiny_folder, tmp_path / "zt", to_code="zt")))
    package = find_package(pair, None)
    assert (package.target, package.target_language) == ("zt", "zh")
    assert find_package(EN_ZH, None).target == "zh"


def test_damaged_packages_among_others_are_passed_over(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variant(tiny_folder, tmp_path / "m/b")
    (tmp_path / "m/a.argosmodel").write_bytes(b"rubbish")
    (tmp_path / "m/z").mkdir()
    (tmp_path / "m/z/metadata.json").write_text("{")
    monkeypatch.setenv("L10N_MODELS", str(tmp_path / "m"))
    assert find_package(EN_ZH, None).folder == tmp_path / "m/b"


def test_embedded_packages_are_verified(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "embedded"
    place.mkdir()
    file = shutil.copy(archive, place / "translate-en_zh.argosmodel")
    monkeypatch.setattr(models, "embedded_models", lambda: place)
    row = {"file": "translate-en_zh.argosmodel", "sha256": models.sha256_of(Path(file))}
    (place / "models.json").write_text(json.dumps([row]))
    assert find_package(EN_ZH, None).origin == "embedded"
    (place / "models.json").write_text(json.dumps([row | {"sha256": "0" * 64}]))
    with pytest.raises(ModelError, match="differs from its recorded SHA-256"):
        find_package(EN_ZH, None)


def test_every_embedded_package_has_its_sum() -> None:
    rows = models.read_register(models.embedded_models() / "models.json")
    assert {row["file"] for row in rows} == {path.name for path in models.embedded_models().glob("*.argosmodel")}
    for row in rows:
        package = open_package(models.embedded_models() / row["file"], "embedded")
        assert (package.source, package.target) == (row["from"], row["to"])


def test_a_foreign_form_of_marks_is_not_used(tiny_folder: Path, tmp_path: Path) -> None:
    foreign = variant(tiny_folder, tmp_path / "f", l10n={"marks": {"form": "curly"}, "normalise": "l10n-1"})
    assert not open_package(foreign, "option").marks
    assert not open_package(variant(tiny_folder, tmp_path / "g", l10n="yes"), "option").marks
