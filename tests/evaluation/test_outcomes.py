import numpy as np
import pandas as pd

from asirra.evaluation.outcomes import read_outcomes
from asirra.objectives import OBJECTIVES

PREDICTIONS = pd.DataFrame(
    {
        "file": list("abcde"),
        "label": ["ox", "ox", "cat", "cat", "cat"],
        "predicted": ["ox", "cat", "cat", "cat", "ox"],
        # Not in alphabetical order, and one class has no photo.
        "probability_ox": [0.9, 0.2, 0.3, 0.4, 1.0],
        "probability_cat": [0.1, 0.8, 0.7, 0.4, 0.0],
        "probability_1": [0.0, 0.0, 0.0, 0.2, 0.0],
    }
)


def test_the_order_of_the_classes_is_that_of_the_columns():
    outcomes = read_outcomes(PREDICTIONS)
    assert outcomes.classes == ["ox", "cat", "1"]
    assert outcomes.labels.tolist() == [0, 0, 1, 1, 1]
    assert outcomes.num_photos.tolist() == [2, 3, 0]
    assert outcomes.num_right.tolist() == [1, 2, 0]
    np.testing.assert_allclose(
        outcomes.probabilities[1], [0.2, 0.8, 0], rtol=1e-9, atol=1e-6
    )


def test_the_prediction_stands_where_six_digits_are_equal():
    assert read_outcomes(PREDICTIONS).predicted.tolist() == [0, 1, 1, 1, 0]


def test_a_probability_that_was_rounded_to_nothing_has_a_finite_loss():
    outcomes = read_outcomes(PREDICTIONS.iloc[[4]])
    loss = OBJECTIVES["log_loss"].measure(outcomes.labels, outcomes.probabilities)
    # 5e-7 is the largest number that the table shows as 0.
    np.testing.assert_allclose(loss, -np.log(5e-7), rtol=1e-6)
