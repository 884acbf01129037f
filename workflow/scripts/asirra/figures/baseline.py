"""The line at a guess without the photo, which figures compare with."""

import math

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

# By how many times its length an axis may be made longer at an end.
REACH = 1.5


def draw_baseline(
    axes: Axes, value: float, name: str, vertical: bool = False
) -> list[Line2D]:
    """Draw a thin line, or say in the legend alone that it lies far away.

    Args:
        axes: in which everything else is drawn.
        value: where the line is; nothing is drawn for nan.
        name: what the legend calls it.
        vertical: whether the value is one of the horizontal axis.
    """
    if math.isnan(value) or not (axes.lines or axes.containers):
        return []
    low, high = axes.get_xlim() if vertical else axes.get_ylim()
    label = f"{name}: {value:.4g}"
    if abs(value - (low + high) / 2) > (0.5 + REACH) * abs(high - low):
        (line,) = axes.plot([], [])
        label += ", off this axis"
    else:
        line = axes.axvline(value) if vertical else axes.axhline(value)
    # A style that no other line of the figures has.
    line.set(
        label=label, color="black", linestyle=(0, (7, 2, 1, 2, 1, 2)), linewidth=0.9
    )
    return [line]
