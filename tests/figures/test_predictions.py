import keras
import numpy as np
import pandas as pd
import pytest

from asirra.figures.contact_sheet import choose_mistakes, plot_contact_sheet
from asirra.figures.filters import plot_filters
from asirra.figures.predictions import plot_predictions
from asirra.figures.test_accuracy import plot_test_accuracy
from asirra.models.alexnet import build_alexnet
from asirra.models.weights import read_first_kernel

PREDICTIONS = pd.DataFrame(
    {
        "file": ["a", "b", "c", "d", "e"],
        "label": ["cat", "cat", "dog", "dog", "dog"],
        "predicted": ["cat", "dog", "dog", "dog", "cat"],
        "probability_cat": [0.9, 0.2, 0.3, 0.4, 0.95],
        "probability_dog": [0.1, 0.8, 0.7, 0.6, 0.05],
    }
)


def texts(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_predictions_are_drawn_as_matrix_curve_and_reliability():
    figure = plot_predictions(PREDICTIONS, "manual, seed 0")
    matrix, curve, reliability = figure.axes
    assert figure.get_suptitle() == "manual, seed 0: 5 test photos"
    assert [text.get_text() for text in matrix.texts] == [
        *("1\n50.0%", "1\n50.0%", "1\n33.3%", "2\n66.7%")
    ]
    assert (matrix.get_xlabel(), matrix.get_ylabel()) == ("predicted", "label")
    # Of the 6 pairs of a dog and a cat, the dog has the higher probability in 2.
    assert texts(curve) == ["chance", f"dog: area {2 / 6:.4f}"]
    assert reliability.lines[1].get_xdata().tolist() == [0.6, 0.7, 0.8, 0.925]
    assert reliability.lines[1].get_ydata().tolist() == [1, 1, 0, 0.5]


def test_three_classes_have_a_curve_each():
    predictions = PREDICTIONS.assign(probability_fox=0.0)
    predictions.loc[0, ["label", "predicted"]] = "fox"
    curve = plot_predictions(predictions, "x").axes[1]
    assert len(curve.lines) == 4


def test_the_most_confident_mistakes_come_first():
    mistakes = choose_mistakes(PREDICTIONS)
    assert mistakes["file"].tolist() == ["e", "b"]
    assert mistakes["confidence"].tolist() == [0.95, 0.8]


@pytest.mark.parametrize("num_photos", [0, 1, 7])
def test_a_contact_sheet_shows_each_photo_with_its_caption(num_photos):
    images = np.zeros((num_photos, 8, 8, 3), np.uint8)
    captions = [f"{k}$_x" for k in range(num_photos)]
    figure = plot_contact_sheet(images, captions, "mistakes")
    shown = [axes.get_title() for axes in figure.axes if axes.images]
    assert shown == captions


def test_test_accuracies_have_their_intervals_and_references():
    accuracies = pd.DataFrame(
        {
            "candidate": ["manual", "bayesian"],
            "seed": [0, 0],
            "test_accuracy": [0.7, 0.8],
            "ci_low": [0.6, 0.75],
            "ci_high": [0.85, 0.9],
        }
    )
    (axes,) = plot_test_accuracy(accuracies, {"published": 0.93}).axes
    bars = [container.lines[2][0].get_segments()[0] for container in axes.containers]
    np.testing.assert_allclose([bar[:, 0] for bar in bars], [[0.6, 0.85], [0.75, 0.9]])
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["manual, seed 0", "bayesian, seed 0"]
    assert texts(axes) == ["published"]
    assert list(axes.lines[-1].get_xdata()) == [0.93, 0.93]


def test_every_filter_of_the_saved_model_is_drawn(tmp_path):
    keras.backend.clear_session()
    model = build_alexnet(67, 2, [0.5, 0.5, 0.5], 0.2, "he_normal", 0.5, 0)
    model.save(tmp_path / "model.keras")
    kernel = read_first_kernel(tmp_path / "model.keras")
    np.testing.assert_array_equal(kernel, model.get_layer("conv1").kernel.numpy())
    figure = plot_filters(kernel, "manual")
    shown = [axes for axes in figure.axes if axes.images]
    assert len(shown) == kernel.shape[-1] == 19
    first = np.asarray(shown[0].images[0].get_array())
    assert (first.min(), first.max()) == (0, 1)
