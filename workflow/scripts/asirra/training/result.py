"""The result of a training, and its file result.json."""

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
        status: "complete", "diverged", "pruned" or, after a rung, "paused".
        num_epochs: number of epochs trained.
        best_epoch: epoch whose weights were kept, from 1; 0 for those before training.
        score: score of that epoch, on the validation photos: the higher, the better.
        precision: number format of the computation.
        seconds: seconds that the training took.
        epoch_scores: score on the validation photos after each epoch.
        device: what it was trained on, such as "AMD EPYC 7B13, 2 cores"; no search and
            no resume point looks at it.
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


def write_result(result: Result, objective: Objective, path: str | Path) -> None:
    """Write result.json, which holds values: `score` under the objective's column."""
    values = {
        "score": objective.to_value(result.score),
        "epoch_scores": [objective.to_value(score) for score in result.epoch_scores],
    }
    names = {"score": objective.column}
    content = asdict(result) | values
    write_json({names.get(key, key): value for key, value in content.items()}, path)


def read_result(path: str | Path, objective: Objective) -> Result:
    """Return what `write_result` wrote."""
    content = read_json(path)
    score = objective.to_score(content.pop(objective.column))
    epoch_scores = tuple(map(objective.to_score, content.pop("epoch_scores")))
    return Result(**content, score=score, epoch_scores=epoch_scores)
