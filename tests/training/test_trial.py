import json
import subprocess
import sys

import pandas as pd
import pytest

from asirra.errors import InputError
from asirra.training import trial as trial_module
from asirra.training.attempts import Attempt, killed
from asirra.training.causes import CannotTrain
from asirra.training.result import read_result
from asirra.training.run import TO_THE_END, TrainingJob
from asirra.training.trial import TrialPaths, train_or_fail
from tests.conftest import ROOT
from tests.training.examples import ACCURACY, VALUES

JOB = TrainingJob(
    hyperparameters=VALUES,
    objective=ACCURACY,
    images="none.npy",
    photos="none.csv",
    mean_image="none.npy",
    code=[],
    seed=0,
    resume_path="none.npz",
    resume_minutes=5,
)


def make_paths(tmp_path, number=0):
    folder = tmp_path / f"search/bayesian/trial_{number:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "parameters.json").write_text(json.dumps({"width": 1 + number}))
    return TrialPaths(*(folder / f for f in ("parameters.json", "h.csv", "r.json")))


def make_attempt(paths, number):
    return Attempt(number, 2, paths.result.with_name("attempts.json"), 60)


def fail_with(monkeypatch, error):
    def raises(job, early_end):
        raise error

    monkeypatch.setattr(trial_module, "train_files", raises)


def train(paths, number):
    return train_or_fail(JOB, TO_THE_END, make_attempt(paths, number), paths)


def test_memory_is_tried_again_and_then_it_failed(tmp_path, monkeypatch, capsys):
    paths = make_paths(tmp_path)
    fail_with(monkeypatch, CannotTrain("ResourceExhaustedError: OOM", is_memory=True))
    for number in (1, 2):
        with pytest.raises(CannotTrain):
            train(paths, number)
        assert not paths.result.exists()
    result = train(paths, 3)
    assert (result.status, result.reason) == ("failed", "ResourceExhaustedError: OOM")
    assert read_result(paths.result, ACCURACY) == result
    assert result.hyperparameters == VALUES
    history = pd.read_csv(paths.history)
    assert [*history] == [
        *("epoch", "loss", "train_accuracy", "validation_accuracy", "learning_rate")
    ]
    assert len(history) == 0
    assert not paths.result.with_name("attempts.json").exists()
    # For the log, of which Snakemake keeps none but the last attempt's.
    log = capsys.readouterr().out
    assert log.count("Traceback") == 2
    assert "attempt 2: ResourceExhaustedError: OOM" in log


def test_what_would_fail_again_has_failed_at_once(tmp_path, monkeypatch, capsys):
    paths = make_paths(tmp_path)
    fail_with(monkeypatch, CannotTrain("ValueError: negative", is_certain=True))
    result = train(paths, 1)
    assert (result.status, result.reason) == ("failed", "ValueError: negative")
    assert not paths.result.with_name("attempts.json").exists()
    # For the log.
    assert "Traceback" in capsys.readouterr().err


def test_a_trial_whose_attempts_all_vanish_was_killed(tmp_path):
    result = train(make_paths(tmp_path), 3)
    assert result.reason == killed(2).reason


def test_a_wrong_input_is_never_a_trial_that_failed(tmp_path, monkeypatch):
    paths = make_paths(tmp_path)
    fail_with(monkeypatch, InputError("batch_size: expected at most 40 photos"))
    with pytest.raises(InputError):
        train(paths, 1)
    for number in (2, 3):
        with pytest.raises(SystemExit):
            train(paths, number)
    assert not paths.result.exists()


def test_the_third_in_a_row_is_an_error_which_stays_one(tmp_path, monkeypatch):
    fail_with(monkeypatch, CannotTrain("ValueError: negative", is_certain=True))
    earlier = [make_paths(tmp_path, number) for number in (0, 1)]
    for paths in earlier:
        train(paths, 1)
    paths = make_paths(tmp_path, 2)
    with pytest.raises(InputError, match="failed in a row"):
        train(paths, 1)
    assert not any(path.result.exists() for path in (*earlier, paths))
    # The others in the row are gone now, but this run has said what it found.
    for number in (2, 3):
        with pytest.raises(SystemExit):
            train(paths, number)
    assert not paths.result.exists()


def test_the_last_attempt_does_without_tensorflow(tmp_path):
    make_paths(tmp_path)
    # What the examples of the tests import is not what the job imports.
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from asirra.objectives import OBJECTIVES\n"
        "from asirra.training.attempts import Attempt\n"
        "from asirra.training.run import TO_THE_END, TrainingJob\n"
        "from asirra.training.trial import TrialPaths, train_or_fail\n"
        f"folder = Path({str(tmp_path)!r}) / 'search/bayesian/trial_000'\n"
        "names = ('parameters.json', 'history.csv', 'result.json')\n"
        "job = TrainingJob({}, OBJECTIVES['accuracy'], '', '', '', [], 0, folder, 5)\n"
        "attempt = Attempt(3, 2, folder / 'attempts.json', 60)\n"
        "paths = TrialPaths(*(folder / name for name in names))\n"
        "assert train_or_fail(job, TO_THE_END, attempt, paths).status == 'failed'\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        env={"PYTHONPATH": str(ROOT / "workflow/scripts")},
    )
