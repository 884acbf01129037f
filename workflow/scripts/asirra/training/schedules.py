"""The schedules of the learning rate."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from asirra.training.hyperparameters import Hyperparameters


class Schedule(Protocol):
    """What a training asks of its schedule.

    Attributes:
        learning_rate: learning rate of the present epoch.
    """

    learning_rate: float

    def end_epoch(self, score: float) -> None:
        """Take an epoch's score; `learning_rate` is then that of the next epoch."""

    def state(self) -> dict[str, Any]:
        """Return all that the rest of the schedule depends on, as JSON can hold it."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` returned."""


@dataclass
class PlateauSchedule:
    """Lower the learning rate when the score has stopped rising.

    The learning rate is multiplied by `decay` when the score has not risen above
    best * (1 + threshold) for more than `patience` epochs, as in the published
    experiment. Where the best score is below zero, the bound is best * (1 - threshold).
    """

    learning_rate: float
    decay: float
    patience: int
    threshold: float
    best_score: float = -math.inf
    num_bad_epochs: int = 0

    def end_epoch(self, score: float) -> None:
        rise = math.copysign(self.threshold, self.best_score)
        least = self.best_score * (1 + rise)
        if self.best_score == -math.inf or score > least:
            self.best_score, self.num_bad_epochs = score, 0
            return
        self.num_bad_epochs += 1
        if self.num_bad_epochs > self.patience:
            self.learning_rate *= self.decay
            self.num_bad_epochs = 0

    def state(self) -> dict[str, Any]:
        names = ("learning_rate", "best_score", "num_bad_epochs")
        return {name: getattr(self, name) for name in names}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.learning_rate = state["learning_rate"]
        self.best_score = state["best_score"]
        self.num_bad_epochs = state["num_bad_epochs"]


def _make_plateau(hyperparameters: Hyperparameters) -> PlateauSchedule:
    return PlateauSchedule(
        learning_rate=hyperparameters.learning_rate,
        decay=hyperparameters.learning_rate_decay,
        patience=hyperparameters.learning_rate_patience,
        threshold=hyperparameters.score_threshold,
    )


# The keys are the values of the config's key `training.schedule`.
SCHEDULES: dict[str, Callable[[Hyperparameters], Schedule]] = {"plateau": _make_plateau}
