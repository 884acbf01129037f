import numpy as np

from asirra.search.inputs import Inputs
from asirra.search.maximiser import maximise
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


def test_a_narrow_hill_at_a_promising_place_is_not_missed():
    inputs = Inputs(SPACE)
    peak = np.array([0.7131, 0.2717])

    def narrow(coordinates):
        distance = ((inputs.to_shares(coordinates) - peak) ** 2).sum(axis=1)
        return np.exp(-distance / 1e-6)

    found = maximise(narrow, inputs, peak[None] + 0.005, np.random.default_rng(0))
    np.testing.assert_allclose(inputs.to_shares(found[None])[0], peak, atol=0.002)


def test_it_is_a_pure_function_of_its_arguments():
    first, again = (find(Inputs(SPACE), [0.3, 0.4], seed=5) for _ in "ab")
    assert first.tolist() == again.tolist()
