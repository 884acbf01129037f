"""Plot the learning curves of all trials of a search."""

from pathlib import Path

import pandas as pd

from asirra.figures.style import save_figure
from asirra.figures.trial_curves import plot_trial_curves as plot
from asirra.job import logged


def plot_trial_curves(history_paths: list[str], figure_path: Path) -> None:
    """Draw the validation accuracy of every trial, by its history, in their order."""
    histories = {n: pd.read_csv(path) for n, path in enumerate(history_paths)}
    save_figure(plot(histories), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_trial_curves(snakemake.input.histories, Path(snakemake.output.figure))
