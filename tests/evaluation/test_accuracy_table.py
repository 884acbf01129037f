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
        }
    )
    return make_accuracy_row("manual", 3, searched, RESULT, objective, predictions)


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
        "manual", 3, ["learning_rate"], RESULT, OBJECTIVES["accuracy"], table
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
