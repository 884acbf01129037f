"""Photos from an address, and the real archives where they lie beside the project."""

import hashlib
import http.server
import shutil
import threading
from functools import partial
from pathlib import Path

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
    server.server_close()


@pytest.fixture
def server_of_two(tmp_path, photo_folder):
    """A server of two zips, at ?id=1 and ?id=2; what it yields last stops it."""
    zips = {}
    for number, name in enumerate(["1.jpg", "2.jpg"], 1):
        source = shutil.copytree(photo_folder, tmp_path / f"photos_{number}")
        (source / "Cat" / name).unlink()
        made = shutil.make_archive(str(tmp_path / f"{number}"), "zip", source)
        zips[f"/get?id={number}"] = Path(made).read_bytes()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(zips[self.path])))
            self.end_headers()

        def do_GET(self):
            self.do_HEAD()
            self.wfile.write(zips[self.path])

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop():
        server.shutdown()
        server.server_close()

    yield f"http://127.0.0.1:{server.server_port}/get", stop
    stop()


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


def test_addresses_that_differ_in_their_query_are_kept_apart(tmp_path, server_of_two):
    url, stop = server_of_two
    listed = []
    fresh = tiny_project(tmp_path / "project", url)
    for number, name in enumerate(["1.jpg", "2.jpg"], 1):
        config = f'data={{"source": "{url}?id={number}"}}'
        project = Project(fresh.folder, (*fresh.options[:-1], config))
        run = project.snakemake(f"{RESULTS}/data/packed.csv")
        assert run.returncode == 0, run.stderr
        files = pd.read_csv(project.folder / RESULTS / "data/packed.csv")["file"]
        listed.append({f"Cat/{name}"} & {*files})
    assert listed == [set(), set()]
    stop()
    again = project.snakemake(f"{RESULTS}/data/packed.csv")
    assert again.returncode == 0, again.stderr
    assert "Nothing to be done" in again.stdout + again.stderr
    assert again.stderr.count("this run uses what was fetched from it before") == 1
    # A stage that needs the archive again has it.
    (project.folder / RESULTS / "data/packed.csv").unlink()
    again = project.snakemake(f"{RESULTS}/data/packed.csv")
    assert again.returncode == 0, again.stderr
    # Nothing is kept, but the photos are packed.
    shutil.rmtree(project.folder / ".snakemake/storage")
    again = project.snakemake(f"{RESULTS}/data/photos.csv")
    assert again.returncode == 0, again.stderr
    assert "Split the photos" in again.stdout + again.stderr
    assert "List the files" not in again.stdout + again.stderr
    assert "goes on with the photos of it that are packed" in again.stderr
    (project.folder / RESULTS / "data/packed.csv").unlink()
    again = project.snakemake(f"{RESULTS}/data/packed.csv")
    assert again.returncode != 0
    line = f"Error: data.source: expected an address that can be reached, got '{url}?id"
    assert "packed.csv is missing" in again.stderr
    assert line in again.stderr
    assert "Traceback" not in again.stderr


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
