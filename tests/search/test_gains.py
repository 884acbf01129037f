import pytest

from asirra.search.gains import PRIOR_DEVIATION, expect_gain


def test_the_gain_is_from_the_best_so_far_to_the_best():
    gain, variance = expect_gain([[0.5, 0.4, 0.7], [0.3, 0.6, 0.5]], epoch=2)
    assert gain == pytest.approx((0.2 + 0.0) / 2)
    squares = 2 * 0.1**2 + PRIOR_DEVIATION**2
    assert variance == pytest.approx(squares / 2 * 1.5)


def test_one_trial_tells_little():
    assert expect_gain([[0.5, 0.7]], 1)[1] == pytest.approx(2 * PRIOR_DEVIATION**2)
