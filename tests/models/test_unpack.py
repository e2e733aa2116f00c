"""The checked unpacker: what it refuses, and that nothing is left behind."""

import json
import random
import stat
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from l10n.errors import ModelError
from l10n.resources.unpack import unpack

METADATA = json.dumps({"from_code": "en", "to_code": "zh", "package_version": "1"})
GOOD = {"p/metadata.json": METADATA, "p/README.md": "card", "p/model/model.bin": b"weights", "p/sentencepiece.model": b"sp",
        "p/model/shared_vocabulary.json": "[]", "p/stanza/en/tokenize.pt": b"pickle", "p/LICENSE": "text"}


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def refuse(tmp_path: Path, archive: Path, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        unpack(archive, tmp_path / "out" / "package")
    assert not list((tmp_path / "out").iterdir())


def test_a_good_package_is_unpacked_without_stanza(tmp_path: Path) -> None:
    folder = unpack(zipped(tmp_path / "a.zip", GOOD), tmp_path / "out" / "package")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert names == ["LICENSE", "README.md", "metadata.json", "model/model.bin", "model/shared_vocabulary.json",
                     "sentencepiece.model"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["package"]


@pytest.mark.parametrize("name,message", [
    ("p/../../evil", "unsafe path"), ("/etc/evil", "top folders"), ("q/metadata.json", "2 top folders"),
    ("p/model/../../evil", "unsafe path"), ("p/model/deep/evil", "unexpected file"), ("p/run.py", "unexpected file"),
    ("p/model/.hidden", "unexpected file"), ("p/stanza/../../../evil", "unsafe path"), ("evil", "2 top folders"),
    ("p/model/a\\..\\..\\evil", "unsafe path"), ("p/Metadata.JSON", "unexpected file"),
])
def test_unsafe_and_unexpected_names(tmp_path: Path, name: str, message: str) -> None:
    refuse(tmp_path, zipped(tmp_path / "a.zip", {**GOOD, name: b"x"}), message)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("top", ["..", ".", "/", "C:", "-p"])
def test_unsafe_top_folders(tmp_path: Path, top: str) -> None:
    members = {name.replace("p/", f"{top}/", 1): data for name, data in GOOD.items()}
    refuse(tmp_path, zipped(tmp_path / "a.zip", members), "unsafe path|top folders")


def test_links_and_devices(tmp_path: Path) -> None:
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as opened:
            for name, data in GOOD.items():
                opened.writestr(name, data)
            info = zipfile.ZipInfo("p/model/link")
            info.external_attr = (kind | 0o777) << 16
            opened.writestr(info, "/etc/passwd")
        refuse(tmp_path, tmp_path / "a.zip", "link or a device")


def test_a_bomb_is_seen_by_its_ratio(tmp_path: Path) -> None:
    refuse(tmp_path, zipped(tmp_path / "a.zip", {**GOOD, "p/model/zeros": bytes(30_000_000)}), "unpacks to")


def test_size_and_number_of_files_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.resources.unpack.MAX_BYTES", 10)
    refuse(tmp_path, zipped(tmp_path / "a.zip", GOOD), "larger than any")
    monkeypatch.setattr("l10n.resources.unpack.MAX_BYTES", 10**9)
    many = {f"p/stanza/{number}": b"" for number in range(2100)}
    refuse(tmp_path, zipped(tmp_path / "b.zip", {**GOOD, **many}), "larger than any")


def test_a_lying_size_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**GOOD, "p/model/zz": bytes(range(256)) * 40})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(b"p/model/zz")
        while (start := data.rfind(signature, 0, at)) < 0 or data[start + (30 if offset == 22 else 46):][:10] != b"p/model/zz":
            at = data.rfind(b"p/model/zz", 0, at)
        struct.pack_into("<I", data, start + offset, 16)
    path.write_bytes(data)
    refuse(tmp_path, path, "no intact package|larger than it says")


def test_the_same_name_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", GOOD), "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("p/metadata.json", METADATA)
    refuse(tmp_path, tmp_path / "a.zip", "stands twice")


@pytest.mark.parametrize("metadata,message", [
    ("{", "not JSON"), ("[]", "no JSON object"), ("{}", "from_code is missing"),
    ('{"from_code": "en", "to_code": "../x"}', "to_code is missing or no language code"),
])
def test_metadata_schema(tmp_path: Path, metadata: str, message: str) -> None:
    refuse(tmp_path, zipped(tmp_path / "a.zip", {**GOOD, "p/metadata.json": metadata}), message)


@pytest.mark.parametrize("missing,message", [
    ("p/metadata.json", "metadata.json"), ("p/model/model.bin", "model/model.bin"), ("p/sentencepiece.model", "bpe.model"),
])
def test_missing_files(tmp_path: Path, missing: str, message: str) -> None:
    members = {name: data for name, data in GOOD.items() if name != missing}
    refuse(tmp_path, zipped(tmp_path / "a.zip", members), message)


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04" + b"\x00" * 60])
def test_no_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    refuse(tmp_path, tmp_path / "a.zip", "no intact package")


def test_a_cut_or_changed_archive(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {**GOOD, "p/model/big": bytes(range(256)) * 400}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    refuse(tmp_path, tmp_path / "cut.zip", "no intact package")
    changed = bytearray(whole)
    at = whole.index(b"p/model/big") + 40
    changed[at] ^= 0xFF
    (tmp_path / "changed.zip").write_bytes(changed)
    refuse(tmp_path, tmp_path / "changed.zip", "no intact package")


def test_an_existing_folder_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "out" / "package"
    target.mkdir(parents=True)
    (target / "mine").write_text("x")
    unpack(zipped(tmp_path / "a.zip", GOOD), target)
    assert [path.name for path in target.iterdir()] == ["mine"]


def test_many_at_once_give_one_whole_folder(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**GOOD, "p/model/big": random.Random(1).randbytes(1_000_000)})
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: unpack(path, tmp_path / "out" / "package"), range(16)))
    assert set(folders) == {tmp_path / "out" / "package"}
    assert (folders[0] / "model" / "big").stat().st_size == 1_000_000
    assert [found.name for found in (tmp_path / "out").iterdir()] == ["package"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModelError, match="set L10N_HOME"):
        unpack(zipped(tmp_path / "a.zip", GOOD), tmp_path / "file" / "package")
