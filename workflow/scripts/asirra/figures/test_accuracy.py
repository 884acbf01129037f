"""The figure of all final models' test accuracies."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asirra.figures.style import Look, choose_looks

# The solid line comes last: it looks the most like an axis.
REFERENCE_STYLES = (":", "--", "-.", "-")


def plot_test_accuracy(
    accuracies: pd.DataFrame, references: Mapping[str, float]
) -> Figure:
    """Draw the test accuracy of every final model with its 95 % interval.

    Args:
        accuracies: as in test_accuracy.csv.
        references: accuracies to compare with, by name.
    """
    height = 1.5 + 0.35 * len(accuracies)
    figure, axes = plt.subplots(figsize=(7, height), layout="constrained")
    candidates = accuracies["candidate"].unique()
    looks = dict(zip(candidates, choose_looks(len(candidates)), strict=True))
    for place, row in enumerate(accuracies.to_dict("records")):
        _draw_interval(axes, place, row, looks[row["candidate"]])
    for index, (name, accuracy) in enumerate(references.items()):
        style = REFERENCE_STYLES[index % len(REFERENCE_STYLES)]
        axes.axvline(accuracy, color="0.3", linestyle=style, label=name)
    if references:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.35))
    names = accuracies["candidate"] + ", seed " + accuracies["seed"].astype(str)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set(xlabel="test accuracy with its 95 % interval")
    return figure


def _draw_interval(axes: Axes, place: int, row: Mapping, look: Look) -> None:
    accuracy = row["test_accuracy"]
    axes.errorbar(
        accuracy,
        place,
        xerr=[[accuracy - row["ci_low"]], [row["ci_high"] - accuracy]],
        fmt="o",
        capsize=4,
        color=look["color"],
        fillstyle=look["fillstyle"],
    )
