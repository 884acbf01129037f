"""The result of a training, and its file result.json."""

import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from asirra.files import read_json, write_json
from asirra.objectives import Objective


@dataclass(frozen=True)
class Result:
    """The result of a training.

    Attributes:
        hyperparameters: the keys of the config's sections model and training, each
            option beside the others.
        status: "complete", "diverged", "pruned", "failed" where it could not run or,
            after a rung, "paused".
        num_epochs: number of epochs trained.
        best_epoch: epoch whose weights were kept, from 1; 0 for those before training.
        score: score of that epoch, on the validation photos: the higher, the better;
            -inf where it failed.
        precision: number format of the computation.
        seconds: seconds that the training took.
        epoch_scores: score on the validation photos after each epoch.
        device: what it was trained on, such as "AMD EPYC 7B13, 2 cores"; no search and
            no resume point looks at it.
        reason: why it failed; else empty.
    """

    hyperparameters: dict[str, Any]
    status: str
    num_epochs: int
    best_epoch: int
    score: float
    precision: str
    seconds: float
    epoch_scores: tuple[float, ...] = ()
    device: str = ""
    reason: str = ""


def history_columns(objective: Objective) -> list[str]:
    """Return the columns of history.csv, which has a row per epoch."""
    names = ("epoch", "loss", "train_accuracy", objective.column, "learning_rate")
    return [*names]


def failed_result(hyperparameters: dict[str, Any], reason: str) -> Result:
    """Return the result of a training that could not run; it has no score, and 0 s."""
    return Result(
        hyperparameters=hyperparameters,
        status="failed",
        num_epochs=0,
        best_epoch=0,
        score=-math.inf,
        precision="",
        seconds=0.0,
        reason=reason,
    )


def write_result(result: Result, objective: Objective, path: str | Path) -> None:
    """Write result.json, which holds values: `score` under the objective's column.

    The value of a training that failed is null, and the file has a reason.
    """
    has_failed = result.status == "failed"
    values = {
        "score": None if has_failed else objective.to_value(result.score),
        "epoch_scores": [objective.to_value(score) for score in result.epoch_scores],
    }
    names = {"score": objective.column}
    content = asdict(result) | values
    if not has_failed:
        del content["reason"]
    write_json({names.get(key, key): value for key, value in content.items()}, path)


def read_result(path: str | Path, objective: Objective) -> Result:
    """Return what `write_result` wrote."""
    content = read_json(path)
    value = content.pop(objective.column)
    score = -math.inf if value is None else objective.to_score(value)
    epoch_scores = tuple(map(objective.to_score, content.pop("epoch_scores")))
    return Result(**content, score=score, epoch_scores=epoch_scores)
