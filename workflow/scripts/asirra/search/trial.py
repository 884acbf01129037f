"""A trial that has ended, and how the trials of a search are kept in one file."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from asirra.files import written
from asirra.objectives import Objective
from asirra.search.point import Point


@dataclass(frozen=True)
class Trial:
    """A trial that has ended.

    Attributes:
        number: number of the trial, from 0.
        point: a value of every searched hyperparameter.
        status: "complete", "diverged", "pruned" or "failed".
        score: the best score that it reached; -inf where it failed.
        epoch_scores: its score after each epoch.
        seconds: seconds that its training took; 0 where it failed.
        reason: why it failed; else empty.
    """

    number: int
    point: Point
    status: str
    score: float
    epoch_scores: tuple[float, ...]
    seconds: float
    reason: str = ""

    @property
    def num_epochs(self) -> int:
        """How many epochs it was trained."""
        return len(self.epoch_scores)


def write_study_file(trials: Iterable[Trial], objective: Objective, path: Path) -> None:
    """Write the trials of a search in their order: one line of JSON for each.

    A line holds values: `score` under the objective's column, null where it failed.
    """
    with written(path) as partial, open(partial, "w", encoding="utf-8") as file:
        for trial in trials:
            fields = asdict(trial)
            score = fields.pop("score")
            has_failed = trial.status == "failed"
            fields[objective.column] = None if has_failed else objective.to_value(score)
            fields["epoch_values"] = [
                objective.to_value(score) for score in fields.pop("epoch_scores")
            ]
            file.write(json.dumps(fields) + "\n")


def read_study_file(
    paths: Sequence[str | Path], objective: Objective
) -> tuple[Trial, ...]:
    """Return what `write_study_file` wrote.

    Args:
        paths: of the file; none where no trial came before.
        objective: what the search improves.
    """
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    lines = [line for text in texts for line in text.splitlines()]
    return tuple(_read_line(line, objective) for line in lines)


def _read_line(line: str, objective: Objective) -> Trial:
    fields = json.loads(line)
    value = fields.pop(objective.column)
    score = -math.inf if value is None else objective.to_score(value)
    epoch_scores = tuple(map(objective.to_score, fields.pop("epoch_values")))
    return Trial(**fields, score=score, epoch_scores=epoch_scores)
