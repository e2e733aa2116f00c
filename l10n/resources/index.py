"""The official Argos index, asked only by `l10n models install PAIR`."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

from l10n.errors import ModelError
from l10n.resources.files import write_atomic
from l10n.resources.paths import home

MAX_DOWNLOAD = 600_000_000      # bytes; the largest official package is about a third of this
OFFLINE = "check the network, or get the file elsewhere and type `l10n models install FILE`"


def download(pair: str) -> Path:
    """The .argosmodel file of a pair such as `en_zh`, downloaded into the cache. Raises ModelError."""
    matched = re.fullmatch(r"([a-z]{2,3})[_>-]([a-z]{2,3})", pair)
    if not matched:
        raise ModelError(pair, "neither a file nor a pair of languages", "write a file name, or a pair such as en_zh")
    rows = json.loads(fetch(index_address() + "index.json", 10_000_000))
    fitting = [row for row in rows if (row.get("from_code"), row.get("to_code")) == matched.groups()]
    links = [link for row in fitting for link in row.get("links", []) if str(link).startswith("http")]
    if not links:
        raise ModelError(pair, "not in the index", "see which pairs it holds, or install from a file")
    path = home() / "cache" / "downloads" / f"translate-{matched[1]}_{matched[2]}.argosmodel"
    write_atomic(path, fetch(links[0], MAX_DOWNLOAD))
    return path


def index_address() -> str:
    """The folder of the index, from argostranslate's own settings."""
    from l10n.resources.argos_settings import remote_index

    return remote_index()


def fetch(address: str, most: int) -> bytes:
    """The bytes at an http(s) address, at most so many. Raises ModelError."""
    if not address.startswith(("https://", "http://")):
        raise ModelError(address, "is no web address", OFFLINE)
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - the scheme is checked above
            data: bytes = answer.read(most + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise ModelError(address, f"cannot be fetched ({error})", OFFLINE) from error
    if len(data) > most:
        raise ModelError(address, f"is larger than {most} bytes", "this is no translation package")
    return data
