import pandas as pd

from asirra.evaluation.selection import make_retrained_table, select_top_trials
from asirra.report.summary import summarise
from asirra.search.trials_table import make_trials_table
from tests.evaluation.test_selection import POINTS, RESULTS


def test_the_summary_says_what_was_found_and_where():
    trials = make_trials_table({"bayesian": POINTS}, {"bayesian": RESULTS}, 2)
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    row |= {"ci_low": 0.15, "ci_high": 0.85}
    other = row | {"candidate": "bayesian", "test_accuracy": 0.75}
    again = other | {"seed": 1, "test_accuracy": 0.25}
    accuracies = pd.DataFrame([row, other, again])
    again = {("bayesian", 1): [0.5, 0.6]}
    retrained = make_retrained_table(select_top_trials(trials, 1), again)
    text = summarise(trials, retrained, accuracies, "results/quick")
    assert (
        "Selected of 3 bayesian trials: trial 1, learning_rate 0.016118, batch_size "
        "16: validation accuracy 0.8000, trained again 0.5500 (mean of 2 seeds)\n"
    ) in text
    assert "Test accuracy, manual, seed 0: 0.5000 (95 % interval 0.1500" in text
    assert "Test accuracy, bayesian, mean of 2 seeds: 0.5000 (deviation of" in text
    assert "manual, mean of" not in text
    assert "results/quick/tables/" in text


def test_a_search_that_was_not_trained_again_says_its_own_score_alone():
    trials = make_trials_table({"random": POINTS}, {"random": RESULTS}, 2)
    retrained = make_retrained_table(select_top_trials(trials, 1), {})
    text = summarise(trials, retrained, pd.DataFrame({"candidate": []}), "results/x")
    assert "validation accuracy 0.8000\n" in text
