"""The figure of the filters of the first layer."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


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
