import copy
import math

import pytest

from asirra.config.checks import check_config
from asirra.config.schema import complete_schema
from asirra.errors import InputError
from asirra.search.strategies import STRATEGIES, Strategy
from tests.config.defaults import (
    DEFAULT,
    SCHEMA,
    WRITTEN,
    bounds,
    changed,
    changed_search,
    register_network,
)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("dropout", bounds(0.5, 0.5), "expected low < high, got low 0.5, high 0.5"),
        (
            "dropout",
            bounds(0.0, 0.5, "log"),
            "low: expected more than 0 on a log scale",
        ),
        ("dropout", bounds(0.0, 1.5), "high: expected less than 1, got 1.5"),
        # More than a float holds.
        ("dropout", bounds(0.0, 10**400), "high: expected less than 1"),
        ("batch_size", bounds(8.5, 16), "low: expected a value of type integer"),
        ("crop_size_px", bounds(67, 80), "high: expected at most data.image_size_px"),
        ("initializer", bounds(0, 1), "low: unknown key; expected one of values"),
        (
            "initializer",
            {"values": ["he_normal", "zeros"]},
            "values.1: expected one of",
        ),
        ("batch_size", {"values": [64, 128.5]}, "values.1: expected a value of type"),
        ("dropout", {"values": [0.1, 1.5]}, "values.1: expected less than 1, got 1.5"),
        ("dropout", {"values": [0.1]}, "values: expected at least 2 entries"),
        ("dropout", {"values": [0.1, 0.2], "low": 0}, "low, high and scale, or values"),
        ("crop_size_px", {"values": [67, 80]}, "values: expected at most data.image_"),
        (
            "learning_rat",
            bounds(0, 1),
            "unknown key; expected one of network, crop_size_px",
        ),
        (
            "resume_minutes",
            bounds(0, 1),
            "unknown key; expected one of network, crop_size_px",
        ),
        ("cores", bounds(1, 2), "unknown key; expected one of network, crop_size_px"),
        ("dropout", bounds(0.1, 0.5, "cubic"), "scale: expected one of"),
        (
            "dropout",
            {"low": 0.1, "high": 0.5},
            "expected low, high and scale, or values",
        ),
    ],
)
def test_bad_dimensions_are_named(name, value, message):
    config = changed(f"search.space.{name}", value)
    with pytest.raises(InputError, match=rf"search\.space\.{name}.*{message}"):
        check_config(config, SCHEMA)


def test_a_dimension_can_be_taken_out_but_not_all():
    config = changed("search.space.weight_decay", None)
    check_config(config, SCHEMA)
    config["search"]["space"]["learning_rate"] = None
    with pytest.raises(InputError, match=r"search\.space: expected at least one key"):
        check_config(config, SCHEMA)


POINT = {"learning_rate": 0.01, "weight_decay": 0.0005}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"first": [{"learning_rate": 0.5, "weight_decay": 1e-4}]},
            "first.0.learning_rate: expected a value within the bounds, 0.001 to 0.1",
        ),
        ({"first": [{"learning_rate": 0.01}]}, "first.0: expected a value of each"),
        ({"first": [POINT | {"dropout": 0.1}]}, "first.0: expected a value of each"),
        ({"first": [POINT | {"droput": 0.1}]}, "first.0.droput: unknown key"),
        (
            {"first": [POINT] * 3, "num_trials": 4, "num_initial": 2},
            "num_initial: expected at most search.num_trials, 4 less the 3 of",
        ),
        (
            {"strategies": ["bayesian", "grid"], "num_trials": 7},
            r"num_trials: expected a number that the grid .*\(.*4, 6, 9.*\), got 7",
        ),
        (
            # All sizes would be more than a line can hold.
            {"strategies": ["bayesian", "grid"], "num_trials": 1000},
            r"num_trials: expected .*\(such as (\d+, ){7}\d+\), got 1000",
        ),
        (
            {"space": {"momentum": bounds(0.1, math.nan)}},
            "space.momentum.high: expected a value of type number, got nan",
        ),
        (
            {"space": {"learning_rate": bounds(0.1, math.inf)}},
            "space.learning_rate.high: expected a value of type number, got inf",
        ),
        (
            {"pruning": "halving", "trials_per_round": 4, "reduction_factor": 4},
            "num_rungs: expected fewer rungs, or training.num_epochs of 16 or more",
        ),
        (
            # Rungs that end after 1, 1, 2 and 5 epochs: the second would train nothing.
            {
                "pruning": "halving",
                "trials_per_round": 2,
                "reduction_factor": 2,
                "num_rungs": 4,
            },
            "num_rungs: expected fewer rungs, or training.num_epochs of 8 or more",
        ),
        (
            {"pruning": "halving", "trials_per_round": 1, "num_rungs": 2},
            "trials_per_round: expected search.reduction_factor, 3, or more",
        ),
        (
            {"pruning": "halving", "trials_per_round": 3, "num_rungs": 2},
            "num_trials: expected a multiple of search.trials_per_round, 3",
        ),
        ({"pruning": "best"}, "pruning: expected one of"),
        (
            {"stop": {"min_gain": 0.1}},
            "stop.rounds_without_gain: expected a value beside min_gain, got none",
        ),
        ({"stop": {}}, "stop: expected at least 1 key"),
        ({"stop": {"training_hours": 0}}, "stop.training_hours: expected more than 0"),
        ({"strategies": ["evolution"]}, "strategies.0: expected one of"),
    ],
)
def test_a_search_that_contradicts_itself_is_named(changes, message):
    config = changed_search(**changes)
    with pytest.raises(InputError, match=rf"search\.{message}") as error:
        check_config(config, SCHEMA)
    assert "\n" not in str(error.value)


