import keras
import numpy as np

from asirra.figures.filters import plot_filters
from asirra.models.alexnet import build_alexnet
from asirra.models.network import NetworkSpec
from asirra.models.weights import read_first_kernel


def test_every_filter_of_the_saved_model_is_drawn(tmp_path):
    keras.backend.clear_session()
    spec = NetworkSpec(67, 0.2, "he_normal", 0.5, 2, [0.5, 0.5, 0.5], 0)
    model = build_alexnet(spec, keras.layers.Dropout)
    model.save(tmp_path / "model.keras")
    kernel = read_first_kernel(tmp_path / "model.keras")
    np.testing.assert_array_equal(kernel, model.get_layer("conv1").kernel.numpy())
    figure = plot_filters(kernel, "manual")
    shown = [axes for axes in figure.axes if axes.images]
    assert len(shown) == kernel.shape[-1] == 19
    first = np.asarray(shown[0].images[0].get_array())
    assert (first.min(), first.max()) == (0, 1)


def test_a_network_without_a_convolution_has_a_figure_that_says_so(tmp_path):
    pixels = keras.Input((8, 8, 3))
    features = keras.layers.Conv2D(2, 3)(keras.layers.Conv2D(4, 1)(pixels[..., :1]))
    keras.Model(pixels, features).save(tmp_path / "model.keras")
    kernel = read_first_kernel(tmp_path / "model.keras")
    assert kernel is None
    figure = plot_filters(kernel, "manual")
    assert figure.texts[0].get_text() == "manual: none, no convolution of pixels"
