"""The figure of a final model's training."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.style import BLUE, GREEN, ORANGE, VERMILION
from asirra.objectives import Objective

# A rate that falls more often is drawn as a curve.
MAX_MARKED_FALLS = 6


def plot_learning_curve(
    losses: pd.DataFrame,
    history: pd.DataFrame,
    best_epoch: int,
    title: str,
    objective: Objective,
) -> Figure:
    """Draw the loss of every step, and accuracy and score over the epochs.

    Args:
        losses: as in losses.csv.
        history: as in history.csv.
        best_epoch: the one whose weights were kept; 0 when none was.
        title: what was trained.
        objective: what chose the epoch.
    """
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(9, 5.5), height_ratios=(2, 3), layout="constrained"
    )
    _draw_losses(top, losses, history)
    top.set_title(title)
    _draw_scores(bottom, history, objective)
    if best_epoch:
        label = f"chosen epoch {best_epoch}"
        bottom.axvline(best_epoch, color="0.3", linestyle=":", label=label)
    _draw_rate(bottom, history)
    # Beside the axes, where it hides nothing.
    for axes in (top, bottom):
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1))
    return figure


def _draw_losses(axes: Axes, losses: pd.DataFrame, history: pd.DataFrame) -> None:
    steps, epochs = losses["epoch"], history["epoch"]
    axes.plot(steps, losses["loss"], color=VERMILION, linewidth=0.6, label="of a step")
    axes.plot(epochs, history["loss"], ".-", color="black", label="mean of an epoch")
    axes.set_ylabel("loss with regularisation")


def _draw_scores(axes: Axes, history: pd.DataFrame, objective: Objective) -> None:
    for column, label, color in (
        ("train_accuracy", "training accuracy", ORANGE),
        (objective.column, objective.label, BLUE),
    ):
        axes.plot(
            history["epoch"], history[column], color=color, marker=".", label=label
        )
    measured = dict.fromkeys(["accuracy", objective.words])
    axes.set(xlabel="epoch", ylabel=" and ".join(measured))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _draw_rate(axes: Axes, history: pd.DataFrame) -> None:
    """Mark where the learning rate fell, or draw it as a share of its highest."""
    rates = history["learning_rate"]
    lowered = history[rates.diff() < 0]
    if len(lowered) > MAX_MARKED_FALLS:
        label = f"learning rate / {rates.max():.2g}"
        shares = rates / rates.max()
        axes.plot(history["epoch"], shares, "--", color=GREEN, label=label)
        return
    for row in lowered.to_dict("records"):
        label = f"learning rate {row['learning_rate']:.2g}"
        # Lowered after the epoch before.
        axes.axvline(row["epoch"] - 1, color=GREEN, linestyle="--", label=label)
