import pandas as pd
import pytest

from asirra.figures.strategies import plot_strategies
from tests.figures.tables import ACCURACY, looks, of_strategies


def test_best_so_far_over_trials_and_over_epochs_spent():
    trials = pd.DataFrame(
        {
            "strategy": ["bayesian"] * 3 + ["random"] * 2,
            "trial": [0, 1, 2, 0, 1],
            "num_epochs": [5, 2, 5, 5, 5],
            "validation_accuracy": [0.6, 0.5, 0.7, 0.4, 0.65],
        }
    )
    left, right = plot_strategies(trials, ACCURACY).axes
    assert [line.get_label() for line in left.lines] == ["bayesian", "random"]
    assert left.lines[0].get_xdata().tolist() == [1, 2, 3]
    assert left.lines[0].get_ydata().tolist() == [0.6, 0.6, 0.7]
    assert right.lines[0].get_xdata().tolist() == [5, 7, 12]
    assert right.lines[1].get_ydata().tolist() == [0.4, 0.65]
    assert left.get_xlabel() == "trials"
    assert right.get_xlabel() == "epochs trained, in all"
    assert left.get_ylabel() == "best validation accuracy so far"
    assert left.get_legend()


@pytest.mark.parametrize("number", [5, 9])
def test_every_strategy_is_drawn_and_told_apart(number):
    """A fifth strategy vanished without a word."""
    for axes in plot_strategies(of_strategies(number), ACCURACY).axes:
        names = [line.get_label() for line in axes.lines]
        assert names == [f"s{k}" for k in range(number)]
        assert len(looks(axes.lines)) == number


def test_the_best_so_far_goes_on_over_trials_that_failed():
    trials = of_strategies(1)
    trials["validation_accuracy"] = [float("nan"), 0.5, float("nan")]
    left, _ = plot_strategies(trials, ACCURACY).axes
    assert left.lines[0].get_ydata()[1:].tolist() == [0.5, 0.5]
