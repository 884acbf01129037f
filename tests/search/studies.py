"""Spaces, settings and studies for the tests of a search and of what follows it."""

import functools
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asirra.objectives import OBJECTIVES
from asirra.search.point import Point
from asirra.search.rounds import first_of_round
from asirra.search.settings import SearchSettings
from asirra.search.space import Choice, Dimension, Interval
from asirra.search.study import Study
from asirra.search.suggest import suggest
from asirra.search.trial import Trial

SPACE = (
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Interval("dropout", 0.0, 0.8, "linear", False),
)
# Every kind of hyperparameter.
MIXED = (
    Interval("learning_rate", 1e-4, 1e-1, "log", False),
    Interval("momentum", 0.0, 0.99, "linear", False),
    Interval("num_epochs", 5, 20, "linear", True),
    Interval("batch_size", 8, 256, "log", True),
    Choice("initializer", ("alexnet", "he_normal")),
)
SETTINGS = SearchSettings(seed=0, num_initial=3, trials_per_round=1, xi=0.01)
# Another objective than the default one.
BALANCED = OBJECTIVES["balanced_accuracy"]


def make_trials(
    points: Sequence[Point],
    scores: Sequence[float | Sequence[float]],
    statuses: Sequence[str] | None = None,
) -> tuple[Trial, ...]:
    """Return trials, each of 1.5 seconds but for those that failed.

    Args:
        points: of all trials, by number.
        scores: of the same trials: one for both of two epochs, or one per epoch; none
            where it failed.
        statuses: of the same trials; by default those are pruned that have fewer
            scores than others, and the rest are complete.
    """
    of_epochs = [tuple(s) if isinstance(s, Sequence) else (s,) * 2 for s in scores]
    whole = max(map(len, of_epochs), default=0)
    statuses = statuses or [
        "failed" if not s else "complete" if len(s) == whole else "pruned"
        for s in of_epochs
    ]
    return tuple(
        Trial(
            number=number,
            point=point,
            status=status,
            score=max(score, default=-math.inf),
            epoch_scores=score,
            seconds=1.5 if score else 0.0,
            reason="" if score else "out of memory",
        )
        for number, (point, score, status) in enumerate(
            zip(points, of_epochs, statuses, strict=True)
        )
    )


def make_study(
    points: Sequence[Point],
    scores: Sequence[float | Sequence[float]],
    space: Sequence[Dimension] = SPACE,
    strategy: str = "bayesian",
    statuses: Sequence[str] | None = None,
) -> Study:
    """Return a study of trials, as `make_trials` takes them."""
    return Study(strategy, tuple(space), make_trials(points, scores, statuses))


# A search's three trials, of which the last two have the same score.
POINTS = [{"learning_rate": 10.0**-1.7927, "batch_size": 8 * n} for n in (1, 2, 3)]
TRIALS = make_trials(POINTS, [0.7, 0.8, 0.8], ["complete", "diverged", "complete"])


def measure_smooth(point: Point) -> float:
    """Return a smooth score of a point of `SPACE`; the highest, 1, at 10^-2 and 0.3."""
    distance = (np.log10(point["learning_rate"]) + 2) ** 2 / 4
    return float(np.exp(-distance - 4 * (point["dropout"] - 0.3) ** 2))


def run_search(
    length: int, strategy: str = "bayesian", known: Sequence[Trial] = (), **changes
) -> Study:
    """Return the study of a search of `SPACE` by the smooth score.

    Args:
        length: how many trials are suggested.
        strategy: that suggests them.
        known: results of earlier searches.
        changes: of `SETTINGS`.
    """
    settings = replace(SETTINGS, **changes)
    study = replace(make_study([], [], strategy=strategy), known=tuple(known))
    for trial in range(length):
        known = study.before(first_of_round(trial, settings.trials_per_round))
        points = [*study.points, suggest(known, trial, settings).point]
        scores = [measure_smooth(point) for point in points]
        study = replace(study, trials=make_trials(points, scores))
    return study


@functools.cache
def six_trials() -> Study:
    """Return the study of three random points and three by the Gaussian process."""
    return run_search(6)


@functools.cache
def twelve_trials() -> Study:
    """Return the study of random points of which the weight decay changes nothing."""
    space = (*SPACE, Interval("weight_decay", 1e-5, 1e-1, "log", False))
    rng = np.random.default_rng(0)
    points = [
        {d.name: d.to_value(rng.uniform(*d.bounds)) for d in space} for _ in range(12)
    ]
    scores = [
        0.8 - 0.05 * (np.log10(p["learning_rate"]) + 2) ** 2 - 0.3 * p["dropout"] ** 2
        for p in points
    ]
    return make_study(points, scores, space)
