from types import SimpleNamespace

import pytest

from asirra.search.dependencies import (
    earlier_trials,
    finished_trials,
    own_before,
    round_before,
)
from tests.config.defaults import DEFAULT


def changed(**search):
    return DEFAULT | {"search": DEFAULT["search"] | search}


def job(trial, strategy="bayesian", rung="0"):
    return SimpleNamespace(strategy=strategy, trial=f"{trial:03d}", rung=rung)


@pytest.mark.parametrize(
    ("strategy", "trial", "expected"),
    [
        ("bayesian", 5, [0, 1, 2]),
        ("bayesian", 2, []),
        ("random", 5, []),
        ("sobol", 5, []),
        ("grid", 5, []),
    ],
)
def test_a_suggestion_waits_for_earlier_rounds_where_its_strategy_learns(
    strategy, trial, expected
):
    config = changed(trials_per_round=3)
    assert list(earlier_trials(config, job(trial, strategy))) == expected


@pytest.mark.parametrize(
    ("pruning", "trial", "expected"),
    [
        ("median", 5, [0, 1, 2, 3]),
        # Among the random ones, which the median ends not.
        ("median", 1, []),
        ("none", 5, []),
        ("halving", 5, []),
    ],
)
def test_a_trial_waits_for_earlier_rounds_of_any_strategy_where_the_median_prunes(
    pruning, trial, expected
):
    config = changed(pruning=pruning, num_initial=2, trials_per_round=2)
    assert list(finished_trials(config, job(trial, "random"))) == expected


def test_a_rung_waits_for_the_rung_before_of_its_round_and_the_first_for_none():
    config = changed(trials_per_round=3)
    assert list(round_before(config, job(4, rung="1"))) == [3, 4, 5]
    assert list(own_before(config, job(4, rung="1"))) == [4]
    assert list(round_before(config, job(4, rung="0"))) == []
    assert list(own_before(config, job(4, rung="0"))) == []
