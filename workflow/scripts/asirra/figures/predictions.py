"""The figures of the result: how right, how sure, and where wrong."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sklearn.metrics import auc, confusion_matrix, roc_curve

from asirra.evaluation.metrics import bin_confidence, expected_calibration_error
from asirra.figures.style import BLUE, COLORS

# Photos on a contact sheet: so many columns and rows.
NUM_COLUMNS, NUM_ROWS = 6, 4


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
    # Of two classes the one curve is the other's mirror image.
    shown = classes[1:] if len(classes) == 2 else classes
    for index, name in enumerate(shown):
        is_class = predictions["label"] == name
        false, true, _ = roc_curve(is_class, predictions[f"probability_{name}"])
        color = COLORS[index % len(COLORS)]
        label = f"{name}: area {auc(false, true):.4f}"
        axes.plot(false, true, color=color, label=label)
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


def choose_mistakes(predictions: pd.DataFrame) -> pd.DataFrame:
    """Return the mistakes, the most confident first: as many as a sheet shows."""
    confidence = predictions.filter(like="probability_").max(axis=1)
    wrong = predictions["label"] != predictions["predicted"]
    mistakes = predictions.assign(confidence=confidence)[wrong]
    order = mistakes.sort_values("confidence", ascending=False, kind="stable")
    return order.head(NUM_COLUMNS * NUM_ROWS)


def plot_contact_sheet(images: np.ndarray, captions: list[str], title: str) -> Figure:
    """Draw photos in rows, each with its caption.

    Args:
        images: (num_photos, image_size, image_size, 3) uint8.
        captions: of the photos, a line or two.
        title: of the sheet.
    """
    num_rows = max(1, -(-len(images) // NUM_COLUMNS))
    size = (1.9 * NUM_COLUMNS, 2.3 * num_rows + 0.5)
    figure, grid = plt.subplots(
        num_rows, NUM_COLUMNS, figsize=size, layout="constrained", squeeze=False
    )
    for axes in grid.flat:
        axes.axis("off")
    for axes, image, caption in zip(grid.flat, images, captions, strict=False):
        axes.imshow(image)
        axes.set_title(caption, fontsize=8, parse_math=False)
    figure.suptitle(title)
    return figure


def plot_filters(kernel: np.ndarray, title: str) -> Figure:
    """Draw the filters of the first layer, each stretched to its own range.

    Args:
        kernel: (height, width, 3, num_filters) float.
        title: whose they are.
    """
    num_filters = kernel.shape[-1]
    num_columns = min(16, num_filters)
    num_rows = -(-num_filters // num_columns)
    figure, grid = plt.subplots(
        num_rows,
        num_columns,
        figsize=(0.6 * num_columns + 0.4, 0.6 * num_rows + 0.6),
        layout="constrained",
        squeeze=False,
    )
    for axes in grid.flat:
        axes.axis("off")
    for axes, weights in zip(grid.flat, np.moveaxis(kernel, -1, 0), strict=False):
        spread = max(np.ptp(weights), 1e-12)
        axes.imshow((weights - weights.min()) / spread, interpolation="nearest")
    figure.suptitle(title)
    return figure
