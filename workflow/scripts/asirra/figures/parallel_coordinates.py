"""The figure of a search in many dimensions: an axis each, a line per trial."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from asirra.figures.style import as_text, color_map
from asirra.objectives import Objective
from asirra.search.space import Dimension

NUM_TICKS = 5


def plot_parallel_coordinates(
    trials: pd.DataFrame, space: Sequence[Dimension], objective: Objective
) -> Figure:
    """Draw each trial as a line through its values; the objective gives its colour.

    Each dimension's axis runs from its low to its high, on its own scale; the best
    trials lie on top. Those that failed, which have no value, are dotted.

    Args:
        trials: of one search, as in trials.csv.
        space: the dimensions, from left to right.
        objective: what the search improves.
    """
    width = max(7.0, 1.6 * len(space) + 1.5)
    figure, axes = plt.subplots(figsize=(width, 4.2), layout="constrained")
    values = trials[objective.column]
    # A range even where all values are equal.
    norm = Normalize(values.min(), max(values.max(), values.min() + 0.01))
    colors = ScalarMappable(norm, color_map(objective))
    best_last = trials.sort_values(
        objective.column,
        kind="stable",
        key=objective.to_score,
        na_position="first",
    )
    for row in best_last.to_dict("records"):
        heights = [dimension.to_share(row[dimension.name]) for dimension in space]
        axes.plot(
            range(len(space)),
            heights,
            marker=".",
            **_look(row[objective.column], colors),
            label=f"trial {row['trial']}",
        )
    for place, dimension in enumerate(space):
        _draw_axis(axes, place, dimension)
    names = [dimension.name.replace("_", " ") for dimension in space]
    axes.set_xticks(range(len(space)), names)
    axes.set_yticks([])
    axes.set(xlim=(-0.5, len(space) - 0.5), ylim=(-0.05, 1.05))
    axes.grid(False)
    axes.spines[:].set_visible(False)
    figure.colorbar(colors, ax=axes, label=objective.label)
    return figure


def _look(value: float, colors: ScalarMappable) -> dict[str, Any]:
    if math.isnan(value):
        return {"color": "0.6", "linestyle": ":"}
    return {"color": colors.to_rgba(value)}  # type: ignore[arg-type]


def _draw_axis(axes: Axes, place: int, dimension: Dimension) -> None:
    axes.axvline(place, color="0.3", linewidth=1)
    to_share: Callable[[Any], float] = dimension.to_share
    for value in dimension.levels(NUM_TICKS):
        text = as_text(value) if isinstance(value, str | bool) else f"{value:.3g}"
        box = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 1}
        axes.text(
            *(place + 0.03, to_share(value), text),
            fontsize=8,
            va="center",
            bbox=box,
        )
