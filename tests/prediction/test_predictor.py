import keras
import numpy as np
import pytest
import tensorflow as tf

from asirra.models.alexnet import build_alexnet
from asirra.models.network import NetworkSpec
from asirra.prediction.predictor import PATCHES_AT_ONCE, make_predictor
from tests.splits import make_split


@pytest.fixture(scope="module")
def model():
    spec = NetworkSpec(67, 0.05, "he_normal", 0.5, 2, [0.3, 0.3, 0.3], 0)
    return build_alexnet(spec, keras.layers.Dropout)


def test_predictions_are_the_mean_of_the_softmax_over_patches(model):
    split = make_split(40)
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


def test_one_patch_is_the_centre(model):
    split = make_split(4)
    probabilities = make_predictor(model, 72, 1)(split.images, split.rows)
    crops = split.images[:, 2:69, 2:69]
    expected = tf.nn.softmax(model(crops)).numpy()
    np.testing.assert_allclose(probabilities, expected, rtol=1e-4)


def test_a_photo_is_predicted_alike_wherever_it_stands_in_however_many(model):
    # More than go through the network at once, and no multiple of those.
    num_photos = PATCHES_AT_ONCE + 3
    split = make_split(num_photos)
    predict = make_predictor(model, 72, 1)
    all_of_them = predict(split.images, split.rows)
    assert all_of_them.shape == (num_photos, 2)
    rows = np.array([PATCHES_AT_ONCE + 1, 5, 0])
    found = predict(split.images, rows)
    np.testing.assert_allclose(found, all_of_them[rows], rtol=1e-5)


def test_it_predicts_with_the_weights_that_the_model_has_by_then(model):
    split = make_split(4)
    predict = make_predictor(model, 72, 1)
    before, weights = predict(split.images, split.rows), model.get_weights()
    try:
        model.set_weights([np.zeros_like(array) for array in weights])
        # On some CPUs the last bit of a half is not exact.
        assert predict(split.images, split.rows) == pytest.approx(0.5, abs=1e-6)
    finally:
        model.set_weights(weights)
    np.testing.assert_array_equal(predict(split.images, split.rows), before)
