"""The acquisition function."""

from collections.abc import Mapping, Sequence

import numpy as np
from bayes_opt import BayesianOptimization
from bayes_opt.acquisition import ExpectedImprovement

from asirra.search.gaussian_process import to_library
from asirra.search.space import Dimension, Point


def expected_improvement(
    mean: np.ndarray, deviation: np.ndarray, best: float, xi: float
) -> np.ndarray:
    """Return the improvement expected over the best score and xi, 0 or more."""
    acquisition = ExpectedImprovement(xi=xi)
    acquisition.y_max = best
    return np.maximum(acquisition.base_acq(mean, deviation), 0.0)


def improvement_at(
    optimizer: BayesianOptimization,
    space: Sequence[Dimension],
    point: Point,
    settings: Mapping,
) -> float:
    """Return the improvement that an optimiser expects at a point."""
    asked = to_library(space, point)
    mean, deviation = optimizer.predict([asked], return_std=True)
    best = float(optimizer.space.target.max())
    return float(expected_improvement(mean, deviation, best, settings["xi"])[0])
