import pytest

from asirra.metrics import wilson_interval


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
