"""What a model said of photos and what they are: predictions as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

PREFIX = "probability_"
# Half of the last digit of predictions.csv.
LEAST_PROBABILITY = 5e-7


@dataclass(frozen=True)
class Outcomes:
    """Labels and predictions of photos.

    Attributes:
        classes: names of the classes, in the order of the probabilities.
        labels: (num_photos,) indices of the photos' classes.
        probabilities: (num_photos, num_classes) float64, above 0.
    """

    classes: list[str]
    labels: np.ndarray
    probabilities: np.ndarray

    @property
    def predicted(self) -> np.ndarray:
        """Indices of the predicted classes, (num_photos,)."""
        return self.probabilities.argmax(axis=1)

    @property
    def num_photos(self) -> np.ndarray:
        """How many photos each class has, (num_classes,)."""
        return np.bincount(self.labels, minlength=len(self.classes))

    @property
    def num_right(self) -> np.ndarray:
        """How many photos of each class are recognised, (num_classes,)."""
        right = self.labels[self.labels == self.predicted]
        return np.bincount(right, minlength=len(self.classes))


def read_outcomes(predictions: pd.DataFrame) -> Outcomes:
    """Return the outcomes in a table of predictions.

    The table has six digits. Where they say 0, the probability is the most that 0 may
    stand for, so that the log loss is finite; where two probabilities are equal in
    them, the predicted class is ahead.

    Args:
        predictions: as in predictions.csv.
    """
    columns = [name for name in predictions.columns if name.startswith(PREFIX)]
    classes = [name.removeprefix(PREFIX) for name in columns]
    index = pd.Index(classes)
    probabilities = predictions[columns].to_numpy(np.float64)
    probabilities = np.maximum(probabilities, LEAST_PROBABILITY)
    predicted = np.arange(len(predictions)), index.get_indexer(predictions["predicted"])
    probabilities[predicted] = np.nextafter(probabilities[predicted], 2)
    return Outcomes(classes, index.get_indexer(predictions["label"]), probabilities)
