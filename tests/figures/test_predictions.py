import numpy as np
import pandas as pd
import pytest

from asirra.figures.predictions import plot_predictions
from tests.figures.tables import PREDICTIONS, looks


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


@pytest.mark.parametrize("num_classes", [5, 12])
def test_the_curves_of_many_classes_are_told_apart(num_classes):
    """A fifth class had the first one's colour."""
    names = [f"c{k}" for k in range(num_classes)]
    probabilities = np.random.default_rng(0).dirichlet(np.ones(num_classes), 60)
    predictions = pd.DataFrame(probabilities, columns=names).add_prefix("probability_")
    predictions["label"] = [names[k % num_classes] for k in range(60)]
    predictions["predicted"] = [names[k] for k in probabilities.argmax(axis=1)]
    _, *curves = plot_predictions(predictions, "x").axes[1].lines
    assert len(looks(curves)) == len(curves) == num_classes
