"""The figure of a final model's training."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.style import BLUE, GREEN, ORANGE, VERMILION


def plot_learning_curve(
    losses: pd.DataFrame, history: pd.DataFrame, best_epoch: int, title: str
) -> Figure:
    """Draw the loss of every step, and the accuracies over the epochs.

    Args:
        losses: as in losses.csv.
        history: as in history.csv.
        best_epoch: the one whose weights were kept; 0 when none was.
        title: what was trained.
    """
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(9, 5.5), height_ratios=(2, 3), layout="constrained"
    )
    epochs = history["epoch"]
    top.plot(
        losses["epoch"],
        losses["loss"],
        color=VERMILION,
        linewidth=0.6,
        label="of a step",
    )
    top.plot(epochs, history["loss"], ".-", color="black", label="mean of an epoch")
    top.set(ylabel="loss with regularisation", title=title)
    accuracies = {"train_accuracy": ORANGE, "validation_accuracy": BLUE}
    for column, color in accuracies.items():
        name = column.replace("_", " ").replace("train ", "training ")
        bottom.plot(epochs, history[column], color=color, marker=".", label=name)
    if best_epoch:
        label = f"chosen epoch {best_epoch}"
        bottom.axvline(best_epoch, color="0.3", linestyle=":", label=label)
    lowered = history["learning_rate"].diff() < 0
    for rate, epoch in zip(
        history["learning_rate"][lowered], epochs[lowered], strict=True
    ):
        label = f"learning rate {rate:.2g}"
        # Lowered after the epoch before.
        bottom.axvline(epoch - 1, color=GREEN, linestyle="--", label=label)
    bottom.set(xlabel="epoch", ylabel="accuracy")
    bottom.xaxis.set_major_locator(MaxNLocator(integer=True))
    # Beside the axes, where it hides nothing.
    for axes in (top, bottom):
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1))
    return figure
