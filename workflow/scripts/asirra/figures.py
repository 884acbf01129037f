"""One function per figure."""

from collections.abc import Iterable
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.job import written

# Fixed ids, so that a figure drawn again has the same bytes.
plt.rcParams.update({"svg.hashsalt": "asirra", "axes.grid": True, "grid.alpha": 0.3})
# Okabe and Ito 2008, "Color universal design": told apart with any colour vision.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
STATUS_MARKERS = {"complete": "o", "diverged": "x", "pruned": "v"}


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as SVG, without a date."""
    with written(path) as partial:
        figure.savefig(partial, metadata={"Date": None})
    plt.close(figure)


def plot_learning_curve(history: pd.DataFrame, best_epoch: int, title: str) -> Figure:
    """Draw the loss, and the training and validation accuracy, over the epochs.

    Args:
        history: as in history.csv.
        best_epoch: the one whose weights were kept; 0 when none was.
        title: what was trained.
    """
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(7, 5.5), height_ratios=(2, 3), layout="constrained"
    )
    epochs = history["epoch"]
    top.plot(epochs, history["loss"], color=VERMILION, marker=".")
    top.set(ylabel="loss with regularisation", title=title)
    accuracies = {"train_accuracy": ORANGE, "validation_accuracy": BLUE}
    for column, color in accuracies.items():
        name = column.replace("_", " ").replace("train ", "training ")
        bottom.plot(epochs, history[column], color=color, marker=".", label=name)
    if best_epoch:
        label = f"chosen epoch {best_epoch}"
        bottom.axvline(best_epoch, color="0.3", linestyle=":", label=label)
    bottom.set(xlabel="epoch", ylabel="accuracy")
    bottom.xaxis.set_major_locator(MaxNLocator(integer=True))
    bottom.legend(loc="lower right")
    return figure


def plot_best_so_far(trials: pd.DataFrame) -> Figure:
    """Draw the validation accuracy of each trial and the best so far of each strategy.

    Args:
        trials: as in trials.csv.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    colors: Iterable[str] = (BLUE, ORANGE, GREEN, VERMILION)
    of_strategies = trials.groupby("strategy", sort=False)
    for color, (strategy, rows) in zip(colors, of_strategies, strict=False):
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
