"""A study: the trials of one strategy, and what a search asks of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from asirra.objectives import Objective
from asirra.search.point import Point
from asirra.search.space import Dimension
from asirra.search.suggestion import read_point
from asirra.training.result import read_result


@dataclass(frozen=True)
class Trial:
    """A trial that has ended.

    Attributes:
        number: number of the trial, from 0.
        point: a value of every searched hyperparameter.
        status: "complete", "diverged" or "pruned".
        scores: its best score at the end of each rung that it reached, in order; a
            single score where trials have no rungs.
        num_epochs: epochs trained in all rungs.
        seconds: seconds that its training took.
    """

    number: int
    point: Point
    status: str
    scores: tuple[float, ...]
    num_epochs: int
    seconds: float

    @property
    def score(self) -> float:
        """The best score that it reached."""
        return self.scores[-1]


@dataclass(frozen=True)
class Study:
    """The trials of one strategy, in the order of their numbers."""

    strategy: str
    space: tuple[Dimension, ...]
    trials: tuple[Trial, ...] = ()

    def before(self, number: int) -> "Study":
        """Return the study as it was before a trial."""
        return replace(self, trials=self.trials[:number])

    @property
    def points(self) -> list[Point]:
        return [trial.point for trial in self.trials]

    @property
    def scores(self) -> list[float]:
        """The best score that each trial reached."""
        return [trial.score for trial in self.trials]

    @property
    def is_exhausted(self) -> bool:
        """Whether every point of a space of whole numbers and choices was tried."""
        names = [dimension.name for dimension in self.space]
        distinct = {tuple(point[name] for name in names) for point in self.points}
        return len(distinct) >= math.prod(d.count_values() for d in self.space)

    def final_scores(self) -> list[float]:
        """Return what each trial would have scored at the last rung.

        A trial that ended at an earlier rung is taken to gain as much after it as the
        trials at the last rung gained on average: the score at a rung is that at the
        last one less a constant (Kennedy and O'Hagan 2000, "Predicting the output from
        a complex computer code when fast approximations are available", eq. 2, with a
        factor of 1 and a constant difference). So no trial looks worse because it ended
        early, and none looks better than the best score reached. A trial that diverged
        gains nothing.
        """
        going = [trial.scores for trial in self.trials if trial.status != "diverged"]
        num_rungs = max(map(len, going), default=1)
        gains = np.zeros(num_rungs)
        if going:
            means = np.mean([s for s in going if len(s) == num_rungs], axis=0)
            gains = means[-1] - means
        best = max(self.scores)
        return [
            trial.score
            if trial.status == "diverged"
            else float(min(trial.score + gains[len(trial.scores) - 1], best))
            for trial in self.trials
        ]


def read_trials(
    parameters_paths: Sequence[str], result_paths: Sequence[str], objective: Objective
) -> tuple[Trial, ...]:
    """Return the trials of a search, read from their files.

    Args:
        parameters_paths: parameters.json of each trial, ordered by trial number from 0.
        result_paths: result.json of the same trials, in the same order.
        objective: what the search maximises.
    """
    trials = []
    paths = zip(parameters_paths, result_paths, strict=True)
    for number, (parameters_path, result_path) in enumerate(paths):
        result = read_result(result_path, objective)
        trials.append(
            Trial(
                number=number,
                point=read_point(parameters_path),
                status=result.status,
                scores=result.rung_scores or (result.score,),
                num_epochs=result.num_epochs,
                seconds=result.seconds,
            )
        )
    return tuple(trials)
