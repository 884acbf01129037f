import pandas as pd
import pytest

from asirra.figures.parallel_coordinates import plot_parallel_coordinates
from asirra.search.space import Choice, Interval
from tests.figures.tables import ACCURACY

SPACE = [
    Interval("learning_rate", 1e-4, 1e-2, "log", False),
    Interval("batch_size", 8, 24, "linear", True),
    Interval("dropout", 0.0, 0.8, "linear", False),
    Choice("initializer", ("alexnet", "he_normal")),
]
TRIALS = pd.DataFrame(
    {
        "trial": [0, 1],
        "learning_rate": [1e-3, 1e-2],
        "batch_size": [8, 16],
        "dropout": [0.6, 0.0],
        "initializer": ["alexnet", "he_normal"],
        "validation_accuracy": [0.9, 0.5],
    }
)


def test_a_trial_is_a_line_through_its_values_and_the_best_lies_on_top():
    axes, bar = plot_parallel_coordinates(TRIALS, SPACE, ACCURACY).axes
    lines = [line for line in axes.lines if line.get_label().startswith("trial")]
    assert [line.get_label() for line in lines] == ["trial 1", "trial 0"]
    # Of 17 whole numbers the first has the middle of its part.
    assert lines[1].get_ydata() == pytest.approx([0.5, 0.5 / 17, 0.75, 0])
    assert lines[0].get_ydata() == pytest.approx([1, 0.5, 0, 1])
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert names == ["learning rate", "batch size", "dropout", "initializer"]
    values = [text.get_text() for text in axes.texts]
    assert values[:5] == ["0.0001", "0.000316", "0.001", "0.00316", "0.01"]
    assert values[5:10] == ["8", "12", "16", "20", "24"]
    assert values[-2:] == ["alexnet", "he_normal"]
    assert bar.get_ylabel() == "validation accuracy"


def test_scores_that_are_all_equal_have_the_colour_of_the_bar():
    axes, bar = plot_parallel_coordinates(
        TRIALS.assign(validation_accuracy=0.4), SPACE, ACCURACY
    ).axes
    assert bar.get_ylim() == pytest.approx((0.4, 0.41))


def test_a_trial_that_failed_is_dotted_and_lies_below():
    failed = TRIALS.assign(validation_accuracy=[float("nan"), 0.5])
    axes, _ = plot_parallel_coordinates(failed, SPACE, ACCURACY).axes
    lines = [line for line in axes.lines if line.get_label().startswith("trial")]
    assert [line.get_label() for line in lines] == ["trial 0", "trial 1"]
    assert [line.get_linestyle() for line in lines] == [":", "-"]
