import numpy as np
import pytest

from asirra.errors import InputError
from asirra.models.alexnet import build_alexnet

MEAN = [0.5, 0.4, 0.3]


def build(crop=67, classes=2, width=0.05, initializer="he_normal", seed=0):
    return build_alexnet(crop, classes, MEAN, width, initializer, 0.5, seed)


def test_the_published_network_has_the_published_shapes():
    model = build(227, 2, 1.0, "alexnet")
    shapes = {layer.name: layer.output.shape[1:] for layer in model.layers}
    assert shapes["conv1"] == (55, 55, 96)
    assert shapes["pool1"] == (27, 27, 96)
    assert shapes["conv2"] == (27, 27, 256)
    assert shapes["conv3"] == shapes["conv4"] == (13, 13, 384)
    assert shapes["conv5"] == (13, 13, 256)
    assert shapes["pool5"] == (6, 6, 256)
    assert shapes["fc6"] == shapes["fc7"] == (4096,)
    assert shapes["fc8"] == (2,)
    # 3,747,200 of the convolutions, 54,542,338 of fc6 to fc8.
    assert model.count_params() == 58_289_538


def test_the_published_weights_and_biases():
    model = build(67, 2, 0.5, "alexnet")
    biases = {"conv1": 0, "conv2": 0.1, "conv3": 0, "conv4": 0.1, "conv5": 0.1}
    biases |= {"fc6": 0.1, "fc7": 0.1, "fc8": 0}
    for name, bias in biases.items():
        kernel, offset = model.get_layer(name).get_weights()
        deviation = 0.005 if name in ("fc6", "fc7") else 0.01
        assert kernel.std() == pytest.approx(deviation, rel=0.05)
        np.testing.assert_allclose(offset, bias)


def test_he_has_zero_biases_and_a_deviation_by_the_inputs():
    kernel, offset = build(width=0.5).get_layer("conv1").get_weights()
    assert kernel.std() == pytest.approx((2 / (11 * 11 * 3)) ** 0.5, rel=0.05)
    assert not offset.any()


def test_width_scales_every_layer_but_the_last():
    model = build(width=0.25, classes=3)
    units = {layer.name: layer.output.shape[-1] for layer in model.layers}
    assert (units["conv1"], units["conv2"], units["conv3"]) == (24, 64, 96)
    assert (units["fc6"], units["fc7"], units["fc8"]) == (1024, 1024, 3)


def test_layers_differ_and_the_seed_decides():
    def kernels(seed):
        model = build(seed=seed)
        return [
            model.get_layer(n).get_weights()[0].ravel()[:9] for n in ("conv3", "conv4")
        ]

    (a, b), (again, _), (other, _) = kernels(0), kernels(0), kernels(1)
    np.testing.assert_array_equal(a, again)
    assert not np.array_equal(a, other)
    assert not np.array_equal(a, b)


def test_the_mean_is_subtracted_from_pixels_scaled_to_one():
    pixels = np.full((1, 67, 67, 3), 255, np.uint8)
    rescaled = build().get_layer("rescale")(pixels)
    np.testing.assert_allclose(rescaled[0, 0, 0], [0.5, 0.6, 0.7], rtol=1e-6)


def test_a_crop_too_small_is_an_error_that_says_which_sizes_work():
    with pytest.raises(
        InputError, match=r"model\.crop_size_px: expected 67 or more.*66"
    ):
        build(66)


def test_the_smallest_crop_works():
    assert build(67)(np.zeros((1, 67, 67, 3), np.uint8)).shape == (1, 2)
