"""What a training knows of itself, without the network that it trains."""

import json
import math

import keras
import numpy as np
import pytest

from asirra.training.schedules import PlateauSchedule
from asirra.training.state import Training
from tests.training.examples import ACCURACY


@pytest.fixture
def training():
    """A training of two epochs of three steps, not yet begun."""
    return make_training()


def make_training():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    optimizer = keras.optimizers.SGD(0.1, momentum=0.9)
    optimizer.build(model.trainable_variables)
    return Training(
        model=model,
        optimizer=optimizer,
        schedule=PlateauSchedule(0.1, 0.5, 0, 0.0),
        objective=ACCURACY,
        num_epochs=2,
        num_steps=3,
    )


def end_epoch(training, score, losses=(0.3, 0.2, 0.1), num_correct=2):
    for loss in losses:
        assert training.end_step(loss, num_correct)
    training.end_epoch(score, num_photos=12)


def weights_of(training, value):
    """Set all weights to a value, as a step changes them."""
    training.model.set_weights(
        [np.full_like(array, value) for array in training.model.get_weights()]
    )


def test_an_epoch_is_a_row_of_means_and_the_first_of_the_best_is_kept(training):
    for value, score in ((1.0, 0.5), (2.0, 0.75), (3.0, 0.75)):
        weights_of(training, value)
        end_epoch(training, score)
    assert (training.best_epoch, training.score) == (2, 0.75)
    assert {array.mean() for array in training.best_weights} == {2.0}
    table = training.history_table()
    assert table["epoch"].tolist() == [1, 2, 3]
    assert table["loss"].tolist() == pytest.approx([0.2] * 3)
    assert table["train_accuracy"].tolist() == [0.5] * 3
    assert table["validation_accuracy"].tolist() == [0.5, 0.75, 0.75]


def test_a_row_has_the_rate_of_its_own_epoch_and_the_optimiser_the_next(training):
    for score in (0.5, 0.5, 0.5):
        end_epoch(training, score)
    rates = [row["learning_rate"] for row in training.history]
    assert rates == [0.1, 0.1, 0.05]
    assert float(training.optimizer.learning_rate) == pytest.approx(0.025)


def test_epochs_end_after_their_last_step(training):
    between = []
    for _ in range(6):
        between.append(training.is_between_epochs)
        training.end_step(0.5, 1)
    assert between == [False, False, False, True, False, False]
    assert training.losses_table().to_dict("list") == {
        "step": [1, 2, 3, 4, 5, 6],
        "epoch": pytest.approx([1 / 3, 2 / 3, 1, 4 / 3, 5 / 3, 2]),
        "loss": [0.5] * 6,
    }


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_a_step_whose_loss_is_not_finite_ends_it_and_does_not_count(
    training, loss, capsys
):
    assert training.end_step(0.5, 1)
    assert not training.end_step(loss, 1)
    assert (training.status, training.step) == ("diverged", 1)
    assert training.losses == [0.5]
    assert f"step 1  loss {loss}: diverged" in capsys.readouterr().out


def test_a_table_without_rows_has_its_columns(training):
    assert training.history_table().columns.tolist() == [
        *("epoch", "loss", "train_accuracy", "validation_accuracy", "learning_rate")
    ]
    assert training.losses_table().columns.tolist() == ["step", "epoch", "loss"]


def test_what_it_saves_is_all_of_it(training):
    weights_of(training, 1.0)
    end_epoch(training, 0.5)
    weights_of(training, 2.0)
    end_epoch(training, 0.25)
    training.end_step(0.7, 3)
    training.start -= 100
    arrays = training.to_arrays()
    # As a file gives them back: no pickles.
    assert all(array.dtype != object for array in arrays.values())
    again = make_training()
    again.from_arrays(arrays)
    assert again.history == training.history
    assert (again.best_epoch, again.score) == (1, 0.5)
    assert (again.step, again.losses) == (training.step, training.losses)
    assert again.num_correct == 3
    assert again.schedule == training.schedule
    assert again.seconds == pytest.approx(training.seconds, abs=5)
    assert {array.mean() for array in again.model.get_weights()} == {2.0}
    assert {array.mean() for array in again.best_weights} == {1.0}
    rates = [float(each.optimizer.learning_rate) for each in (again, training)]
    assert rates == pytest.approx([0.05, 0.05])


def test_before_the_first_epoch_it_saves_that_there_is_no_score(training):
    again = make_training()
    again.from_arrays(training.to_arrays())
    assert math.isnan(again.score)
    assert again.schedule == training.schedule


def test_what_it_saves_names_neither_schedule_nor_objective(training):
    end_epoch(training, 0.5)
    saved = json.loads(training.to_arrays()["text"].item())
    assert saved["schedule"] == training.schedule.state()
    assert not {"objective", "status"} & set(saved["numbers"])
    assert "plateau" not in json.dumps(saved).lower()
