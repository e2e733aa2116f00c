"""The official Argos index, asked only by `l10n models install PAIR`: nothing else in the product uses a network."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from l10n.errors import ModelError
from l10n.resources.argos_settings import remote_index
from l10n.resources.files import write_atomic
from l10n.resources.paths import home

MAX_INDEX = 10_000_000          # bytes
MAX_DOWNLOAD = 1_000_000_000    # bytes; the largest official package is about a third of this
TIMEOUT = 30                    # seconds without an answer
OFFLINE = "check the network, or get the file elsewhere and type `l10n models install FILE`"


def download(pair: str) -> Path:
    """The newest .argosmodel file of a pair such as `en_zh`, downloaded into the cache. Raises ModelError."""
    matched = re.fullmatch(r"([a-z]{2,3})[_>-]([a-z]{2,3})", pair)
    if not matched:
        raise ModelError(pair, "neither a file nor a pair of languages", "write a file name, or a pair such as en_zh")
    fitting = [row for row in index() if (row.get("from_code"), row.get("to_code")) == matched.groups()]
    fitting = [row for row in fitting if _links(row)]
    if not fitting:
        raise ModelError(pair, "not in the index", "see which pairs it holds, or install from a file")
    newest = max(fitting, key=lambda row: [int(n) for n in re.findall(r"\d+", str(row.get("package_version")))])
    path = home() / "cache" / "downloads" / f"translate-{matched[1]}_{matched[2]}.argosmodel"
    write_atomic(path, fetch(_links(newest)[0], MAX_DOWNLOAD))
    return path


def index() -> list[dict[str, Any]]:
    """Rows of the official index. Raises ModelError."""
    address = remote_index()
    try:
        rows = json.loads(fetch(address, MAX_INDEX))
    except ValueError as error:
        raise ModelError(address, f"is no index of packages ({error})", OFFLINE) from error
    if not isinstance(rows, list):
        raise ModelError(address, "is no index of packages", OFFLINE)
    return [row for row in rows if isinstance(row, dict)]


def fetch(address: str, most: int) -> bytes:
    """The bytes at an http(s) address, at most so many. Raises ModelError."""
    with _opened(address) as answer:
        data = bytes(answer.read(most + 1))
    if len(data) > most:
        raise ModelError(address, f"is larger than {most} bytes", "this is no translation package")
    return data


@contextmanager
def _opened(address: str) -> Iterator[Any]:
    if not address.startswith(("https://", "http://")):
        raise ModelError(address, "is no web address", OFFLINE)
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 - the scheme is checked above
            yield answer
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise ModelError(address, f"cannot be fetched ({error})", OFFLINE) from error


def _links(row: dict[str, Any]) -> list[str]:
    return [str(link) for link in row.get("links") or () if str(link).startswith(("https://", "http://"))]
