"""The figure of the best trial so far."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.style import COLORS, STATUS_MARKERS


def plot_best_so_far(trials: pd.DataFrame) -> Figure:
    """Draw the validation accuracy of each trial and the best so far of each strategy.

    Args:
        trials: as in trials.csv.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    of_strategies = trials.groupby("strategy", sort=False)
    for color, (strategy, rows) in zip(COLORS, of_strategies, strict=False):
        best = rows["validation_accuracy"].cummax()
        axes.step(
            rows["trial"],
            best,
            where="post",
            color=color,
            label=f"{strategy}: best so far",
        )
        for status, of_status in rows.groupby("status"):
            axes.plot(
                of_status["trial"],
                of_status["validation_accuracy"],
                STATUS_MARKERS[status],
                color=color,
                label=f"{strategy}: {status}",
            )
    axes.set(xlabel="trial", ylabel="validation accuracy")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend()
    return figure
