"""From files to files, and the resume point that a job takes: its own alone."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from asirra.machine.devices import Device, configure_device
from asirra.objectives import Objective
from asirra.tables import read_trials
from asirra.training import run as training_run
from asirra.training.result import read_result
from asirra.training.run import EarlyEnd, TrainingJob, train_files, write_training
from tests.splits import make_split
from tests.training import examples
from tests.training.examples import ACCURACY, VALUES, assert_same


class Asked(Exception):
    """Raised in place of a training, with what it would have gone on from."""


@pytest.fixture
def job(tmp_path):
    """A job on 50 packed photos: 40 to learn from, 10 to validate."""
    parts = make_split(40), make_split(10, seed=1)
    np.save(tmp_path / "images.npy", np.concatenate([part.images for part in parts]))
    labels = np.concatenate([part.labels for part in parts])
    photos = pd.DataFrame(
        {
            "file": [f"{row}.jpg" for row in range(50)],
            "label": np.array(["cat", "dog"])[labels],
            "split": ["train"] * 40 + ["validation"] * 10,
        }
    )
    photos.to_csv(tmp_path / "photos.csv", index=False)
    mean_image = np.zeros((2, 2, 3)) + [0.3, 0.3, 0.3]
    np.save(tmp_path / "mean_image.npy", mean_image)
    return TrainingJob(
        hyperparameters=VALUES,
        objective=ACCURACY,
        images=str(tmp_path / "images.npy"),
        photos=str(tmp_path / "photos.csv"),
        mean_image=str(tmp_path / "mean_image.npy"),
        code=[],
        seed=0,
        resume_path=tmp_path / "resume_point.npz",
        resume_minutes=5,
    )


def test_what_is_trained_on_files_is_what_is_trained_on_their_photos(job, tmp_path):
    training, result = train_files(job)
    assert_same(training, examples.run(make_split(40)))
    assert result.hyperparameters == VALUES
    assert (result.status, result.num_epochs) == ("complete", VALUES["num_epochs"])
    assert (result.best_epoch, result.score) == (training.best_epoch, training.score)
    assert result.precision == "float32"
    assert result.device == configure_device("float32").name
    assert max(result.epoch_scores) == result.score
    scores = training.history_table()[ACCURACY.column]
    assert list(result.epoch_scores) == scores.tolist()
    assert len(result.epoch_scores) == result.num_epochs
    assert 0 < result.seconds < 600
    write_training(training, result, tmp_path / "history.csv", tmp_path / "result.json")
    assert read_result(tmp_path / "result.json", ACCURACY) == result
    history = read_trials(tmp_path / "history.csv")
    pd.testing.assert_frame_equal(history, training.history_table())


def test_a_job_ends_early_where_it_is_told_to(job):
    early_end = EarlyEnd(lambda training: "pruned")
    training, result = train_files(job, early_end)
    assert (result.status, result.num_epochs) == ("pruned", 1)


@pytest.fixture
def asked(monkeypatch):
    """Return a function: the resume point that a job takes, and what ends it early."""

    def train(hyperparameters, data, objective, seed, resume_point, end_early):
        raise Asked(resume_point, end_early)

    monkeypatch.setattr("asirra.training.loop.train", train)
    split = make_split(10)
    monkeypatch.setattr(training_run, "load_split", lambda *arguments: split)

    def ask(*arguments):
        with pytest.raises(Asked) as asked:
            train_files(*arguments)
        return asked.value.args

    return ask


@pytest.fixture
def identify(asked):
    """Return a function: the identity of the resume point that a job takes."""
    return lambda *arguments: asked(*arguments)[0].identity


def test_what_ends_a_training_early_is_part_of_what_it_is(job, identify):
    three, ten = (
        EarlyEnd(depends_on={"pruning": {"warmup_epochs": epochs}})
        for epochs in (3, 10)
    )
    assert identify(job, three) == identify(job, three)
    assert identify(job, three) != identify(job, ten) != identify(job)
    assert identify(replace(job, seed=1)) != identify(job)


def test_every_part_of_a_job_that_changes_its_result_is_part_of_what_it_is(
    job, identify, tmp_path
):
    (tmp_path / "loop.py").write_text("old")
    (tmp_path / "other.csv").write_text("file,label\n")
    np.save(tmp_path / "other.npy", np.ones((2, 2, 3)))
    code = [str(tmp_path / "loop.py")]
    luck = Objective("luck", "luck", lambda labels, probabilities: 0.0)
    changes = [
        {},
        {"hyperparameters": VALUES | {"weight_decay": 0.1}},
        {"hyperparameters": VALUES | {"network": "other"}},
        {"hyperparameters": VALUES | {"precision": "bfloat16"}},
        {"objective": luck},
        {"photos": str(tmp_path / "other.csv")},
        {"mean_image": str(tmp_path / "other.npy")},
        {"code": code},
        {"seed": 1},
    ]
    identities = [identify(replace(job, **change)) for change in changes]
    assert len(set(identities)) == len(changes)
    (tmp_path / "loop.py").write_text("new")
    assert identify(replace(job, code=code)) not in identities
    # How often it is saved, and where, changes nothing.
    elsewhere = replace(job, resume_minutes=0, resume_path=tmp_path / "x.npz")
    assert identify(elsewhere) == identify(job)


def test_what_it_runs_on_is_in_the_log_and_no_part_of_what_it_is(
    job, identify, monkeypatch, capsys
):
    def run_on(name, precision):
        device = Device(name, precision, "as a test says")
        monkeypatch.setattr(
            "asirra.machine.devices.configure_device", lambda *arguments: device
        )
        return identify(job)

    alone = run_on("AMD EPYC, 2 cores", "float32")
    output = capsys.readouterr().out
    assert "device AMD EPYC, 2 cores\nprecision float32: as a test says\n" in output
    assert run_on("AMD EPYC, 4 cores", "float32") == alone
    assert run_on("AMD EPYC, 2 cores", "bfloat16") != alone


def test_gpus_that_tensorflow_does_not_see_are_said_once_per_training(
    job, asked, monkeypatch
):
    monkeypatch.setattr(
        "asirra.machine.devices.visible_gpus", lambda environment: ["0"]
    )
    said = []
    asked(replace(job, say=said.append))
    assert len(said) == 1
    assert "TensorFlow sees none" in said[0]
    asked(replace(job, say=said.append, state="rung_0/state.npz"))
    assert len(said) == 1


def test_a_job_of_a_later_rung_starts_from_the_state_of_the_one_before(job, asked):
    decide = EarlyEnd(lambda training: None)
    resume_point, end_early = asked(replace(job, state="rung_0/state.npz"), decide)
    assert str(resume_point.origin) == "rung_0/state.npz"
    assert (resume_point.path, resume_point.minutes) == (job.resume_path, 5)
    assert end_early is decide.decide
    assert asked(job)[0].origin is None
