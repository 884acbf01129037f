"""The trials of a search that is under way, and their table.

It does without pandas: the process that plans a run reads and writes them.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from asirra.files import read_json, written
from asirra.objectives import Objective
from asirra.results import Results
from asirra.search.point import Point
from asirra.search.suggestion import read_point


@dataclass(frozen=True)
class EndedTrial:
    """What a trial that has ended is shown as.

    Attributes:
        strategy: name of its strategy.
        number: number of the trial, from 0.
        point: a value of every searched hyperparameter.
        status: status in its result.json.
        num_epochs: number of epochs trained.
        value: the best value of the objective; nan where it has none.
        seconds: seconds that its training took.
        reason: why it failed; else empty.
    """

    strategy: str
    number: int
    point: Point
    status: str
    num_epochs: int
    value: float
    seconds: float
    reason: str = ""


def read_ended(
    results: Results, strategy: str, number: int, objective: Objective
) -> EndedTrial:
    """Return a trial that has ended, read from its two files."""
    result = read_json(results.trial("result.json", strategy, number))
    value = result[objective.column]
    return EndedTrial(
        strategy=strategy,
        number=number,
        point=read_point(results.trial("parameters.json", strategy, number)),
        status=result["status"],
        num_epochs=result["num_epochs"],
        value=math.nan if value is None else value,
        seconds=result["seconds"],
        reason=result.get("reason", ""),
    )


def write_under_way(
    trials: Iterable[EndedTrial],
    searched: Sequence[str],
    trials_per_round: int,
    objective: Objective,
    path: Path,
) -> None:
    """Write a row per trial with the columns of trials.csv, whole or not at all.

    Its column `reason` says why a trial failed, and not which learned nothing.

    Args:
        trials: in the order of the rows.
        searched: the searched keys.
        trials_per_round: number of trials suggested together.
        objective: what the search improves.
        path: where to write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    after_point = ["status", "num_epochs", objective.column, "seconds", "reason"]
    with (
        written(path) as partial,
        open(partial, "w", newline="", encoding="utf-8") as file,
    ):
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["strategy", "trial", "round", *searched, *after_point])
        for trial in trials:
            table.writerow(
                [
                    *(trial.strategy, trial.number, trial.number // trials_per_round),
                    *(trial.point[name] for name in searched),
                    *(trial.status, trial.num_epochs),
                    "" if math.isnan(trial.value) else trial.value,
                    *(trial.seconds, trial.reason),
                ]
            )
