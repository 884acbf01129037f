import numpy as np
import pandas as pd

from asirra.figures.test_accuracy import plot_test_accuracy
from asirra.objectives import OBJECTIVES
from tests.figures.tables import ACCURACY

ACCURACIES = pd.DataFrame(
    {
        "candidate": ["manual", "bayesian"],
        "seed": [0, 0],
        "test_accuracy": [0.7, 0.8],
        "ci_low": [0.6, 0.75],
        "ci_high": [0.85, 0.9],
        "largest_class_share": 0.6,
        "test_log_loss": [0.5, 0.4],
        "test_log_loss_ci_low": [0.4, 0.3],
        "test_log_loss_ci_high": [0.7, 0.6],
    }
)


def texts(axes):
    (legend,) = axes.figure.legends
    return [text.get_text() for text in legend.get_texts()]


def test_test_accuracies_have_their_intervals_and_references():
    (axes,) = plot_test_accuracy(ACCURACIES, {"published": 0.93}, ACCURACY).axes
    bars = [container.lines[2][0].get_segments()[0] for container in axes.containers]
    np.testing.assert_allclose([bar[:, 0] for bar in bars], [[0.6, 0.85], [0.75, 0.9]])
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["manual, seed 0", "bayesian, seed 0"]
    assert texts(axes) == ["published", "always naming the largest class: 0.6"]
    assert [list(line.get_xdata()) for line in axes.lines[-2:]] == [
        [0.93, 0.93],
        [0.6, 0.6],
    ]


def test_a_far_share_of_the_largest_class_is_told_and_squeezes_no_interval():
    accuracies = ACCURACIES.assign(largest_class_share=0.01)
    (axes,) = plot_test_accuracy(accuracies, {}, ACCURACY).axes
    assert axes.get_xlim()[0] > 0.5
    assert texts(axes) == ["always naming the largest class: 0.01, off this axis"]


def test_another_objective_has_a_panel_of_its_own_under_its_name():
    left, right = plot_test_accuracy(ACCURACIES, {}, OBJECTIVES["log_loss"]).axes
    bars = [container.lines[2][0].get_segments()[0] for container in right.containers]
    np.testing.assert_allclose([bar[:, 0] for bar in bars], [[0.4, 0.7], [0.3, 0.6]])
    assert left.get_xlabel() == "test accuracy with its 95 % interval"
    assert right.get_xlabel() == "test log loss with its 95 % interval"
    assert right.get_ylim() == left.get_ylim() == (1.5, -0.5)


def test_any_number_of_candidates_and_references_is_drawn():
    """A third reference vanished without a word."""
    accuracies = pd.concat(
        ACCURACIES[:1].assign(candidate=f"c{k}") for k in range(9)
    ).reset_index(drop=True)
    references = {f"r{k}": 0.9 + k / 100 for k in range(5)}
    (axes,) = plot_test_accuracy(accuracies, references, ACCURACY).axes
    points = [container.lines[0] for container in axes.containers]
    assert len({(p.get_color(), p.get_fillstyle()) for p in points}) == 9
    assert texts(axes)[:-1] == list(references)
