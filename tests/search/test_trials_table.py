import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.trials_table import make_trials_table
from tests.search.studies import BALANCED, POINTS, TRIALS, make_trials


@pytest.fixture
def trials():
    return make_trials_table({"bayesian": TRIALS}, 2, OBJECTIVES["accuracy"])


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
        "reason",
    ]
    assert trials["round"].tolist() == [0, 0, 1]


def test_a_row_says_what_a_trial_came_to(trials):
    assert trials.to_dict("records")[1] == {
        "strategy": "bayesian",
        "trial": 1,
        "round": 0,
        **POINTS[1],
        "status": "diverged",
        "num_epochs": 2,
        "validation_accuracy": 0.8,
        "seconds": 1.5,
        "reason": "",
    }


def test_each_strategy_has_its_trials():
    both = {"random": TRIALS[:1], "bayesian": TRIALS}
    table = make_trials_table(both, 2, OBJECTIVES["accuracy"])
    assert table["strategy"].tolist() == ["random", *["bayesian"] * 3]
    assert table["trial"].tolist() == [0, 0, 1, 2]


def test_the_score_has_the_column_of_its_objective():
    table = make_trials_table({"bayesian": TRIALS}, 2, BALANCED)
    assert table["validation_balanced_accuracy"].tolist() == [0.7, 0.8, 0.8]
    assert "validation_accuracy" not in table


def test_a_trial_that_is_no_better_than_what_needs_no_photo_learned_nothing():
    trials = {"bayesian": make_trials(POINTS, [0.6, 0.7, 0.5])}
    accuracy = OBJECTIVES["accuracy"]
    table = make_trials_table(trials, 1, accuracy, untaught=0.6)
    assert table["reason"].tolist() == ["learned nothing", "", "learned nothing"]
    assert not make_trials_table(trials, 1, accuracy)["reason"].any()


def test_a_loss_must_lie_below_what_needs_no_photo():
    trials = {"bayesian": make_trials(POINTS, [-0.7, -0.6, -0.69])}
    table = make_trials_table(trials, 1, OBJECTIVES["log_loss"], untaught=0.69)
    assert table["validation_log_loss"].tolist() == [0.7, 0.6, 0.69]
    assert table["reason"].tolist() == ["learned nothing", "", "learned nothing"]


@pytest.mark.parametrize("objective", ["accuracy", "log_loss"])
def test_a_trial_that_failed_has_no_value_and_its_own_reason(objective):
    objective = OBJECTIVES[objective]
    sign = -1 if objective.is_loss else 1
    trials = {"bayesian": make_trials(POINTS, [sign * 0.6, [], sign * 0.9])}
    table = make_trials_table(trials, 1, objective, untaught=0.75)
    assert table[objective.column].isna().tolist() == [False, True, False]
    row = table.to_dict("records")[1]
    assert (row["status"], row["num_epochs"], row["seconds"]) == ("failed", 0, 0.0)
    assert row["reason"] == "out of memory"
    assert (table["reason"] == "learned nothing").sum() == 1
