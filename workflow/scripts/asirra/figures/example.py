"""The figure of the one-dimensional example."""

import numpy as np
import pandas as pd
from bayes_opt import BayesianOptimization
from bayes_opt.acquisition import ExpectedImprovement
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from asirra.figures.style import BLUE, ORANGE, VERMILION
from asirra.search.example import HIGH, LOW, NUM_RANDOM, XI, evaluate


def plot_example(points: pd.DataFrame, optimizer: BayesianOptimization) -> Figure:
    """Draw f, the posterior's mean and interval, the points and the acquisition.

    Args:
        points: columns x and f.
        optimizer: with all points registered.
    """
    x = np.linspace(LOW, HIGH, 500)
    mean, deviation = optimizer.predict([{"x": value} for value in x], return_std=True)
    figure, (axes, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(7, 5), height_ratios=(4, 1), layout="constrained"
    )
    axes.plot(x, evaluate(x), "--", color="0.3", label="f(x)")
    axes.plot(x, mean, color=BLUE, label="posterior mean")
    band = (mean - 1.96 * deviation, mean + 1.96 * deviation)
    axes.fill_between(x, *band, color=BLUE, alpha=0.2, label="mean ± 1.96 deviations")
    random, suggested = points[:NUM_RANDOM], points[NUM_RANDOM:]
    axes.plot(random["x"], random["f"], "s", color=ORANGE, label="random points")
    axes.plot(
        suggested["x"], suggested["f"], "o", color=VERMILION, label="suggested points"
    )
    axes.set_ylabel("f(x)")
    axes.legend()
    acquisition = ExpectedImprovement(xi=XI)
    acquisition.y_max = points["f"].max()
    improvement = np.maximum(acquisition.base_acq(mean, deviation), 0)
    bottom.plot(x, improvement, color=VERMILION)
    bottom.set(xlabel="x", ylabel="expected\nimprovement")
    return figure
