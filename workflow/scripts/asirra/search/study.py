"""A study: the trials of one strategy, and what a search asks of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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


def read_trials(
    parameters_paths: Sequence[str], result_paths: Sequence[str], objective: Objective
) -> tuple[Trial, ...]:
    """Return the trials of a search, read from their files.

    Args:
        parameters_paths: parameters.json of each trial, ordered by trial number from 0.
        result_paths: result.json of the same trials, in the same order.
        objective: what the search improves.
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
                score=result.score,
                epoch_scores=result.epoch_scores,
                seconds=result.seconds,
                reason=result.reason,
            )
        )
    return tuple(trials)


def read_studies(
    files: Mapping[str, Sequence[str]],
    strategies: Iterable[str],
    space: Sequence[Dimension],
    objective: Objective,
) -> dict[str, Study]:
    """Return the study of each strategy.

    Args:
        files: of each strategy its `_parameters` and `_results`, after its name, as
            `read_trials` takes them.
        strategies: names.
        space: the dimensions.
        objective: what the searches improve.
    """
    return {
        name: Study(
            name,
            tuple(space),
            read_trials(
                files[f"{name}_parameters"], files[f"{name}_results"], objective
            ),
        )
        for name in strategies
    }
