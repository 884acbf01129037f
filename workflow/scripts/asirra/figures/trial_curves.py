"""The figure of all trials' learning curves."""

import math
from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.baseline import draw_baseline
from asirra.figures.style import color_map
from asirra.objectives import Objective


def plot_trial_curves(
    histories: Mapping[int, pd.DataFrame],
    objective: Objective,
    untaught: float = math.nan,
) -> Figure:
    """Draw the value of all trials over the epochs, coloured by the best of each.

    Args:
        histories: as in history.csv, by trial; a trial without an epoch is not drawn.
        objective: what the search improves.
        untaught: value of a guess without the photo; nan where it is not known.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    scores = {
        trial: objective.to_score(history[objective.column]).max()
        for trial, history in histories.items()
        if len(history)
    }
    bests = [objective.to_value(score) for score in scores.values()]
    norm = Normalize(min(bests, default=0), max(bests, default=1))
    colors = ScalarMappable(norm, color_map(objective))
    # The best lie on top.
    for trial in sorted(scores, key=scores.__getitem__):
        history = histories[trial]
        axes.plot(
            history["epoch"],
            history[objective.column],
            marker=".",
            color=colors.to_rgba(objective.to_value(scores[trial])),
            label=f"trial {trial}",
        )
    figure.colorbar(colors, ax=axes, label=f"best {objective.label}")
    if line := draw_baseline(axes, untaught, "guess without the photo"):
        axes.legend(handles=line)
    axes.set(xlabel="epoch", ylabel=objective.label)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure
