"""The axes of a plane of the search space, of which some are choices."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from asirra.figures.style import as_text
from asirra.search.space import Choice, Dimension, Value


def place_choices(trials: pd.DataFrame, space: Sequence[Dimension]) -> pd.DataFrame:
    """Return the trials with choices as their places along an axis."""
    places = {
        dimension.name: trials[dimension.name].map(dimension.values.index)
        for dimension in space
        if isinstance(dimension, Choice)
    }
    return trials.assign(**places)


def along(values: Sequence[Value] | np.ndarray) -> np.ndarray:
    """Return where the values of a posterior's grid are drawn along an axis."""
    return values if isinstance(values, np.ndarray) else np.arange(len(values))


def set_scales(axes: Axes, plane: list[str], space: Sequence[Dimension]) -> None:
    """Give a plane's or line's axes their scales, limits and names of choices."""
    if axes.get_label() == "<colorbar>":
        return
    dimensions = {dimension.name: dimension for dimension in space}
    for name, axis in zip(plane, "xy"[: len(plane)], strict=True):
        dimension = dimensions[name]
        if isinstance(dimension, Choice):
            places = range(len(dimension.values))
            names = [*map(as_text, dimension.values)]
            axes.set(**{f"{axis}ticks": places, f"{axis}ticklabels": names})
        else:
            axes.set(**{f"{axis}scale": dimension.scale})
            axes.set(**{f"{axis}lim": (dimension.low, dimension.high)})
