"""Who else runs Snakemake in a folder, and who holds an experiment."""

import json
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest

from asirra.errors import InputError
from asirra.machine.runs import (
    HOLDERS,
    find_runs,
    hold_experiment,
    release_experiment,
)

HELD = HOLDERS / "quick.json"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder):
    """A process of the name of Snakemake that runs in the folder."""
    (folder / "snakemake").write_text("import time\ntime.sleep(600)\n")
    process = subprocess.Popen(
        [sys.executable, str(folder / "snakemake"), "--cores", "2"]
    )
    # A new process has its parent's command until it runs its own.
    while "--cores" not in psutil.Process(process.pid).cmdline():
        time.sleep(0.01)
    yield process
    process.kill()
    process.wait()


def write_holder(**fields):
    HELD.parent.mkdir(parents=True, exist_ok=True)
    HELD.write_text(json.dumps(fields))


def held_by(process):
    started = psutil.Process(process.pid).create_time()
    return {"process": process.pid, "start": started, "host": socket.gethostname()}


def test_a_run_in_the_folder_is_found_by_its_process_and_command(folder, run):
    (found,) = find_runs(folder)
    assert found.startswith(f"process {run.pid} since ")
    assert found.endswith(": snakemake --cores 2")
    assert find_runs(folder.parent) == []


def test_what_runs_no_more_is_not_found(folder, run):
    run.kill()
    run.wait()
    assert find_runs(folder) == []


def test_a_run_of_another_machine_is_known_by_what_it_wrote(folder):
    write_holder(host="node7", process=12, start=0.5)
    assert find_runs(folder) == [
        f"process 12 of node7; if it was killed, remove {folder / HELD}"
    ]
    (HELD.parent / "half.json").write_text('{"host"')
    assert len(find_runs(folder)) == 1


def test_an_experiment_is_held_and_released():
    hold_experiment("quick")
    held = json.loads(HELD.read_text())
    assert held["process"] == os.getpid()
    assert held["host"] == socket.gethostname()
    # Snakemake runs the rules more than once in a process.
    hold_experiment("quick")
    hold_experiment("other")
    release_experiment("quick")
    assert [path.name for path in HOLDERS.iterdir()] == ["other.json"]
    release_experiment("quick")


def test_an_experiment_that_another_process_runs_is_not_taken(run):
    write_holder(**held_by(run))
    with pytest.raises(
        InputError, match=f"quick: runs already, process {run.pid} .*stop"
    ):
        hold_experiment("quick")
    assert json.loads(HELD.read_text())["process"] == run.pid
    hold_experiment("other")


def test_an_experiment_that_runs_on_another_machine_is_not_taken():
    write_holder(host="node7", process=12, start=0.5)
    with pytest.raises(
        InputError, match=r"process 12 of node7; .*remove .*quick\.json"
    ):
        hold_experiment("quick")


def test_who_was_killed_holds_nothing(run):
    held = held_by(run)
    run.kill()
    run.wait()
    write_holder(**held)
    hold_experiment("quick")
    assert json.loads(HELD.read_text())["process"] == os.getpid()


def test_a_process_that_took_the_number_of_one_that_was_killed_holds_nothing(run):
    write_holder(**held_by(run) | {"start": 0.5})
    hold_experiment("quick")
    assert json.loads(HELD.read_text())["process"] == os.getpid()


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", '{"host": null}'])
def test_a_damaged_file_holds_nothing(content):
    HELD.parent.mkdir(parents=True)
    HELD.write_text(content)
    hold_experiment("quick")
    assert json.loads(HELD.read_text())["process"] == os.getpid()
