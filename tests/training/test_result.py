import json
import math
from dataclasses import replace

import pytest

from asirra.objectives import OBJECTIVES
from asirra.training.result import (
    Result,
    failed_result,
    read_result,
    write_result,
)

ACCURACY = OBJECTIVES["accuracy"]
BALANCED = OBJECTIVES["balanced_accuracy"]
LOG_LOSS = OBJECTIVES["log_loss"]
RESULT = Result(
    hyperparameters={"learning_rate": 10.0**-1.7927, "batch_size": 32},
    status="complete",
    num_epochs=5,
    best_epoch=4,
    score=1 / 3,
    precision="float32",
    seconds=1.5,
    epoch_scores=(0.2, 0.25, 0.3, 1 / 3, 0.1),
    device="2 × NVIDIA A100",
)
KEYS = [
    "hyperparameters",
    "status",
    "num_epochs",
    "best_epoch",
    "validation_accuracy",
    "precision",
    "seconds",
    "epoch_scores",
    "device",
]


@pytest.mark.parametrize("objective", [ACCURACY, BALANCED, LOG_LOSS])
@pytest.mark.parametrize("epoch_scores", [(), (0.25, 1 / 3)])
def test_a_result_survives_its_file(tmp_path, objective, epoch_scores):
    result = replace(RESULT, epoch_scores=epoch_scores)
    write_result(result, objective, tmp_path / "result.json")
    assert read_result(tmp_path / "result.json", objective) == result


def read_keys(result, objective, path):
    write_result(result, objective, path)
    return list(json.loads(path.read_text()))


def test_the_keys_are_those_of_the_contract_in_their_order(tmp_path):
    assert read_keys(RESULT, ACCURACY, tmp_path / "result.json") == KEYS


def test_the_score_has_the_name_of_its_objective(tmp_path):
    keys = read_keys(RESULT, BALANCED, tmp_path / "result.json")
    assert keys[4] == "validation_balanced_accuracy"
    assert "validation_accuracy" not in keys


def test_a_result_of_another_objective_is_not_taken_for_this_ones(tmp_path):
    write_result(RESULT, BALANCED, tmp_path / "result.json")
    with pytest.raises(KeyError, match="validation_accuracy"):
        read_result(tmp_path / "result.json", ACCURACY)


def test_a_loss_stands_in_the_file_without_a_minus_sign(tmp_path):
    result = replace(RESULT, score=-0.4, epoch_scores=(-0.7, -0.4, -0.5))
    write_result(result, LOG_LOSS, tmp_path / "result.json")
    written = json.loads((tmp_path / "result.json").read_text())
    assert written["validation_log_loss"] == 0.4
    assert written["epoch_scores"] == [0.7, 0.4, 0.5]


def test_a_result_that_names_no_device_is_read(tmp_path):
    path = tmp_path / "result.json"
    write_result(RESULT, ACCURACY, path)
    content = json.loads(path.read_text())
    del content["device"]
    path.write_text(json.dumps(content))
    assert read_result(path, ACCURACY) == replace(RESULT, device="")


@pytest.mark.parametrize("objective", [ACCURACY, LOG_LOSS])
def test_a_training_that_failed_has_no_value_and_a_reason(tmp_path, objective):
    path = tmp_path / "result.json"
    failed = failed_result({"width": 8.0}, "killed (out of memory?)")
    write_result(failed, objective, path)
    written = json.loads(path.read_text())
    assert written[objective.column] is None
    assert (written["status"], written["seconds"]) == ("failed", 0.0)
    assert written["reason"] == "killed (out of memory?)"
    read = read_result(path, objective)
    assert read == failed
    # The worst of all, whatever is measured.
    assert read.score == -math.inf
