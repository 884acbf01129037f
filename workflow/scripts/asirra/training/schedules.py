"""The schedules of the learning rate."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from asirra.training.hyperparameters import Hyperparameters


class Schedule(Protocol):
    """What a training asks of its schedule."""

    @property
    def learning_rate(self) -> float:
        """The learning rate of the present epoch."""

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


@dataclass
class CosineSchedule:
    """Let the learning rate fall along half a wave, to almost nothing at the end.

    Loshchilov and Hutter 2017, "SGDR: Stochastic gradient descent with warm restarts",
    eq. 5, without a restart: epoch e, from 0, of E has the highest rate times
    (1 + cos(pi e / E)) / 2. Before it, the rate may rise in equal steps (Goyal et al.
    2017, "Accurate, large minibatch SGD", 2.2).

    Attributes:
        highest: the highest learning rate.
        num_epochs: epochs of the whole training, however early it ends.
        warmup_epochs: so many of them come before the highest rate.
        epoch: number of the present epoch, from 0.
    """

    highest: float
    num_epochs: int
    warmup_epochs: int
    epoch: int = 0

    @property
    def learning_rate(self) -> float:
        since = self.epoch - self.warmup_epochs
        if since < 0:
            return self.highest * (self.epoch + 1) / (self.warmup_epochs + 1)
        share = since / max(self.num_epochs - self.warmup_epochs, 1)
        return self.highest * (1 + math.cos(math.pi * share)) / 2

    def end_epoch(self, score: float) -> None:
        self.epoch += 1

    def state(self) -> dict[str, Any]:
        return {"epoch": self.epoch}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.epoch = state["epoch"]


def _make_plateau(hyperparameters: Hyperparameters) -> PlateauSchedule:
    return PlateauSchedule(
        learning_rate=float(hyperparameters.learning_rate),
        decay=hyperparameters.learning_rate_decay,
        patience=hyperparameters.learning_rate_patience,
        threshold=hyperparameters.score_threshold,
    )


def _make_cosine(hyperparameters: Hyperparameters) -> CosineSchedule:
    return CosineSchedule(
        highest=float(hyperparameters.learning_rate),
        num_epochs=hyperparameters.num_epochs,
        warmup_epochs=hyperparameters.learning_rate_warmup_epochs,
    )


@dataclass(frozen=True)
class ScheduleKind:
    """A schedule that the configuration may name.

    Attributes:
        name: value of the config's key `training.schedule`.
        make: returns the schedule of a training.
        keys: keys of the config's section `training` that it alone reads.
    """

    name: str
    make: Callable[[Hyperparameters], Schedule]
    keys: tuple[str, ...]


SCHEDULES = {
    kind.name: kind
    for kind in [
        ScheduleKind(
            "plateau",
            _make_plateau,
            ("learning_rate_patience", "learning_rate_decay", "score_threshold"),
        ),
        ScheduleKind("cosine", _make_cosine, ("learning_rate_warmup_epochs",)),
    ]
}
