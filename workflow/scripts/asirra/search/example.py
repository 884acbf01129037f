"""The one-dimensional example: maximise f(x) on (-2, 6) with 16 points."""

import numpy as np
import pandas as pd
from bayes_opt import BayesianOptimization
from bayes_opt.acquisition import ExpectedImprovement
from scipy.optimize import minimize_scalar

LOW, HIGH = -2.0, 6.0
NUM_RANDOM, NUM_SUGGESTED = 2, 14
XI = 0.01
SEED = 0


def evaluate(x):
    """Return f(x) = exp(-(x-3)²) + exp(-(3x-2)²) + 1/(x²+1)."""
    return np.exp(-((x - 3) ** 2)) + np.exp(-((3 * x - 2) ** 2)) + 1 / (x**2 + 1)


def search_example() -> tuple[pd.DataFrame, BayesianOptimization]:
    """Return the points tried (x, f), in order, and the optimiser that tried them."""
    optimizer = BayesianOptimization(
        f=None,
        pbounds={"x": (LOW, HIGH)},
        acquisition_function=ExpectedImprovement(xi=XI),
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
