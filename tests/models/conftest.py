from pathlib import Path

import pytest

from tests.engines import tiny


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.build(tmp_path_factory.mktemp("tiny") / "package", l10n=tiny.OURS)


@pytest.fixture
def archive(tiny_folder: Path, tmp_path: Path) -> Path:
    return tiny.pack(tiny_folder, tmp_path / "tiny.argosmodel")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for every test; nothing of the real user is seen."""
    for name in ("L10N_MODELS", "ARGOS_PACKAGES_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("L10N_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
