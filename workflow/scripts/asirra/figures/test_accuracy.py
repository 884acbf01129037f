"""The figure of what all final models are worth on the test photos."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asirra.figures.baseline import draw_baseline
from asirra.figures.style import choose_looks
from asirra.objectives import Objective

# The solid line comes last: it looks the most like an axis.
REFERENCE_STYLES = (":", "--", "-.", "-")


def plot_test_accuracy(
    accuracies: pd.DataFrame, references: Mapping[str, float], objective: Objective
) -> Figure:
    """Draw the test accuracy of every final model with its 95 % interval.

    A second panel shows the objective, where it is not the accuracy.

    Args:
        accuracies: as in test_accuracy.csv.
        references: accuracies to compare with, by name.
        objective: what the searches improve.
    """
    measures = {"test_accuracy": ("test accuracy", "")}
    if objective.name != "accuracy":
        name = f"test_{objective.name}"
        measures[name] = f"test {objective.words}", f"{name}_"
    figure, panels = plt.subplots(
        1,
        len(measures),
        figsize=(7 + 5 * (len(measures) - 1), 1.9 + 0.35 * len(accuracies)),
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for axes, (column, (words, prefix)) in zip(
        panels[0], measures.items(), strict=True
    ):
        ends = [accuracies[f"{prefix}ci_low"], accuracies[f"{prefix}ci_high"]]
        _draw_intervals(axes, accuracies["candidate"], accuracies[column], *ends)
        axes.set(xlabel=f"{words} with its 95 % interval")
    left = panels[0, 0]
    for index, (name, accuracy) in enumerate(references.items()):
        style = REFERENCE_STYLES[index % len(REFERENCE_STYLES)]
        left.axvline(accuracy, color="0.3", linestyle=style, label=name)
    share = accuracies["largest_class_share"].max()
    draw_baseline(left, share, "always naming the largest class", vertical=True)
    figure.legend(loc="outside lower center", ncols=2)
    names = accuracies["candidate"] + ", seed " + accuracies["seed"].astype(str)
    left.set_yticks(range(len(names)), names)
    left.set_ylim(len(names) - 0.5, -0.5)
    return figure


def _draw_intervals(
    axes: Axes,
    candidates: pd.Series,
    values: pd.Series,
    lows: pd.Series,
    highs: pd.Series,
) -> None:
    """Draw a row per model, in the look of its candidate."""
    names = candidates.unique()
    looks = dict(zip(names, choose_looks(len(names)), strict=True))
    rows = zip(candidates, values, lows, highs, strict=True)
    for place, (candidate, value, low, high) in enumerate(rows):
        axes.errorbar(
            value,
            place,
            xerr=[[value - low], [high - value]],
            fmt="o",
            capsize=4,
            color=looks[candidate]["color"],
            fillstyle=looks[candidate]["fillstyle"],
        )
