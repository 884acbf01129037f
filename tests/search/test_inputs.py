import numpy as np
import pytest

from asirra.search.inputs import Inputs
from asirra.search.library import make_parameter, to_library
from asirra.search.space import Choice
from tests.search.studies import MIXED

INPUTS = Inputs(MIXED)


def test_a_choice_has_an_input_per_value():
    assert INPUTS.dimensions.tolist() == [0, 1, 2, 3, 4, 4]


def test_shares_survive_the_way_to_coordinates_and_back():
    shares = np.random.default_rng(0).random((50, 5))
    coordinates = INPUTS.from_shares(shares)
    assert coordinates.shape == (50, 6)
    again = INPUTS.to_shares(coordinates)
    # The outer half of an end's part, of a whole number, is taken to the end.
    np.testing.assert_allclose(again[:, :2], shares[:, :2])
    np.testing.assert_allclose(INPUTS.from_shares(again), coordinates)


def test_coordinates_are_those_of_the_library():
    shares = np.random.default_rng(0).random((20, 5))
    for row, share in zip(INPUTS.from_shares(shares), shares, strict=True):
        point = {
            d.name: d.from_share(value) for d, value in zip(MIXED, share, strict=True)
        }
        known = to_library(MIXED, point)
        parts = [
            make_parameter(d).kernel_transform(
                np.atleast_2d(make_parameter(d).to_float(known[d.name]))
            )
            for d in MIXED
        ]
        rounded = np.hstack([np.ravel(part) for part in parts])
        # A point is rounded: to 4 decimals, and to a whole number.
        assert row[:2] == pytest.approx(rounded[:2], abs=1e-4)
        assert row[2] == pytest.approx(rounded[2], abs=0.5)
        assert round(10 ** row[3]) == round(10 ** rounded[3])
        assert row[4:].tolist() == rounded[4:].tolist()


def test_inputs_are_the_ends_of_a_range_or_as_far_apart():
    ends = np.array([[0.0] * 5, [1.0] * 5])
    low, high = INPUTS.scale(INPUTS.from_shares(ends))
    assert low[:4].tolist() == pytest.approx([0.0] * 4)
    assert high[:4].tolist() == pytest.approx([1.0] * 4)
    assert np.linalg.norm(high[4:] - low[4:]) == pytest.approx(1.0)


def test_each_value_of_a_choice_has_an_equal_part():
    inputs = Inputs([Choice("initializer", ("a", "b", "c"))])
    shares = np.linspace(0.0, 1.0, 3001)[:, None]
    counts = inputs.from_shares(shares).sum(axis=0)
    assert counts.tolist() == pytest.approx([1000, 1000, 1000], abs=1)


@pytest.mark.parametrize("dimension", MIXED, ids=[d.name for d in MIXED])
def test_each_value_survives_the_way_through_shares(dimension):
    inputs, parameter = Inputs([dimension]), make_parameter(dimension)
    values = dimension.levels(9)
    known = [
        to_library([dimension], {dimension.name: v})[dimension.name] for v in values
    ]
    coordinates = np.array([np.atleast_1d(parameter.to_float(k)) for k in known])
    shares = inputs.to_shares(coordinates)
    assert [dimension.from_share(float(share)) for share in shares[:, 0]] == values
    np.testing.assert_allclose(inputs.from_shares(shares), coordinates, atol=1e-12)
