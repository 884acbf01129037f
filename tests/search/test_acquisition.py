import numpy as np
import pytest
from scipy.stats import norm

from asirra.search.acquisition import NAME, evaluate_acquisition, make_acquisition


def test_it_is_the_published_expected_improvement():
    # Jones et al. 1998, eq. 15, for a maximum.
    mean, deviation = np.array([0.5, 0.7, 0.9]), np.array([0.1, 0.2, 0.05])
    gain = mean - 0.6 - 0.01
    expected = gain * norm.cdf(gain / deviation) + deviation * norm.pdf(
        gain / deviation
    )
    found = evaluate_acquisition(mean, deviation, best=0.6, xi=0.01)
    np.testing.assert_allclose(found, expected)
    assert NAME == "expected improvement"


def test_it_has_the_shape_of_the_posterior_and_is_never_below_0():
    mean = np.linspace(-50, 0.6, 20).reshape(4, 5)
    found = evaluate_acquisition(mean, np.full((4, 5), 0.01), best=0.6, xi=0.01)
    assert found.shape == (4, 5)
    assert found.min() >= 0
    assert found.argmax() == 19


def test_a_gain_that_does_not_count_is_worth_less():
    of_gains = [
        float(evaluate_acquisition(np.array([0.7]), np.array([0.1]), 0.6, xi)[0])
        for xi in (0.0, 0.05, 0.5)
    ]
    assert of_gains[0] > of_gains[1] > of_gains[2] > 0


def test_the_library_gets_the_same_function():
    mean, deviation = np.array([0.5, 0.9]), np.array([0.1, 0.05])
    acquisition = make_acquisition(xi=0.02)
    acquisition.y_max = 0.6
    assert acquisition.base_acq(mean, deviation) == pytest.approx(
        evaluate_acquisition(mean, deviation, 0.6, 0.02)
    )
