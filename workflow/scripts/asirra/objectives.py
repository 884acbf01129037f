"""The objectives: what a search improves, measured on the validation photos.

The value of an objective is what tables and figures show. Its score is what searches
and trainings compare: the higher, the better. They differ in the sign where a lower
value is better.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Numbers = TypeVar("Numbers")


@dataclass(frozen=True)
class Objective:
    """What is measured, and what it is called.

    Attributes:
        name: value of the config's key `search.objective`.
        words: what figures and messages call it.
        measure: returns the value of predictions, given labels, (num_photos,) int32
            indices of classes, and probabilities, (num_photos, num_classes) float32.
        is_loss: whether a lower value is better.
        unit: the least difference that is worth a trial; searches count in it where
            the configuration says "auto".
        needs_every_class: whether it is nan where a class has no photo.
    """

    name: str
    words: str
    measure: Callable[[np.ndarray, np.ndarray], float]
    is_loss: bool = False
    unit: float = 0.01
    needs_every_class: bool = False

    @property
    def column(self) -> str:
        """The name of its column in tables and of its key in result.json."""
        return f"validation_{self.name}"

    @property
    def label(self) -> str:
        """What figures and messages call its values on the validation photos."""
        return f"validation {self.words}"

    def to_score(self, value: Numbers) -> Numbers:
        """Return the scores of values: a number, an array or a column of a table."""
        # Zero is added because a table would show a zero with a minus sign.
        return -value + 0.0 if self.is_loss else value  # type: ignore[operator]

    def to_value(self, score: Numbers) -> Numbers:
        """Return the values of scores, which `to_score` returned."""
        return self.to_score(score)


def measure_accuracy(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the share of photos whose most probable class is their own."""
    # scikit-learn computes the same mean, and takes a second to load.
    return float(np.mean(probabilities.argmax(axis=1) == labels))


def measure_balanced_accuracy(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the mean recall of the classes that have photos."""
    from sklearn.metrics import recall_score

    predicted, present = probabilities.argmax(axis=1), np.unique(labels)
    # Its balanced_accuracy_score warns of predicted classes that have no photo.
    recall = recall_score(
        labels, predicted, labels=present, average="macro", zero_division=0
    )
    return float(recall)


def measure_macro_f1(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the mean F1 score of the classes; one that is never right has 0."""
    from sklearn.metrics import f1_score

    predicted, classes = probabilities.argmax(axis=1), range(probabilities.shape[1])
    score = f1_score(
        labels, predicted, labels=[*classes], average="macro", zero_division=0
    )
    return float(score)


def measure_roc_auc(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the area under the ROC curve; of many classes, their mean, each to rest.

    It is nan where a class has no photo.
    """
    from sklearn.metrics import roc_auc_score

    num_classes = probabilities.shape[1]
    if len(np.unique(labels)) < num_classes:
        return float("nan")
    shares = _to_shares(probabilities)
    if num_classes == 2:
        return float(roc_auc_score(labels, shares[:, 1]))
    return float(roc_auc_score(labels, shares, multi_class="ovr"))


def measure_log_loss(labels: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the mean of -log of the probability of each photo's own class."""
    from sklearn.metrics import log_loss

    classes = [*range(probabilities.shape[1])]
    return float(log_loss(labels, _to_shares(probabilities), labels=classes))


def _to_shares(probabilities: np.ndarray) -> np.ndarray:
    """Return float64 rows whose sums are 1, as scikit-learn wants them.

    The weights of a training that is about to diverge may give nan: such a photo gets
    equal shares, because nothing is known of it.
    """
    shares = probabilities.astype(np.float64)
    shares[~np.isfinite(shares).all(axis=1)] = 1.0
    return shares / shares.sum(axis=1, keepdims=True)


def measure_untaught(
    objective: Objective, labels: np.ndarray, training_labels: np.ndarray
) -> float:
    """Return the value of knowing no photo: the shares of the training's classes.

    For the accuracy it is the share of the class that the training has most of.

    Args:
        objective: what is measured.
        labels: of the photos measured on, (num_photos,) indices of classes.
        training_labels: of the photos learned from, (num_training_photos,).
    """
    num_classes = 1 + max(labels.max(), training_labels.max())
    shares = np.bincount(training_labels, minlength=num_classes) / len(training_labels)
    return objective.measure(labels, np.tile(shares, (len(labels), 1)))


OBJECTIVES = {
    objective.name: objective
    for objective in [
        Objective("accuracy", "accuracy", measure_accuracy),
        Objective("balanced_accuracy", "balanced accuracy", measure_balanced_accuracy),
        Objective("macro_f1", "macro F1", measure_macro_f1),
        Objective("roc_auc", "ROC AUC", measure_roc_auc, needs_every_class=True),
        # Where an accuracy changes by 0.01, the log loss changes by about 0.02.
        Objective("log_loss", "log loss", measure_log_loss, is_loss=True, unit=0.02),
    ]
}
