"""Median pruning: which trials are not worth training to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from asirra.search.gains import expect_gain
from asirra.search.trial import Trial

if TYPE_CHECKING:
    from asirra.training.state import Training

# A trial below the median goes on where its end, so many deviations above what is
# expected of it, is the best one. With 1 and 4 epochs of warm-up, 30 trials took 48 %
# of the epochs and lost 0.65 points, without it 49 % and 0.81 points
# (tests/benchmarks/pruning.py).
DEVIATIONS = 1.0


def is_below_median(
    best: float, epoch: int, finished: Sequence[Sequence[float]]
) -> bool:
    """Return whether the finished trials' median was higher at the same epoch.

    This is the median stopping rule (Golovin et al. 2017, "Google Vizier", 3.2.2), with
    the best score so far instead of the running mean, because the best epoch gives a
    trial its score.

    Args:
        best: the trial's highest score so far.
        epoch: epochs that it has trained, from 1.
        finished: the scores per epoch of each trial that was trained to its end; trials
            with fewer epochs do not count.
    """
    bests = [max(scores[:epoch]) for scores in finished if len(scores) >= epoch]
    return bool(bests) and best < float(np.median(bests))


def is_hopeless(best: float, epoch: int, finished: Sequence[Sequence[float]]) -> bool:
    """Return whether a trial is below the median, and can hardly become the best.

    Args: as those of `is_below_median`.
    """
    is_below = is_below_median(best, epoch, finished)
    return is_below and not may_be_best(best, epoch, finished)


def may_be_best(best: float, epoch: int, finished: Sequence[Sequence[float]]) -> bool:
    """Return whether a trial may still become the best, as the finished ones gained.

    Of a few early epochs the median knows little: two equal trainings differ by
    several points there.

    Args:
        best: the trial's highest score so far.
        epoch: epochs that it has trained, from 1.
        finished: as in `is_below_median`.
    """
    going = [scores for scores in finished if len(scores) > epoch]
    if not going:
        return False
    gain, variance = expect_gain(going, epoch)
    highest = max(map(max, finished))
    return best + gain + DEVIATIONS * variance**0.5 >= highest


def end_below_median(
    finished: Sequence[Sequence[float]], warmup_epochs: int
) -> Callable[[Training], str | None]:
    """Return a function that ends a training that falls below the median, hopelessly.

    Args:
        finished: as in `is_below_median`.
        warmup_epochs: the first epoch after which it may end.
    """

    def end_early(training: Training) -> str | None:
        epoch, best = len(training.history), training.score
        ends = epoch >= warmup_epochs and is_hopeless(best, epoch, finished)
        return "pruned" if ends else None

    return end_early


def find_finished(trials: Iterable[Trial]) -> list[list[float]]:
    """Return the scores per epoch of the trials that were trained to their end."""
    return [list(t.epoch_scores) for t in trials if t.status == "complete"]
