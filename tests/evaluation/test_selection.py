import numpy as np
import pandas as pd
import pytest

from asirra.evaluation.selection import (
    make_retrained_table,
    select_best,
    select_top_trials,
)
from asirra.search.trials_table import make_trials_table
from asirra.tables import read_trials

POINTS = [{"learning_rate": 10.0**-1.7927, "batch_size": 8 * n} for n in (1, 2, 3)]
RESULTS = [
    {"status": s, "num_epochs": 2, "validation_accuracy": a, "seconds": 1.5}
    for s, a in (("complete", 0.7), ("diverged", 0.8), ("complete", 0.8))
]


@pytest.fixture
def trials():
    return make_trials_table({"bayesian": POINTS}, {"bayesian": RESULTS}, 2)


def test_trials_has_the_columns_of_the_contract(trials):
    assert trials.columns.tolist() == [
        "strategy",
        "trial",
        "round",
        "learning_rate",
        "batch_size",
        "status",
        "num_epochs",
        "validation_accuracy",
        "seconds",
    ]
    assert trials["round"].tolist() == [0, 0, 1]


def test_the_top_trials_are_distinct_and_the_first_of_equals_leads(trials):
    again = trials.iloc[[1]].assign(trial=3)
    top = select_top_trials(pd.concat([trials, again]), 3)
    assert top["trial"].tolist() == [1, 2, 0]
    assert select_top_trials(trials, 1).to_dict("records") == [
        {"strategy": "bayesian", "trial": 1, **POINTS[1], "validation_accuracy": 0.8}
    ]


def test_the_highest_mean_is_selected_and_flattery_is_shown(trials):
    accuracies = {
        ("bayesian", 1): [0.8, 0.5],
        ("bayesian", 2): [0.75, 0.77],
        ("bayesian", 0): [0.6, 0.7],
    }
    table = make_retrained_table(select_top_trials(trials, 3), accuracies)
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
    top = select_top_trials(both, 2)
    table = make_retrained_table(top, {("random", 2): [0.7], ("random", 1): [0.6]})
    assert table["selected"].tolist() == [True, False, False, True]
    assert select_best(table)["trial"].tolist() == [1, 2]


def test_numbers_survive_their_file_to_the_last_bit(tmp_path):
    rng = np.random.default_rng(0)
    rates = 10 ** rng.uniform(-5, -1, 1000)
    table = pd.DataFrame({"trial": range(1000), "learning_rate": rates})
    table.to_csv(tmp_path / "trials.csv", index=False)
    pd.testing.assert_frame_equal(
        read_trials(tmp_path / "trials.csv"), table, check_exact=True
    )
