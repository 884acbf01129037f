"""Marks of trials in the figure of what a search believed."""

import pandas as pd
from matplotlib.axes import Axes

from asirra.analysis.planes import Posterior
from asirra.figures.style import STATUS_MARKERS, VERMILION
from asirra.objectives import Objective

# How the trial with the best score and the selected one are marked.
BEST = {
    "best seen": {
        "marker": "o",
        "linestyle": "none",
        "markersize": 13,
        "markerfacecolor": "none",
        "markeredgecolor": VERMILION,
        "markeredgewidth": 2,
    },
    "selected": {
        "marker": "*",
        "linestyle": "none",
        "markersize": 16,
        "color": VERMILION,
        "markeredgecolor": "white",
    },
}


def find_best(
    posterior: Posterior, known: pd.DataFrame, objective: Objective
) -> dict[str, int]:
    """Return the trial with the best score, and the one that would be selected.

    Where all trials failed, none is the best.
    """
    scores = objective.to_score(known[objective.column]).dropna()
    selected = {"selected": posterior.selected}
    if scores.empty:
        return selected
    return {"best seen": int(known.loc[scores.idxmax(), "trial"])} | selected


def mark_known(axes: Axes, known: pd.DataFrame, x_name: str, y_name: str) -> None:
    """Draw the trials whose results a search knew, on a plane of two dimensions."""
    for status, of_status in known.groupby("status"):
        axes.plot(
            of_status[x_name],
            of_status[y_name],
            STATUS_MARKERS[status],
            color="white",
            markeredgecolor="black" if status != "diverged" else "white",
            markersize=6,
            clip_on=False,
            label=status,
        )
