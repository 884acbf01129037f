"""One function per figure."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.job import written

# Fixed ids, so that a figure drawn again has the same bytes.
plt.rcParams.update({"svg.hashsalt": "asirra", "axes.grid": True, "grid.alpha": 0.3})
# Okabe and Ito 2008, "Color universal design": told apart with any colour vision.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
COLORS = (BLUE, ORANGE, GREEN, VERMILION)
STATUS_MARKERS = {"complete": "o", "diverged": "x", "pruned": "v"}


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as SVG or PNG, by the path's ending, without a date; close it."""
    metadata = {"Date": None} if path.suffix == ".svg" else None
    with written(path) as partial:
        figure.savefig(partial, metadata=metadata)
    plt.close(figure)


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


def plot_best_so_far(trials: pd.DataFrame) -> Figure:
    """Draw the validation accuracy of each trial and the best so far of each strategy.

    Args:
        trials: as in trials.csv.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    of_strategies = trials.groupby("strategy", sort=False)
    for color, (strategy, rows) in zip(COLORS, of_strategies, strict=False):
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


def plot_trial_curves(histories: Mapping[int, pd.DataFrame]) -> Figure:
    """Draw the validation accuracy of all trials over the epochs, coloured by score.

    Args:
        histories: as in history.csv, by trial; a trial without an epoch is not drawn.
    """
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    scores = {
        trial: history["validation_accuracy"].max()
        for trial, history in histories.items()
        if len(history)
    }
    norm = Normalize(min(scores.values(), default=0), max(scores.values(), default=1))
    colors = ScalarMappable(norm, "viridis")
    # The best lie on top.
    for trial in sorted(scores, key=scores.get):
        history = histories[trial]
        axes.plot(
            history["epoch"],
            history["validation_accuracy"],
            marker=".",
            color=colors.to_rgba(scores[trial]),
            label=f"trial {trial}",
        )
    figure.colorbar(colors, ax=axes, label="highest validation accuracy")
    axes.set(xlabel="epoch", ylabel="validation accuracy")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure


def plot_photos(photos: pd.DataFrame, rejected: pd.DataFrame) -> Figure:
    """Draw how large the accepted photos are, and why the others were rejected.

    Args:
        photos: as in photos.csv.
        rejected: as in rejected.csv.
    """
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(11, 4), width_ratios=(3, 2), layout="constrained"
    )
    width, height = photos["width_px"], photos["height_px"]
    extent = (0, 1.05 * width.max(), 0, 1.05 * height.max())
    style = {"gridsize": 30, "bins": "log", "cmap": "viridis", "mincnt": 1}
    sizes = left.hexbin(width, height, extent=extent, **style)
    figure.colorbar(sizes, ax=left, label="photos")
    left.set(
        title=f"{len(photos)} photos accepted", xlabel="width, px", ylabel="height, px"
    )
    counts = rejected["reason"].value_counts().sort_index()
    right.set_title(f"{len(rejected)} files rejected")
    if rejected.empty:
        right.set_axis_off()
        return figure
    bars = right.barh(range(len(counts)), counts, color=BLUE)
    right.bar_label(bars, padding=3)
    right.set_yticks(range(len(counts)), [wrap(reason) for reason in counts.index])
    right.set_xlabel("files")
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    right.margins(x=0.15)
    return figure


def wrap(text: str) -> str:
    """Return a text in lines short enough to stand beside an axis."""
    return "\n".join(textwrap.wrap(text, 24))
