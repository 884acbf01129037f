"""The figure of all trials' learning curves."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator


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
