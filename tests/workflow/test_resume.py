"""A run that is killed goes on, with the same bytes at its end."""

import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT, Project, comparable, tiny_project

RESULTS = "results/tiny"
HELD = ".snakemake/asirra/runs/tiny.json"
RESUME_POINT = f"{RESULTS}/search/bayesian/trial_000/resume_point.npz"
# Without figures, which `make soak` compares too.
TARGETS = [f"{RESULTS}/tables/{name}.csv" for name in ("trials", "test_accuracy")]
# Long enough to be killed half-way; a resume point after every epoch.
LONGER = 'training={"num_epochs": 12, "resume_minutes": 0}'


def wait_for(happened, process=None, seconds=120):
    """Wait until a function returns something true; return it."""
    end = time.monotonic() + seconds
    while not (result := happened()):
        assert time.monotonic() < end, "it did not happen in time"
        assert process is None or process.poll() is None, process.stdout.read()
        time.sleep(0.01)
    return result


@pytest.fixture(scope="module")
def whole(tmp_path_factory, photo_folder):
    """A run that nothing interrupted, of one trial of twelve epochs."""
    project = tiny_project(tmp_path_factory.mktemp("whole") / "p", photo_folder)
    only_manual = 'final={"candidates": ["manual"]}'
    project.options += ('search={"num_trials": 1}', only_manual, LONGER)
    run = project.snakemake(*TARGETS)
    assert run.returncode == 0, run.stderr
    return project


@pytest.fixture
def fresh(whole, tmp_path, photo_folder):
    """The same, not yet run."""
    project = tiny_project(tmp_path / "project", photo_folder)
    return Project(project.folder, whole.options)


def alive_elsewhere(project):
    return subprocess.run(
        [sys.executable, "-m", "asirra.machine.runs"],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "workflow" / "scripts")},
        capture_output=True,
        text=True,
    )


def check_epochs(log):
    """Check that a training that went on has every epoch in its log, in order."""
    assert "going on after step" in log
    assert "trained before" in log
    epochs = re.findall(r"^epoch (\d+)/12", log, re.MULTILINE)
    assert epochs == [str(epoch) for epoch in range(1, 13)]


def test_killed_in_a_trial_it_goes_on_from_the_resume_point(whole, fresh):
    run = fresh.start(*TARGETS)
    wait_for((fresh.folder / RESUME_POINT).exists, run)
    fresh.kill()
    assert not (fresh.folder / RESUME_POINT).with_name("result.json").exists()
    locked = fresh.snakemake()
    assert locked.returncode != 0
    assert "--unlock" in locked.stdout + locked.stderr
    assert alive_elsewhere(fresh).returncode == 0
    assert fresh.snakemake("--unlock").returncode == 0
    run = fresh.snakemake(*TARGETS)
    assert run.returncode == 0, run.stderr
    log = fresh.read(f"{RESULTS}/logs/train_trial/bayesian_000.log").decode()
    check_epochs(log)
    assert comparable(fresh.folder / RESULTS) == comparable(whole.folder / RESULTS)
    assert not list((fresh.folder / RESULTS).rglob("*resume_point*"))
    assert not list((fresh.folder / RESULTS).rglob(".*"))


def test_a_job_that_the_system_kills_is_tried_again_and_goes_on(whole, fresh):
    history = RESUME_POINT.replace("resume_point.npz", "history.csv")
    run = fresh.start(history)
    wait_for((fresh.folder / RESUME_POINT).exists, run)

    def trial_process():
        children = psutil.Process(run.pid).children(recursive=True)
        return [c for c in children if "train_trial" in " ".join(c.cmdline())]

    wait_for(trial_process, run)[0].kill()
    output, _ = run.communicate(timeout=300)
    assert run.returncode == 0, output
    log = fresh.read(f"{RESULTS}/logs/train_trial/bayesian_000.log").decode()
    check_epochs(log)
    assert fresh.read(history) == whole.read(history)


def test_a_second_run_in_one_folder_says_who_holds_it(fresh):
    run = fresh.start()
    locks = fresh.folder / ".snakemake" / "locks"
    wait_for(lambda: locks.is_dir() and any(locks.iterdir()), run)
    second = fresh.snakemake()
    assert second.returncode != 0
    assert f"alive here, do not unlock: process {run.pid} since" in second.stderr
    assert "cannot be locked" in second.stderr
    alive = alive_elsewhere(fresh)
    assert alive.returncode == 1
    assert f"process {run.pid}" in alive.stdout
    # A run of another experiment that ends removes the locks of all.
    held = fresh.folder / HELD
    wait_for(held.exists, run)
    shutil.rmtree(locks)
    second = fresh.snakemake()
    assert second.returncode != 0
    assert f"Error: experiment tiny: runs already, process {run.pid}" in second.stderr
    assert run.poll() is None
    fresh.kill()


