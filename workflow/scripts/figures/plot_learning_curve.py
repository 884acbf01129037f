"""Plot a final model's learning curve."""

from pathlib import Path

import pandas as pd

from asirra.figures.learning_curve import plot_learning_curve as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.training.result import read_result


def plot_learning_curve(
    losses_path: Path,
    history_path: Path,
    result_path: Path,
    title: str,
    objective: Objective,
    figure_path: Path,
) -> None:
    """Draw loss, accuracy and score, the chosen epoch and the schedule's steps.

    Args:
        losses_path: losses.csv of the training.
        history_path: its history.csv.
        result_path: its result.json, which names the chosen epoch.
        title: what was trained.
        objective: what chose the epoch.
        figure_path: where to write.
    """
    best_epoch = read_result(result_path, objective).best_epoch
    losses, history = pd.read_csv(losses_path), pd.read_csv(history_path)
    figure = plot(losses, history, best_epoch, title, objective)
    save_figure(figure, figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_learning_curve(
            losses_path=Path(snakemake.input.losses),
            history_path=Path(snakemake.input.history),
            result_path=Path(snakemake.input.result),
            title="{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
