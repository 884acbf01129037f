import numpy as np
import pandas as pd

from asirra.figures.test_accuracy import plot_test_accuracy

ACCURACIES = pd.DataFrame(
    {
        "candidate": ["manual", "bayesian"],
        "seed": [0, 0],
        "test_accuracy": [0.7, 0.8],
        "ci_low": [0.6, 0.75],
        "ci_high": [0.85, 0.9],
    }
)


def texts(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_test_accuracies_have_their_intervals_and_references():
    (axes,) = plot_test_accuracy(ACCURACIES, {"published": 0.93}).axes
    bars = [container.lines[2][0].get_segments()[0] for container in axes.containers]
    np.testing.assert_allclose([bar[:, 0] for bar in bars], [[0.6, 0.85], [0.75, 0.9]])
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["manual, seed 0", "bayesian, seed 0"]
    assert texts(axes) == ["published"]
    assert list(axes.lines[-1].get_xdata()) == [0.93, 0.93]


def test_any_number_of_candidates_and_references_is_drawn():
    """A third reference vanished without a word."""
    accuracies = pd.concat(
        ACCURACIES[:1].assign(candidate=f"c{k}") for k in range(9)
    ).reset_index(drop=True)
    references = {f"r{k}": 0.9 + k / 100 for k in range(5)}
    (axes,) = plot_test_accuracy(accuracies, references).axes
    points = [container.lines[0] for container in axes.containers]
    assert len({(p.get_color(), p.get_fillstyle()) for p in points}) == 9
    assert texts(axes) == list(references)
