"""The rungs of halving: files from which a trial goes on, or with which it ends."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from asirra.copies import copy_files
from asirra.job import written
from asirra.search.pruning import is_promoted


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
