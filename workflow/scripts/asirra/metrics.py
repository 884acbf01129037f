"""Intervals of accuracies."""

from scipy.stats import binomtest


def wilson_interval(num_correct: int, num_photos: int) -> tuple[float, float]:
    """Return the 95 % interval of an accuracy (Wilson 1927, score method)."""
    interval = binomtest(num_correct, num_photos).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)
