"""Functions whose maximum is known, on which methods of search are compared."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from asirra.search.point import Point
from asirra.search.space import Interval


@dataclass(frozen=True)
class Surface:
    """A function to maximise, which is seen through noise only.

    Attributes:
        space: the dimensions.
        truth: from a point to the expected score.
        maximum: the highest expected score.
        noise: standard deviation of a score.
        observe: from a point and the trial's generator to a score.
    """

    space: list[Interval]
    truth: Callable[[Point], float]
    maximum: float
    noise: float
    observe: Callable[[Point, np.random.Generator], float]


def add_noise(
    space: list[Interval],
    truth: Callable[[Point], float],
    maximum: float,
    noise: float,
) -> Surface:
    """Return a surface of normal noise that is everywhere the same."""

    def observe(point: Point, rng: np.random.Generator) -> float:
        return truth(point) + noise * float(rng.standard_normal())

    return Surface(space, truth, maximum, noise, observe)


def make_branin() -> Surface:
    """Return Branin's function, negated: two dimensions, three equal maxima.

    Dixon and Szego 1978, "The global optimization problem: an introduction". In its own
    unit, from -308 to -0.4, with noise of deviation 1.
    """
    b, c, t = 5.1 / (4 * math.pi**2), 5 / math.pi, 1 / (8 * math.pi)

    def branin(point: Point) -> float:
        x, y = point["x"], point["y"]
        valley = (y - b * x**2 + c * x - 6) ** 2
        return -(valley + 10 * (1 - t) * math.cos(x) + 10)

    space = [
        Interval("x", -5.0, 10.0, "linear", False),
        Interval("y", 0.0, 15.0, "linear", False),
    ]
    return add_noise(space, branin, -0.39788735772973816, 1.0)


HARTMANN_HEIGHTS = np.array([1.0, 1.2, 3.0, 3.2])
HARTMANN_WIDTHS = np.array(
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ]
)
HARTMANN_CENTRES = 1e-4 * np.array(
    [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
    ]
)


def make_hartmann() -> Surface:
    """Return Hartmann's function: six dimensions, four hills, from 0 to 3.32237.

    Dixon and Szego 1978, as in `make_branin`; noise of deviation 0.1.
    """
    space = [Interval(f"x{place}", 0.0, 1.0, "linear", False) for place in range(6)]

    def hartmann(point: Point) -> float:
        shares = np.array([point[dimension.name] for dimension in space])
        distances = HARTMANN_WIDTHS * (shares - HARTMANN_CENTRES) ** 2
        return float(HARTMANN_HEIGHTS @ np.exp(-distances.sum(axis=1)))

    return add_noise(space, hartmann, 3.3223680114155147, 0.1)


def make_cliff() -> Surface:
    """Return accuracies that rise with the learning rate, and then fall off a cliff.

    ASSUME: the shape, after the search of docs/search.md: 0.5 where nothing is learned,
    0.79 at the learning rate 10^-1.9, less by 4 % two decades of weight decay away from
    10^-3; and beyond a learning rate, 10^-1.8 to 10^-1.4, the higher the lower the
    weight decay, no training gets off the ground. The noise is a point.
    """

    def accuracy(point: Point) -> float:
        rate = math.log10(point["learning_rate"])
        decay = math.log10(point["weight_decay"])
        if rate > -1.6 - 0.1 * (decay + 3):
            return 0.5
        rise = math.exp(-(((rate + 1.9) / 0.8) ** 2) / 2)
        return 0.5 + 0.29 * rise * (1 - 0.04 * ((decay + 3) / 2) ** 2)

    space = [
        Interval("learning_rate", 1e-5, 1e-1, "log", False),
        Interval("weight_decay", 1e-5, 1e-1, "log", False),
    ]
    return add_noise(space, accuracy, 0.79, 0.01)
