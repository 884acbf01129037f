import pandas as pd

from asirra.evaluation.selection import make_retrained_table, select_top_trials
from asirra.objectives import OBJECTIVES
from asirra.report.summary import summarise
from asirra.search.trials_table import make_trials_table
from tests.search.studies import BALANCED, TRIALS

ACCURACY = OBJECTIVES["accuracy"]
# Of no final model.
UNTESTED = pd.DataFrame({"candidate": []})


def tabulate(strategy, scores, objective=ACCURACY):
    """Return the tables of a strategy's trials and of its best, trained again."""
    trials = make_trials_table({strategy: TRIALS}, 2, objective)
    believed = {strategy: [trial.score for trial in TRIALS]}
    top_trials = select_top_trials(trials, believed, 1, objective)
    return trials, make_retrained_table(top_trials, scores, objective)


def test_the_summary_says_what_was_found_and_where():
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    row |= {"ci_low": 0.15, "ci_high": 0.85}
    other = row | {"candidate": "bayesian", "test_accuracy": 0.75}
    again = other | {"seed": 1, "test_accuracy": 0.25}
    accuracies = pd.DataFrame([row, other, again])
    trials, retrained = tabulate("bayesian", {("bayesian", 1): [0.5, 0.6]})
    text = summarise(trials, retrained, accuracies, ACCURACY, "results/quick")
    assert (
        "Selected of 3 bayesian trials: trial 1, learning_rate 0.016118, batch_size "
        "16: validation accuracy 0.8000, trained again 0.5500 (mean of 2 seeds)\n"
    ) in text
    assert "Test accuracy, manual, seed 0: 0.5000 (95 % interval 0.1500" in text
    assert "Test accuracy, bayesian, mean of 2 seeds: 0.5000 (deviation of" in text
    assert "manual, mean of" not in text
    assert "results/quick/tables/" in text


def test_a_search_that_was_not_trained_again_says_its_own_score_alone():
    text = summarise(*tabulate("random", {}), UNTESTED, ACCURACY, "results/x")
    assert "validation accuracy 0.8000\n" in text


def test_the_score_is_called_after_its_objective():
    tables = tabulate("bayesian", {("bayesian", 1): [0.5]}, BALANCED)
    text = summarise(*tables, UNTESTED, BALANCED, "results/x")
    assert (
        "trial 1, learning_rate 0.016118, batch_size 16: validation balanced accuracy "
        "0.8000, trained again 0.5000\n"
    ) in text
