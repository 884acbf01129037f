"""A 95 % interval holds the true value in 95 % of all samples: simulations."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import norm

from asirra.evaluation.intervals import (
    bootstrap_interval,
    calibration_interval,
    mean_recall_interval,
    measure_interval,
)
from asirra.evaluation.metrics import (
    bin_gaps,
    expected_calibration_error,
    wilson_interval,
)
from asirra.objectives import OBJECTIVES, Objective

NUM_SAMPLES = 300


def assert_covers(
    truth: float,
    sample: Callable[[np.random.Generator, int], tuple[float, float]],
    most: float = 0.98,
) -> None:
    """Assert that 92 to 98 % of intervals, or some more, hold the truth."""
    rng = np.random.default_rng(0)
    intervals = (sample(rng, number) for number in range(NUM_SAMPLES))
    num_held = sum(low <= truth <= high for low, high in intervals)
    assert 0.92 <= num_held / NUM_SAMPLES <= most


def test_the_interval_of_a_recall_covers():
    assert_covers(0.7, lambda rng, _: wilson_interval(rng.binomial(83, 0.7), 83))


@pytest.mark.parametrize(
    ("recalls", "num_photos"),
    [
        ([0.7, 0.8], [400, 400]),
        ([0.95, 0.4], [300, 30]),
        ([0.9, 0.6, 0.75], [60, 25, 100]),
        ([0.5] * 20, [12] * 20),
    ],
)
def test_the_interval_of_the_balanced_accuracy_covers(recalls, num_photos):
    num_photos = np.array(num_photos)

    def sample(rng, _):
        return mean_recall_interval(rng.binomial(num_photos, recalls), num_photos)

    assert_covers(np.mean(recalls), sample)


def test_the_balanced_accuracy_of_one_class_has_the_interval_of_its_recall():
    interval = mean_recall_interval(np.array([0, 45]), np.array([0, 50]))
    assert interval == pytest.approx(wilson_interval(45, 50))


def test_the_interval_of_a_mean_covers():
    """Losses have a long tail, as the log loss has."""

    def sample(rng, number):
        losses = rng.exponential(0.5, 250)
        return bootstrap_interval(
            lambda resamples: losses[resamples].mean(axis=1), np.zeros(250), number
        )

    assert_covers(0.5, sample)


@pytest.mark.parametrize("overconfidence", [0, 0.1, 0.4])
@pytest.mark.parametrize("num_photos", [150, 500])
def test_the_interval_of_the_calibration_error_covers(overconfidence, num_photos):
    """Also where the error is 0, which every sample's own error is above."""

    def draw(rng, number):
        confidence = 0.5 + 0.5 * rng.beta(3, 2, number)
        return confidence, 0.5 + (1 - overconfidence) * (confidence - 0.5)

    def sample(rng, number):
        confidence, accuracy = draw(rng, num_photos)
        correct = rng.random(num_photos) < accuracy
        low, high = calibration_interval(confidence, correct, number)
        assert low <= expected_calibration_error(confidence, correct) <= high
        return low, high

    truth = np.abs(bin_gaps(*draw(np.random.default_rng(1), 400_000))).sum()
    # An interval of what is never below 0 fails there at one end alone.
    assert_covers(truth, sample, most=0.98 if overconfidence else 0.99)


def draw_predictions(rng, num_photos=250, shift=1.5):
    """Return labels and probabilities of two classes, a third of the second one."""
    labels = (rng.random(num_photos) < 1 / 3).astype(int)
    evidence = rng.normal(shift * labels, 1)
    share = 1 / (1 + np.exp(1.0 - evidence))
    return labels, np.stack([1 - share, share], axis=1)


def fast_macro_f1(labels, probabilities):
    counts = np.bincount(2 * labels + probabilities.argmax(axis=1), minlength=4)
    counts = counts.reshape(2, 2)
    return float(np.mean(2 * counts.diagonal() / (counts.sum(0) + counts.sum(1))))


def fast_roc_auc(labels, probabilities):
    """Mann and Whitney's: the share of pairs of photos that are in the right order."""
    num = labels.sum()
    # Ties, which resamples have, are of copies of a photo: their order changes nothing.
    ranks = np.flatnonzero(labels[probabilities[:, 1].argsort()]) + 1
    return float((ranks.sum() - num * (num + 1) / 2) / (num * (len(labels) - num)))


def true_macro_f1() -> float:
    at = 1.0
    found = np.array([norm.cdf(at), 1 - norm.cdf(at - 1.5)])
    shares = np.array([2 / 3, 1 / 3])
    right, lost = found * shares, (1 - found) * shares
    return float(np.mean(2 * right / (2 * right + lost + lost[::-1])))


@pytest.mark.parametrize(
    ("name", "fast", "truth"),
    [
        ("macro_f1", fast_macro_f1, true_macro_f1()),
        ("roc_auc", fast_roc_auc, norm.cdf(1.5 / math.sqrt(2))),
    ],
)
def test_the_interval_of_an_objective_covers(name, fast, truth):
    """By a formula that takes less time than scikit-learn, and gives the same."""
    own = OBJECTIVES[name]
    given = draw_predictions(np.random.default_rng(2))
    assert fast(*given) == pytest.approx(own.measure(*given))
    objective = Objective(name, name, fast, needs_every_class=own.needs_every_class)
    assert_covers(
        truth, lambda rng, n: measure_interval(objective, *draw_predictions(rng), n)
    )


def resamples_of(strata, seed):
    drawn = []

    def keep(resamples):
        drawn.append(resamples)
        return np.zeros(len(resamples))

    bootstrap_interval(keep, strata, seed)
    return np.concatenate(drawn)


def test_resamples_keep_to_the_strata_and_are_those_of_the_seed():
    strata = np.array([1, 0, 1, 2, 0, 1])
    drawn = resamples_of(strata, 0)
    assert drawn.shape == (1000, 6)
    shares = np.apply_along_axis(np.bincount, 1, strata[drawn], minlength=3)
    assert (shares == [2, 3, 1]).all()
    # Each photo as often as the others of its stratum.
    often = np.bincount(drawn.ravel()) / 1000
    np.testing.assert_allclose(often, 1, atol=0.1)
    np.testing.assert_array_equal(drawn, resamples_of(strata, 0))
    assert (drawn != resamples_of(strata, 1)).any()


@pytest.mark.filterwarnings("error")
def test_what_can_not_be_measured_has_no_interval():
    labels = np.array([0, 1, 1])
    probabilities = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]])
    interval = measure_interval(OBJECTIVES["roc_auc"], labels, probabilities, 0)
    assert np.isnan(interval).all()
    low, high = measure_interval(OBJECTIVES["macro_f1"], labels, probabilities, 0)
    assert 0 <= low <= high <= 1


@pytest.mark.filterwarnings("error")
def test_what_needs_every_class_has_no_interval_where_one_has_a_single_photo():
    labels = np.array([0, 1, 1, 1])
    probabilities = np.array([[0.6, 0.4], [0.7, 0.3], [0.2, 0.8], [0.1, 0.9]])
    interval = measure_interval(OBJECTIVES["roc_auc"], labels, probabilities, 0)
    assert np.isnan(interval).all()
    two = np.array([0, 0, 1, 1])
    low, high = measure_interval(OBJECTIVES["roc_auc"], two, probabilities, 0)
    assert 0 <= low <= high <= 1
