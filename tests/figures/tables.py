"""Tables that several figures are drawn from, and an objective for the tests."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from asirra.analysis.planes import Posterior
from asirra.objectives import OBJECTIVES
from asirra.search.space import Choice, Dimension

ACCURACY = OBJECTIVES["accuracy"]
# What the figures read is its name: a figure that reads a column by another fails.
MACRO_F1 = OBJECTIVES["macro_f1"]
LOG_LOSS = OBJECTIVES["log_loss"]

HISTORY = pd.DataFrame(
    {
        "epoch": [1, 2, 3],
        "loss": [0.9, 0.7, 0.6],
        "train_accuracy": [0.5, 0.6, 0.7],
        "validation_accuracy": [0.5, 0.7, 0.6],
        "learning_rate": [0.1, 0.1, 0.01],
    }
)
LOSSES = pd.DataFrame(
    {"epoch": [0.5, 1, 1.5, 2, 2.5, 3], "loss": [1.0, 0.8, 0.7, 0.7, 0.65, 0.55]}
)
TRIALS = pd.DataFrame(
    {
        "strategy": "bayesian",
        "trial": [0, 1, 2],
        "status": ["complete", "diverged", "complete"],
        "num_epochs": [5, 2, 5],
        "validation_accuracy": [0.6, 0.5, 0.8],
    }
)
PREDICTIONS = pd.DataFrame(
    {
        "file": ["a", "b", "c", "d", "e"],
        "label": ["cat", "cat", "dog", "dog", "dog"],
        "predicted": ["cat", "dog", "dog", "dog", "cat"],
        "probability_cat": [0.9, 0.2, 0.3, 0.4, 0.95],
        "probability_dog": [0.1, 0.8, 0.7, 0.6, 0.05],
    }
)


def of_strategies(number: int) -> pd.DataFrame:
    """Return the trials of so many strategies."""
    return pd.concat(TRIALS.assign(strategy=f"s{k}") for k in range(number))


def looks(lines) -> set[tuple]:
    """Return what tells lines apart: colour and style."""
    return {(line.get_color(), line.get_linestyle()) for line in lines}


def make_posteriors(
    space: Sequence[Dimension], nums_known: Sequence[int]
) -> list[Posterior]:
    """Return made-up posteriors, on the plane of the first two dimensions."""
    rng = np.random.default_rng(0)
    grid = {
        d.name: d.values if isinstance(d, Choice) else np.array(d.levels(6))
        for d in space[:2]
    }
    shape = [len(values) for values in grid.values()][::-1]
    return [
        Posterior(
            number, number - 1, 0.01, grid, *(rng.random(shape) for _ in range(3))
        )
        for number in nums_known
    ]
