"""Translation packages: where they are looked for and what is known of them."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.errors import ModelError
from l10n.model.pair import Pair
from l10n.resources.paths import embedded_models, home
from l10n.resources.unpack import read_metadata, sha256_of, unpack

ARGOS_CODES: Mapping[str, tuple[str, ...]] = {"en": ("en",), "zh-Hans": ("zh",), "zh-Hant": ("zt", "zh")}
LOOKED_AT = "looked at L10N_MODELS, installed packages, the Argos folder and the embedded packages"


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
    def target_language(self) -> str:
        """Primary language subtag of the target: `en` or `zh`; Argos calls traditional Chinese `zt`."""
        return "zh" if self.target == "zt" else self.target

    @property
    def marks(self) -> bool:
        """True when the model understands slots and tags in the spelling that this product writes."""
        form = self.l10n.get("marks")
        return isinstance(form, dict) and form.get("form") == "slot" and self.l10n.get("normalise") == "l10n-1"

    def __str__(self) -> str:
        return f"{self.name} ({self.origin}{', carries slots' if self.marks else ''})"


def find_package(pair: Pair, model: Path | None) -> ModelPackage:
    """The package that translates the pair. Raises ModelError when there is none.

    Looked for in this order: the model given, L10N_MODELS, installed ones, the user's Argos folder, the embedded ones.
    A traditional Chinese target is served by a package for simplified Chinese when there is no better one.
    """
    if model is not None:
        package = open_package(model, "option")
        if _rank(package, pair) is None:
            what = f"translates {package.source}>{package.target}, not {pair}"
            raise ModelError(str(model), what, "give another --model")
        return package
    best: tuple[int, ModelPackage] | None = None
    for package in all_packages(pair):
        rank = _rank(package, pair)
        if rank == 0:
            return package
        if rank is not None and (best is None or rank < best[0]):
            best = rank, package
    if best is None:
        code = "_".join(ARGOS_CODES.get(tag, (tag,))[0] for tag in (pair.source, pair.target))
        cure = f"type `l10n models install FILE.argosmodel`, or `l10n models install {code}` when online"
        raise ModelError(f"models for {pair}", f"none found ({LOOKED_AT})", cure)
    return best[1]


def all_packages(pair: Pair | None = None) -> Iterator[ModelPackage]:
    """Every package that can be opened, in order of preference; damaged ones among others are passed over.

    With a pair, embedded packages of other pairs are not unpacked. Raises ModelError for a damaged embedded one.
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
        folder = unpack(place, home() / "cache" / "models" / digest)
    metadata = read_metadata(folder)
    own = metadata.get("l10n", {})
    return ModelPackage(folder, str(metadata["from_code"]), str(metadata["to_code"]),
                        str(metadata.get("package_version", "?")), origin, own if isinstance(own, dict) else {})


def verify_embedded(place: Path, digest: str) -> None:
    """Compare an embedded package with the sum in models.json. Raises ModelError."""
    known = {row["file"]: row["sha256"] for row in read_register(place.parent / "models.json")}
    if known.get(place.name) != digest:
        raise ModelError(str(place), "differs from its recorded SHA-256", "install the product again")


def read_register(path: Path) -> list[dict[str, Any]]:
    """Rows of a models.json; empty when there is none. Raises ModelError."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [dict(row) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(str(path), f"cannot be read ({error})", "delete it and install the models again") from error


def _rank(package: ModelPackage, pair: Pair) -> int | None:
    """0 for a package made for the pair, more for one that serves, None for another pair's."""
    sources, targets = ARGOS_CODES.get(pair.source, ()), ARGOS_CODES.get(pair.target, ())
    if package.source not in sources or package.target not in targets:
        return None
    return sources.index(package.source) + targets.index(package.target)


def _named_for(place: Path, pair: Pair) -> bool:
    sources, targets = ARGOS_CODES.get(pair.source, ()), ARGOS_CODES.get(pair.target, ())
    return any(f"{source}_{target}" in place.name for source in sources for target in targets)


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
    """The packages at a place: the place itself, or what lies in it; the newest name of a pair first."""
    try:
        if place.is_file() or (place / "metadata.json").is_file():
            yield origin, place
        elif place.is_dir():
            for inner in sorted(place.iterdir(), reverse=True):
                if inner.suffix == ".argosmodel" or (inner / "metadata.json").is_file():
                    yield origin, inner
    except OSError:             # a folder that this user must not read holds nothing for him
        return
