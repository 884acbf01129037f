"""The figure of what each hyperparameter does."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asirra.figures.style import BLUE, ORANGE, as_text
from asirra.objectives import Objective
from asirra.search.space import Choice, Dimension

MAX_COLUMNS = 3


def plot_importance(
    importance: pd.DataFrame,
    dependence: pd.DataFrame,
    space: Sequence[Dimension],
    objective: Objective,
) -> Figure:
    """Draw how much each hyperparameter matters, and its partial dependence.

    Args:
        importance: of one strategy, as in importance.csv.
        dependence: of the same strategy, as in partial_dependence.csv.
        space: the dimensions, in the order drawn.
        objective: what the search improves.
    """
    num_panels = 1 + len(space)
    num_columns = min(num_panels, MAX_COLUMNS)
    num_rows = -(-num_panels // num_columns)
    figure, grid = plt.subplots(
        num_rows,
        num_columns,
        squeeze=False,
        figsize=(4.2 * num_columns, 3.6 * num_rows),
        layout="constrained",
    )
    panels = list(grid.flat)
    _draw_shares(panels[0], importance)
    for axes, dimension in zip(panels[1:num_panels], space, strict=True):
        rows = dependence[dependence["hyperparameter"] == dimension.name]
        _draw_dependence(axes, rows, dimension)
        axes.sharey(panels[1])
    panels[1].set_ylabel(objective.label)
    for axes in panels[num_panels:]:
        axes.set_axis_off()
    return figure


def _draw_shares(axes: Axes, importance: pd.DataFrame) -> None:
    places = range(len(importance))
    for shift, column, label, color in (
        (-0.2, "first_order", "alone", BLUE),
        (0.2, "total_order", "with others", ORANGE),
    ):
        heights = [place + shift for place in places]
        axes.barh(heights, importance[column], 0.4, color=color, label=label)
    for place, note in enumerate(importance["note"].fillna("")):
        axes.text(0.02, place, note, va="center")
    names = [name.replace("_", " ") for name in importance["hyperparameter"]]
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set(title="importance", xlabel="share of the variance", xlim=(0, 1.05))
    axes.legend()


def _draw_dependence(axes: Axes, rows: pd.DataFrame, dimension: Dimension) -> None:
    mean, half = rows["mean"].astype(float), 1.96 * rows["deviation"].astype(float)
    name = dimension.name.replace("_", " ")
    if isinstance(dimension, Choice):
        places = range(len(rows))
        axes.errorbar(places, mean, half, fmt="o", color=BLUE, capsize=3)
        axes.set_xticks(places, [*map(as_text, dimension.values)])
        axes.margins(x=0.2)
    else:
        values = rows["value"].astype(float)
        axes.plot(values, mean, color=BLUE)
        axes.fill_between(values, mean - half, mean + half, color=BLUE, alpha=0.2)
        axes.set_xscale(dimension.scale)
    axes.set(title=f"by {name}, over all others", xlabel=name)
