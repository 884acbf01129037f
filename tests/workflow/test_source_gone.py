"""A source that is no longer there: what is packed of it is used."""

import shutil

import pytest

from tests.conftest import Project, copy_finished

RESULTS = "results/tiny"
GONE = "is not there; this run goes on with the photos of it that are packed"


@pytest.fixture
def project(finished, tmp_path) -> Project:
    project = copy_finished(finished, tmp_path)
    (tmp_path / "photos").rename(tmp_path / "moved")
    return project


def test_a_run_goes_on_with_what_is_packed(project):
    run = project.snakemake("--dry-run")
    assert run.returncode == 0, run.stderr
    assert "Nothing to be done" in run.stdout + run.stderr
    assert run.stderr.count(GONE) == 1
    # What is missing is made of the packed photos.
    (project.folder / RESULTS / "data/photos.csv").unlink()
    run = project.snakemake(f"{RESULTS}/data/photos.csv")
    assert run.returncode == 0, run.stderr
    assert "Split the photos" in run.stdout + run.stderr
    assert "List the files" not in run.stdout + run.stderr


def test_the_report_is_made_without_the_source(project):
    run = project.snakemake("--report", "report.html")
    assert run.returncode == 0, run.stderr
    assert (project.folder / "report.html").exists()


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ('data={"source": "../others"}', "photos of another source, '../photos'"),
        ('data={"image_size_px": 80}', "packed photos of 72 px, not of 80"),
        ("experiment=other", "results/other/data has no packed photos to go on with"),
    ],
)
def test_other_photos_are_never_used(project, config, why):
    run = project.snakemake("--dry-run", "--config", config)
    assert run.returncode != 0
    last = run.stderr.splitlines()[-1]
    assert last.startswith("Error: data.source: expected 'synthetic', an http(s)")
    assert why in last


def test_photos_without_a_record_are_not_used(project):
    (project.folder / RESULTS / "data/source.json").unlink()
    run = project.snakemake("--dry-run")
    assert run.returncode != 0
    assert "source.json is missing" in run.stderr.splitlines()[-1]


def test_a_source_that_is_back_changes_nothing(project):
    shutil.copytree(project.folder.parent / "moved", project.folder.parent / "photos")
    run = project.snakemake("--dry-run")
    assert "Nothing to be done" in run.stdout + run.stderr
    assert GONE not in run.stderr
