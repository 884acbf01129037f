import math

import pytest

from asirra.config.search_settings import (
    awaits_results,
    count_initial,
    process_settings,
    pruning_settings,
    search_settings,
)
from asirra.search.settings import SearchSettings, Stop, read_settings
from asirra.search.strategies import STRATEGIES
from tests.config.defaults import DEFAULT, bounds, changed_search


@pytest.mark.parametrize("strategy", ["random", "sobol"])
def test_what_a_strategy_does_not_read_changes_nothing(strategy):
    others = changed_search(num_trials=40, xi=0.5, num_initial=4, trials_per_round=3)
    assert search_settings(others, strategy) == search_settings(DEFAULT, strategy)


def test_the_budget_is_the_grids_alone():
    more = changed_search(num_trials=9)
    assert search_settings(more, "bayesian") == search_settings(DEFAULT, "bayesian")
    assert search_settings(more, "grid") != search_settings(DEFAULT, "grid")


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_strategy_has_its_keys_the_known_points_and_the_seed_alone(strategy):
    settings = search_settings(DEFAULT, strategy)
    assert set(settings) == {"first", "seed", *STRATEGIES[strategy].keys}
    for key, value in settings.items():
        # "auto" is a number by then.
        given = DEFAULT | DEFAULT["search"] | {"num_initial": 3, "xi": 0.01}
        assert value == given[key]


def test_the_settings_of_a_strategy_are_what_a_search_reads():
    point = {"learning_rate": 0.01, "weight_decay": 0.0005}
    config = changed_search(first=[point])
    assert read_settings(search_settings(config, "bayesian")) == SearchSettings(
        seed=0,
        first=(point,),
        initial="sobol",
        num_initial=3,
        trials_per_round=2,
        xi=0.01,
    )
    assert read_settings(search_settings(config, "grid")) == SearchSettings(
        seed=0, first=(point,), num_trials=8
    )


def test_the_size_of_the_start_grows_with_what_is_searched():
    assert count_initial(DEFAULT["search"]) == 3
    space = DEFAULT["search"]["space"]
    more = changed_search(space=space | {"dropout": bounds(0.1, 0.5)})
    assert count_initial(more["search"]) == 4
    fewer = changed_search(space=space | {"weight_decay": None})
    assert count_initial(fewer["search"]) == 2
    assert count_initial(changed_search(num_initial=7)["search"]) == 7


def test_a_rule_has_its_own_keys_alone():
    assert pruning_settings(DEFAULT, 9) == {"rule": "none"}
    first = [{"learning_rate": 0.01, "weight_decay": 1e-4}]
    median = {"pruning": "median", "warmup_epochs": 2, "first": first, "num_initial": 3}
    config = changed_search(**median)
    assert pruning_settings(config, 4) == {"rule": "median", "warmup_epochs": 2}
    assert pruning_settings(config, 3) == {"rule": "none"}
    in_rounds = changed_search(**median, trials_per_round=3)
    # Trial 3 is random, so the rest of its round is.
    for trial, rule in [(5, "none"), (6, "median")]:
        assert pruning_settings(in_rounds, trial)["rule"] == rule
    halving = changed_search(pruning="halving", trials_per_round=4, num_rungs=2)
    assert pruning_settings(halving, 0) == {
        "rule": "halving",
        "trials_per_round": 4,
        "reduction_factor": 3,
        "epochs": [2, 5],
    }


@pytest.mark.parametrize(
    ("objective", "xi", "min_gain"),
    [("accuracy", 0.01, 0.002), ("roc_auc", 0.01, 0.002), ("log_loss", 0.02, 0.004)],
)
def test_what_has_the_unit_of_the_objective_fits_it(objective, xi, min_gain):
    config = changed_search(objective=objective, stop={"rounds_without_gain": 2})
    settings = search_settings(config, "bayesian")
    assert settings["xi"] == process_settings(config)["xi"] == xi
    assert settings["stop"] == {"rounds_without_gain": 2, "min_gain": min_gain}
    own = changed_search(
        objective=objective, xi=0.5, stop={"rounds_without_gain": 2, "min_gain": 0.1}
    )
    assert process_settings(own)["xi"] == 0.5
    assert search_settings(own, "bayesian")["stop"]["min_gain"] == 0.1


def test_a_budget_of_time_makes_every_strategy_wait_for_results():
    timed = changed_search(stop={"training_hours": 8})
    without = changed_search(stop={"rounds_without_gain": 2})
    for strategy in STRATEGIES:
        assert awaits_results(timed, strategy)
        assert awaits_results(without, strategy) == (strategy == "bayesian")
        stop = read_settings(search_settings(timed, strategy)).stop
        assert stop == Stop(training_hours=8)
        assert stop.rounds_without_gain == math.inf
    assert "stop" not in search_settings(without, "random")


def test_rounds_without_gain_and_a_budget_of_time_go_together():
    both = changed_search(stop={"rounds_without_gain": 2, "training_hours": 8})
    assert read_settings(search_settings(both, "bayesian")).stop == Stop(2, 0.002, 8)
