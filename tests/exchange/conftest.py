"""What the tests of exchange share."""

from pathlib import Path

import pytest

from tests.exchange.typed import PAGE


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """trial.html in a folder of its own, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("L10N_HOME", str(tmp_path / "home"))
    path = tmp_path / "trial.html"
    path.write_text(PAGE, encoding="utf-8")
    return path
