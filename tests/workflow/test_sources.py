"""Photos from an address, and the real archives where they lie beside the project."""

import hashlib
import http.server
import shutil
import threading
from functools import partial

import pandas as pd
import pytest

from tests.conftest import PHOTOS, Project, tiny_project

RESULTS = "results/tiny"


@pytest.fixture
def photo_server(tmp_path, photo_folder):
    """A server of a zip of photos on 127.0.0.1, with a list of what was asked."""
    served = tmp_path / "served"
    served.mkdir()
    shutil.make_archive(served / "photos", "zip", photo_folder)
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            asked.append(self.command)

    handler = partial(Handler, directory=served)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/photos.zip", served, asked
    server.shutdown()


def test_an_address_is_fetched_once_and_checked(tmp_path, photo_server):
    url, served, asked = photo_server
    project = tiny_project(tmp_path / "project", url)
    target = f"{RESULTS}/data/mean_image.npy"
    wrong = (*project.options, 'data={"sha256": "' + "0" * 64 + '"}')
    run = Project(project.folder, wrong).snakemake(target)
    actual = hashlib.sha256((served / "photos.zip").read_bytes()).hexdigest()
    assert run.returncode != 0
    assert f"data.sha256: expected {'0' * 64}, got {actual}" in run.stderr
    right = (*project.options, f'data={{"sha256": "{actual}"}}')
    run = Project(project.folder, right).snakemake(target)
    assert run.returncode == 0, run.stderr
    assert asked.count("GET") == 1
    run = Project(project.folder, right).snakemake(target)
    assert "Nothing to be done" in run.stdout + run.stderr
    assert asked.count("GET") == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1/photos.zip"]
)
def test_a_redirect_to_what_is_not_http_is_not_followed(tmp_path, target):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(302 if self.command == "GET" else 200)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/photos.zip"
    project = tiny_project(tmp_path / "project", url)
    run = project.snakemake(f"{RESULTS}/data/files.csv")
    server.shutdown()
    assert run.returncode != 0
    assert "Failed to retrieve" in run.stderr + run.stdout
    assert not list((project.folder / ".snakemake" / "storage").rglob("photos.zip"))


@pytest.mark.skipif(not PHOTOS.exists(), reason="the real photos are not here")
@pytest.mark.parametrize(
    ("name", "accepted", "rejected"),
    [
        ("kaggle_train_2002.zip", 2002, []),
        (
            "petimages_180px.zip",
            13_479,
            ["Cat/666.jpg", "Cat/Thumbs.db", "Dog/11702.jpg", "Dog/Thumbs.db"],
        ),
    ],
)
def test_real_photos_are_packed(tmp_path, name, accepted, rejected):
    project = tiny_project(tmp_path / "project", PHOTOS / name)
    run = project.snakemake(f"{RESULTS}/data/mean_image.npy")
    assert run.returncode == 0, run.stderr
    assert len(pd.read_csv(project.folder / RESULTS / "data/photos.csv")) == accepted
    files = pd.read_csv(project.folder / RESULTS / "data/rejected.csv")["file"].tolist()
    assert files == [f"PetImages/{file}" for file in rejected]
