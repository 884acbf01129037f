"""The rungs of halving: files from which a trial goes on, or with which it ends."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from asirra.copies import copy_files
from asirra.files import written


def read_rung(
    trial: int, rung: int, result_paths: Sequence[str], pruning: Mapping
) -> tuple[bool, dict]:
    """Return whether a trial goes on to a rung, and its result at the rung before.

    Args:
        trial: its number.
        rung: from 1.
        result_paths: result.json at the rung before of all trials of its round.
        pruning: trials_per_round and reduction_factor.
    """
    per_round = pruning["trials_per_round"]
    results = [json.loads(Path(path).read_text()) for path in result_paths]
    scores = {
        trial // per_round * per_round + place: result["validation_accuracy"]
        for place, result in enumerate(results)
        if result["status"] == "paused"
    }
    factor = pruning["reduction_factor"]
    goes_on = is_promoted(trial, scores, per_round, factor, rung)
    return goes_on, results[trial % per_round]


def end_trial(
    result: dict, earlier_history: str, history_path: Path, result_path: Path
) -> None:
    """Write the history and result of a trial that ended at an earlier rung."""
    status = "pruned" if result["status"] == "paused" else result["status"]
    copy_files([earlier_history], [history_path])
    with written(result_path) as partial:
        partial.write_text(json.dumps(result | {"status": status}, indent=2) + "\n")
    print(f"ended after {result['num_epochs']} epochs: {status}")


def rung_epochs(num_epochs: int, reduction_factor: int, num_rungs: int) -> list[int]:
    """Return the epochs, counted from the start, at which each rung ends, rounded.

    Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm
    identification and hyperparameter optimization"): each rung trains for
    `reduction_factor` times the epochs of the one before.
    """
    exponents = range(num_rungs - 1, -1, -1)
    return [round(num_epochs / reduction_factor**exponent) for exponent in exponents]


def is_promoted(
    trial: int,
    scores: Mapping[int, float],
    trials_per_round: int,
    reduction_factor: int,
    rung: int,
) -> bool:
    """Return whether a trial goes on to a rung.

    Args:
        trial: its number.
        scores: validation accuracies at the rung before of the trials of its round that
            reached its end, by number; of equal ones the earlier goes first.
        trials_per_round: of which one in `reduction_factor` ** `rung` goes on, at least
            one.
        reduction_factor: between two rungs.
        rung: from 1.
    """
    num_promoted = max(1, trials_per_round // reduction_factor**rung)
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    return trial in ranked[:num_promoted]
