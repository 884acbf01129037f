import re

import numpy as np
import pytest
import tensorflow as tf

from asirra.errors import InputError
from asirra.photos.packed import Split
from asirra.prediction.predictor import make_predictor
from asirra.training.batches import training_batch
from asirra.training.hyperparameters import Hyperparameters
from asirra.training.loop import train
from tests.splits import make_split

VALUES = {
    "crop_size_px": 67,
    "width": 0.05,
    "initializer": "he_normal",
    "dropout": 0.5,
    "batch_size": 8,
    "num_epochs": 2,
    "momentum": 0.9,
    "learning_rate": 0.01,
    "weight_decay": 0.0005,
    "learning_rate_patience": 30,
    "learning_rate_decay": 0.1,
    "score_threshold": 1e-4,
    "validation_patches": 1,
    "precision": "float32",
    "devices": 1,
}
MEAN = [0.3, 0.3, 0.3]


def run(split, seed=0, **changes):
    hyperparameters = Hyperparameters(**VALUES | changes)
    return train(hyperparameters, split, make_split(10, seed=1), MEAN, seed)


def test_the_same_training_twice_gives_the_same_bits_and_it_learns(split):
    first, second = run(split, num_epochs=8), run(split, num_epochs=8)
    assert first.history_table().to_csv() == second.history_table().to_csv()
    for a, b in zip(first.model.get_weights(), second.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert first.status == "complete"
    assert len(first.history) == 8
    assert first.validation_accuracy == 1.0
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
        r"epoch 2/3  loss \d+\.\d{4}  accuracy: training 0\.\d{4}, validation "
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
    assert training.validation_accuracy == max(scores)
    assert training.best_epoch == scores.index(max(scores)) + 1
    validation = make_split(10, seed=1)
    predict = make_predictor(training.model, 72, 1)
    predicted = predict(validation.images, validation.rows).argmax(axis=1)
    assert np.mean(predicted == validation.labels) == training.validation_accuracy


def test_a_loss_that_is_not_finite_ends_the_training_at_once(split):
    training = run(split, learning_rate=1e30, num_epochs=5)
    assert training.status == "diverged"
    assert training.history == []
    assert training.best_epoch == 0
    assert 0 <= training.validation_accuracy <= 1
    assert np.isfinite(training.model.get_weights()[0]).all()
    assert training.history_table().columns.tolist()[0] == "epoch"


def test_the_schedule_lowers_the_rate(split):
    training = run(split, learning_rate=1e-9, learning_rate_patience=0, num_epochs=3)
    rates = [row["learning_rate"] for row in training.history]
    assert rates == pytest.approx([1e-9, 1e-9, 1e-10])


def test_a_step_goes_down_the_gradient_of_the_regularised_loss():
    split = make_split(8)
    rate, decay = 0.01, 0.1
    changes = {"dropout": 0.0, "num_epochs": 1, "weight_decay": decay}
    start = run(split, learning_rate=1e-30, **changes).model
    training = run(split, learning_rate=rate, **changes)
    crops, mirrored, labels = training_batch(split, 67, 8, seed=0, step=0)
    crops[mirrored] = crops[mirrored][:, :, ::-1]
    with tf.GradientTape() as tape:
        log_softmax = tf.nn.log_softmax(start(crops))
        entropy = -tf.reduce_mean(tf.gather(log_softmax, labels, batch_dims=1))
    gradients = tape.gradient(entropy, start.trainable_variables)
    variables = zip(
        start.trainable_variables,
        gradients,
        training.model.trainable_variables,
        strict=True,
    )
    squares = 0.0
    for before, gradient, after in variables:
        expected = before - rate * (gradient + decay * before)
        np.testing.assert_allclose(after, expected, rtol=1e-4, atol=1e-6)
        squares += float(tf.reduce_sum(before**2))
    loss = float(entropy) + decay * squares / 2
    assert training.history[0]["loss"] == pytest.approx(loss, rel=1e-5)


def test_a_batch_larger_than_the_photos_is_an_error(split):
    with pytest.raises(InputError, match=r"training\.batch_size"):
        run(split, batch_size=41)


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_mixed_precision_trains_with_float32_variables(split, precision):
    import keras

    from asirra.machine.devices import configure_device

    try:
        assert configure_device(precision) == precision
        training = run(split, precision=precision)
        assert training.status == "complete"
        assert {v.dtype for v in training.model.trainable_variables} == {"float32"}
    finally:
        keras.mixed_precision.set_dtype_policy("float32")


def test_predictions_are_the_mean_of_the_softmax_over_patches(split):
    model = run(split, num_epochs=1).model
    predict = make_predictor(model, 72, 10)
    probabilities = predict(split.images, split.rows[:3])
    assert probabilities.shape == (3, 2)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)
    photo = split.images[split.rows[1]]
    corners = [(2, 2), (0, 0), (0, 5), (5, 0), (5, 5)]
    crops = [photo[t : t + 67, s : s + 67] for t, s in corners]
    crops += [crop[:, ::-1] for crop in crops]
    expected = tf.nn.softmax(model(np.stack(crops))).numpy().mean(axis=0)
    np.testing.assert_allclose(probabilities[1], expected, rtol=1e-4)
