"""How far a run is, in words: a line of each training that ends, and the time left."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from asirra.objectives import Objective
from asirra.report.under_way import EndedTrial
from asirra.search.point import Point, Value


@dataclass(frozen=True)
class Work:
    """The trainings to come.

    Attributes:
        trials: number of trials to come, by strategy.
        rounds: trials of a round, by strategy, where a round waits for the one before.
        finals: number of trainings after the search.
        at_once: how many trainings run at once.
    """

    trials: Mapping[str, int]
    rounds: Mapping[str, int]
    finals: int
    at_once: int


def estimate_seconds(work: Work, trial_seconds: float, final_seconds: float) -> float:
    """Return the seconds that all trainings to come will take.

    The trials take as long as all of them on the machine, or as the longest chain of
    rounds, whichever is longer.

    Args:
        work: the trainings to come.
        trial_seconds: seconds of a trial.
        final_seconds: seconds of a training after the search.
    """

    def waves(number: int) -> int:
        return math.ceil(number / work.at_once)

    longest = waves(sum(work.trials.values()))
    for strategy, size in work.rounds.items():
        num_rounds, rest = divmod(work.trials[strategy], size)
        longest = max(longest, num_rounds * waves(size) + waves(rest))
    return longest * trial_seconds + waves(work.finals) * final_seconds


def count_at_once(limits: Mapping[str, int], needed: Mapping[str, Any]) -> int:
    """Return how many equal jobs run at once, at least one.

    Args:
        limits: what all jobs may take together, by resource.
        needed: what each takes.
    """
    shares = [limits[name] // needed[name] for name in limits if needed.get(name)]
    return max(1, min(shares, default=1))


def describe_trial(
    trial: EndedTrial,
    name: str,
    best: float,
    objective: Objective,
    choices: Collection[str],
) -> str:
    """Return what a trial tried, what came out, and its time.

    Args:
        trial: the trial.
        name: what to call it, such as "trial 6 of 30".
        best: the best value of its search so far; nan where there is none.
        objective: what the search improves.
        choices: the searched keys that are one of a few values.
    """
    line = f"{name}: {describe_point(trial.point, choices)}: "
    line += _describe_outcome(trial, objective)
    if not math.isnan(best):
        line += f" (best {best:.4f})"
    if trial.status != "failed":
        line += f", {describe_seconds(trial.seconds)}"
    return line


def _describe_outcome(trial: EndedTrial, objective: Objective) -> str:
    value = f"{objective.label} {trial.value:.4f}"
    if trial.status == "complete":
        return value
    if trial.status == "failed":
        return f"failed: {trial.reason}"
    epochs = "epoch" if trial.num_epochs == 1 else "epochs"
    stopped = f"{trial.status} after {trial.num_epochs} {epochs}"
    return stopped if math.isnan(trial.value) else f"{stopped}, {value}"


def describe_point(point: Point, choices: Collection[str]) -> str:
    """Return a point: numbers to 2 significant digits, whole ones and choices whole."""
    return ", ".join(
        f"{key} {value if key in choices else _describe_number(value)}"
        for key, value in point.items()
    )


def _describe_number(value: Value) -> str:
    # From 100 on, 2 digits would be written as a power.
    if not isinstance(value, float):
        return str(value)
    return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"


def describe_seconds(seconds: float) -> str:
    """Return how long something took, such as "1 min 12 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_of_hour = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes_of_hour} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def describe_left(seconds: float) -> str:
    """Return the end of a line, "; about 29 min left", or "" where none is left."""
    if seconds <= 0:
        return ""
    minutes = round(seconds / 60)
    if seconds < 55:
        left = f"{max(10, 10 * round(seconds / 10))} s"
    elif minutes < 60:
        left = f"{minutes} min"
    else:
        hours, minutes = divmod(10 * round(minutes / 10), 60)
        left = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"; about {left} left"
