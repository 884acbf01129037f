"""What the suggestions of a strategy depend on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asirra.search.point import Point


@dataclass(frozen=True)
class Stop:
    """What ends a search before its budget.

    Attributes:
        rounds_without_gain: so many rounds with less gain than `min_gain`.
        min_gain: in units of the score.
        training_hours: the hours of training that all its trials took.
    """

    rounds_without_gain: float = math.inf
    min_gain: float = 0.0
    training_hours: float = math.inf


@dataclass(frozen=True)
class SearchSettings:
    """Keys of the config's section `search`, and the config's seed.

    A key that a strategy does not read keeps its default. Units are as in the schema.
    """

    seed: int
    first: tuple[Point, ...] = ()
    num_trials: int = 0
    initial: str = "random"
    num_initial: int = 0
    trials_per_round: int = 1
    xi: float = 0.0
    gaussian_process: str = "regularised"
    stop: Stop | None = None

    def count_before(self, num_known: int) -> int:
        """Return how many trials come before those that the Gaussian process suggests.

        Args:
            num_known: results of earlier searches, which stand for initial trials.
        """
        return len(self.first) + max(0, self.num_initial - num_known)


def read_settings(fields: Mapping[str, Any]) -> SearchSettings:
    """Return the settings that `search_settings` put into a job's params."""
    stop = fields.get("stop")
    first = tuple(fields.get("first", ()))
    return SearchSettings(
        **{**fields, "first": first, "stop": Stop(**stop) if stop else None}
    )


def chosen_rounds(
    num_trials: int, num_known: int, settings: SearchSettings
) -> list[int]:
    """Return the first trial of each round that the Gaussian process suggested.

    Args:
        num_trials: number of trials of the search.
        num_known: results of earlier searches.
        settings: settings of a strategy that learns from results.
    """
    starts = range(0, num_trials, settings.trials_per_round)
    num_before = settings.count_before(num_known)
    return [start for start in starts if start >= num_before]
