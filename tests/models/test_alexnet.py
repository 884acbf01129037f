import math

import keras
import numpy as np
import pytest

from asirra.models.alexnet import ALEXNET, build_alexnet, measure_alexnet
from asirra.models.network import NetworkSpec

MEAN = [0.5, 0.4, 0.3]


def build(crop=67, classes=2, width=0.05, initializer="he_normal", seed=0):
    spec = NetworkSpec(crop, width, initializer, 0.5, classes, MEAN, seed)
    return build_alexnet(spec, keras.layers.Dropout)


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


def test_the_smallest_crop_works():
    least = ALEXNET.min_crop_size_px
    assert least == 67
    model = build(least)
    assert model(np.zeros((1, least, least, 3), np.uint8)).shape == (1, 2)
    assert model.get_layer("pool5").output.shape[1:3] == (1, 1)


@pytest.mark.parametrize("crop", [1, 11, 35, 66])
def test_no_smaller_crop_builds(crop):
    assert crop < ALEXNET.min_crop_size_px
    with pytest.raises(ValueError, match="(?i)negative|output size|shape"):
        build(crop)


@pytest.mark.parametrize(
    ("crop", "width", "classes"),
    [(227, 1.0, 2), (83, 0.5, 2), (67, 0.3, 5), (67, 0.001, 3)],
)
def test_the_size_is_that_of_the_network(crop, width, classes):
    model = build(crop, classes, width, "alexnet")
    size = ALEXNET.size(crop, width, classes)
    assert size.parameters == model.count_params()
    shapes = {
        layer.name: layer.output.shape[1:]
        for layer in model.layers
        if layer.name.startswith(("conv", "pool", "fc"))
    }
    assert size.activations == sum(map(math.prod, shapes.values()))
    # A kernel is applied at each place of the output; a matrix once.
    assert size.multiply_adds == sum(
        math.prod(layer.kernel.shape) * math.prod(shapes[layer.name][:-1])
        for layer in model.layers
        if layer.name.startswith(("conv", "fc"))
    )


def test_alexnet_computes_what_is_known_of_it():
    # One tower: 1.1 billion multiplications and additions; 6.6 GFLOP to train a photo.
    size = measure_alexnet(227, 1.0, 2)
    assert 3 * 2 * size.multiply_adds == pytest.approx(6.6e9, rel=0.05)


def test_the_dropout_is_of_the_class_that_is_asked_for():
    class Mine(keras.layers.Dropout):
        pass

    spec = NetworkSpec(67, 0.05, "he_normal", 0.25, 2, MEAN, 0)
    model = build_alexnet(spec, Mine)
    layers = [layer for layer in model.layers if "dropout" in layer.name]
    assert [layer.name for layer in layers] == ["dropout6", "dropout7"]
    assert all(type(layer) is Mine and layer.rate == 0.25 for layer in layers)
    # Their seeds differ, and from those of the weights.
    assert len({layer.seed for layer in layers}) == 2
