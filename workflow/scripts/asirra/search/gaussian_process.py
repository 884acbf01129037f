"""The Gaussian process of the results so far."""

import math
import warnings
from collections.abc import Callable, Sequence

import numpy as np
from bayes_opt import BayesianOptimization
from bayes_opt.parameter import (
    BayesParameter,
    CategoricalParameter,
    FloatParameter,
    IntParameter,
)
from scipy.optimize import minimize
from sklearn.gaussian_process.kernels import Matern, WhiteKernel

from asirra.search.acquisition import make_acquisition
from asirra.search.point import Point, Value
from asirra.search.settings import SearchSettings
from asirra.search.space import Choice, Dimension
from asirra.seeds import seed_number

# Prior of a length scale, as a share of its dimension's range: the median in a space of
# one dimension, and the deviation of the logarithm. The median grows with the root of
# the number of dimensions (Hvarfner et al. 2024, "Vanilla Bayesian optimization
# performs great in high dimensions", 4). Without a prior, few points give it chance
# values.
LENGTH_SCALE, LENGTH_SCALE_DEVIATION = 0.2, 0.7
# Prior of the noise's variance, as a share of the variance of all scores: the median,
# and the deviation of the logarithm.
NOISE, NOISE_DEVIATION = 1e-3, 1.5
LENGTH_SCALE_BOUNDS, NOISE_BOUNDS = (0.02, 20.0), (1e-6, 1.0)
# Added to the variances, so that close points do not make the covariance singular.
JITTER = 1e-8
# ASSUME: choices are alike at first, so that one not yet tried is tried soon.
CHOICE_RANGE = 4.0


class LogIntegerParameter(FloatParameter):
    """The log10 of a whole number; the Gaussian process sees whole numbers only."""

    @property
    def is_continuous(self) -> bool:
        return False

    def kernel_transform(self, value: np.ndarray) -> np.ndarray:
        return np.log10(np.round(10.0**value))


class Noise(WhiteKernel):
    """White noise of the results, which the posterior's deviation leaves out."""

    def diag(self, X: np.ndarray) -> np.ndarray:
        return np.zeros(len(X))


def make_optimizer(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    settings: SearchSettings,
    floors: bool = True,
) -> BayesianOptimization:
    """Return a fresh optimiser that knows the results, registered in their order.

    Its Gaussian process works on coordinates.

    Args:
        space: the dimensions.
        points: points of all trials, ordered by trial number.
        scores: scores of the same trials, in the same order.
        settings: its xi, gaussian_process and seed are read.
        floors: whether the regularised process sees low scores raised to a floor, as in
            the search, or unchanged.
    """
    with warnings.catch_warnings():
        # ASSUME: the library's own types are sound, though it calls them experimental.
        warnings.filterwarnings("ignore", "Non-float parameters are experimental")
        optimizer = BayesianOptimization(
            f=None,
            pbounds={dimension.name: make_parameter(dimension) for dimension in space},
            acquisition_function=make_acquisition(settings.xi),
            random_state=seed_number(settings.seed, "suggestion", len(points)),
            allow_duplicate_points=True,
            verbose=0,
        )
    if settings.gaussian_process == "regularised":
        optimizer.set_gp_params(**_regularised(space))
        scores = floor_low_scores(scores, settings.xi) if floors else scores
    for point, score in zip(points, scores, strict=True):
        optimizer.register(to_library(space, point), score)
    return optimizer


def floor_low_scores(scores: Sequence[float], xi: float) -> list[float]:
    """Return the scores, with those far below the median raised to a floor.

    How bad a bad point was does not tell where the best one is, but it stretches the
    scale on which the good ones differ (Song et al. 2024, "The Vizier Gaussian process
    bandit algorithm", on output warping). The floor lies as far below the median as the
    best score lies above it, or `xi` below it where that is more: on a smaller scale,
    no point could promise a gain that counts. Where the median is the best score, no
    score is raised.
    """
    middle, best = float(np.median(scores)), max(scores)
    floor = middle - max(best - middle, xi) if best > middle else -math.inf
    return [max(score, floor) for score in scores]


def _regularised(space: Sequence[Dimension]) -> dict:
    """Return parameters of a Gaussian process that few points do not mislead.

    The kernel is Matern 5/2 with a length scale per dimension, plus noise. These are
    fitted to maximise their posterior, not their likelihood alone.
    """
    ranges = np.concatenate([_ranges(dimension) for dimension in space])
    median = LENGTH_SCALE * math.sqrt(len(space)) * ranges
    low, high = LENGTH_SCALE_BOUNDS
    kernel = Matern(median, np.outer(ranges, [low, high]), nu=2.5)
    means = np.log([*median, NOISE])
    deviations = np.array([LENGTH_SCALE_DEVIATION] * len(median) + [NOISE_DEVIATION])

    def fit(misfit: Callable, start: np.ndarray, bounds: np.ndarray) -> tuple:
        def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = misfit(theta)
            distance = (theta - means) / deviations
            return value + distance @ distance / 2, gradient + distance / deviations

        found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
        return found.x, found.fun

    return {
        "kernel": kernel + Noise(NOISE, NOISE_BOUNDS),
        "alpha": JITTER,
        "optimizer": fit,
        "n_restarts_optimizer": 0,
    }


def _ranges(dimension: Dimension) -> np.ndarray:
    """Return the range of each input that the library makes of a dimension."""
    if isinstance(dimension, Choice):
        return np.full(len(dimension.values), CHOICE_RANGE)
    low, high = dimension.bounds
    return np.array([high - low])


def make_parameter(dimension: Dimension) -> BayesParameter:
    """Return a dimension as the library's typed parameter."""
    if isinstance(dimension, Choice):
        return CategoricalParameter(dimension.name, list(dimension.values))
    if not dimension.is_integer:
        return FloatParameter(dimension.name, dimension.bounds)
    if dimension.scale == "linear":
        return IntParameter(dimension.name, (int(dimension.low), int(dimension.high)))
    return LogIntegerParameter(dimension.name, dimension.bounds)


def to_library(space: Sequence[Dimension], point: Point) -> dict:
    """Return a point as the library takes it: coordinates, and choices as they are."""
    return {
        d.name: point[d.name]
        if isinstance(d, Choice)
        else d.to_coordinate(float(point[d.name]))
        for d in space
    }


def from_library(dimension: Dimension, value: float | str) -> Value:
    """Return the rounded value that the library suggests for a dimension."""
    return value if isinstance(dimension, Choice) else dimension.to_value(float(value))
