"""Plot the best validation accuracy so far over the trials."""

from pathlib import Path

import pandas as pd

from asirra.figures.best_so_far import plot_best_so_far as plot
from asirra.figures.style import save_figure
from asirra.job import logged


def plot_best_so_far(trials_path: Path, figure_path: Path) -> None:
    """Draw every trial's validation accuracy and the best so far of each strategy."""
    save_figure(plot(pd.read_csv(trials_path)), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_best_so_far(Path(snakemake.input.trials), Path(snakemake.output.figure))
