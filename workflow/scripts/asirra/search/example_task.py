"""The one-dimensional example's task: maximise f(x) on (-2, 6) with 16 points."""

from typing import TypeVar

import numpy as np

Numbers = TypeVar("Numbers", float, np.ndarray)

LOW, HIGH = -2.0, 6.0
NUM_RANDOM, NUM_SUGGESTED = 2, 14
XI = 0.01
SEED = 0


def evaluate(x: Numbers) -> Numbers:
    """Return f(x) = exp(-(x-3)²) + exp(-(3x-2)²) + 1/(x²+1)."""
    return np.exp(-((x - 3) ** 2)) + np.exp(-((3 * x - 2) ** 2)) + 1 / (x**2 + 1)
