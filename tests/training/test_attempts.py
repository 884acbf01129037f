import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from asirra.errors import InputError
from asirra.training.attempts import (
    Attempt,
    End,
    count_short,
    killed,
    read_attempt,
    read_ends,
)
from asirra.training.causes import CannotTrain
from tests.conftest import ROOT


@pytest.fixture
def first(tmp_path):
    return Attempt(1, num_trainings=2, path=tmp_path / "attempts.json", minutes=60)


def end(attempt, error):
    """Let an attempt end with an error."""
    with pytest.raises(type(error)), attempt.noted():
        raise error


def test_one_that_goes_well_leaves_nothing(first):
    with first.noted():
        assert first.path.exists()
    assert not first.path.exists()


def test_what_is_believed_of_one_that_is_killed_is_there_from_its_start(first):
    with first.noted():
        assert read_ends(first.path, 2) == [killed(1)]
    assert killed(1).short_of == "memory"
    assert "killed" in killed(1).reason


@pytest.mark.parametrize(("is_memory", "short_of"), [(True, "memory"), (False, "")])
def test_the_next_one_knows_why_it_ended(first, is_memory, short_of):
    end(first, CannotTrain("ResourceExhaustedError: OOM", is_memory))
    second = replace(first, number=2)
    last = second.last_end()
    assert replace(last, trace="") == End(1, "ResourceExhaustedError: OOM", short_of)
    assert last.trace.startswith("Traceback")
    end(second, CannotTrain("InternalError: launch failed"))
    third = replace(first, number=3)
    assert third.last_end().reason == "InternalError: launch failed"
    assert [known.attempt for known in read_ends(first.path, 3)] == [1, 2]
    assert (first.trains, second.trains, third.trains) == (True, True, False)


@pytest.mark.parametrize(
    "error", [InputError("wrong file"), OSError(28, "No space left"), KeyError("x")]
)
def test_an_error_is_not_tried_again(first, error, capsys):
    end(first, error)
    for number in (2, 3):
        with pytest.raises(SystemExit) as left, replace(first, number=number).noted():
            pytest.fail("it trains")
        assert left.value.code == 1
    assert str(error.args[-1]) in capsys.readouterr().out


def test_an_error_is_one_line_and_ends_the_last_attempt_too(first):
    end(first, ValueError("two\nlines"))
    assert replace(first, number=2).last_end().reason == "ValueError: two lines"
    with pytest.raises(SystemExit):
        replace(first, number=3).raise_error()


def test_a_new_run_knows_nothing_of_an_earlier_one(first):
    end(first, InputError("wrong file"))
    with first.noted():
        assert read_ends(first.path, 2) == [killed(1)]
    first.raise_error()


def test_one_that_is_killed_before_it_writes_does_not_end_as_the_one_before(first):
    end(first, CannotTrain("InternalError: launch failed"))
    assert replace(first, number=3).last_end() == killed(2)
    first.path.unlink()
    assert replace(first, number=2).last_end() == killed(1)


def test_a_full_disk_does_not_hide_the_error(first, monkeypatch):
    def full(content, path):
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="wrong file"), first.noted():
        monkeypatch.setattr("asirra.training.attempts.write_json", full)
        raise InputError("wrong file")


def test_memory_and_time_are_counted_apart_and_only_of_attempts_before(tmp_path):
    path = tmp_path / "attempts.json"
    shorts = ["memory", "time", "", "memory"]
    path.write_text(
        json.dumps(
            [
                {"attempt": number, "reason": "x", "short_of": short_of}
                for number, short_of in enumerate(shorts, start=1)
            ]
        )
    )
    counts = [
        [count_short(path, attempt, short_of) for attempt in (1, 2, 3, 4, 5)]
        for short_of in ("memory", "time")
    ]
    assert counts == [[0, 1, 1, 1, 2], [0, 0, 1, 1, 1]]
    assert count_short(tmp_path / "none.json", 2, "memory") == 0


def test_a_job_reads_its_attempt_from_its_resources(tmp_path):
    resources = SimpleNamespace(attempt=2, num_trainings=4, runtime=90)
    attempt = read_attempt(resources, tmp_path / "result.json")
    assert attempt == Attempt(2, 4, tmp_path / "attempts.json", 90)


@pytest.mark.parametrize(
    ("minutes", "short_of", "reason"), [(60, "", "stopped"), (1, "time", "out of time")]
)
def test_a_scheduler_that_stops_it_at_its_limit_means_the_time(
    tmp_path, minutes, short_of, reason
):
    path = tmp_path / "attempts.json"
    program = (
        "import time\nfrom pathlib import Path\n"
        "from asirra.training.attempts import Attempt\n"
        f"with Attempt(1, 2, Path({str(path)!r}), {minutes}).noted():\n"
        "    time.sleep(60)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow/scripts")}
    job = subprocess.Popen([sys.executable, "-c", program], env=environment)
    while not path.exists():
        assert job.poll() is None
        time.sleep(0.01)
    time.sleep(0.2)
    job.terminate()
    assert job.wait(10) == -signal.SIGTERM
    (ended,) = read_ends(path, 2)
    assert ended.short_of == short_of
    assert ended.reason.startswith(reason)
