"""Plot the learning curves of all trials of a search."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from asirra.figures.style import save_figure
from asirra.figures.trial_curves import plot_trial_curves as plot
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.untaught import read_untaught


def plot_trial_curves(
    history_paths: Sequence[str],
    classes_path: Path,
    objective: Objective,
    figure_path: Path,
) -> None:
    """Draw the score of every trial over its epochs.

    Args:
        history_paths: of the trials, by trial.
        classes_path: classes.csv.
        objective: what the search improves.
        figure_path: where to write.
    """
    histories = {n: pd.read_csv(path) for n, path in enumerate(history_paths)}
    untaught = read_untaught(classes_path, objective)
    save_figure(plot(histories, objective, untaught), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_trial_curves(
            history_paths=snakemake.input.histories,
            classes_path=Path(snakemake.input.classes),
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
