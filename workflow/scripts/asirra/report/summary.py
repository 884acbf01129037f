"""What was found, in a few lines."""

import pandas as pd

from asirra.objectives import Objective


def summarise(
    trials: pd.DataFrame,
    retrained: pd.DataFrame,
    accuracies: pd.DataFrame,
    objective: Objective,
    results: str,
) -> str:
    """Return a few lines that say what was found and where it lies.

    Args:
        trials: as in trials.csv.
        retrained: as in retrained.csv.
        accuracies: as in test_accuracy.csv.
        objective: what the searches improve.
        results: path of the experiment's folder.
    """
    searched = retrained.columns[2 : retrained.columns.get_loc(objective.column)]
    lines = []
    for row in retrained[retrained["selected"]].to_dict("records"):
        point = ", ".join(f"{key} {_describe(row[key])}" for key in searched)
        num_trials = (trials["strategy"] == row["strategy"]).sum()
        line = (
            f"Selected of {num_trials} {row['strategy']} trials: trial {row['trial']}, "
            f"{point}: {objective.label} {row[objective.column]:.4f}"
        )
        if row["num_seeds"]:
            line += f", trained again {row[f'mean_{objective.column}']:.4f}"
        if row["num_seeds"] > 1:
            line += f" (mean of {row['num_seeds']} seeds)"
        lines.append(line)
    for row in accuracies.to_dict("records"):
        lines.append(
            f"Test accuracy, {row['candidate']}, seed {row['seed']}: "
            f"{row['test_accuracy']:.4f} (95 % interval {row['ci_low']:.4f} to "
            f"{row['ci_high']:.4f}, {row['num_photos']} photos)"
        )
    for candidate, rows in accuracies.groupby("candidate", sort=False):
        if len(rows) > 1:
            of_seeds = rows["test_accuracy"]
            lines.append(
                f"Test accuracy, {candidate}, mean of {len(rows)} seeds: "
                f"{of_seeds.mean():.4f} (deviation of one {of_seeds.std():.4f})"
            )
    lines.append(f"Tables: {results}/tables/  Figures: {results}/figures/")
    return "\n".join(lines) + "\n"


def _describe(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.5g}"
