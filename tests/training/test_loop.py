import re

import numpy as np
import pytest

from asirra.errors import InputError
from asirra.machine.backend import keras
from asirra.machine.devices import configure_device
from asirra.models.network import Network, NetworkSize
from asirra.models.registry import NETWORKS
from asirra.objectives import OBJECTIVES, Objective
from asirra.photos.packed import Split
from asirra.prediction.predictor import make_predictor
from tests.splits import make_split
from tests.training.examples import assert_same, run


def test_the_same_training_twice_gives_the_same_bits_and_it_learns(split):
    first, second = run(split, num_epochs=8), run(split, num_epochs=8)
    assert first.history_table().to_csv() == second.history_table().to_csv()
    for a, b in zip(first.model.get_weights(), second.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert first.status == "complete"
    assert len(first.history) == 8
    assert first.score == 1.0
    assert first.history[-1]["loss"] < first.history[0]["loss"]


def test_every_step_has_its_loss_and_every_epoch_a_line(split, capsys):
    training = run(split, num_epochs=3)
    losses, history = training.losses_table(), training.history_table()
    num_steps = len(losses) // 3
    assert losses["step"].tolist() == list(range(1, 3 * num_steps + 1))
    assert losses["epoch"].iloc[[num_steps - 1, -1]].tolist() == [1, 3]
    means = losses["loss"].to_numpy().reshape(3, num_steps).mean(axis=1)
    np.testing.assert_allclose(history["loss"], means)
    lines = capsys.readouterr().out.splitlines()
    expected = (
        r"epoch 2/3  loss \d+\.\d{4}  training accuracy 0\.\d{4}  validation accuracy "
        r"[01]\.\d{4} \(best [01]\.\d{4} in epoch [12]\)  learning rate \S+  "
        r"\d+ min \d\d s left"
    )
    assert sum(re.fullmatch(expected, line) is not None for line in lines) == 1
    assert lines[-1].endswith("  0 min 00 s left")


def test_photos_of_other_splits_change_nothing(split):
    rows = np.arange(0, 40, 2) + np.arange(20) % 2
    mixed = make_split(40, rows=rows)
    others = Split(mixed.images.copy(), rows, mixed.labels, mixed.classes, mixed.files)
    others.images[np.setdiff1d(np.arange(40), rows)] = 255
    assert run(mixed).history == run(others).history


def test_the_model_has_the_weights_of_the_best_validation_epoch(split):
    training = run(split, num_epochs=4, learning_rate=0.03)
    scores = [row["validation_accuracy"] for row in training.history]
    assert training.score == max(scores)
    assert training.best_epoch == scores.index(max(scores)) + 1
    validation = make_split(10, seed=1)
    predict = make_predictor(training.model, 72, 1)
    predicted = predict(validation.images, validation.rows).argmax(axis=1)
    assert np.mean(predicted == validation.labels) == training.score


def test_a_loss_that_is_not_finite_ends_the_training_at_once(split):
    training = run(split, learning_rate=1e30, num_epochs=5)
    assert training.status == "diverged"
    assert training.history == []
    assert training.best_epoch == 0
    assert 0 <= training.score <= 1
    assert np.isfinite(training.model.get_weights()[0]).all()
    assert training.history_table().columns.tolist()[0] == "epoch"


def test_the_schedule_lowers_the_rate(split):
    training = run(split, learning_rate=1e-9, learning_rate_patience=0, num_epochs=3)
    rates = [row["learning_rate"] for row in training.history]
    assert rates == pytest.approx([1e-9, 1e-9, 1e-10])


def test_a_training_that_is_pruned_keeps_its_best_epoch(split):
    changes = {"num_epochs": 4, "learning_rate": 0.03, "learning_rate_patience": 0}
    pruned = run(
        split,
        end_early=lambda t: "pruned" if len(t.history) == 2 else None,
        **changes,
    )
    assert (pruned.status, len(pruned.history)) == ("pruned", 2)
    assert pruned.history == run(split, **changes).history[:2]
    best = max(row["validation_accuracy"] for row in pruned.history)
    assert pruned.score == best


def test_a_batch_larger_than_the_photos_is_an_error(split):
    with pytest.raises(InputError, match=r"training\.batch_size"):
        run(split, batch_size=41)


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_mixed_precision_trains_with_float32_variables(split, precision):
    assert configure_device(precision).precision == precision
    training = run(split, precision=precision)
    assert training.status == "complete"
    assert {v.dtype for v in training.model.trainable_variables} == {"float32"}


def scripted(*scores):
    """Return an objective that gives these scores, an epoch each, whatever it sees."""
    left = list(scores)
    return Objective("luck", "luck", lambda labels, probabilities: left.pop(0))


def test_the_objective_chooses_the_best_epoch_and_names_its_column(split, capsys):
    training = run(split, objective=scripted(-0.7, -0.2, -0.5, -0.2), num_epochs=4)
    assert (training.best_epoch, training.score) == (2, -0.2)
    assert training.history_table().columns.tolist() == [
        *("epoch", "loss", "train_accuracy", "validation_luck", "learning_rate")
    ]
    column = [row["validation_luck"] for row in training.history]
    assert column == [-0.7, -0.2, -0.5, -0.2]
    assert (
        "validation luck -0.5000 (best -0.2000 in epoch 2)" in capsys.readouterr().out
    )
    shorter = run(split, objective=scripted(-0.7, -0.2), num_epochs=2)
    weights = zip(
        training.model.get_weights(), shorter.model.get_weights(), strict=True
    )
    for a, b in weights:
        np.testing.assert_array_equal(a, b)


def test_the_objective_sees_the_validation_photos_labels_and_their_probabilities(split):
    seen = []

    def measure(labels, probabilities):
        seen.append((labels, probabilities))
        return 0.0

    run(split, objective=Objective("seen", "seen", measure), num_epochs=1)
    ((labels, probabilities),) = seen
    assert labels.tolist() == make_split(10, seed=1).labels.tolist()
    assert probabilities.shape == (10, 2)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)


