"""What the suggestions of a strategy depend on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asirra.search.point import Point


@dataclass(frozen=True)
class Stop:
    """A search ends before its budget after so many rounds with less gain than this."""

    rounds_without_gain: int
    min_gain: float


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

    @property
    def num_before(self) -> int:
        """Number of known and random trials before the Gaussian process suggests."""
        return len(self.first) + self.num_initial


def read_settings(fields: Mapping[str, Any]) -> SearchSettings:
    """Return the settings that `search_settings` put into a job's params."""
    stop = fields.get("stop")
    first = tuple(fields.get("first", ()))
    return SearchSettings(
        **{**fields, "first": first, "stop": Stop(**stop) if stop else None}
    )


def chosen_rounds(num_trials: int, settings: SearchSettings) -> list[int]:
    """Return the first trial of each round that the Gaussian process suggested.

    Args:
        num_trials: number of trials of the search.
        settings: settings of a strategy that learns from results.
    """
    starts = range(0, num_trials, settings.trials_per_round)
    return [start for start in starts if start >= settings.num_before]
