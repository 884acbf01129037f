import numpy as np

from asirra.evaluation.accuracy_table import make_accuracy_row
from asirra.prediction.table import make_predictions_table
from tests.splits import make_split


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
    result = {"hyperparameters": {"learning_rate": 0.01}, "validation_accuracy": 0.75}
    row = make_accuracy_row("manual", 3, ["learning_rate"], result, table)
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
