import math
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asirra.search.space import Choice, Interval, read_dimension, read_dimensions

LOG = Interval("learning_rate", 1e-5, 1e-1, "log", False)
LINEAR = Interval("dropout", 0.0, 0.8, "linear", False)
INTEGER = Interval("batch_size", 8, 256, "log", True)
CHOICE = Choice("batch_size", (64, 128, 256))


@pytest.mark.parametrize("dimension", [LOG, LINEAR, INTEGER])
@given(share=st.floats(-0.5, 1.5))
def test_values_stay_in_bounds_and_survive_the_way_back(dimension, share):
    low, high = dimension.bounds
    value = dimension.to_value(low + share * (high - low))
    assert dimension.low <= value <= dimension.high
    assert dimension.to_value(dimension.to_coordinate(value)) == value


def test_a_log_value_is_rounded_to_four_decimals_of_its_log10():
    assert LOG.to_value(-1.79273) == 10.0**-1.7927
    assert LOG.to_coordinate(10.0**-1.7927) == -1.7927


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_bound_that_is_no_power_of_ten_is_a_coordinate_within_the_bounds(scale):
    dimension = Interval("learning_rate", 0.002, 0.05, scale, False)
    low, high = dimension.bounds
    for value in (0.002, 0.05):
        coordinate = dimension.to_coordinate(value)
        assert low <= coordinate <= high
        assert dimension.to_value(coordinate) == value


def test_a_linear_value_is_rounded_to_a_ten_thousandth_of_the_range():
    assert LINEAR.to_value(0.123456789) == 0.12346
    assert Interval("x", 0, 5000, "linear", False).to_value(1234.567) == 1234.6


def test_an_integer_is_one():
    value = INTEGER.to_value(2.0)
    assert value == 100
    assert type(value) is int
    assert INTEGER.count_values() == 249
    assert LOG.count_values() == math.inf


def test_each_integer_has_an_equal_part_of_the_range():
    few = Interval("x", 1, 3, "linear", True)
    values = [few.from_share(share) for share in (n / 3000 for n in range(3001))]
    assert [round(values.count(x) / 3001, 2) for x in (1, 2, 3)] == [0.33] * 3
    few_log = Interval("x", 1, 4, "log", True)
    assert {few_log.from_share(share) for share in (0.0, 0.01)} == {1}
    assert few_log.from_share(1.0) == 4


@pytest.mark.parametrize("dimension", [LOG, LINEAR, INTEGER, CHOICE])
@given(share=st.floats(0, 1))
def test_shares_of_the_range_give_values_that_survive_the_way_back(dimension, share):
    value = dimension.from_share(share)
    assert dimension.from_share(dimension.to_share(value)) == value
    assert 0 <= dimension.to_share(value) <= 1


@pytest.mark.parametrize("dimension", [LOG, LINEAR, INTEGER, CHOICE])
def test_a_dimension_survives_as_fields(dimension):
    assert read_dimension(asdict(dimension)) == dimension


def test_a_space_survives_as_fields():
    space = (LOG, INTEGER, CHOICE)
    assert read_dimensions([asdict(dimension) for dimension in space]) == space


def test_a_choice_has_its_values_and_equal_parts():
    assert CHOICE.count_values() == 3
    assert CHOICE.levels(5) == [64, 128, 256]
    shares = [CHOICE.from_share(share) for share in (0, 0.33, 0.34, 0.66, 0.67, 1)]
    assert shares == [64, 64, 128, 128, 256, 256]


def test_levels_are_evenly_spaced_on_the_scale_and_distinct():
    assert LOG.levels(3) == pytest.approx([1e-5, 1e-3, 1e-1])
    assert LOG.levels(1) == pytest.approx([1e-3])
    assert Interval("n", 1, 3, "linear", True).levels(9) == [1, 2, 3]
