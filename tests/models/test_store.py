"""Installing, verifying and removing packages, through the store and the commands."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from l10n.cli.models import models
from l10n.errors import ModelError
from l10n.resources.models_store import install, remove, verify
from tests.engines import tiny


def run(*args: str) -> Result:
    return CliRunner().invoke(models, args)


def test_install_records_sums_and_verify_sees_a_change(archive: Path, own_home: Path) -> None:
    package = install(archive)
    assert package.folder == own_home / "models" / "translate-en_zh-0.0.1"
    assert dict(verify())["translate-en_zh-0.0.1"] is True
    (package.folder / "sentencepiece.model").write_bytes(b"other")
    assert dict(verify())["translate-en_zh-0.0.1"] is False
    assert sorted(path.name for path in (own_home / "models").iterdir()) == ["models.json", "translate-en_zh-0.0.1"]


def test_installing_again_is_no_fault_but_nothing_is_overwritten(archive: Path, tiny_folder: Path, tmp_path: Path) -> None:
    first = install(archive)
    assert install(archive) == first
    with zipfile.ZipFile(tiny.pack(tiny_folder, tmp_path / "other.argosmodel"), "a") as opened:
        opened.writestr("translate-tiny/README.md", "another card")
    with pytest.raises(ModelError, match="installed already with other content"):
        install(tmp_path / "other.argosmodel")
    assert not (first.folder / "README.md").exists()


def test_failed_installs_leave_nothing(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "bad.argosmodel").write_bytes(b"rubbish")
    with pytest.raises(ModelError, match="no intact package"):
        install(tmp_path / "bad.argosmodel")
    with pytest.raises(ModelError, match="no such file"):
        install(tmp_path / "none.argosmodel")
    assert list((own_home / "models").iterdir()) == []


@pytest.mark.parametrize("name", ["nothing", "..", "../x", "", ".hidden", "a/b"])
def test_remove_refuses_what_is_not_installed(name: str, archive: Path) -> None:
    install(archive)
    with pytest.raises(ModelError, match="not installed"):
        remove(name)


def test_remove(archive: Path) -> None:
    package = install(archive)
    remove(package.folder.name)
    assert not package.folder.exists()
    assert package.folder.name not in dict(verify())


def test_a_damaged_register_is_a_clear_error(archive: Path, own_home: Path) -> None:
    install(archive)
    (own_home / "models" / "models.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be read"):
        verify()


def test_commands(archive: Path) -> None:
    installed = run("install", str(archive))
    assert installed.exit_code == 0
    assert "installed translate-en_zh 0.0.1" in installed.output
    rows = json.loads(run("list", "--json").output)
    assert (rows[0]["origin"], rows[0]["version"], rows[0]["marks"]) == ("installed", "0.0.1", True)
    assert "translate-en_zh 0.0.1 (installed, carries slots)" in run("list").output
    assert run("verify").exit_code == 0
    (Path(rows[0]["folder"]) / "metadata.json").write_text("{}")
    changed = run("verify")
    assert changed.exit_code == 1
    assert "BAD translate-en_zh-0.0.1" in changed.output
    assert {"name": "translate-en_zh-0.0.1", "sound": False} in json.loads(run("verify", "--json").output)
    assert run("remove", "translate-en_zh-0.0.1").exit_code == 0
