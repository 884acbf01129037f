import numpy as np
import pytest

from asirra.search.library import from_library, make_parameter, to_library
from tests.search.studies import MIXED


def test_a_point_survives_the_way_to_the_library_and_back():
    point = {
        "learning_rate": 10.0**-1.7927,
        "momentum": 0.9,
        "num_epochs": 7,
        "batch_size": 32,
        "initializer": "he_normal",
    }
    there = to_library(MIXED, point)
    assert there["learning_rate"] == -1.7927
    assert {d.name: from_library(d, there[d.name]) for d in MIXED} == point


@pytest.mark.parametrize(
    ("place", "coordinate", "seen"),
    [
        (0, [-2.34567], [-2.34567]),
        (1, [0.4321], [0.4321]),
        (2, [7.4], [7.0]),
        (3, [np.log10(32.4)], [np.log10(32)]),
        (4, [0.3, 0.6], [0.0, 1.0]),
    ],
    ids=[dimension.name for dimension in MIXED],
)
def test_the_process_sees_where_a_point_can_be_alone(place, coordinate, seen):
    parameter = make_parameter(MIXED[place])
    found = parameter.kernel_transform(np.array([coordinate]))
    assert np.ravel(found) == pytest.approx(seen)


def test_numbers_lie_between_the_bounds_of_their_coordinates():
    for dimension in MIXED[:4]:
        parameter = make_parameter(dimension)
        assert np.ravel(parameter.bounds).tolist() == pytest.approx(dimension.bounds)
        assert parameter.is_continuous != dimension.is_integer


def test_what_the_library_suggests_is_rounded_to_the_kind_of_a_value():
    suggested = [-2.345678, 0.123456, 7.4, np.log10(32.4), "alexnet"]
    values = [from_library(d, v) for d, v in zip(MIXED, suggested, strict=True)]
    assert values == [10.0**-2.3457, 0.12346, 7, 32, "alexnet"]
    assert [type(value) for value in values] == [float, float, int, int, str]
