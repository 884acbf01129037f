"""The figure of the photos: sizes, and reasons of rejection."""

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asirra.figures.style import BLUE


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
