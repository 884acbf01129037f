"""The figure of the filters of the first layer."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

MAX_COLUMNS = 16


def plot_filters(kernel: np.ndarray | None, title: str) -> Figure:
    """Draw the filters of the first layer, each stretched to its own range.

    Args:
        kernel: (height, width, 3, num_filters) float, or None for a network that has
            no such layer, which the figure then says.
        title: whose they are.
    """
    if kernel is None:
        figure = plt.figure(figsize=(6, 1.2))
        figure.text(0.5, 0.5, f"{title}: none, no convolution of pixels", ha="center")
        return figure
    filters = np.moveaxis(kernel, -1, 0)
    num_columns = min(MAX_COLUMNS, len(filters))
    num_rows = -(-len(filters) // num_columns)
    figure, grid = plt.subplots(
        num_rows,
        num_columns,
        figsize=(0.6 * num_columns + 0.4, 0.6 * num_rows + 0.6),
        layout="constrained",
        squeeze=False,
    )
    for axes in grid.flat:
        axes.axis("off")
    for axes, weights in zip(grid.flat[: len(filters)], filters, strict=True):
        spread = max(np.ptp(weights), 1e-12)
        axes.imshow((weights - weights.min()) / spread, interpolation="nearest")
    figure.suptitle(title)
    return figure