def test_a_known_choice_must_be_among_the_values():
    config = copy.deepcopy(DEFAULT)
    config["search"]["space"] = {"batch_size": {"values": [16, 32]}}
    config["search"]["first"] = [{"batch_size": 8}]
    with pytest.raises(InputError, match="first.0.batch_size: expected one of 16, 32"):
        check_config(config, SCHEMA)


@pytest.mark.parametrize(
    "changes",
    [
        {"first": [POINT], "strategies": ["bayesian", "random", "sobol"]},
        {"strategies": ["bayesian", "grid"], "num_trials": 9},
        {"pruning": "halving", "trials_per_round": 4, "num_rungs": 2},
        {"pruning": "median", "stop": {"rounds_without_gain": 5, "min_gain": 0.002}},
        {"space": {"batch_size": {"values": [16, 32]}, "dropout": bounds(0.1, 0.7)}},
    ],
)
def test_what_belongs_together_is_accepted(changes):
    config = changed_search(**changes)
    check_config(config, SCHEMA)


def test_without_a_bayesian_search_its_random_start_limits_nothing():
    config = changed_search(
        strategies=["random"], num_trials=1, num_initial=2, trials_per_round=1
    )
    config["final"]["candidates"] = ["random"]
    check_config(config, SCHEMA)


def test_the_random_start_limits_every_strategy_that_learns(monkeypatch):
    strategy = Strategy("evolution", learns=True, keys=("num_initial",))
    monkeypatch.setitem(STRATEGIES, "evolution", strategy)
    config = changed_search(
        strategies=["evolution"], num_trials=1, num_initial=2, trials_per_round=1
    )
    config["final"]["candidates"] = ["evolution"]
    with pytest.raises(InputError, match="num_initial: expected at most .*, 1, got 2"):
        check_config(config, complete_schema(WRITTEN))


def test_a_start_of_its_own_size_fits_every_budget():
    one = {"num_trials": 1, "trials_per_round": 1}
    check_config(changed_search(**one, num_initial="auto"), SCHEMA)


@pytest.mark.parametrize(
    ("searched", "message"),
    [
        (
            bounds(50, 72),
            "low: expected 67 or more, which alexnet needs, got 50",
        ),
        (
            {"values": [70, 50, 72]},
            "values: expected 67 or more, which alexnet needs, got 50",
        ),
    ],
)
def test_every_crop_that_is_searched_is_what_the_network_needs(searched, message):
    with pytest.raises(InputError) as error:
        check_config(changed("search.space.crop_size_px", searched), SCHEMA)
    assert str(error.value) == f"search.space.crop_size_px.{message}"


@pytest.mark.parametrize("searched", [bounds(67, 72), {"values": [72, 67]}])
def test_a_crop_may_be_searched_between_the_networks_least_and_the_image(searched):
    check_config(changed("search.space.crop_size_px", searched), SCHEMA)


def test_every_crop_that_is_searched_is_what_each_searched_network_needs(monkeypatch):
    register_network(monkeypatch, "large", min_crop_size_px=70)
    space = {
        "network": {"values": ["alexnet", "large"]},
        "crop_size_px": bounds(68, 72),
    }
    config = changed_search(space=space)
    with pytest.raises(InputError) as error:
        check_config(config, complete_schema(WRITTEN))
    assert str(error.value) == (
        "search.space.crop_size_px.low: expected 70 or more, which large needs, got 68"
    )
    space["crop_size_px"] = bounds(70, 72)
    check_config(changed_search(space=space), complete_schema(WRITTEN))


def test_the_configured_crop_is_what_each_searched_network_needs(monkeypatch):
    register_network(monkeypatch, "large", min_crop_size_px=70)
    space = {"network": {"values": ["alexnet", "large"]}}
    config = changed_search(space=space)
    assert config["model"]["crop_size_px"] == 67
    with pytest.raises(InputError) as error:
        check_config(config, complete_schema(WRITTEN))
    assert str(error.value) == (
        "model.crop_size_px: expected 70 or more, which large needs, got 67"
    )
    config["model"]["crop_size_px"] = 70
    check_config(config, complete_schema(WRITTEN))


def test_a_network_that_is_not_searched_asks_nothing_of_searched_crops(monkeypatch):
    register_network(monkeypatch, "large", min_crop_size_px=70)
    register_network(monkeypatch, "small", min_crop_size_px=32)
    space = {
        "network": {"values": ["alexnet", "small"]},
        "crop_size_px": bounds(67, 72),
    }
    config = changed_search(space=space)
    config["model"] |= {"network": "large", "crop_size_px": 72}
    check_config(config, complete_schema(WRITTEN))
