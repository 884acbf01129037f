import numpy as np
import pytest

from asirra.search.inputs import Inputs
from asirra.search.maximiser import maximise
from asirra.search.space import Choice, Interval
from tests.search.studies import MIXED, SPACE


def find(inputs, target, seed=0):
    """Return the shares that are found nearest to a target, (num_dimensions,)."""

    def closeness(coordinates):
        return -((inputs.to_shares(coordinates) - target) ** 2).sum(axis=1)

    promising = np.full((1, len(inputs.space)), 0.5)
    found = maximise(closeness, inputs, promising, np.random.default_rng(seed))
    return inputs.to_shares(found[None])[0]


def test_it_finds_the_top_of_a_hill():
    for target in ([0.123, 0.777], [0.0, 1.0], [0.5, 0.31]):
        np.testing.assert_allclose(find(Inputs(SPACE), target), target, atol=0.002)


def test_it_finds_values_of_every_kind():
    target = np.array([0.2, 0.9, 0.4, 0.6, 0.75])
    found = find(Inputs(MIXED), target)
    np.testing.assert_allclose(found, target, atol=0.03)


# So narrow a hill in so many dimensions that places which fill the space miss it.
PEAK = np.array([0.7131, 0.2717, 0.4, 0.55, 0.9])
RANGES = [Interval(name, 0.0, 1.0, "linear", False) for name in "abcde"]


def narrow(shares):
    return np.exp(-((shares[:, :5] - PEAK) ** 2).sum(axis=1) / 1e-3)


def test_a_narrow_hill_at_a_promising_place_is_not_missed():
    inputs, promising = Inputs(RANGES), np.stack([np.zeros(5), PEAK + 0.02])

    def function(coordinates):
        return narrow(inputs.to_shares(coordinates))

    found = maximise(function, inputs, promising, np.random.default_rng(0))
    assert function(promising[1:])[0] < 0.2
    assert function(found[None])[0] > 0.9


def test_another_value_of_a_choice_is_tried_where_the_rest_is_good():
    inputs = Inputs([*RANGES, Choice("activation", ("relu", "gelu", "silu"))])
    promising = np.append(PEAK + 0.02, 1 / 6)[None]

    def function(coordinates):
        return narrow(inputs.to_shares(coordinates)) * (1 + coordinates[:, 7])

    found = maximise(function, inputs, promising, np.random.default_rng(0))
    assert found[5:].tolist() == [0, 0, 1]


def test_it_finds_whole_numbers_on_their_plateaus():
    space = [
        Interval("num_epochs", 1, 9, "linear", True),
        Interval("batch_size", 8, 256, "log", True),
        SPACE[1],
    ]
    inputs = Inputs(space)

    def function(coordinates):
        epochs, sizes = np.round(coordinates[:, 0]), np.round(10 ** coordinates[:, 1])
        misses = np.abs(epochs - 6) + np.abs(sizes - 37) / 10
        return -misses - (coordinates[:, 2] - 0.3) ** 2

    found = maximise(function, inputs, np.full((1, 3), 0.5), np.random.default_rng(0))
    assert (round(found[0]), round(10 ** found[1])) == (6, 37)
    assert found[2] == pytest.approx(0.3, abs=0.01)


def test_it_looks_within_the_bounds_alone():
    inputs, asked = Inputs(MIXED), []

    def function(coordinates):
        asked.append(coordinates)
        return coordinates[:, 0]

    found = maximise(function, inputs, np.ones((1, 5)), np.random.default_rng(0))
    coordinates = np.concatenate(asked)
    for place, dimension in enumerate(MIXED[:4]):
        low, high = dimension.bounds
        assert coordinates[:, place].min() >= low
        assert coordinates[:, place].max() <= high
    assert (np.sort(coordinates[:, 4:]) == [0, 1]).all()
    assert found[0] == MIXED[0].bounds[1]


def test_it_is_a_pure_function_of_its_arguments():
    first, again = (find(Inputs(SPACE), [0.3, 0.4], seed=5) for _ in "ab")
    assert first.tolist() == again.tolist()
