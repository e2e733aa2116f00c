"""Installing from an index: a server on the loopback stands for the official one."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n.cli.models import models
from l10n.errors import ModelError
from l10n.resources import index
from l10n.resources.argos_settings import remote_index


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        data = self.server.pages.get(self.path)
        self.send_response(200 if data is not None else 404)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.pages = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    server.address = address
    monkeypatch.setattr(index, "remote_index", lambda: f"{address}index.json")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield server
    server.shutdown()
    server.server_close()


def offer(server: ThreadingHTTPServer, archive: Path) -> None:
    rows = [{"from_code": "en", "to_code": "zh", "package_version": version, "links": [f"{server.address}{version}"]}
            for version in ("1.9", "1.10", "1.2")]
    rows += [{"from_code": "en", "to_code": "fr", "package_version": "1", "links": ["ipfs://x"]}, "rubbish"]
    server.pages |= {"/index.json": json.dumps(rows).encode(), "/1.10": archive.read_bytes()}


def test_the_newest_package_of_a_pair_is_installed(server: ThreadingHTTPServer, archive: Path) -> None:
    offer(server, archive)
    result = CliRunner().invoke(models, ["install", "en_zh"])
    assert result.exit_code == 0, result.exception
    assert "installed translate-en_zh 0.0.1" in result.output


@pytest.mark.parametrize("pair,message", [
    ("en_de", "not in the index"), ("en_fr", "not in the index"), ("english", "neither a file nor a pair"),
    ("../../x", "neither a file nor a pair"),
])
def test_what_the_index_does_not_hold(server: ThreadingHTTPServer, archive: Path, pair: str, message: str) -> None:
    offer(server, archive)
    with pytest.raises(ModelError, match=message):
        index.download(pair)


def test_an_index_that_is_none(server: ThreadingHTTPServer) -> None:
    for page in (b"<html>", b"{}", b"\xff\xfe"):
        server.pages["/index.json"] = page
        with pytest.raises(ModelError, match="is no index"):
            index.download("en_zh")


def test_missing_pages_and_dead_servers(server: ThreadingHTTPServer, archive: Path, own_home: Path) -> None:
    offer(server, archive)
    del server.pages["/1.10"]
    with pytest.raises(ModelError, match=r"404.*check the network"):
        index.download("en_zh")
    assert not (own_home / "cache" / "downloads").exists()
    server.shutdown()
    server.server_close()
    with pytest.raises(ModelError, match="cannot be fetched"):
        index.index()


def test_size_and_scheme_are_bounded(server: ThreadingHTTPServer) -> None:
    server.pages["/big"] = bytes(2000)
    assert len(index.fetch(f"{server.address}big", 2000)) == 2000
    with pytest.raises(ModelError, match="larger than 1999"):
        index.fetch(f"{server.address}big", 1999)
    with pytest.raises(ModelError, match="no web address"):
        index.fetch("file:///etc/passwd", 10)


def test_the_address_is_that_of_argostranslate() -> None:
    assert remote_index().startswith("https://")
    assert remote_index().endswith("index.json")
