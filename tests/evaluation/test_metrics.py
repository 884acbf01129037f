import numpy as np
import pytest
from scipy.stats import binomtest

from asirra.evaluation.metrics import (
    bin_confidence,
    expected_calibration_error,
    wilson_interval,
)


def test_wilson_intervals_are_those_of_the_formula():
    # Wilson 1927: centre and half width for 45 of 50, z = 1.959964.
    z, n, p = 1.959964, 50, 0.9
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    assert wilson_interval(45, 50) == pytest.approx((centre - half, centre + half))
    assert wilson_interval(50, 50)[1] == 1.0
    # 12,500 test photos, accuracy 0.937: about 0.4 points either way.
    low, high = wilson_interval(11_711, 12_500)
    assert (high - low) / 2 == pytest.approx(0.0043, abs=2e-4)


@pytest.mark.parametrize(("num_correct", "num_photos"), [(0, 7), (3, 7), (700, 800)])
def test_wilson_intervals_are_those_of_scipy(num_correct, num_photos):
    test = binomtest(num_correct, num_photos)
    expected = test.proportion_ci(0.95, method="wilson")
    assert wilson_interval(num_correct, num_photos) == pytest.approx(tuple(expected))


def test_calibration_error_is_the_mean_gap_over_the_photos():
    confidence = np.array([0.95, 0.95, 0.65, 1.0])
    correct = np.array([True, False, True, True])
    bins = bin_confidence(confidence, correct)
    assert bins["num_photos"].tolist() == [1, 3]
    assert bins["accuracy"].tolist() == [1, pytest.approx(2 / 3)]
    # Gaps of 0.35 for one photo, 0.3 for three.
    error = expected_calibration_error(confidence, correct)
    assert error == pytest.approx((0.35 + 3 * (2.9 / 3 - 2 / 3)) / 4)


def test_as_sure_as_right_has_no_calibration_error():
    confidence = np.full(1000, 0.75)
    correct = np.arange(1000) < 750
    assert expected_calibration_error(confidence, correct) == pytest.approx(0)
