"""The figure of a final model's predictions: how right, how sure, and where wrong."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sklearn.metrics import auc, confusion_matrix, roc_curve

from asirra.evaluation.metrics import bin_confidence, expected_calibration_error
from asirra.figures.style import BLUE, choose_looks


def plot_predictions(predictions: pd.DataFrame, title: str) -> Figure:
    """Draw the confusion matrix, the ROC curves and the reliability of a final model.

    Args:
        predictions: as in predictions.csv.
        title: whose they are.
    """
    figure, panels = plt.subplots(1, 3, figsize=(13, 4.4), layout="constrained")
    classes = [
        name.removeprefix("probability_")
        for name in predictions.columns
        if name.startswith("probability_")
    ]
    _draw_confusion(panels[0], predictions, classes)
    _draw_roc(panels[1], predictions, classes)
    _draw_reliability(panels[2], predictions)
    figure.suptitle(f"{title}: {len(predictions)} test photos")
    return figure


def _draw_confusion(axes: Axes, predictions: pd.DataFrame, classes: list[str]) -> None:
    counts = confusion_matrix(
        predictions["label"], predictions["predicted"], labels=classes
    )
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        share = shares[row, column]
        color = "white" if share > 0.5 else "black"
        text = f"{count}\n{share:.1%}"
        axes.text(column, row, text, ha="center", va="center", color=color)
    ticks = range(len(classes))
    axes.set(title="confusion matrix", xlabel="predicted", ylabel="label")
    axes.set_xticks(ticks, classes)
    axes.set_yticks(ticks, classes)
    axes.grid(False)


def _draw_roc(axes: Axes, predictions: pd.DataFrame, classes: list[str]) -> None:
    axes.plot([0, 1], [0, 1], ":", color="0.5", label="chance")
    # With two classes, the curve of one is the mirror image of the other's.
    shown = classes[1:] if len(classes) == 2 else classes
    for name, look in zip(shown, choose_looks(len(shown)), strict=True):
        is_class = predictions["label"] == name
        false, true, _ = roc_curve(is_class, predictions[f"probability_{name}"])
        axes.plot(false, true, label=f"{name}: area {auc(false, true):.4f}", **look)
    axes.set(
        title="receiver operating characteristic",
        xlabel="share of others taken for it",
        ylabel="share of the class found",
    )
    axes.legend(loc="lower right")


def _draw_reliability(axes: Axes, predictions: pd.DataFrame) -> None:
    confidence = predictions.filter(like="probability_").max(axis=1).to_numpy()
    correct = (predictions["label"] == predictions["predicted"]).to_numpy()
    bins = bin_confidence(confidence, correct)
    error = expected_calibration_error(confidence, correct)
    axes.plot([0, 1], [0, 1], ":", color="0.5", label="as sure as right")
    axes.plot(
        bins["confidence"],
        bins["accuracy"],
        "o-",
        color=BLUE,
        label=f"expected calibration error {error:.4f}",
    )
    axes.set(
        title="reliability",
        xlabel="mean confidence of a tenth of the scale",
        ylabel="accuracy",
        xlim=(1 / len(predictions.filter(like="probability_").columns) - 0.02, 1.02),
    )
    axes.legend(loc="lower right")
