"""argostranslate, imported so that its settings and folders lie inside our own folder.

Importing argostranslate.settings makes folders under HOME, reads settings.json there and fails where HOME is unusable
or an ARGOS_ variable is wrong. None of this shall happen to our users, so the import sees an environment of ours.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from l10n.errors import ModelError
from l10n.resources.paths import home

_FOLDERS = {"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
            "ARGOS_PACKAGES_DIR": "packages"}
_KEPT = "ARGOS_PACKAGE_INDEX"       # where the official index lies is the user's choice
_LOCK = RLock()                     # the environment belongs to the whole process


def open_argos_package(folder: Path) -> Any:
    """argostranslate's Package of an unpacked folder. Raises ModelError."""
    with own_environment():
        from argostranslate.package import Package
    try:
        package = Package(folder)
    except (OSError, ValueError) as error:
        raise ModelError(str(folder), f"cannot be opened ({error})", "type `l10n models verify`") from error
    if not hasattr(package, "tokenizer"):
        raise ModelError(str(folder), "holds no tokeniser", "sentencepiece.model or bpe.model must be in it")
    return package


def remote_index() -> str:
    """The address of the official index of packages, a JSON file, as argostranslate's settings give it."""
    with own_environment():
        from argostranslate import settings
    return str(settings.remote_package_index)


@contextmanager
def own_environment() -> Iterator[None]:
    """An environment in which every folder of argostranslate lies inside home()/argos. Raises ModelError."""
    own = home() / "argos"
    with _LOCK:
        before = dict(os.environ)
        try:
            for name in [name for name in before if name.startswith("ARGOS_") and name != _KEPT] + ["SNAP"]:
                os.environ.pop(name, None)
            for name, inner in _FOLDERS.items():
                (own / inner).mkdir(parents=True, exist_ok=True)
                os.environ[name] = str(own / inner)
            yield
        except OSError as error:
            cure = "set L10N_HOME to a folder that can be written"
            raise ModelError(str(own), f"cannot be used ({error.strerror})", cure) from error
        finally:
            for name in set(os.environ) - set(before):
                if name != "KMP_DUPLICATE_LIB_OK":
                    del os.environ[name]
            os.environ.update(before)
