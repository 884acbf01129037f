import pytest

from asirra.search.grid import grid_sizes, suggest_grid
from asirra.search.space import Choice, Interval

RATE = Interval("learning_rate", 1e-5, 1e-1, "log", False)
DECAY = Interval("weight_decay", 1e-5, 1e-1, "log", False)
BATCH = Choice("batch_size", (64, 128, 256))


def test_a_grid_has_as_many_levels_of_each_dimension_or_one_more():
    assert list(grid_sizes([RATE, DECAY], 30)) == [1, 2, 4, 6, 9, 12, 16, 20, 25, 30]
    rates, decays = grid_sizes([RATE, DECAY], 30)[30]
    assert (len(rates), len(decays)) == (6, 5)
    assert rates[0] == 1e-5
    assert rates[-1] == 1e-1
    assert decays == pytest.approx([1e-5, 1e-4, 1e-3, 1e-2, 1e-1])


def test_a_choice_has_all_its_values():
    assert list(grid_sizes([RATE, BATCH], 12)) == [3, 6, 9, 12]


def test_the_points_are_the_whole_grid_in_an_order_of_the_seed():
    def points(seed):
        return [suggest_grid([RATE, DECAY], 9, seed, index) for index in range(9)]

    found = {tuple(point.values()) for point in points(0)}
    levels = grid_sizes([RATE, DECAY], 9)[9]
    assert found == {(rate, decay) for rate in levels[0] for decay in levels[1]}
    assert points(0) == points(0)
    assert points(0) != points(1)
