"""The project in folders whose names a shell would not leave alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project, copy_project

NAMES = ["with spaces", "it's", 'say "hi"', "$HOME", "a#b", "a&b;c"]


def own_environment(folder: Path) -> Path:
    """Make `.venv` of this environment, so that its path is in the folder."""
    environment = folder / ".venv"
    environment.mkdir()
    for path in Path(sys.prefix).iterdir():
        (environment / path.name).symlink_to(path)
    return environment


@pytest.mark.parametrize("name", NAMES)
def test_jobs_run_in_any_folder(tmp_path, name):
    folder = copy_project(tmp_path / name)
    python = own_environment(folder) / "bin" / "python"
    run = subprocess.run(
        [python, "-m", "snakemake", "--cores", "2", "results/example/points.csv"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert (folder / "results/example/points.csv").exists()


def test_braces_are_one_line(tmp_path):
    project = Project(copy_project(tmp_path / "{a}"))
    run = project.snakemake("example")
    assert run.returncode != 0
    expected = "Error: the project's folder: expected a path without braces"
    assert run.stderr.splitlines()[-1].startswith(expected)


@pytest.mark.parametrize("name", NAMES)
def test_make_finds_the_environment_in_any_folder(tmp_path, name):
    folder = copy_project(tmp_path / name)
    shutil.copy(ROOT / "Makefile", folder)
    own_environment(folder)
    (folder / ".snakemake/locks").mkdir(parents=True)
    (folder / ".snakemake/locks/0.input.lock").write_text("results/example/points.csv")
    installed = "--old-file=.venv/.run-installed"
    run = subprocess.run(
        ["make", installed, "unlock"], cwd=folder, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert not list((folder / ".snakemake").glob("locks/*"))
