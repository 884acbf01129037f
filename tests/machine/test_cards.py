import os
import subprocess
import sys
from pathlib import Path

import pytest

from asirra.machine import cards
from asirra.machine.cards import take_gpus, visible_gpus

SCRIPTS = Path(cards.__file__).parents[2]


@pytest.fixture(autouse=True)
def released(monkeypatch):
    monkeypatch.setattr(cards, "_locks", locks := [])
    yield
    for lock in locks:
        os.close(lock)


def take_elsewhere(names, wanted, folder):
    """Take GPUs in another process; return it, alive, and what it took."""
    code = (
        "import sys; from pathlib import Path; "
        "from asirra.machine.cards import take_gpus; "
        f"print(take_gpus({names}, {wanted}, Path({str(folder)!r})), flush=True); "
        "sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(SCRIPTS)},
    )
    return process, process.stdout.readline().strip()


def test_two_jobs_take_two_gpus(tmp_path):
    process, taken = take_elsewhere(["0", "1"], 1, tmp_path)
    assert taken == "[0]"
    assert take_gpus(["0", "1"], 1, tmp_path) == [1]
    process.kill()
    process.wait()


def test_a_job_that_was_killed_holds_no_gpu(tmp_path):
    process, taken = take_elsewhere(["0", "1", "2"], 2, tmp_path)
    assert taken == "[0, 1]"
    process.kill()
    process.wait()
    assert take_gpus(["0", "1", "2"], 2, tmp_path) == [0, 1]


def test_where_too_few_are_free_they_are_shared(tmp_path):
    assert take_gpus(["0", "1", "2"], 2, tmp_path) == [0, 1]
    assert take_gpus(["0", "1", "2"], 2, tmp_path) == [0, 2]


def test_jobs_that_see_other_gpus_do_not_meet(tmp_path):
    assert take_gpus(["0", "1"], 1, tmp_path) == [0]
    assert take_gpus(["2", "3"], 1, tmp_path) == [0]


def test_the_gpus_are_those_of_the_machine_or_of_the_environment(tmp_path):
    for name in ("nvidia10", "nvidia2", "nvidia0", "nvidiactl", "nvidia-uvm", "null"):
        (tmp_path / name).touch()
    assert visible_gpus({}, tmp_path) == ["0", "2", "10"]
    assert visible_gpus({"CUDA_VISIBLE_DEVICES": "2, GPU-5f"}, tmp_path) == [
        *("2", "GPU-5f")
    ]
    assert visible_gpus({"CUDA_VISIBLE_DEVICES": ""}, tmp_path) == []
    # As in CUDA, a name that is no GPU hides those after it.
    assert visible_gpus({"CUDA_VISIBLE_DEVICES": "0,-1,1"}, tmp_path) == ["0"]
