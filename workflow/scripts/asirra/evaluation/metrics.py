"""The interval of a proportion, and how well confidence predicts accuracy."""

import math

import numpy as np
import pandas as pd

# Not scipy.stats, which has the interval too, but takes a second to load.
from scipy.special import ndtri

NUM_BINS = 10


def wilson_interval(num_correct: int, num_photos: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion (Wilson 1927, score method)."""
    share, z = float(num_correct / num_photos), float(ndtri(0.975))
    # The interval is that of the shares from which this one is z deviations away.
    scale = 2 * (num_photos + z**2)
    centre = (2 * num_photos * share + z**2) / scale
    half = z / scale * math.sqrt(4 * num_photos * share * (1 - share) + z**2)
    return (
        centre - half if num_correct > 0 else 0.0,
        centre + half if num_correct < num_photos else 1.0,
    )


def find_bins(confidence: np.ndarray) -> np.ndarray:
    """Return the number of each confidence's bin; all bins are equally wide."""
    return np.minimum((confidence * NUM_BINS).astype(int), NUM_BINS - 1)


def bin_confidence(confidence: np.ndarray, correct: np.ndarray) -> pd.DataFrame:
    """Return a row per bin of confidence that is not empty.

    The columns are confidence (mean), accuracy and num_photos.

    Args:
        confidence: highest probability of each photo, (num_photos,) in [0, 1].
        correct: which photos are right, (num_photos,) bool.
    """
    index = find_bins(confidence)
    photos = pd.DataFrame({"confidence": confidence, "accuracy": correct.astype(float)})
    bins = photos.groupby(index)
    return bins.mean().assign(num_photos=bins.size()).reset_index(drop=True)


def expected_calibration_error(confidence: np.ndarray, correct: np.ndarray) -> float:
    """Return the mean gap between confidence and accuracy over the bins.

    Guo et al. 2017, "On calibration of modern neural networks", eq. 3.

    Args:
        confidence: highest probability of each photo, (num_photos,) in [0, 1].
        correct: which photos are right, (num_photos,) bool.
    """
    bins = bin_confidence(confidence, correct)
    gaps = (bins["confidence"] - bins["accuracy"]).abs()
    return float(np.average(gaps, weights=bins["num_photos"]))


def bin_gaps(confidence: np.ndarray, correct: np.ndarray) -> np.ndarray:
    """Return what each bin adds to the expected calibration error, with its sign.

    It is the bin's gap times its share of the photos: (..., NUM_BINS).

    Args:
        confidence: highest probability of each photo, (..., num_photos) in [0, 1].
        correct: which photos are right, of the same shape.
    """
    *shape, num_photos = confidence.shape
    rows = np.arange(math.prod(shape)).reshape(*shape, 1)
    sums = np.bincount(
        (rows * NUM_BINS + find_bins(confidence)).ravel(),
        (confidence - correct).ravel(),
        minlength=math.prod(shape) * NUM_BINS,
    )
    return sums.reshape(*shape, NUM_BINS) / num_photos
