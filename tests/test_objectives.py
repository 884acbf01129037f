import subprocess
import sys

import numpy as np
import pytest

from asirra.objectives import OBJECTIVES, Objective
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
    assert best > worst


def test_an_objective_is_called_by_its_name_in_tables_and_in_words():
    objective = Objective("macro_f1", lambda labels, probabilities: 0.0)
    assert objective.column == "validation_macro_f1"
    assert objective.label == "validation macro f1"


def test_the_rules_read_objectives_strategies_and_schedules_without_heavy_libraries():
    folder = ROOT / "workflow" / "scripts"
    subprocess.run([sys.executable, "-c", CHECK], cwd=folder, check=True)
