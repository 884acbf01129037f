import math
from dataclasses import replace

import pandas as pd
import pytest

from asirra.errors import InputError
from asirra.evaluation.selection import (
    make_retrained_table,
    select_best,
    select_top_trials,
)
from asirra.objectives import OBJECTIVES
from asirra.search.trials_table import make_trials_table
from tests.search.studies import BALANCED, POINTS, TRIALS

ACCURACY, LOG_LOSS = OBJECTIVES["accuracy"], OBJECTIVES["log_loss"]
# As in a search that believes every score.
BELIEVED = {name: [t.score for t in TRIALS] for name in ("bayesian", "random")}


@pytest.fixture
def trials():
    return make_trials_table({"bayesian": TRIALS}, 2, ACCURACY)


def test_the_top_trials_are_distinct_and_the_first_of_equals_leads(trials):
    again = trials.iloc[[1]].assign(trial=3)
    believed = {"bayesian": [0.7, 0.8, 0.8, 0.8]}
    top = select_top_trials(pd.concat([trials, again]), believed, 3, ACCURACY)
    assert top["trial"].tolist() == [1, 2, 0]
    assert select_top_trials(trials, BELIEVED, 1, ACCURACY).to_dict("records") == [
        {"strategy": "bayesian", "trial": 1, **POINTS[1], "validation_accuracy": 0.8}
    ]


def test_what_is_believed_decides_not_the_luckiest_score(trials):
    top = select_top_trials(trials, {"bayesian": [0.79, 0.75, 0.7]}, 3, ACCURACY)
    assert top["trial"].tolist() == [0, 1, 2]
    assert top["validation_accuracy"].tolist() == [0.7, 0.8, 0.8]


def test_a_trial_that_was_stopped_comes_after_all_others(trials):
    stopped = trials.assign(status=["complete", "pruned", "diverged"])
    top = select_top_trials(stopped, BELIEVED, 3, ACCURACY)
    assert top["trial"].tolist() == [2, 0, 1]


def test_the_highest_mean_is_selected_and_flattery_is_shown(trials):
    scores = {
        ("bayesian", 1): [0.8, 0.5],
        ("bayesian", 2): [0.75, 0.77],
        ("bayesian", 0): [0.6, 0.7],
    }
    table = make_retrained_table(
        select_top_trials(trials, BELIEVED, 3, ACCURACY), scores, ACCURACY
    )
    assert table["trial"].tolist() == [1, 2, 0]
    assert table["selected"].tolist() == [False, True, False]
    assert table["num_seeds"].tolist() == [2, 2, 2]
    assert table["mean_validation_accuracy"].tolist() == pytest.approx(
        [0.65, 0.76, 0.65]
    )
    assert table["flattery"].tolist() == pytest.approx([0.15, 0.04, 0.05])
    assert table["deviation"][1] == pytest.approx(0.02 / 2**0.5)
    assert select_best(table).to_dict("records") == [
        {"strategy": "bayesian", "trial": 2, **POINTS[2], "validation_accuracy": 0.8}
    ]


def test_without_trainings_the_searchs_own_score_selects(trials):
    both = pd.concat([trials, trials.assign(strategy="random")])
    top = select_top_trials(both, BELIEVED, 2, ACCURACY)
    scores = {("random", 2): [0.7], ("random", 1): [0.6]}
    table = make_retrained_table(top, scores, ACCURACY)
    assert table["selected"].tolist() == [True, False, False, True]
    assert select_best(table)["trial"].tolist() == [1, 2]


def test_what_comes_of_a_search_has_the_columns_of_its_objective():
    trials = make_trials_table({"bayesian": TRIALS}, 2, BALANCED)
    top = select_top_trials(trials, BELIEVED, 2, BALANCED)
    assert top["trial"].tolist() == [1, 2]
    scores = {("bayesian", 1): [0.5], ("bayesian", 2): [0.75]}
    table = make_retrained_table(top, scores, BALANCED)
    assert table.columns.tolist() == [
        "strategy",
        "trial",
        "learning_rate",
        "batch_size",
        "validation_balanced_accuracy",
        "num_seeds",
        "mean_validation_balanced_accuracy",
        "deviation",
        "flattery",
        "selected",
    ]
    assert table["flattery"].tolist() == pytest.approx([0.3, 0.05])
    assert select_best(table).to_dict("records") == [
        {
            "strategy": "bayesian",
            "trial": 2,
            **POINTS[2],
            "validation_balanced_accuracy": 0.8,
        }
    ]


def test_of_a_loss_the_lowest_mean_is_selected_and_flattery_keeps_its_sign():
    scores = [-0.7, -0.4, -0.5]
    losses = [replace(t, score=s) for t, s in zip(TRIALS, scores, strict=True)]
    trials = make_trials_table({"bayesian": losses}, 2, LOG_LOSS)
    assert trials["validation_log_loss"].tolist() == [0.7, 0.4, 0.5]
    top = select_top_trials(trials, {"bayesian": scores}, 2, LOG_LOSS)
    assert top["trial"].tolist() == [1, 2]
    again = {("bayesian", 1): [-0.6], ("bayesian", 2): [-0.5]}
    table = make_retrained_table(top, again, LOG_LOSS)
    assert table["mean_validation_log_loss"].tolist() == [0.6, 0.5]
    # The first looked better by 0.2 than it is.
    assert table["flattery"].tolist() == pytest.approx([0.2, 0.0])
    assert table["selected"].tolist() == [False, True]


def test_a_trial_that_failed_is_not_among_the_best(trials):
    failed = trials.assign(status=["complete", "failed", "pruned"])
    failed.loc[1, "validation_accuracy"] = math.nan
    believed = {"bayesian": [0.7, -math.inf, 0.8]}
    top = select_top_trials(failed, believed, 3, ACCURACY)
    assert top["trial"].tolist() == [0, 2]


def test_a_strategy_whose_trials_all_failed_is_one_line(trials):
    failed = trials.assign(status="failed", reason=["killed", "OOM", "OOM"])
    failed = pd.concat([trials.assign(strategy="random"), failed])
    believed = BELIEVED | {"bayesian": [-math.inf] * 3}
    with pytest.raises(InputError) as error:
        select_top_trials(failed, believed, 1, ACCURACY)
    assert str(error.value).startswith(
        "search: expected a trial of bayesian that ran, got 3 that failed (killed; OOM)"
    )
