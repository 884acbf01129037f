"""The figure of the strategies, side by side."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.style import COLORS

LINE_STYLES = ("-", "--", "-.", ":")


def plot_strategies(trials: pd.DataFrame) -> Figure:
    """Draw the best so far of each strategy, over trials and over epochs spent.

    Args:
        trials: as in trials.csv.
    """
    figure, (left, right) = plt.subplots(
        1, 2, sharey=True, figsize=(10, 4), layout="constrained"
    )
    of_strategies = trials.groupby("strategy", sort=False)
    for color, style, (strategy, rows) in zip(
        COLORS, LINE_STYLES, of_strategies, strict=False
    ):
        best = rows["validation_accuracy"].cummax()
        look = {"color": color, "linestyle": style, "where": "post", "label": strategy}
        left.step(rows["trial"] + 1, best, **look)
        right.step(rows["num_epochs"].cumsum(), best, **look)
    left.set(xlabel="trials", ylabel="best validation accuracy so far")
    right.set(xlabel="epochs trained, in all")
    left.xaxis.set_major_locator(MaxNLocator(integer=True))
    left.legend()
    return figure
