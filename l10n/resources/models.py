"""Translation packages: where they are looked for, what is known of them, how they are installed."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import ModelError
from l10n.model.pair import Pair
from l10n.resources.files import write_atomic
from l10n.resources.paths import embedded_models, home
from l10n.resources.unpack import read_metadata, sha256_of, unpack

ARGOS_CODES = {"en": ("en",), "zh-Hans": ("zh",), "zh-Hant": ("zt", "zh")}


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """An unpacked package. `source` and `target` are Argos codes; `l10n` is metadata.json's own section of ours.

    `origin` says where it was found: option, L10N_MODELS, installed, argos, embedded.
    """

    folder: Path
    source: str
    target: str
    version: str
    origin: str
    l10n: Mapping[str, object]

    @property
    def name(self) -> str:
        """`translate-en_zh 1.0`."""
        return f"translate-{self.source}_{self.target} {self.version}"

    @property
    def marks(self) -> bool:
        """True when the model understands slots and tags."""
        return isinstance(self.l10n.get("marks"), dict)

    def __str__(self) -> str:
        return f"{self.name} ({self.origin}{', carries slots' if self.marks else ''})"


def find_package(pair: Pair, model: Path | None) -> ModelPackage:
    """The package that translates the pair. Raises ModelError when there is none.

    Looked for in this order: the model given, L10N_MODELS, installed ones, the user's Argos folder, the embedded ones.
    """
    if model is not None:
        package = open_package(model, "option")
        if not _fits(package, pair):
            raise ModelError(str(model), f"translates {package.source}>{package.target}, not {pair}", "give another --model")
        return package
    fitting = [package for package in all_packages(pair) if _fits(package, pair)]
    if not fitting:
        raise ModelError(f"models for {pair}", "none found", "type `l10n models list` or `l10n models install FILE`")
    wanted = ARGOS_CODES[pair.target]
    return min(fitting, key=lambda package: wanted.index(package.target))


def all_packages(pair: Pair | None = None) -> Iterator[ModelPackage]:
    """Every package that can be opened, in order of preference; damaged ones among others are passed over.

    With a pair, embedded packages of other pairs are not unpacked.
    """
    for origin, place in _places():
        if origin == "embedded" and pair is not None and not _named_for(place, pair):
            continue
        try:
            yield open_package(place, origin)
        except ModelError:
            if origin == "embedded":
                raise


def open_package(place: Path, origin: str) -> ModelPackage:
    """The package in a folder, or in an .argosmodel file that is unpacked once into the cache. Raises ModelError."""
    folder = place
    if place.is_file():
        digest = sha256_of(place)
        if origin == "embedded":
            verify_embedded(place, digest)
        folder = unpack(place, home() / "cache" / "models" / digest[:32])
    metadata = read_metadata(folder)
    own = metadata.get("l10n", {})
    return ModelPackage(folder, str(metadata["from_code"]), str(metadata["to_code"]),
                        str(metadata.get("package_version", "?")), origin, own if isinstance(own, dict) else {})


def verify_embedded(place: Path, digest: str) -> None:
    """Compare an embedded package with the sum in models.json. Raises ModelError."""
    known = {row["file"]: row["sha256"] for row in read_register(place.parent / "models.json")}
    if known.get(place.name) != digest:
        raise ModelError(str(place), "differs from its recorded SHA-256", "install the product again")


def read_register(path: Path) -> list[dict[str, str]]:
    """Rows of a models.json; empty when there is none. Raises ModelError."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [dict(row) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(str(path), f"cannot be read ({error})", "delete it and install the models again") from error


def install(archive: Path) -> ModelPackage:
    """Unpack an .argosmodel file into the user's folder and record its SHA-256. Raises ModelError."""
    if not archive.is_file():
        raise ModelError(str(archive), "no such file", "give an .argosmodel file")
    digest = sha256_of(archive)
    scratch = unpack(archive, home() / "cache" / "models" / digest[:32])
    metadata = read_metadata(scratch)
    name = re.sub(r"[^\w.-]", "_", f"translate-{metadata['from_code']}_{metadata['to_code']}-"
                                   f"{metadata.get('package_version', '0')}")
    target = home() / "models" / name
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch.rename(target)
    register = home() / "models" / "models.json"
    rows = [row for row in read_register(register) if row.get("folder") != name]
    rows.append({"folder": name, "file": archive.name, "sha256": digest, "model_sha256": sha256_of(target / "model/model.bin")})
    write_atomic(register, (json.dumps(rows, indent=2) + "\n").encode())
    return open_package(target, "installed")


def remove(name: str) -> None:
    """Delete an installed package. Raises ModelError when there is none of that name."""
    target = home() / "models" / name
    if not re.fullmatch(r"[\w.-]+", name) or not target.is_dir():
        raise ModelError(name, "not installed", "type `l10n models list`")
    shutil.rmtree(target)
    register = home() / "models" / "models.json"
    rows = [row for row in read_register(register) if row.get("folder") != name]
    write_atomic(register, (json.dumps(rows, indent=2) + "\n").encode())


def verify() -> list[tuple[str, bool]]:
    """Name and soundness of every embedded and installed package, by its recorded sums."""
    results = []
    for row in read_register(embedded_models() / "models.json"):
        path = embedded_models() / row["file"]
        results.append((row["file"], path.is_file() and sha256_of(path) == row["sha256"]))
    for row in read_register(home() / "models" / "models.json"):
        path = home() / "models" / row["folder"] / "model" / "model.bin"
        results.append((row["folder"], path.is_file() and sha256_of(path) == row["model_sha256"]))
    return results


def _fits(package: ModelPackage, pair: Pair) -> bool:
    return package.source in ARGOS_CODES.get(pair.source, ()) and package.target in ARGOS_CODES.get(pair.target, ())


def _named_for(place: Path, pair: Pair) -> bool:
    return any(f"{s}_{t}" in place.name for s in ARGOS_CODES.get(pair.source, ()) for t in ARGOS_CODES.get(pair.target, ()))


def _places() -> Iterator[tuple[str, Path]]:
    """(origin, folder or file) of everything that may be a package."""
    for part in filter(None, os.environ.get("L10N_MODELS", "").split(os.pathsep)):
        yield from _inside("L10N_MODELS", Path(part))
    yield from _inside("installed", home() / "models")
    argos = os.environ.get("ARGOS_PACKAGES_DIR")
    try:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        yield from _inside("argos", Path(argos) if argos else data / "argos-translate" / "packages")
    except RuntimeError:        # no home directory
        pass
    for path in sorted(embedded_models().glob("*.argosmodel")):
        yield "embedded", path


def _inside(origin: str, place: Path) -> Iterator[tuple[str, Path]]:
    if place.is_file() or (place / "metadata.json").is_file():
        yield origin, place
    elif place.is_dir():
        for inner in sorted(place.iterdir(), reverse=True):
            if inner.suffix == ".argosmodel" or (inner / "metadata.json").is_file():
                yield origin, inner
