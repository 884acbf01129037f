"""Which trials are not worth training to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from asirra.training.state import Training


def is_below_median(
    best: float, epoch: int, finished: Sequence[Sequence[float]]
) -> bool:
    """Return whether the finished trials' median was higher at the same epoch.

    The median stopping rule (Golovin et al. 2017, "Google Vizier", 3.2.2), on the best
    so far instead of the running mean: the best epoch is what a trial counts with.

    Args:
        best: the trial's highest validation accuracy so far.
        epoch: epochs that it has trained, from 1.
        finished: the validation accuracies per epoch of each trial that was trained to
            its end; one that was shorter does not count.
    """
    bests = [
        max(accuracies[:epoch]) for accuracies in finished if len(accuracies) >= epoch
    ]
    return bool(bests) and best < float(np.median(bests))


def end_below_median(
    finished: Sequence[Sequence[float]], warmup_epochs: int
) -> Callable[[Training], str | None]:
    """Return a function that ends a training that falls below the median.

    Args:
        finished: as in `is_below_median`.
        warmup_epochs: the first epoch after which it may end.
    """

    def end_early(training: Training) -> str | None:
        epoch, best = len(training.history), training.validation_accuracy
        ends = epoch >= warmup_epochs and is_below_median(best, epoch, finished)
        return "pruned" if ends else None

    return end_early


def pause_after(num_epochs: int) -> Callable[[Training], str | None]:
    """Return a function that pauses a training after so many epochs."""
    return lambda training: "paused" if len(training.history) == num_epochs else None


def never(training: Training) -> None:
    """End no training early."""
