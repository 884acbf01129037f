import numpy as np
import pytest
import tensorflow as tf

from asirra.training.batches import training_batch
from asirra.training.step import mirror
from tests.splits import make_split
from tests.training.examples import run


def test_the_chosen_crops_are_mirrored_and_the_others_left_alone():
    crops = np.random.default_rng(0).integers(0, 256, (4, 5, 7, 3), np.uint8)
    found = mirror(tf.constant(crops), tf.constant([True, False, False, True])).numpy()
    assert found.dtype == np.uint8
    for k in (0, 3):
        np.testing.assert_array_equal(found[k], np.fliplr(crops[k]))
    for k in (1, 2):
        np.testing.assert_array_equal(found[k], crops[k])


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
