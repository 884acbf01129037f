import numpy as np
import pytest
from scipy.stats import qmc

from asirra.search.designs import suggest_random, suggest_sobol
from asirra.search.space import Choice, Interval

SPACE = [
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Choice("batch_size", (64, 128, 256)),
]


@pytest.mark.parametrize("suggest", [suggest_random, suggest_sobol])
def test_points_are_in_the_space_and_depend_on_seed_and_index_alone(suggest):
    points = [suggest(SPACE, 0, index) for index in range(16)]
    assert points == [suggest(SPACE, 0, index) for index in range(16)]
    assert points[0] != suggest(SPACE, 1, 0)
    assert all(1e-5 <= point["learning_rate"] <= 1e-1 for point in points)
    assert {point["batch_size"] for point in points} == {64, 128, 256}
    assert len({point["learning_rate"] for point in points}) == 16


def test_sobol_points_fill_the_space_more_evenly_than_random_ones():
    space = [Interval(name, 0.0, 1.0, "linear", False) for name in ("x", "y")]

    def discrepancy(suggest):
        points = [list(suggest(space, 0, index).values()) for index in range(32)]
        return qmc.discrepancy(np.array(points))

    assert discrepancy(suggest_sobol) < discrepancy(suggest_random) / 2
