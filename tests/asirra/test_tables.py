import numpy as np
import pandas as pd
import pytest

from asirra.metrics import wilson_interval
from asirra.tables import (
    make_accuracy_row,
    make_predictions_table,
    make_trials_table,
    read_best_point,
    select_best_trials,
    summarise,
)

from .conftest import make_split

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


def test_the_best_is_the_first_of_equals(trials):
    best = select_best_trials(trials)
    assert best.to_dict("records") == [
        {
            "strategy": "bayesian",
            "trial": 1,
            **POINTS[1],
            "validation_accuracy": 0.8,
        }
    ]


def test_the_best_point_survives_its_file_to_the_last_bit(trials, tmp_path):
    path = tmp_path / "best.csv"
    select_best_trials(trials).to_csv(path, index=False)
    point = read_best_point(path, "bayesian")
    assert point == POINTS[1]
    assert type(point["batch_size"]) is int


def test_wilson_intervals_are_those_of_the_formula():
    # Wilson 1927: centre and half width for 45 of 50, z = 1.959964.
    z, n, p = 1.959964, 50, 0.9
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    assert wilson_interval(45, 50) == pytest.approx((centre - half, centre + half))
    assert wilson_interval(50, 50)[1] == 1.0
    # 12,500 test photos, accuracy 0.937: about 0.4 points either way.
    low, high = wilson_interval(11_711, 12_500)
    assert (high - low) / 2 == pytest.approx(0.0043, abs=2e-4)


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
    result = {"hyperparameters": POINTS[0], "validation_accuracy": 0.75}
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


def test_the_summary_says_what_was_found_and_where(trials):
    row = {"candidate": "manual", "seed": 0, "test_accuracy": 0.5, "num_photos": 4}
    accuracies = pd.DataFrame([row | {"ci_low": 0.15, "ci_high": 0.85}])
    text = summarise(trials, select_best_trials(trials), accuracies, "results/quick")
    assert "Best of 3 bayesian trials: trial 1, learning_rate 0.016118" in text
    assert "Test accuracy, manual, seed 0: 0.5000 (95 % interval 0.1500" in text
    assert "results/quick/tables/" in text
