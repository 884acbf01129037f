from dataclasses import replace

import pandas as pd
import pytest

from asirra.evaluation.selection import make_retrained_table, select_top_trials
from asirra.objectives import OBJECTIVES
from asirra.report.summary import summarise
from asirra.search.trials_table import make_trials_table
from asirra.training.result import Result
from tests.search.studies import BALANCED, TRIALS

ACCURACY = OBJECTIVES["accuracy"]
# Of no final model.
UNTESTED = pd.DataFrame({"candidate": []})


def with_interval(name, value):
    """Return the columns of a measure on the test photos."""
    ends = {"": 0, "_ci_low": -0.1, "_ci_high": 0.1}
    return {f"test_{name}{ending}": value + way for ending, way in ends.items()}


def tabulate(strategy, scores, objective=ACCURACY):
    """Return the tables of a strategy's trials and of its best, trained again."""
    trials = make_trials_table({strategy: TRIALS}, 2, objective)
    believed = {strategy: [trial.score for trial in TRIALS]}
    top_trials = select_top_trials(trials, believed, 1, objective)
    return trials, make_retrained_table(top_trials, scores, objective)


def test_the_summary_says_what_was_found_and_where():
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    row |= {"ci_low": 0.15, "ci_high": 0.85, "largest_class_share": 0.5}
    row |= with_interval("balanced_accuracy", 0.45)
    other = row | {"candidate": "bayesian", "test_accuracy": 0.75}
    again = other | {"seed": 1, "test_accuracy": 0.25}
    accuracies = pd.DataFrame([row, other, again])
    trials, retrained = tabulate("bayesian", {("bayesian", 1): [0.5, 0.6]})
    text = summarise(trials, retrained, accuracies, ACCURACY, "results/quick")
    assert (
        "Selected of 3 bayesian trials: trial_001, learning_rate 0.016118, batch_size "
        "16: validation accuracy 0.8000, trained again 0.5500 (mean of 2 seeds)\n"
    ) in text
    assert (
        "Test accuracy, manual, seed 0: 0.5000 (95 % interval 0.1500 to 0.8500, 4 "
        "photos; always naming the largest class: 0.5000), balanced accuracy 0.4500 "
        "(0.3500 to 0.5500)\n"
    ) in text
    assert "learned nothing" not in text
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
        "trial_001, learning_rate 0.016118, batch_size 16: validation balanced "
        "accuracy 0.8000, trained again 0.5000\n"
    ) in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("balanced_accuracy", "balanced accuracy 0.4500 (0.3500 to 0.5500)"),
        (
            "log_loss",
            "balanced accuracy 0.4500 (0.3500 to 0.5500), log loss 0.6000 (0.5000 to "
            "0.7000)",
        ),
    ],
)
def test_the_objective_is_told_of_the_test_photos_too(name, said):
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    row |= {"ci_low": 0.15, "ci_high": 0.85, "largest_class_share": 0.5}
    row |= with_interval("balanced_accuracy", 0.45) | with_interval("log_loss", 0.6)
    objective = OBJECTIVES[name]
    tables = tabulate("bayesian", {}, objective)
    text = summarise(*tables, pd.DataFrame([row]), objective, "results/x")
    assert f"always naming the largest class: 0.5000), {said}\n" in text


@pytest.mark.parametrize(("ci_low", "is_told"), [(0.6, True), (0.61, False)])
def test_a_model_that_may_be_no_better_than_the_largest_class_is_named(ci_low, is_told):
    row = {"candidate": "manual", "seed": 3, "test_accuracy": 0.7, "num_photos": 99}
    row |= {"ci_low": ci_low, "ci_high": 0.85, "largest_class_share": 0.6}
    row |= with_interval("balanced_accuracy", 0.45)
    tables = tabulate("bayesian", {})
    text = summarise(*tables, pd.DataFrame([row]), ACCURACY, "results/x")
    said = "manual, seed 3, does not beat always naming the largest class"
    assert (said in text) == is_told


@pytest.mark.parametrize(
    ("untaught", "said"),
    [
        (
            0.7,
            "1 of 3 bayesian trials learned nothing: it scores no better than 0.7000",
        ),
        (0.8, "3 of 3 bayesian trials learned nothing: they score no better than 0.80"),
    ],
)
def test_trials_that_learned_nothing_are_counted(untaught, said):
    trials = make_trials_table({"bayesian": TRIALS}, 2, ACCURACY, untaught)
    _, retrained = tabulate("bayesian", {})
    text = summarise(trials, retrained, UNTESTED, ACCURACY, "results/x", untaught)
    assert said in text
    assert "(validation accuracy), what a guess without the photo scores\n" in text


def test_what_all_was_trained_on_is_a_line():
    result = Result({}, "complete", 1, 1, 0.5, "bfloat16", 1.5, device="1 × NVIDIA T4")
    other = replace(result, device="AMD EPYC, 2 cores", precision="float32")
    # One of a version that did not say.
    trained = [other, result, other, replace(result, device="")]
    tables = tabulate("bayesian", {})
    text = summarise(*tables, UNTESTED, ACCURACY, "results/x", trained=trained)
    line = "Trained on 1 × NVIDIA T4 (bfloat16); AMD EPYC, 2 cores (float32)\n"
    assert line in text
    text = summarise(*tables, UNTESTED, ACCURACY, "results/x")
    assert "Trained on" not in text


def test_trials_that_failed_are_counted_with_their_reasons():
    trials, retrained = tabulate("bayesian", {})
    trials.loc[0, ["status", "reason"]] = "failed", "killed (out of memory?)"
    trials.loc[0, "validation_accuracy"] = float("nan")
    text = summarise(trials, retrained, UNTESTED, ACCURACY, "results/x")
    assert "1 of 3 bayesian trials failed: killed (out of memory?)\n" in text
    assert "learned nothing" not in text
