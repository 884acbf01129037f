"""The figure of the best trial so far."""

import math
from collections.abc import Iterable

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from asirra.figures.baseline import draw_baseline
from asirra.figures.statuses import plot_status
from asirra.figures.style import STATUS_MARKERS, choose_looks
from asirra.objectives import Objective

# Strategies whose markers all stand in the legend, which lies in the axes.
MAX_INSIDE = 4


def plot_best_so_far(
    trials: pd.DataFrame, objective: Objective, untaught: float = math.nan
) -> Figure:
    """Draw the value of each trial and the best so far of each strategy.

    Args:
        trials: as in trials.csv.
        objective: what the searches improve.
        untaught: value of a guess without the photo; nan where it is not known.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    of_strategies = list(trials.groupby("strategy", sort=False))
    looks = choose_looks(len(of_strategies))
    for look, (strategy, rows) in zip(looks, of_strategies, strict=True):
        scores = objective.to_score(rows[objective.column])
        best = objective.to_value(scores.cummax().ffill())
        label = f"{strategy}: best so far"
        axes.step(rows["trial"], best, where="post", label=label, **look)
        for status, of_status in rows.groupby("status"):
            plot_status(
                axes,
                of_status["trial"],
                of_status[objective.column],
                status,
                color=look["color"],
                fillstyle=look["fillstyle"],
                label=f"{strategy}: {status}",
            )
    draw_baseline(axes, untaught, "guess without the photo")
    axes.set(xlabel="trial", ylabel=objective.label)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if len(of_strategies) <= MAX_INSIDE:
        axes.legend()
    else:
        _add_short_legend(axes, trials["status"].unique())
    return figure


def _add_short_legend(axes: Axes, statuses: Iterable[str]) -> None:
    """Name the lines and, for all strategies at once, the markers, beside the axes."""
    lines = [line for line in axes.lines if line.get_linestyle() != "None"]
    markers = [
        Line2D([], [], color="0.3", linestyle="", marker=STATUS_MARKERS[s], label=s)
        for s in sorted(statuses)
    ]
    handles = [*lines, *markers]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1))
