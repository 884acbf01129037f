import numpy as np
import pandas as pd
import pytest

from asirra.evaluation.accuracy_table import make_accuracy_row
from asirra.evaluation.metrics import wilson_interval
from asirra.objectives import OBJECTIVES
from asirra.prediction.table import make_predictions_table
from asirra.training.result import Result
from tests.search.studies import BALANCED
from tests.splits import make_split

RESULT = Result(
    hyperparameters={"learning_rate": 0.01, "dropout": 0.5},
    status="complete",
    num_epochs=5,
    best_epoch=4,
    score=0.75,
    precision="float32",
    seconds=1.5,
)


def make_row(objective, searched=("learning_rate",)):
    predictions = pd.DataFrame(
        {
            "label": ["cat", "dog", "cat", "dog"],
            "predicted": ["cat", "cat", "dog", "dog"],
            "probability_cat": [0.9, 0.6, 0.2, 0.3],
            "probability_dog": [0.1, 0.4, 0.8, 0.7],
        }
    )
    return make_accuracy_row("manual", 3, searched, RESULT, objective, predictions, 0)


def with_interval(name):
    return [name, f"{name}_ci_low", f"{name}_ci_high"]


def make_predictions(num_photos, shares, rng):
    """Return predictions of as many classes as shares."""
    labels = rng.choice(len(shares), num_photos, p=shares)
    evidence = rng.normal(size=(num_photos, len(shares)))
    evidence[np.arange(num_photos), labels] += 1
    probabilities = np.exp(evidence) / np.exp(evidence).sum(axis=1, keepdims=True)
    names = np.array([f"class_{k}" for k in range(len(shares))])
    table = {"label": names[labels], "predicted": names[probabilities.argmax(axis=1)]}
    for k, name in enumerate(names):
        table[f"probability_{name}"] = probabilities[:, k].round(6)
    return pd.DataFrame(table), labels, probabilities


def test_predictions_and_their_accuracy():
    split = make_split(4)
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.3, 0.7]], "f4")
    table = make_predictions_table(split, probabilities)
    assert table.columns.tolist() == [
        "file",
        "label",
        "predicted",
        "probability_cat",
        "probability_dog",
    ]
    assert table["predicted"].tolist() == ["cat", "cat", "dog", "dog"]
    row = make_accuracy_row(
        "manual", 3, ["learning_rate"], RESULT, OBJECTIVES["accuracy"], table, 0
    )
    assert (row["num_correct"], row["num_photos"], row["test_accuracy"]) == (2, 4, 0.5)
    assert list(row) == [
        "candidate",
        "seed",
        "learning_rate",
        "validation_accuracy",
        "test_accuracy",
        "num_correct",
        "num_photos",
        "ci_low",
        "ci_high",
        "largest_class_share",
        *with_interval("test_balanced_accuracy"),
        *with_interval("test_log_loss"),
        *with_interval("test_expected_calibration_error"),
    ]


def test_a_row_says_which_model_it_is_and_how_sure_its_accuracy_is():
    row = make_row(OBJECTIVES["accuracy"])
    assert (row["candidate"], row["seed"]) == ("manual", 3)
    assert (row["learning_rate"], row["validation_accuracy"]) == (0.01, 0.75)
    assert (row["ci_low"], row["ci_high"]) == wilson_interval(2, 4)


@pytest.mark.parametrize("searched", [[], ["dropout"], ["dropout", "learning_rate"]])
def test_the_searched_hyperparameters_are_shown_in_their_order(searched):
    columns = list(make_row(OBJECTIVES["accuracy"], searched))
    assert columns[2 : columns.index("validation_accuracy")] == searched


def test_the_score_has_the_column_of_its_objective():
    row = make_row(BALANCED)
    assert row["validation_balanced_accuracy"] == 0.75
    assert "validation_accuracy" not in row
    # The test is of the accuracy, whatever the search made as high as it could.
    assert row["test_accuracy"] == 0.5


@pytest.mark.parametrize("name", OBJECTIVES)
@pytest.mark.parametrize("shares", [[0.7, 0.3], [0.5, 0.3, 0.2]])
def test_values_are_those_of_the_objectives_and_lie_in_their_intervals(name, shares):
    predictions, labels, probabilities = make_predictions(
        150, shares, np.random.default_rng(0)
    )
    row = make_accuracy_row(
        "manual", 0, [], RESULT, OBJECTIVES[name], predictions, bootstrap_seed=0
    )
    for each in {name, "balanced_accuracy", "log_loss"} - {"accuracy"}:
        value, low, high = (row[column] for column in with_interval(f"test_{each}"))
        own = OBJECTIVES[each].measure(labels, probabilities)
        assert value == pytest.approx(own, abs=1e-5)
        assert low < value < high
    value, low, high = (
        row[column] for column in with_interval("test_expected_calibration_error")
    )
    assert 0 <= low <= value <= high
    assert row["largest_class_share"] == np.bincount(labels).max() / 150


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_class_without_test_photos_is_no_warning(name):
    predictions, _, _ = make_predictions(60, [0.4, 0.3, 0.3], np.random.default_rng(1))
    predictions = predictions[predictions["label"] != "class_2"]
    row = make_accuracy_row("manual", 0, [], RESULT, OBJECTIVES[name], predictions, 0)
    unmeasured = {column for column, value in row.items() if value != value}
    assert unmeasured == (
        {*with_interval("test_roc_auc")} if name == "roc_auc" else set()
    )


def test_intervals_are_those_of_the_seed_whatever_the_model():
    objective = OBJECTIVES["macro_f1"]
    predictions, _, _ = make_predictions(80, [0.5, 0.5], np.random.default_rng(2))

    def measured(candidate, bootstrap_seed):
        row = make_accuracy_row(
            candidate, 0, [], RESULT, objective, predictions, bootstrap_seed
        )
        return {name: value for name, value in row.items() if name != "candidate"}

    assert measured("manual", 0) == measured("bayesian", 0)
    assert measured("manual", 0) != measured("manual", 1)
