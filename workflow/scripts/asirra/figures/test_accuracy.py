"""The figure of all final models' test accuracies."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from asirra.figures.style import COLORS


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
    names = accuracies["candidate"] + ", seed " + accuracies["seed"].astype(str)
    candidates = accuracies["candidate"].unique().tolist()
    for place, row in enumerate(accuracies.to_dict("records")):
        accuracy = row["test_accuracy"]
        below, above = accuracy - row["ci_low"], row["ci_high"] - accuracy
        color = COLORS[candidates.index(row["candidate"]) % len(COLORS)]
        bar = {"xerr": [[below], [above]], "fmt": "o", "capsize": 4}
        axes.errorbar(accuracy, place, color=color, **bar)
    for (name, accuracy), style in zip(references.items(), (":", "--"), strict=False):
        axes.axvline(accuracy, color="0.3", linestyle=style, label=name)
    if references:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.35))
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set(xlabel="test accuracy with its 95 % interval")
    return figure
