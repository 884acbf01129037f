from asirra.search.library import from_library, to_library
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
