"""The objectives: what a search maximises, measured on the validation photos.

A value of an objective is a score; the higher, the better.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Objective:
    """What is measured, and what it is called.

    Attributes:
        name: value of the config's key `search.objective`.
        measure: returns the score of predictions, given labels, (num_photos,) int32
            indices of classes, and probabilities, (num_photos, num_classes) float32.
    """

    name: str
    measure: Callable[[np.ndarray, np.ndarray], float]

    @property
    def column(self) -> str:
        """The name of its column in tables and of its key in result.json."""
        return f"validation_{self.name}"

    @property
    def label(self) -> str:
        """What figures and messages call its scores."""
        return self.column.replace("_", " ")


def measure_accuracy(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the share of photos whose most probable class is their own."""
    return float(np.mean(probabilities.argmax(axis=1) == labels))


OBJECTIVES = {
    objective.name: objective for objective in [Objective("accuracy", measure_accuracy)]
}
