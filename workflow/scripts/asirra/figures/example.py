"""The figure of the one-dimensional example."""

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asirra.figures.style import BLUE, ORANGE, VERMILION
from asirra.search.example_task import NUM_RANDOM


def plot_example(points: pd.DataFrame, posterior: pd.DataFrame) -> Figure:
    """Draw f, the posterior's mean and interval, the points and the acquisition.

    Args:
        points: columns x and f, in the order tried.
        posterior: columns x, f, mean, deviation and, named after the function, the
            acquisition; by x.
    """
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(7, 5), height_ratios=(4, 1), layout="constrained"
    )
    _draw_posterior(top, posterior)
    random, suggested = points[:NUM_RANDOM], points[NUM_RANDOM:]
    for marker, label, color, rows in (
        ("s", "random points", ORANGE, random),
        ("o", "suggested points", VERMILION, suggested),
    ):
        top.plot(rows["x"], rows["f"], marker, color=color, label=label)
    top.set_ylabel("f(x)")
    top.legend()
    *_, acquisition = posterior.columns
    bottom.plot(posterior["x"], posterior[acquisition], color=VERMILION)
    bottom.set(xlabel="x", ylabel=acquisition.replace("_", "\n"))
    return figure


def _draw_posterior(axes: Axes, posterior: pd.DataFrame) -> None:
    x, mean = posterior["x"], posterior["mean"]
    low, high = (mean + k * posterior["deviation"] for k in (-1.96, 1.96))
    axes.plot(x, posterior["f"], "--", color="0.3", label="f(x)")
    axes.plot(x, mean, color=BLUE, label="posterior mean")
    axes.fill_between(
        x, low, high, color=BLUE, alpha=0.2, label="mean ± 1.96 deviations"
    )
