import math
import subprocess
import sys

import numpy as np
import pytest

from asirra.objectives import OBJECTIVES, measure_untaught
from tests.conftest import ROOT

LABELS = np.array([0, 1, 2, 1], np.int32)
RIGHT = np.eye(3, dtype=np.float32)[LABELS]
CHECK = """
import sys
import asirra.objectives, asirra.search.strategies, asirra.training.schedules
assert not {"tensorflow", "keras", "pandas", "sklearn", "bayes_opt"} & set(sys.modules)
"""


def test_accuracy_is_the_share_of_photos_that_are_right():
    accuracy = OBJECTIVES["accuracy"]
    probabilities = RIGHT.copy()
    assert accuracy.measure(LABELS, probabilities) == 1.0
    probabilities[3] = [0.5, 0.4, 0.1]
    assert accuracy.measure(LABELS, probabilities) == 0.75
    assert accuracy.column == "validation_accuracy"
    assert accuracy.label == "validation accuracy"


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_score_is_a_number_that_json_holds_and_the_higher_is_the_better(name):
    objective = OBJECTIVES[name]
    assert objective.name == name
    wrong = np.roll(RIGHT, 1, axis=1)
    best, worst = (objective.measure(LABELS, each) for each in (RIGHT, wrong))
    assert type(best) is type(worst) is float
    assert objective.to_score(best) > objective.to_score(worst)
    assert objective.to_value(objective.to_score(worst)) == worst


def test_a_loss_is_better_when_it_is_lower_and_shows_no_minus_sign():
    loss = OBJECTIVES["log_loss"]
    assert loss.to_score(0.5) == -0.5
    assert loss.to_value(-0.5) == 0.5
    assert math.copysign(1, loss.to_value(loss.to_score(0.0))) == 1
    assert loss.to_value(np.array([-0.5, -0.2])).tolist() == [0.5, 0.2]


def test_values_are_those_of_the_definitions():
    labels = np.array([0, 0, 0, 1], np.int32)
    probabilities = np.array(
        [[0.9, 0.1], [0.8, 0.2], [0.4, 0.6], [0.3, 0.7]], np.float32
    )
    values = {n: o.measure(labels, probabilities) for n, o in OBJECTIVES.items()}
    assert values == {
        "accuracy": 0.75,
        "balanced_accuracy": pytest.approx((2 / 3 + 1) / 2),
        "macro_f1": pytest.approx((0.8 + 2 / 3) / 2),
        "roc_auc": 1.0,
        "log_loss": pytest.approx(-np.log([0.9, 0.8, 0.4, 0.7]).mean()),
    }


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_class_without_photos_is_no_warning(name):
    labels = np.array([0, 1, 1], np.int32)
    probabilities = np.array(
        [[0.5, 0.2, 0.3], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]], np.float32
    )
    value = OBJECTIVES[name].measure(labels, probabilities)
    assert math.isnan(value) == OBJECTIVES[name].needs_every_class


@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_network_that_returns_nan_is_measured_all_the_same(name):
    nothing = np.full((4, 3), np.nan, np.float32)
    value = OBJECTIVES[name].measure(LABELS, nothing)
    assert math.isfinite(value)
    assert value == pytest.approx(
        {"roc_auc": 0.5, "log_loss": np.log(3)}.get(name, value)
    )


def test_what_knows_no_photo_names_the_largest_class_of_the_training():
    labels = np.array([0, 1, 1, 1, 2], np.int32)
    training_labels = np.array([1, 1, 1, 0, 2, 2], np.int32)
    values = {
        name: measure_untaught(objective, labels, training_labels)
        for name, objective in OBJECTIVES.items()
    }
    shares = np.array([1 / 6, 1 / 2, 1 / 3])
    assert values == {
        "accuracy": 0.6,
        "balanced_accuracy": pytest.approx(1 / 3),
        "macro_f1": pytest.approx(0.75 / 3),
        "roc_auc": 0.5,
        "log_loss": pytest.approx(-np.log(shares[labels]).mean()),
    }


def test_an_objective_is_called_by_its_name_in_tables_and_in_words():
    objective = OBJECTIVES["macro_f1"]
    assert objective.column == "validation_macro_f1"
    assert objective.label == "validation macro F1"


def test_the_rules_read_objectives_strategies_and_schedules_without_heavy_libraries():
    folder = ROOT / "workflow" / "scripts"
    subprocess.run([sys.executable, "-c", CHECK], cwd=folder, check=True)
