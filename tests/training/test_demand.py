import math

import pytest

from asirra.models.alexnet import build_alexnet
from asirra.models.sizes import network_size
from asirra.training.demand import training_memory_mb, training_minutes


@pytest.mark.parametrize(
    ("crop", "width", "classes"), [(227, 1.0, 2), (83, 0.5, 2), (67, 0.3, 5)]
)
def test_the_size_is_that_of_the_network(crop, width, classes):
    model = build_alexnet(crop, classes, [0.5] * 3, width, "alexnet", 0.5, 0)
    size = network_size(crop, width, classes)
    assert size.parameters == model.count_params()
    shapes = [
        layer.output.shape[1:]
        for layer in model.layers
        if layer.name.startswith(("conv", "pool", "fc"))
    ]
    assert size.activations == sum(math.prod(shape) for shape in shapes)


def test_alexnet_computes_what_is_known_of_it():
    # One tower: 1.1 billion multiplications and additions; 6.6 GFLOP to train a photo.
    size = network_size(227, 1.0, 2)
    assert 3 * 2 * size.multiply_adds == pytest.approx(6.6e9, rel=0.05)


def test_more_of_anything_asks_for_more():
    small, large = network_size(83, 0.5, 2), network_size(227, 1.0, 2)
    assert training_memory_mb(small, 128) < training_memory_mb(large, 128)
    assert training_memory_mb(large, 128) < training_memory_mb(large, 256)
    assert training_minutes(small, 100_000, 1) < training_minutes(large, 100_000, 1)
    assert training_minutes(large, 100_000, 1) < training_minutes(large, 300_000, 1)
    assert training_minutes(large, 100_000, 1) < training_minutes(large, 100_000, 10)
