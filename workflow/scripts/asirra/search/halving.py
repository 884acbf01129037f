"""Successive halving: a trial is trained in rungs, and the best of a round go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asirra.copies import copy_files
from asirra.objectives import Objective
from asirra.search.rounds import trials_of_round
from asirra.training.result import Result, read_result, write_result

if TYPE_CHECKING:
    from asirra.training.state import Training


@dataclass(frozen=True)
class Halving:
    """What decides how far a trial is trained.

    Attributes:
        trials_per_round: number of trials that compete.
        reduction_factor: one trial in so many goes on to the next rung.
        epochs: epochs, counted from the start, at which each rung ends.
    """

    trials_per_round: int
    reduction_factor: int
    epochs: tuple[int, ...]


def pause_after(num_epochs: int) -> Callable[[Training], str | None]:
    """Return a function that pauses a training after so many epochs."""
    return lambda training: "paused" if len(training.history) == num_epochs else None


def read_rung(
    trial: int,
    rung: int,
    result_paths: Sequence[str],
    halving: Halving,
    objective: Objective,
) -> tuple[bool, Result]:
    """Return whether a trial goes on to a rung, and its result at the rung before.

    Args:
        trial: number of the trial.
        rung: number of the rung, from 1.
        result_paths: result.json of all trials of its round, at the rung before.
        halving: settings of halving.
        objective: what the search improves.
    """
    numbers = trials_of_round(trial, halving.trials_per_round)
    results = {
        number: read_result(path, objective)
        for number, path in zip(numbers, result_paths, strict=True)
    }
    scores = {
        number: result.score
        for number, result in results.items()
        if result.status == "paused"
    }
    return is_promoted(trial, scores, halving, rung), results[trial]


def end_trial(
    result: Result,
    objective: Objective,
    earlier_history: str,
    history_path: Path,
    result_path: Path,
) -> None:
    """Write the history and result of a trial that ended at an earlier rung."""
    status = "pruned" if result.status == "paused" else result.status
    copy_files([earlier_history], [str(history_path)])
    write_result(replace(result, status=status), objective, result_path)
    print(f"ended after {result.num_epochs} epochs: {status}")


def rung_epochs(num_epochs: int, reduction_factor: int, num_rungs: int) -> list[int]:
    """Return the epochs, counted from the start, at which each rung ends, rounded.

    Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm
    identification and hyperparameter optimization"): each rung ends after
    `reduction_factor` times as many epochs as the one before.
    """
    exponents = range(num_rungs - 1, -1, -1)
    return [round(num_epochs / reduction_factor**exponent) for exponent in exponents]


def is_promoted(
    trial: int,
    scores: Mapping[int, float],
    halving: Halving,
    rung: int,
) -> bool:
    """Return whether a trial goes on to a rung.

    Args:
        trial: number of the trial.
        scores: scores at the rung before, by number, of the trials of its round that
            reached the end of that rung; of equal scores the earlier trial's wins.
        halving: settings; one trial in `reduction_factor` ** `rung` of a round goes on,
            and at least one.
        rung: number of the rung, from 1.
    """
    share = halving.reduction_factor**rung
    num_promoted = max(1, halving.trials_per_round // share)
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    return trial in ranked[:num_promoted]
