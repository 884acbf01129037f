"""Hyperparameters as bayesian-optimization takes them."""

from collections.abc import Sequence

import numpy as np
from bayes_opt.parameter import (
    BayesParameter,
    CategoricalParameter,
    FloatParameter,
    IntParameter,
)

from asirra.search.point import Point, Value
from asirra.search.space import Choice, Dimension


class LogIntegerParameter(FloatParameter):
    """The log10 of a whole number; the Gaussian process sees whole numbers only."""

    @property
    def is_continuous(self) -> bool:
        return False

    def kernel_transform(self, value: np.ndarray) -> np.ndarray:
        return np.log10(np.round(10.0**value))


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
