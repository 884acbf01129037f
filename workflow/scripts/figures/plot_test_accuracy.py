"""Plot the test accuracies of all final models."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from asirra.figures.style import save_figure
from asirra.figures.test_accuracy import plot_test_accuracy as plot
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective


def plot_test_accuracy(
    accuracies_path: Path,
    references: Mapping[str, float],
    objective: Objective,
    figure_path: Path,
) -> None:
    """Draw test_accuracy.csv, with accuracies to compare with.

    Args:
        accuracies_path: test_accuracy.csv.
        references: accuracies to compare with, by name.
        objective: what the searches improve.
        figure_path: where to write.
    """
    accuracies = pd.read_csv(accuracies_path)
    save_figure(plot(accuracies, references, objective), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_test_accuracy(
            accuracies_path=Path(snakemake.input.accuracies),
            references=snakemake.params.references,
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
