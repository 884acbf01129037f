"""result.json: the contract's names, and the same result back."""

import json

import pytest

from asirra.objectives import OBJECTIVES, Objective
from asirra.training.result import Result, read_result, write_result

ACCURACY = OBJECTIVES["accuracy"]
RESULT = Result(
    hyperparameters={"learning_rate": 0.1 / 3, "network": "alexnet"},
    status="complete",
    num_epochs=5,
    best_epoch=3,
    score=0.1 + 0.2,
    precision="float32",
    seconds=1.25,
)


def test_the_score_is_called_as_the_objectives_column(tmp_path):
    write_result(RESULT, ACCURACY, tmp_path / "result.json")
    assert json.loads((tmp_path / "result.json").read_text()) == {
        "hyperparameters": {"learning_rate": 0.1 / 3, "network": "alexnet"},
        "status": "complete",
        "num_epochs": 5,
        "best_epoch": 3,
        "validation_accuracy": 0.1 + 0.2,
        "precision": "float32",
        "seconds": 1.25,
    }
    assert (
        list(json.loads((tmp_path / "result.json").read_text()))[4] == ACCURACY.column
    )


def test_a_result_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "result.json"
    in_rungs = Result(**vars(RESULT) | {"status": "paused", "rung_scores": (0.1, 0.3)})
    other = Objective("macro_f1", lambda labels, probabilities: 0.0)
    for result in (RESULT, in_rungs):
        for objective in (ACCURACY, other):
            write_result(result, objective, path)
            assert read_result(path, objective) == result


def test_a_result_of_another_objective_is_not_taken_for_this_ones(tmp_path):
    write_result(RESULT, ACCURACY, tmp_path / "result.json")
    other = Objective("macro_f1", lambda labels, probabilities: 0.0)
    with pytest.raises(KeyError, match="validation_macro_f1"):
        read_result(tmp_path / "result.json", other)