@pytest.fixture
def tiny_network(monkeypatch):
    """A second network that the configuration may name: one layer on few pixels."""

    def build(spec, dropout_layer):
        return keras.Sequential(
            [
                keras.Input((spec.crop_size_px, spec.crop_size_px, 3)),
                keras.layers.Rescaling(1 / 255, [-mean for mean in spec.channel_mean]),
                keras.layers.AveragePooling2D(4),
                keras.layers.Flatten(),
                dropout_layer(spec.dropout, seed=spec.seed),
                keras.layers.Dense(
                    spec.num_classes,
                    dtype="float32",
                    kernel_initializer=keras.initializers.HeNormal(spec.seed),
                ),
            ],
            name="tiny",
        )

    def size(crop_size_px, width, num_classes):
        weights = (crop_size_px // 4) ** 2 * 3 * num_classes
        return NetworkSize(weights + num_classes, num_classes, weights)

    network = Network("tiny", build, size, min_crop_size_px=4)
    monkeypatch.setitem(NETWORKS, "tiny", network)
    return network


def test_another_network_of_the_registry_is_trained_as_the_first_is(
    split, tiny_network
):
    changes = {"network": "tiny", "crop_size_px": 8, "num_epochs": 6}
    training = run(split, **changes, learning_rate=0.03)
    assert training.model.name == "tiny"
    assert training.model.count_params() == tiny_network.size(8, 1.0, 2).parameters
    assert (training.status, training.score) == ("complete", 1.0)
    assert training.history[-1]["loss"] < training.history[0]["loss"]
    assert_same(training, run(split, **changes, learning_rate=0.03))


def test_the_epoch_with_the_lowest_log_loss_is_kept(split, capsys):
    training = run(split, objective=OBJECTIVES["log_loss"], num_epochs=4)
    values = [row["validation_log_loss"] for row in training.history]
    assert min(values) > 0
    assert training.best_epoch == values.index(min(values)) + 1
    assert training.score == -min(values)
    assert f"(best {min(values):.4f} in epoch" in capsys.readouterr().out


def test_the_cosine_has_a_rate_for_every_epoch(split):
    training = run(split, schedule="cosine", num_epochs=4)
    rates = [row["learning_rate"] for row in training.history]
    waves = [(1 + np.cos(np.pi * epoch / 4)) / 2 for epoch in range(4)]
    assert rates == pytest.approx([0.01 * wave for wave in waves])


def test_weights_of_classes_change_the_training_and_weights_of_one_do_not(split):
    plain = run(split)
    # As many photos of each class: all weigh 1.
    assert run(split, class_weights="balanced").history == plain.history
    uneven = make_split(40, rows=np.array([*range(0, 40, 2), *range(1, 10, 2)]))
    weighed = run(uneven, class_weights="balanced")
    assert weighed.losses[0] != run(uneven).losses[0]
