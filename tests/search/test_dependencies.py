from types import SimpleNamespace

import pytest

from asirra.search.dependencies import (
    added_trials,
    compared_round,
    competing_trials,
    extended_round,
    learnt_round,
    own_before,
)
from tests.config.defaults import DEFAULT


def changed(**search):
    return DEFAULT | {"search": DEFAULT["search"] | search}


def job(trial=0, strategy="bayesian", rung="0", of_round=0):
    return SimpleNamespace(
        strategy=strategy, trial=f"{trial:03d}", rung=rung, round=f"{of_round:03d}"
    )


@pytest.mark.parametrize(
    ("strategy", "trial", "expected"),
    [
        ("bayesian", 8, [1]),
        ("bayesian", 5, [0]),
        ("bayesian", 2, []),
        ("random", 5, []),
        ("sobol", 5, []),
        ("grid", 5, []),
    ],
)
def test_a_suggestion_waits_for_the_round_before_where_its_strategy_learns(
    strategy, trial, expected
):
    config = changed(trials_per_round=3)
    assert list(learnt_round(config, job(trial, strategy))) == expected


@pytest.mark.parametrize(
    ("pruning", "trial", "expected"),
    [
        ("median", 5, [1]),
        # Among the random ones, which the median ends not.
        ("median", 1, []),
        ("none", 5, []),
        ("halving", 5, []),
    ],
)
def test_a_trial_waits_for_the_round_before_of_any_strategy_where_the_median_prunes(
    pruning, trial, expected
):
    config = changed(pruning=pruning, num_initial=2, trials_per_round=2)
    assert list(compared_round(config, job(trial, "random"))) == expected


def test_a_study_extends_that_of_the_round_before_by_the_trials_of_the_round():
    config = changed(trials_per_round=3)
    assert list(extended_round(config, job(of_round=0))) == []
    assert list(added_trials(config, job(of_round=0))) == [0, 1, 2]
    assert list(extended_round(config, job(of_round=4))) == [3]
    assert list(added_trials(config, job(of_round=4))) == [12, 13, 14]


def test_a_rung_waits_for_the_rung_before_of_its_round_and_the_first_for_none():
    config = changed(trials_per_round=3)
    assert list(competing_trials(config, job(4, rung="1"))) == [3, 4, 5]
    assert list(own_before(config, job(4, rung="1"))) == [4]
    assert list(competing_trials(config, job(4, rung="0"))) == []
    assert list(own_before(config, job(4, rung="0"))) == []
