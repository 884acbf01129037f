import pandas as pd

from asirra.search_tables import make_trials_table, select_best_trials
from asirra.summary import summarise

from .test_search_tables import POINTS, RESULTS


def test_the_summary_says_what_was_found_and_where():
    trials = make_trials_table({"bayesian": POINTS}, {"bayesian": RESULTS}, 2)
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    accuracies = pd.DataFrame([row | {"ci_low": 0.15, "ci_high": 0.85}])
    text = summarise(trials, select_best_trials(trials), accuracies, "results/quick")
    assert "Best of 3 bayesian trials: trial 1, learning_rate 0.016118" in text
    assert "Test accuracy, manual, seed 0: 0.5000 (95 % interval 0.1500" in text
    assert "results/quick/tables/" in text
