"""argostranslate is imported without a trace outside our own folder, whatever the environment is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.errors import ModelError
from l10n.resources.argos_settings import open_argos_package, own_environment

PROGRAM = "import sys; from pathlib import Path; from l10n.resources.argos_settings import *; " \
          "package = open_argos_package(Path(sys.argv[1])); print(package.tokenizer.encode('a boat')[0], remote_index())"


def run(folder: Path, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "L10N_HOME": str(home), **extra}
    return subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], env=environment, capture_output=True, text=True,
                          timeout=60, cwd=Path(__file__).parents[2])


def test_an_unusable_home_and_wrong_variables_do_not_matter(tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run(tiny_folder, tmp_path / "own", HOME=str(tmp_path / "file"), ARGOS_INTER_THREADS="many", SNAP="/nowhere",
               ARGOS_PACKAGES_DIR=str(tmp_path / "file" / "x"), XDG_CACHE_HOME="/proc/none")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("▁")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "own"]


def test_the_user_may_name_another_index(tiny_folder: Path, tmp_path: Path) -> None:
    done = run(tiny_folder, tmp_path / "own", ARGOS_PACKAGE_INDEX="https://mirror.example/")
    assert done.stdout.split()[-1] == "https://mirror.example/index.json"


def test_the_environment_is_put_back(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_DEVICE_TYPE", "cuda")
    before = dict(os.environ)
    with own_environment():
        assert os.environ["HOME"].startswith(str(own_home))
        assert "ARGOS_DEVICE_TYPE" not in os.environ
    assert dict(os.environ) == before


def test_a_home_that_cannot_be_written_is_a_clear_error(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("L10N_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(ModelError, match="set L10N_HOME to a folder that can be written"):
        open_argos_package(tiny_folder)
