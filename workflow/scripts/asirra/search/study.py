"""A study: the trials of one strategy, and what a search asks of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from asirra.objectives import Objective
from asirra.search.known import read_known
from asirra.search.point import Point
from asirra.search.space import Dimension
from asirra.search.suggestion import read_point
from asirra.search.trial import Trial
from asirra.training.result import read_result


@dataclass(frozen=True)
class Study:
    """The trials of one strategy, in the order of their numbers.

    Attributes:
        strategy: its name.
        space: the dimensions.
        trials: those that have ended.
        known: results of earlier searches, which inform this one.
    """

    strategy: str
    space: tuple[Dimension, ...]
    trials: tuple[Trial, ...] = ()
    known: tuple[Trial, ...] = ()

    def before(self, number: int) -> "Study":
        """Return the study as it was before a trial."""
        return replace(self, trials=self.trials[:number])

    @property
    def results(self) -> tuple[Trial, ...]:
        """All that informs the search: what was known, and its own trials."""
        return (*self.known, *self.trials)

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
        distinct = {tuple(t.point[name] for name in names) for t in self.results}
        return len(distinct) >= math.prod(d.count_values() for d in self.space)


def read_trials(
    parameters_paths: Sequence[str],
    result_paths: Sequence[str],
    objective: Objective,
    first: int = 0,
) -> tuple[Trial, ...]:
    """Return the trials of a search, read from their files.

    Args:
        parameters_paths: parameters.json of each trial, ordered by trial number.
        result_paths: result.json of the same trials, in the same order.
        objective: what the search improves.
        first: number of the first of them.
    """
    trials = []
    paths = zip(parameters_paths, result_paths, strict=True)
    for number, (parameters_path, result_path) in enumerate(paths, first):
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
            `read_trials` takes them; and `known`, tables of earlier searches.
        strategies: names.
        space: the dimensions.
        objective: what the searches improve.
    """
    known = read_known(files["known"], space, objective)
    return {
        name: Study(
            name,
            tuple(space),
            read_trials(
                files[f"{name}_parameters"], files[f"{name}_results"], objective
            ),
            known,
        )
        for name in strategies
    }
