import math
from dataclasses import replace

import pytest

from asirra.objectives import OBJECTIVES
from asirra.report.progress import (
    Work,
    count_at_once,
    describe_left,
    describe_point,
    describe_seconds,
    describe_trial,
    estimate_seconds,
)
from asirra.report.under_way import EndedTrial

ACCURACY = OBJECTIVES["accuracy"]
TRIAL = EndedTrial(
    strategy="bayesian",
    number=5,
    point={"learning_rate": 0.009712, "weight_decay": 3.714e-05},
    status="complete",
    num_epochs=20,
    value=0.77968,
    seconds=72.2,
)


def describe(trial, best=0.77968, objective=ACCURACY):
    return describe_trial(trial, "trial 6 of 30", best, objective, ())


def test_a_line_of_a_trial():
    assert describe(TRIAL) == (
        "trial 6 of 30: learning_rate 0.0097, weight_decay 3.7e-05: "
        "validation accuracy 0.7797 (best 0.7797), 1 min 12 s"
    )


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        (
            {"status": "pruned", "num_epochs": 6, "value": 0.61},
            "pruned after 6 epochs, validation accuracy 0.6100 (best 0.8000), 1 min 12",
        ),
        (
            {"status": "diverged", "num_epochs": 1, "value": 0.5},
            "diverged after 1 epoch, validation accuracy 0.5000 (best 0.8000), 1 min",
        ),
        (
            {"status": "diverged", "num_epochs": 0, "value": math.nan},
            "diverged after 0 epochs (best 0.8000), 1 min 12 s",
        ),
    ],
)
def test_a_trial_that_was_stopped_says_so(changes, outcome):
    assert f": {outcome}" in describe(replace(TRIAL, **changes), best=0.8)


def test_a_trial_that_failed_has_a_reason_and_no_time():
    trial = replace(TRIAL, status="failed", value=math.nan, reason="out of memory")
    assert describe(trial, best=0.8).endswith(": failed: out of memory (best 0.8000)")
    assert describe(trial, best=math.nan).endswith(": failed: out of memory")


def test_the_objective_has_its_own_words():
    assert "validation log loss 0.7797" in describe(TRIAL, 0.5, OBJECTIVES["log_loss"])


def test_numbers_have_two_digits_but_whole_numbers_and_choices_are_as_they_are():
    point = {
        "learning_rate": 0.016118,
        "momentum": 0.9,
        "batch_size": 128,
        "options.scale": 1234.6,
        "dropout": 0.125,
        "network": "config/networks/small_resnet.py",
    }
    assert describe_point(point, {"dropout", "network"}) == (
        "learning_rate 0.016, momentum 0.9, batch_size 128, options.scale 1235, "
        "dropout 0.125, network config/networks/small_resnet.py"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.34, "0.3 s"),
        (41.6, "42 s"),
        (59.7, "1 min 0 s"),
        (80, "1 min 20 s"),
        (4370, "1 h 12 min"),
    ],
)
def test_seconds_in_words(seconds, words):
    assert describe_seconds(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, ""),
        (2, "; about 10 s left"),
        (41, "; about 40 s left"),
        (57, "; about 1 min left"),
        (1728, "; about 29 min left"),
        (3590, "; about 1 h left"),
        (8000, "; about 2 h 10 min left"),
    ],
)
def test_what_is_left_in_words(seconds, words):
    assert describe_left(seconds) == words


@pytest.mark.parametrize(
    ("trials", "rounds", "finals", "at_once", "expected"),
    [
        # One after another: 24 trials of 72 s, and no training after.
        ({"bayesian": 24}, {"bayesian": 1}, 0, 1, 24 * 72),
        # A chain uses no second place, but the trainings after it do.
        ({"bayesian": 24}, {"bayesian": 1}, 2, 2, 24 * 72 + 100),
        # Rounds of 3 on 2 places take two waves each; 2 more trials take one.
        ({"bayesian": 8}, {"bayesian": 3}, 0, 2, 5 * 72),
        # Random trials fill the places that the chain leaves.
        ({"bayesian": 4, "random": 4}, {"bayesian": 1}, 0, 2, 4 * 72),
        ({"bayesian": 4, "random": 20}, {"bayesian": 1}, 0, 2, 12 * 72),
        ({"random": 3}, {}, 3, 2, 2 * 72 + 2 * 100),
        ({"bayesian": 0}, {"bayesian": 1}, 0, 2, 0),
    ],
)
def test_the_time_left(trials, rounds, finals, at_once, expected):
    work = Work(trials, rounds, finals, at_once)
    assert estimate_seconds(work, 72.0, 100.0) == expected


def test_what_runs_at_once_is_bound_by_the_scarcest_resource():
    limits = {"_cores": 8, "_nodes": 10**9, "gpu": 2}
    cpu = {"_cores": 2, "_nodes": 1, "mem_mb": 4000, "tmpdir": "x"}
    assert count_at_once(limits, cpu) == 4
    assert count_at_once(limits, cpu | {"gpu": 1}) == 2
    assert count_at_once(limits, cpu | {"gpu": 0}) == 4
    assert count_at_once({"_cores": 2}, {"_cores": 4}) == 1
