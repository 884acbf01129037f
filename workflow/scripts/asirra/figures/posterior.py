"""The figure of what a search believed, round by round."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm, Normalize
from matplotlib.figure import Figure

from asirra.analysis.posterior import Posterior
from asirra.figures.style import BLUE, STATUS_MARKERS, VERMILION
from asirra.search.space import Choice, Dimension, Value

# Uniform in lightness, so read alike with any colour vision and in grey.
COLOR_MAPS = {"mean": "viridis", "deviation": "cividis", "improvement": "magma"}
TITLES = {
    "mean": "mean of the validation accuracy",
    "deviation": "its standard deviation",
    "improvement": "expected improvement",
}
# Of the largest expected improvement; less has the lowest colour.
LEAST_IMPROVEMENT = 1e-3


def plot_posterior(
    posteriors: Sequence[Posterior],
    index: int,
    trials: pd.DataFrame,
    space: Sequence[Dimension],
    trials_per_round: int,
) -> Figure:
    """Draw a round: what the search believed, and where it went.

    Args:
        posteriors: of all rounds, which share one scale of colours.
        index: which of them is drawn.
        trials: of this search, as in trials.csv, by trial.
        space: the dimensions, which tell the scales of the axes.
        trials_per_round: points marked as the next ones.
    """
    posterior = posteriors[index]
    trials = _place(trials, space)
    known = trials[: posterior.num_known]
    following = trials[posterior.num_known : posterior.num_known + trials_per_round]
    if len(posterior.grid) == 1:
        figure = _plot_line(posterior, known, following)
    else:
        figure = _plot_planes(posteriors, posterior, known, following)
    for axes in figure.axes:
        _set_scales(axes, list(posterior.grid), space)
    title = _name_round(following["trial"].tolist())
    is_cut = len(space) > len(posterior.grid)
    others = "; the other hyperparameters as in the best trial before it"
    figure.suptitle(title + others * is_cut)
    return figure


def _place(trials: pd.DataFrame, space: Sequence[Dimension]) -> pd.DataFrame:
    """Return the trials with choices as their places along an axis."""
    places = {
        dimension.name: trials[dimension.name].map(dimension.values.index)
        for dimension in space
        if isinstance(dimension, Choice)
    }
    return trials.assign(**places)


def _along(grid: Sequence[Value]) -> Sequence[float]:
    """Return where the values of a posterior's grid lie along an axis."""
    return range(len(grid)) if isinstance(grid, tuple) else grid


def _name_round(following: list[int]) -> str:
    if not following:
        return "After all trials"
    if len(following) == 1:
        return f"Before trial {following[0]}"
    return f"Before trials {following[0]} to {following[-1]}"


def _plot_planes(
    posteriors: Sequence[Posterior],
    posterior: Posterior,
    known: pd.DataFrame,
    following: pd.DataFrame,
) -> Figure:
    figure, panels = plt.subplots(
        1, 3, figsize=(13, 4.2), sharex=True, sharey=True, layout="constrained"
    )
    (x_name, x), (y_name, y) = posterior.grid.items()
    has_choice = isinstance(x, tuple) or isinstance(y, tuple)
    for axes, (name, title) in zip(panels, TITLES.items(), strict=True):
        mesh = axes.pcolormesh(
            _along(x),
            _along(y),
            getattr(posterior, name),
            cmap=COLOR_MAPS[name],
            norm=_color_scale(posteriors, name),
            shading="nearest" if has_choice else "gouraud",
            rasterized=True,
        )
        figure.colorbar(mesh, ax=axes)
        for status, of_status in known.groupby("status"):
            axes.plot(
                of_status[x_name],
                of_status[y_name],
                STATUS_MARKERS[status],
                color="white",
                markeredgecolor="black" if status != "diverged" else "white",
                markersize=6,
                clip_on=False,
                label=status,
            )
        axes.plot(
            *(following[x_name], following[y_name], "P"),
            color=VERMILION,
            markeredgecolor="white",
            markersize=11,
            clip_on=False,
            label="next",
        )
        axes.set(title=title, xlabel=x_name.replace("_", " "))
        axes.grid(False)
    panels[0].set_ylabel(y_name.replace("_", " "))
    return figure


def _color_scale(posteriors: Sequence[Posterior], name: str) -> Normalize:
    values = [getattr(posterior, name) for posterior in posteriors]
    low, high = float(np.min(values)), float(np.max(values))
    if name == "improvement":
        high = max(high, 1e-12)
        return LogNorm(high * LEAST_IMPROVEMENT, high, clip=True)
    return Normalize(low, high)


def _plot_line(
    posterior: Posterior, known: pd.DataFrame, following: pd.DataFrame
) -> Figure:
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(7, 5), height_ratios=(3, 1), layout="constrained"
    )
    ((name, x),) = posterior.grid.items()
    x = _along(x)
    low, high = (posterior.mean + k * posterior.deviation for k in (-1.96, 1.96))
    top.plot(x, posterior.mean, color=BLUE, label="posterior mean")
    top.fill_between(
        x, low, high, color=BLUE, alpha=0.2, label="mean ± 1.96 deviations"
    )
    for status, of_status in known.groupby("status"):
        top.plot(
            of_status[name],
            of_status["validation_accuracy"],
            STATUS_MARKERS[status],
            color="black",
            label=status,
        )
    bottom.plot(x, posterior.improvement, color=VERMILION)
    for axes in (top, bottom):
        for value in following[name]:
            axes.axvline(value, color="0.3", linestyle=":", label="next")
    top.set_ylabel("validation accuracy")
    bottom.set(xlabel=name.replace("_", " "), ylabel="expected\nimprovement")
    top.legend()
    return figure


def _set_scales(axes: Axes, plane: list[str], space: Sequence[Dimension]) -> None:
    if axes.get_label() == "<colorbar>":
        return
    dimensions = {dimension.name: dimension for dimension in space}
    for name, axis in zip(plane, "xy", strict=False):
        dimension = dimensions[name]
        if isinstance(dimension, Choice):
            axes.set(**{f"{axis}ticks": range(len(dimension.values))})
            axes.set(**{f"{axis}ticklabels": dimension.values})
        else:
            axes.set(**{f"{axis}scale": dimension.scale})
            axes.set(**{f"{axis}lim": (dimension.low, dimension.high)})
