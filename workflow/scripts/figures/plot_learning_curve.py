"""Plot a final model's learning curve."""

import json
from pathlib import Path

import pandas as pd

from asirra.figures.learning_curve import plot_learning_curve as plot
from asirra.figures.style import save_figure
from asirra.job import logged


def plot_learning_curve(
    losses_path: Path,
    history_path: Path,
    result_path: Path,
    title: str,
    figure_path: Path,
) -> None:
    """Draw loss and accuracies, with the chosen epoch and the schedule's steps."""
    result = json.loads(result_path.read_text())
    losses, history = pd.read_csv(losses_path), pd.read_csv(history_path)
    save_figure(plot(losses, history, result["best_epoch"], title), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_learning_curve(
            Path(snakemake.input.losses),
            Path(snakemake.input.history),
            Path(snakemake.input.result),
            "{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            Path(snakemake.output.figure),
        )
