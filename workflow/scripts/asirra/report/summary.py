"""What was found, in a few lines."""

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from asirra.objectives import OBJECTIVES, Objective
from asirra.search.trials_table import LEARNED_NOTHING
from asirra.training.result import Result


def summarise(
    trials: pd.DataFrame,
    retrained: pd.DataFrame,
    accuracies: pd.DataFrame,
    objective: Objective,
    results: str,
    untaught: float = math.nan,
    trained: Iterable[Result] = (),
) -> str:
    """Return a few lines that say what was found and where it lies.

    Args:
        trials: as in trials.csv.
        retrained: as in retrained.csv.
        accuracies: as in test_accuracy.csv.
        objective: what the searches improve.
        results: path of the experiment's folder.
        untaught: value on the validation photos of a guess without the photo.
        trained: the results of all trainings.
    """
    selected = retrained[retrained["selected"]]
    searched = retrained.columns[2 : retrained.columns.get_loc(objective.column)]
    tests = accuracies.to_dict("records")
    lines = [
        *_describe_trials(trials, objective, untaught),
        *[
            _describe_selected(row, trials, searched, objective)
            for row in selected.to_dict("records")
        ],
        *[_describe_test(row, objective) for row in tests],
        *[_warn_of_test(row) for row in tests if not _beats_largest_class(row)],
        *_describe_seeds(accuracies),
        *_describe_devices(trained),
        f"Tables: {results}/tables/  Figures: {results}/figures/",
    ]
    return "\n".join(lines) + "\n"


def _describe_trials(
    trials: pd.DataFrame, objective: Objective, untaught: float
) -> list[str]:
    """Return a line per search of which trials failed, and which learned nothing."""
    lines = []
    for strategy, rows in trials.groupby("strategy", sort=False):
        failed = rows[rows["status"] == "failed"]
        if len(failed):
            reasons = "; ".join(failed["reason"].unique())
            lines.append(
                f"{len(failed)} of {len(rows)} {strategy} trials failed: {reasons}"
            )
        num_idle = (rows["reason"] == LEARNED_NOTHING).sum()
        if num_idle:
            score = "they score" if num_idle > 1 else "it scores"
            lines.append(
                f"{num_idle} of {len(rows)} {strategy} trials learned nothing: {score} "
                f"no better than {untaught:.4f} ({objective.label}), what a guess "
                "without the photo scores"
            )
    return lines


def _describe_selected(
    row: Mapping, trials: pd.DataFrame, searched: pd.Index, objective: Objective
) -> str:
    point = ", ".join(f"{key} {_describe(row[key])}" for key in searched)
    num_trials = (trials["strategy"] == row["strategy"]).sum()
    line = (
        f"Selected of {num_trials} {row['strategy']} trials: trial_{row['trial']:03d}, "
        f"{point}: {objective.label} {row[objective.column]:.4f}"
    )
    if row["num_seeds"]:
        line += f", trained again {row[f'mean_{objective.column}']:.4f}"
    if row["num_seeds"] > 1:
        line += f" (mean of {row['num_seeds']} seeds)"
    return line


def _describe_test(row: Mapping, objective: Objective) -> str:
    line = (
        f"Test accuracy, {row['candidate']}, seed {row['seed']}: "
        f"{row['test_accuracy']:.4f} (95 % interval {row['ci_low']:.4f} to "
        f"{row['ci_high']:.4f}, {row['num_photos']} photos; always naming the largest "
        f"class: {row['largest_class_share']:.4f})"
    )
    others = dict.fromkeys(["balanced_accuracy", objective.name])
    for name in others:
        if name != "accuracy":
            value, low, high = (
                row[f"test_{name}{ending}"] for ending in ("", "_ci_low", "_ci_high")
            )
            line += f", {OBJECTIVES[name].words} {value:.4f} ({low:.4f} to {high:.4f})"
    return line


def _beats_largest_class(row: Mapping) -> bool:
    return row["ci_low"] > row["largest_class_share"]


def _warn_of_test(row: Mapping) -> str:
    return (
        f"{row['candidate']}, seed {row['seed']}, does not beat always naming the "
        f"largest class: the interval of its test accuracy does not lie above "
        f"{row['largest_class_share']:.4f}"
    )


def _describe_seeds(accuracies: pd.DataFrame) -> list[str]:
    """Return a line per candidate that has several seeds."""
    lines = []
    for candidate, rows in accuracies.groupby("candidate", sort=False):
        if len(rows) > 1:
            of_seeds = rows["test_accuracy"]
            lines.append(
                f"Test accuracy, {candidate}, mean of {len(rows)} seeds: "
                f"{of_seeds.mean():.4f} (deviation of one {of_seeds.std():.4f})"
            )
    return lines


def _describe_devices(trained: Iterable[Result]) -> list[str]:
    """Return a line on what all was trained on, and in which number format."""
    devices = {f"{each.device} ({each.precision})" for each in trained if each.device}
    return [f"Trained on {'; '.join(sorted(devices))}"] if devices else []


def _describe(value: float | str) -> str:
    is_number = isinstance(value, float | int) and not isinstance(value, bool)
    return f"{value:.5g}" if is_number else str(value)
