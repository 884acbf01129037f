import http.server
import threading
import zipfile

import pytest
from snakemake_storage_plugin_http import StorageProvider, StorageProviderSettings

from asirra.photos import downloads
from asirra.photos.downloads import (
    Download,
    KeptDownload,
    is_kept,
    out_of_reach,
)


def download(tmp_path, address, kind=Download):
    provider = StorageProvider(
        local_prefix=tmp_path, logger=None, settings=StorageProviderSettings()
    )
    return kind(query=address, keep_local=True, retrieve=True, provider=provider)


def place(tmp_path, address):
    path = download(tmp_path, address).local_path()
    return path.relative_to(tmp_path).as_posix()


def test_an_address_without_a_query_keeps_its_place(tmp_path):
    assert place(tmp_path, "http://host:80/a/b.zip") == "host:80/a/b.zip"


def test_addresses_are_told_apart_by_all_of_them(tmp_path):
    host = "https://host/"
    addresses = [f"{host}get?id=1", f"{host}get?id=2", f"{host}get", f"{host}?id=1"]
    places = [place(tmp_path, address) for address in [*addresses, host]]
    assert len({*places}) == 5
    assert all(path.startswith("host/") and path[-1] != "/" for path in places)
    # The same one each time.
    assert places[0] == place(tmp_path, addresses[0])


def test_what_is_kept_is_older_than_anything_made_of_it(tmp_path):
    kept = download(tmp_path, "http://127.0.0.1:9/a.zip", KeptDownload)
    assert not is_kept(kept.local_path())
    kept.local_path().parent.mkdir(parents=True)
    kept.local_path().write_bytes(b"PK\x03\x04 cut")
    assert not is_kept(kept.local_path())
    with zipfile.ZipFile(kept.local_path(), "w"):
        pass
    assert is_kept(kept.local_path())
    assert (kept.exists(), kept.mtime(), kept.size()) == (True, 0, 22)


@pytest.fixture
def server():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            if self.path == "/slow.zip":
                stop.wait(10)
            self.send_response(200 if self.path == "/a.zip" else 404)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    stop = threading.Event()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    stop.set()
    server.shutdown()
    server.server_close()


def test_an_address_is_in_reach_or_it_is_said_why_not(tmp_path, server, monkeypatch):
    assert out_of_reach(download(tmp_path, f"{server}/a.zip")) == ""
    assert out_of_reach(download(tmp_path, f"{server}/b.zip")) == "it has no such file"
    nobody = download(tmp_path, "http://127.0.0.1:9/a.zip")
    assert out_of_reach(nobody) == "Connection refused"
    monkeypatch.setattr(downloads, "PATIENCE_SECONDS", 0.2)
    slow = download(tmp_path, f"{server}/slow.zip")
    assert out_of_reach(slow) == "no answer in 0.2 s"
