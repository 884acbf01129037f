import pandas as pd

from asirra.figures.importance import plot_importance
from asirra.figures.strategies import plot_strategies
from asirra.search.space import Choice, Interval

SPACE = [
    Interval("learning_rate", 1e-4, 1e-1, "log", False),
    Choice("initializer", ("alexnet", "he_normal")),
]
IMPORTANCE = pd.DataFrame(
    {
        "hyperparameter": ["learning_rate", "initializer"],
        "first_order": [0.7, 0.1],
        "total_order": [0.8, 0.2],
    }
)
DEPENDENCE = pd.DataFrame(
    {
        "hyperparameter": ["learning_rate"] * 2 + ["initializer"] * 2,
        "value": ["0.0001", "0.1", "alexnet", "he_normal"],
        "mean": [0.5, 0.7, 0.6, 0.65],
        "deviation": [0.01, 0.02, 0.01, 0.01],
    }
)


def test_best_so_far_over_trials_and_over_epochs_spent():
    trials = pd.DataFrame(
        {
            "strategy": ["bayesian"] * 3 + ["random"] * 2,
            "trial": [0, 1, 2, 0, 1],
            "num_epochs": [5, 2, 5, 5, 5],
            "validation_accuracy": [0.6, 0.5, 0.7, 0.4, 0.65],
        }
    )
    left, right = plot_strategies(trials).axes
    assert [line.get_label() for line in left.lines] == ["bayesian", "random"]
    assert left.lines[0].get_xdata().tolist() == [1, 2, 3]
    assert left.lines[0].get_ydata().tolist() == [0.6, 0.6, 0.7]
    assert right.lines[0].get_xdata().tolist() == [5, 7, 12]
    assert right.lines[1].get_ydata().tolist() == [0.4, 0.65]
    assert left.get_xlabel() == "trials"
    assert right.get_xlabel() == "epochs trained, in all"
    assert left.get_ylabel() == "best validation accuracy so far"
    assert left.get_legend()


def test_importance_and_a_panel_for_each_hyperparameter():
    shares, of_rate, of_choice = plot_importance(IMPORTANCE, DEPENDENCE, SPACE).axes
    assert [bar.get_width() for bar in shares.patches] == [0.7, 0.1, 0.8, 0.2]
    names = [label.get_text() for label in shares.get_yticklabels()]
    assert names == ["learning rate", "initializer"]
    assert of_rate.lines[0].get_ydata().tolist() == [0.5, 0.7]
    assert of_rate.get_xscale() == "log"
    assert of_rate.get_ylabel() == "validation accuracy"
    labels = [label.get_text() for label in of_choice.get_xticklabels()]
    assert labels == ["alexnet", "he_normal"]
    assert of_choice.get_xlabel() == "initializer"