def test_a_run_on_another_machine_that_shares_the_folder_holds_the_experiment(fresh):
    held = fresh.folder / HELD
    held.parent.mkdir(parents=True)
    held.write_text('{"host": "node7", "process": 12, "start": 0.5}')
    run = fresh.snakemake()
    assert run.returncode != 0
    holder = "process 12 of node7; if it was killed, remove"
    assert f"Error: experiment tiny: runs already, {holder}" in run.stderr
    assert holder in alive_elsewhere(fresh).stdout
    assert not (fresh.folder / RESULTS).exists()
    held.unlink()
    assert fresh.snakemake(f"{RESULTS}/data/files.csv").returncode == 0
    assert not held.exists()


def test_make_removes_the_lock_of_a_killed_run_and_no_other(fresh):
    shutil.copy(ROOT / "Makefile", fresh.folder)
    (fresh.folder / ".venv").symlink_to(sys.prefix)
    make = ["make", "-o", ".venv/.run-installed", "unlock"]
    locks = fresh.folder / ".snakemake" / "locks"

    def unlock():
        subprocess.run(make, cwd=fresh.folder, check=True, capture_output=True)
        return not (locks.is_dir() and any(locks.iterdir()))

    run = fresh.start()
    wait_for(lambda: locks.is_dir() and any(locks.iterdir()), run)
    assert not unlock()
    fresh.kill()
    assert unlock()


def test_two_experiments_in_one_checkout_run_side_by_side(fresh):
    other = Project(fresh.folder, (*fresh.options, "experiment=other"))
    target = "data/mean_image.npy"
    runs = [
        p.start(f"results/{n}/{target}") for p, n in ((fresh, "tiny"), (other, "other"))
    ]
    for run in runs:
        output, _ = run.communicate(timeout=300)
        assert run.returncode == 0, output
    assert fresh.read(f"results/tiny/{target}") == fresh.read(f"results/other/{target}")


def test_the_example_runs_beside_an_experiment_and_leaves_it_alone(fresh):
    run = fresh.start()
    held = fresh.folder / HELD
    wait_for(held.exists, run)
    config = fresh.folder / RESULTS / "config.yaml"
    kept = wait_for(lambda: config.exists() and config.read_bytes(), run)
    holder = held.read_bytes()
    # Its own configuration is another one.
    example = Project(fresh.folder, ("--config", "seed=1")).snakemake("example")
    assert example.returncode == 0, example.stderr
    assert (fresh.folder / "results/example/search.svg").exists()
    assert "best of 16 points" in example.stderr
    assert "since its last run you changed" not in example.stderr
    assert run.poll() is None
    assert (held.read_bytes(), config.read_bytes()) == (holder, kept)
    assert not held.with_name("example.json").exists()
    fresh.kill()


def test_a_second_run_of_the_example_says_who_holds_it(fresh):
    held = fresh.folder / HELD.replace("tiny", "example")
    held.parent.mkdir(parents=True)
    held.write_text('{"host": "node7", "process": 12, "start": 0.5}')
    run = fresh.snakemake("example")
    assert run.returncode != 0
    assert "Error: experiment example: runs already, process 12 of node7" in run.stderr
    # It is not held by another run's failure.
    assert held.exists()
    assert fresh.snakemake(f"{RESULTS}/data/files.csv").returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize(
    ("size", "target"),
    [("700k", "data/images.npy"), ("1600k", "final/manual/seed_0/history.csv")],
)
def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(
    whole, fresh, size, target
):
    target = f"{RESULTS}/{target}"
    disk = fresh.folder / "results"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        run = fresh.snakemake(target)
        assert run.returncode != 0
        assert "No space left on device" in run.stdout + run.stderr
        assert "Traceback" not in run.stdout + run.stderr
        assert not (fresh.folder / target).exists()
        assert not list(disk.rglob(".*partial*"))
        subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
        run = fresh.snakemake(target)
        assert run.returncode == 0, run.stderr
        assert fresh.read(target) == whole.read(target)
    finally:
        fresh.kill()
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def slow_server(photo_folder):
    """A server that sends half of a zip of photos the first time, then waits."""
    archive = photo_folder.parent / "photos.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(photo_folder.rglob("*.jpg")):
            file.write(path, path.relative_to(photo_folder))
    content, stalled = archive.read_bytes(), threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")
            self.end_headers()

        def do_GET(self):
            self.do_HEAD()
            if stalled.is_set():
                self.wfile.write(content)
                return
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            stalled.set()
            time.sleep(60)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/photos.zip", stalled
    server.shutdown()


def test_killed_while_it_fetches_the_photos_it_fetches_them_again(
    tmp_path, slow_server, whole
):
    url, stalled = slow_server
    project = tiny_project(tmp_path / "project", url)
    target = f"{RESULTS}/data/mean_image.npy"
    run = project.start(target)
    wait_for(stalled.is_set, run)
    partial = Path(project.folder, ".snakemake/storage")

    def fetched():
        return any(p.stat().st_size for p in partial.rglob("photos.zip"))

    wait_for(fetched, run)
    # What another command plans meanwhile leaves it alone.
    project.snakemake("--dry-run", target)
    assert fetched()
    project.kill()
    assert project.snakemake("--unlock", target).returncode == 0
    run = project.snakemake(target)
    assert run.returncode == 0, run.stderr
    assert project.read(target) == whole.read(target)
