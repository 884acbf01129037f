"""Marks of trials that tell how each ended."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from asirra.figures.style import STATUS_MARKERS


def plot_status(
    axes: Axes,
    places: Sequence[float] | pd.Series,
    values: pd.Series,
    status: str,
    **look: Any,
) -> None:
    """Draw the values of trials of one status.

    Those that failed have no value, and stand on the lower edge.

    Args:
        axes: where to draw.
        places: of the trials, along the horizontal axis.
        values: of the same trials.
        status: of all of them.
        look: keyword arguments of `Axes.plot`.
    """
    if status == "failed":
        values = pd.Series(0.0, values.index)
        look |= {"transform": axes.get_xaxis_transform(), "clip_on": False}
    axes.plot(places, values, STATUS_MARKERS[status], **look)
