"""What was found, in a few lines."""

import pandas as pd


def summarise(
    trials: pd.DataFrame, best: pd.DataFrame, accuracies: pd.DataFrame, results: str
) -> str:
    """Return a few lines that say what was found and where it lies."""
    lines = []
    for row in best.to_dict("records"):
        strategy, trial = row.pop("strategy"), row.pop("trial")
        accuracy = row.pop("validation_accuracy")
        point = ", ".join(f"{key} {value:.5g}" for key, value in row.items())
        num_trials = (trials["strategy"] == strategy).sum()
        lines.append(
            f"Selected of {num_trials} {strategy} trials: trial {trial}, {point}: "
            f"validation accuracy {accuracy:.4f}"
        )
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
