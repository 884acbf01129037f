"""The figure of the strategies, side by side."""

import math

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.baseline import draw_baseline
from asirra.figures.style import choose_looks
from asirra.objectives import Objective


def plot_strategies(
    trials: pd.DataFrame, objective: Objective, untaught: float = math.nan
) -> Figure:
    """Draw the best value so far of each strategy, over trials and over epochs spent.

    Args:
        trials: as in trials.csv.
        objective: what the searches improve.
        untaught: value of a guess without the photo; nan where it is not known.
    """
    figure, (left, right) = plt.subplots(
        1, 2, sharey=True, figsize=(10, 4), layout="constrained"
    )
    of_strategies = list(trials.groupby("strategy", sort=False))
    looks = choose_looks(len(of_strategies), mixed=True)
    for look, (strategy, rows) in zip(looks, of_strategies, strict=True):
        scores = objective.to_score(rows[objective.column])
        best = objective.to_value(scores.cummax().ffill())
        for axes, spent in (
            (left, rows["trial"] + 1),
            (right, rows["num_epochs"].cumsum()),
        ):
            axes.step(spent, best, where="post", label=strategy, **look)
    for axes in (left, right):
        draw_baseline(axes, untaught, "guess without the photo")
    left.set(xlabel="trials", ylabel=f"best {objective.label} so far")
    right.set(xlabel="epochs trained, in all")
    left.xaxis.set_major_locator(MaxNLocator(integer=True))
    left.legend()
    return figure
