"""The one-dimensional example: a search, and what it believes in the end."""

import numpy as np
import pandas as pd
from bayes_opt import BayesianOptimization
from scipy.optimize import minimize_scalar

from asirra.search.acquisition import COLUMN, evaluate_acquisition, make_acquisition
from asirra.search.example_task import (
    HIGH,
    LOW,
    NUM_RANDOM,
    NUM_SUGGESTED,
    SEED,
    XI,
    evaluate,
)

# Values of x at which the posterior is computed.
LINE_SIZE = 500


def search_example() -> tuple[pd.DataFrame, BayesianOptimization]:
    """Return the points tried (x, f), in order, and the optimiser that tried them."""
    optimizer = BayesianOptimization(
        f=None,
        pbounds={"x": (LOW, HIGH)},
        acquisition_function=make_acquisition(XI),
        random_state=SEED,
        verbose=0,
    )
    for point in optimizer.random_sample(NUM_RANDOM):
        optimizer.register(point, float(evaluate(point["x"])))
    for _ in range(NUM_SUGGESTED):
        point = optimizer.suggest()
        optimizer.register(point, float(evaluate(point["x"])))
    points = [(result["params"]["x"], result["target"]) for result in optimizer.res]
    return pd.DataFrame(points, columns=["x", "f"]).round(6), optimizer


def compute_example_posterior(
    points: pd.DataFrame, optimizer: BayesianOptimization
) -> pd.DataFrame:
    """Return f and what the search believes of it, along x.

    The columns are x, f, mean, deviation and the acquisition, under its name.

    Args:
        points: as `search_example` returns them.
        optimizer: the optimiser that tried all of them.
    """
    x = np.linspace(LOW, HIGH, LINE_SIZE)
    mean, deviation = optimizer.predict([{"x": value} for value in x], return_std=True)
    best = float(points["f"].max())
    acquisition = evaluate_acquisition(mean, deviation, best, XI)
    return pd.DataFrame(
        {
            "x": x,
            "f": evaluate(x),
            "mean": mean,
            "deviation": deviation,
            COLUMN: acquisition,
        }
    )


def find_maximum() -> tuple[float, float]:
    """Return the true maximum (x, f), from a fine grid and a local refinement."""
    grid = np.linspace(LOW, HIGH, 10_001)
    start = grid[evaluate(grid).argmax()]
    bounds = (start - 0.01, start + 0.01)
    found = minimize_scalar(lambda x: -evaluate(x), bounds=bounds, method="bounded")
    return float(found.x), float(-found.fun)


def summarise_example(points: pd.DataFrame) -> str:
    """Return one line: the best point beside the true maximum."""
    best = points.loc[points["f"].idxmax()]
    true_x, true_f = find_maximum()
    return (
        f"Example: best of {len(points)} points x = {best['x']:.4f}, "
        f"f(x) = {best['f']:.5f}; true maximum x = {true_x:.4f}, f(x) = {true_f:.5f}"
    )
