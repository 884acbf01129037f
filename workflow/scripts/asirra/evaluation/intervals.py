"""Intervals, 95 %, of what is measured on photos: what other photos might have given.

An accuracy and a recall have `metrics.wilson_interval`.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from asirra.evaluation.metrics import bin_gaps, wilson_interval
from asirra.objectives import Objective
from asirra.seeds import seed_sequence

NUM_RESAMPLES = 1000
# Resamples of what takes a call for each.
NUM_CALLS = 300
# Resamples that are held at once.
BATCH = 50
ENDS = (0.025, 0.975)


def mean_recall_interval(
    num_right: np.ndarray, num_photos: np.ndarray
) -> tuple[float, float]:
    """Return the interval of the mean recall of the classes that have photos.

    From the Wilson intervals of the recalls, which are independent of one another, by
    the method of variance estimates recovery: Zou and Donner 2008, "Construction of
    confidence limits about effect measures: a general approach"; for sums of
    proportions, Zou, Huang and Zhang 2009, "A note on confidence interval estimation
    for a linear function of binomial proportions".

    Args:
        num_right: photos of each class that are recognised, (num_classes,).
        num_photos: photos of each class, (num_classes,).
    """
    present = num_photos > 0
    recalls = num_right[present] / num_photos[present]
    counts = zip(num_right[present], num_photos[present], strict=True)
    lows, highs = np.transpose([wilson_interval(*count) for count in counts])
    mean, num_classes = float(recalls.mean()), len(recalls)
    return (
        mean - float(np.linalg.norm(recalls - lows)) / num_classes,
        mean + float(np.linalg.norm(highs - recalls)) / num_classes,
    )


def bootstrap_interval(
    statistic: Callable[[np.ndarray], np.ndarray],
    strata: np.ndarray,
    seed: int,
    num_resamples: int = NUM_RESAMPLES,
) -> tuple[float, float]:
    """Return the percentile interval of a statistic.

    Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13.

    Args:
        statistic: returns the values, (num_resamples,), of resamples, (num_resamples,
            num_photos) indices of photos.
        strata: of each photo, (num_photos,): it is replaced by those of its stratum.
        seed: the config's seed. Equal seeds draw equal resamples of equal strata.
        num_resamples: how many are drawn.
    """
    batches = _resample(strata, seed, num_resamples)
    values = np.concatenate([statistic(resamples) for resamples in batches])
    low, high = np.quantile(values, ENDS)
    return float(low), float(high)


def calibration_interval(
    confidence: np.ndarray, correct: np.ndarray, seed: int
) -> tuple[float, float]:
    """Return the interval of the expected calibration error.

    The error is a sum of absolute gaps, so noise raises it: that of a model whose
    confidence is right lies above 0, and that of a resample above that of the photos.
    So the low end is 0 where noise alone would make as much of it (the 97.5 % quantile
    of the sum of the resamples' absolute deviations from the photos' gaps), and
    elsewhere that of the basic bootstrap (Davison and Hinkley 1997, section 5.2), which
    takes the bias off. The high end is the percentile's.

    Args:
        confidence: highest probability of each photo, (num_photos,) in [0, 1].
        correct: which photos are right, (num_photos,) bool.
        seed: the config's seed.
    """
    own = bin_gaps(confidence, correct)
    everyone = np.zeros(len(correct), int)
    resampled = np.concatenate(
        [
            bin_gaps(confidence[resamples], correct[resamples])
            for resamples in _resample(everyone, seed, NUM_RESAMPLES)
        ]
    )
    error = float(np.abs(own).sum())
    high = float(np.quantile(np.abs(resampled).sum(axis=1), ENDS[1]))
    noise = float(np.quantile(np.abs(resampled - own).sum(axis=1), ENDS[1]))
    low = 0.0 if error <= noise else max(0.0, 2 * error - high)
    return low, high


def measure_interval(
    objective: Objective, labels: np.ndarray, probabilities: np.ndarray, seed: int
) -> tuple[float, float]:
    """Return the percentile interval of any objective; nan where there is none.

    Each resample takes a call, of some milliseconds, so there are fewer of them. For an
    objective that needs every class, resamples have the classes in the same numbers.

    Args:
        objective: what is measured.
        labels: (num_photos,) indices of classes.
        probabilities: (num_photos, num_classes).
        seed: the config's seed.
    """
    value = objective.measure(labels, probabilities)
    # Resamples of a class's one photo are that photo.
    is_single = objective.needs_every_class and np.bincount(labels).min() < 2
    if math.isnan(value) or is_single:
        return math.nan, math.nan
    return bootstrap_interval(
        lambda resamples: np.array(
            [objective.measure(labels[r], probabilities[r]) for r in resamples]
        ),
        strata=labels if objective.needs_every_class else np.zeros_like(labels),
        seed=seed,
        num_resamples=NUM_CALLS,
    )


def _resample(
    strata: np.ndarray, seed: int, num_resamples: int
) -> Iterator[np.ndarray]:
    """Yield batches of resamples, each (BATCH, num_photos) indices of photos."""
    rng = np.random.default_rng(seed_sequence(seed, "bootstrap"))
    order = np.argsort(strata, kind="stable")
    first = np.searchsorted(strata[order], strata[order])
    end = np.searchsorted(strata[order], strata[order], side="right")
    for _ in range(0, num_resamples, BATCH):
        yield order[rng.integers(first, end, size=(BATCH, len(strata)))]
