"""The learning-rate schedule."""

import math
from dataclasses import dataclass


@dataclass
class PlateauSchedule:
    """Lower the learning rate when the score has stopped rising.

    The rate is multiplied by `decay` when for more than `patience` epochs the score has
    not risen above best * (1 + threshold), the published experiment's schedule.
    """

    learning_rate: float
    decay: float
    patience: int
    threshold: float
    best_score: float = -math.inf
    num_bad_epochs: int = 0

    def update(self, score: float) -> None:
        """Take an epoch's score; `learning_rate` is then that of the next epoch."""
        if self.best_score == -math.inf or score > self.best_score * (
            1 + self.threshold
        ):
            self.best_score, self.num_bad_epochs = score, 0
            return
        self.num_bad_epochs += 1
        if self.num_bad_epochs > self.patience:
            self.learning_rate *= self.decay
            self.num_bad_epochs = 0
