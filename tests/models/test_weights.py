import subprocess
import sys

import keras
import numpy as np
import pytest

from asirra.models.alexnet import build_alexnet
from asirra.models.network import NetworkSpec
from asirra.models.weights import read_first_kernel
from tests.conftest import ROOT

CHECK = """
import sys
import asirra.models.weights
assert not {"tensorflow", "keras"} & set(sys.modules)
"""


@pytest.mark.parametrize("num_before", [0, 3])
def test_the_first_kernel_of_a_saved_network_is_read(tmp_path, num_before):
    # A layer's place in the file is not counted over all that the process has built.
    for _ in range(num_before):
        keras.layers.Conv2D(2, 3)
    spec = NetworkSpec(67, 0.2, "he_normal", 0.5, 2, [0.5, 0.5, 0.5], 0)
    model = build_alexnet(spec, keras.layers.Dropout)
    model.save(tmp_path / "model.keras")
    kernel = read_first_kernel(tmp_path / "model.keras")
    np.testing.assert_array_equal(kernel, model.get_layer("conv1").kernel.numpy())
    assert kernel.shape == (11, 11, 3, 19)


def test_it_is_read_without_tensorflow():
    folder = ROOT / "workflow" / "scripts"
    subprocess.run([sys.executable, "-c", CHECK], cwd=folder, check=True)


def test_the_first_convolution_of_three_channels_is_found_at_any_depth(tmp_path):
    layers = keras.layers
    grey = layers.Conv2D(1, 1)
    inner = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(5, 2)])
    pixels = keras.Input((8, 8, 3))
    features = [inner(pixels), layers.Conv2D(4, 2)(grey(pixels[..., :1]))]
    keras.Model(pixels, features).save(tmp_path / "model.keras")
    kernel = read_first_kernel(tmp_path / "model.keras")
    np.testing.assert_array_equal(kernel, inner.layers[0].kernel.numpy())
