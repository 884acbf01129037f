"""Photos made for the tests, and a copy of the project to run in."""

import os

# As Snakemake has it for a job of one thread, and before NumPy is imported: more, for
# matrices so small, cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import contextlib
import fcntl
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest
import yaml

from asirra.photos.drawings import draw_animal

ROOT = Path(__file__).parent.parent
SNAKEMAKE = [sys.executable, "-m", "snakemake", "--cores", "2"]
PHOTOS = ROOT.parent / "shared" / "photos"


def draw_folder(folder: Path, num_per_class: int) -> Path:
    """Write drawn photos in Microsoft's layout: Cat/0.jpg, Dog/0.jpg ..."""
    rng = np.random.default_rng(0)
    for label in ("Cat", "Dog"):
        (folder / label).mkdir(parents=True)
        for number in range(num_per_class):
            picture = draw_animal(label == "Dog", rng)
            picture.save(folder / label / f"{number}.jpg")
    return folder


@pytest.fixture(scope="session")
def photo_folder(tmp_path_factory) -> Path:
    """A folder of 40 drawn cats and 40 drawn dogs."""
    return draw_folder(tmp_path_factory.mktemp("photos") / "PetImages", 40)


@dataclass
class Project:
    """A copy of the project, and how a user runs it."""

    folder: Path
    options: tuple[str, ...] = ()

    def snakemake(
        self, *arguments: str, check: bool = False
    ) -> subprocess.CompletedProcess:
        """Run snakemake in the folder; return its exit code and output."""
        return subprocess.run(
            [*SNAKEMAKE, *arguments, *self.options],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=600,
            check=check,
        )

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start snakemake in the folder, in the background."""
        return subprocess.Popen(
            [*SNAKEMAKE, *arguments, *self.options],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def kill(self) -> None:
        """SIGKILL every process that works in the folder."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if Path(process.cwd()) == self.folder.resolve():
                    process.kill()
                    process.wait(10)

    def read(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()


def comparable(folder: Path) -> dict[str, bytes]:
    """Return the content of an experiment's results, by path, without what may differ.

    That is times (trials.html shows those of trials.csv), dates (in model.keras), what
    jobs print, the name of the device, and keys that say how a run runs (in
    config.yaml).
    """
    results = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name == "result.json":
            result = json.loads(path.read_text())
            results[name] = json.dumps(result | {"seconds": 0, "device": ""}).encode()
        elif path.suffix == ".jsonl":
            lines = map(json.loads, path.read_text().splitlines())
            trials = [line | {"seconds": 0} for line in lines]
            results[name] = json.dumps(trials).encode()
        elif name == "summary.txt":
            results[name] = re.sub(b"Trained on .*\n", b"", path.read_bytes())
        elif name == "tables/trials.csv":
            trials = pd.read_csv(path).drop(columns="seconds")
            results[name] = trials.to_csv().encode()
        elif path.suffix == ".keras":
            with zipfile.ZipFile(path) as archive:
                results[name] = archive.read("model.weights.h5")
        elif name in ("pages/trials.html", "config.yaml"):
            continue
        elif path.is_file() and path.suffix not in (".log", ".tsv"):
            results[name] = path.read_bytes()
    return results


def copy_project(folder: Path) -> Path:
    """Copy what git would clone, but for the tests."""
    for name in ("workflow", "config", "profiles", "envs"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "Snakefile", folder)
    return folder


@pytest.fixture
def project(tmp_path) -> Project:
    """A fresh copy of the project, with the default configuration."""
    return Project(copy_project(tmp_path / "project"))


@pytest.fixture(scope="session")
def finished(tmp_path_factory, photo_folder) -> tuple[Project, str]:
    """tests/config/tiny.yaml run to its end on a folder, and what the run printed.

    Beside the photos the folder holds a copy of one and a file that is none. Tests that
    change anything take `copy_finished`. It is run once, by the first of pytest's
    processes that asks; each has a copy.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    run_once = folder / "finished"
    with open(folder / "finished.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not run_once.exists():
            run_tiny(photo_folder, folder / "unfinished")
            (folder / "unfinished").rename(run_once)
    own = tmp_path_factory.mktemp("finished")
    shutil.copytree(run_once, own, dirs_exist_ok=True)
    project = Project(own / "project", ("--configfile", "tiny.yaml"))
    return project, (own / "printed.txt").read_text()


def run_tiny(photo_folder: Path, folder: Path) -> None:
    """Run the project in a new folder, which gets photos, project and printed.txt."""
    photos = shutil.copytree(photo_folder, folder / "photos")
    (photos / "Cat" / "Thumbs.db").write_bytes(b"no photo")
    shutil.copy(photos / "Dog" / "0.jpg", photos / "Dog" / "copy.jpg")
    copy_project(folder / "project")
    config = yaml.safe_load((ROOT / "tests/config/tiny.yaml").read_text())
    config["data"]["source"] = "../photos"
    (folder / "project" / "tiny.yaml").write_text(yaml.safe_dump(config))
    project = Project(folder / "project", ("--configfile", "tiny.yaml"))
    run = project.snakemake()
    assert run.returncode == 0, run.stdout + run.stderr
    (folder / "printed.txt").write_text(run.stdout + run.stderr)


def copy_finished(finished: tuple[Project, str], folder: Path) -> Project:
    """A copy of the finished run and its photos, with their times."""
    project, _ = finished
    shutil.copytree(project.folder.parent, folder, dirs_exist_ok=True)
    return Project(folder / "project", project.options)


def tiny_project(folder: Path, source: str | Path) -> Project:
    """A fresh copy of the project that runs tests/config/tiny.yaml on a source."""
    shutil.copy(ROOT / "tests" / "config" / "tiny.yaml", copy_project(folder))
    config = f'data={{"source": "{source}"}}'
    return Project(folder, ("--configfile", "tiny.yaml", "--config", config))
