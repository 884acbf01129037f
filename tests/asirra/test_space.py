import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asirra.space import Dimension, read_space

from ..conftest import ROOT

LOG = Dimension("learning_rate", 1e-5, 1e-1, "log", False)
LINEAR = Dimension("dropout", 0.0, 0.8, "linear", False)
INTEGER = Dimension("batch_size", 8, 256, "log", True)


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


def test_a_linear_value_is_rounded_to_a_ten_thousandth_of_the_range():
    assert LINEAR.to_value(0.123456789) == 0.12346
    assert Dimension("x", 0, 5000, "linear", False).to_value(1234.567) == 1234.6


def test_an_integer_is_one():
    value = INTEGER.to_value(2.0)
    assert value == 100
    assert type(value) is int
    assert INTEGER.count_values() == 249
    assert LOG.count_values() == math.inf


def test_a_key_set_to_null_is_not_searched_and_integers_come_from_the_schema():
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text())
    bounds = {"low": 1, "high": 2, "scale": "linear"}
    space = {"width": bounds, "weight_decay": None, "batch_size": bounds}
    dimensions = read_space({"search": {"space": space}}, schema)
    assert [(d.name, d.is_integer) for d in dimensions] == [
        ("width", False),
        ("batch_size", True),
    ]
