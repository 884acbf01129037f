"""Checkouts and experiments share packed photos by Snakemake's output cache."""

import shutil

import pytest
import yaml

from tests.conftest import tiny_project


@pytest.fixture
def archive(photo_folder, tmp_path):
    return shutil.make_archive(tmp_path / "photos", "zip", photo_folder)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setenv("SNAKEMAKE_OUTPUT_CACHE", str(folder))


def pack(project, experiment, image_size_px):
    """Pack the photos; return where they are, and whether a job ran for it."""
    path = project.folder / "tiny.yaml"
    config = yaml.safe_load(path.read_text())
    config["experiment"] = experiment
    config["data"]["image_size_px"] = image_size_px
    path.write_text(yaml.safe_dump(config))
    results = f"results/{experiment}"
    project.snakemake(f"{results}/data/photos.csv", "--cache", check=True)
    images = project.folder / results / "data" / "images.npy"
    # Snakemake makes an empty one where the job did not run.
    log = project.folder / results / "logs" / "pack_photos.log"
    return images.resolve(), log.stat().st_size > 0


def test_photos_are_packed_once_for_all_experiments_and_checkouts(archive, tmp_path):
    here = tiny_project(tmp_path / "here", archive)
    packed, ran = pack(here, "first", 72)
    assert ran
    assert pack(here, "second", 72) == (packed, False)
    # What the archive is called does not matter.
    moved = shutil.copy(archive, tmp_path / "moved.zip")
    elsewhere = tiny_project(tmp_path / "elsewhere", moved)
    assert pack(elsewhere, "first", 72) == (packed, False)
    assert pack(elsewhere, "larger", 80)[1]


def test_a_folder_is_packed_in_each_checkout(photo_folder, tmp_path):
    for name in ("here", "elsewhere"):
        project = tiny_project(tmp_path / name, photo_folder)
        assert pack(project, "first", 72)[1]
