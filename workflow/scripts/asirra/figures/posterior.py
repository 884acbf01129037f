"""The figure of what a search believed, round by round."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm, Normalize
from matplotlib.figure import Figure

from asirra.analysis.planes import Posterior
from asirra.figures.plane_axes import along, place_choices, set_scales
from asirra.figures.statuses import plot_status
from asirra.figures.style import BLUE, VERMILION, color_map
from asirra.figures.trial_marks import BEST, find_best, mark_known
from asirra.objectives import Objective
from asirra.search.space import Dimension

# Uniform in lightness, so read alike with any colour vision and in grey.
COLOR_MAPS = {"deviation": "cividis", "acquisition": "magma"}
# Share of the highest acquisition that has the lowest colour, as has all below it.
LEAST_ACQUISITION = 1e-3


def plot_posterior(
    posteriors: Sequence[Posterior],
    index: int,
    trials: pd.DataFrame,
    space: Sequence[Dimension],
    objective: Objective,
    acquisition_name: str,
) -> Figure:
    """Draw a round: what the search believed, and where it went.

    Args:
        posteriors: of all rounds, which share one scale of colours.
        index: which of them is drawn.
        trials: of this search, as in trials.csv, by trial.
        space: the dimensions, which tell the scales of the axes.
        objective: what the search improves.
        acquisition_name: what the acquisition function is called.
    """
    posterior = posteriors[index]
    trials = place_choices(trials, space)
    known, others = trials[: posterior.num_known], trials[posterior.num_known :]
    following = others[others["round"] == others["round"].min()]
    if len(posterior.grid) == 1:
        figure = _plot_line(posterior, known, following, objective, acquisition_name)
    else:
        figure = _plot_planes(
            posteriors, index, known, following, objective, acquisition_name
        )
    for axes in figure.axes:
        set_scales(axes, list(posterior.grid), space)
    title = _name_round(following["trial"].tolist())
    title += f"; noise of a trial: ± {posterior.noise:.2g}"
    if len(space) > len(posterior.grid):
        title += "; the other hyperparameters as in the selected trial"
    figure.suptitle(title)
    return figure


def _name_panels(objective: Objective, acquisition_name: str) -> dict[str, str]:
    """Return the title of each panel, by the field of a posterior that it shows."""
    return {
        "mean": f"mean of the {objective.label}",
        "deviation": "its standard deviation",
        "acquisition": acquisition_name,
    }


def _name_round(following: list[int]) -> str:
    if len(following) > 1:
        return f"Before trials {following[0]} to {following[-1]}"
    return f"Before trial {following[0]}" if following else "After all trials"


def _plot_planes(
    posteriors: Sequence[Posterior],
    index: int,
    known: pd.DataFrame,
    following: pd.DataFrame,
    objective: Objective,
    acquisition_name: str,
) -> Figure:
    titles = _name_panels(objective, acquisition_name)
    color_maps = COLOR_MAPS | {"mean": color_map(objective)}
    figure, panels = plt.subplots(
        1, 3, figsize=(13, 4.6), sharex=True, sharey=True, layout="constrained"
    )
    x_name, y_name = posteriors[index].grid
    for axes, (field, title) in zip(panels, titles.items(), strict=True):
        _draw_plane(axes, posteriors, index, field, color_maps[field])
        mark_known(axes, known, x_name, y_name)
        for name, trial in find_best(posteriors[index], known, objective).items():
            at = known[known["trial"] == trial]
            axes.plot(at[x_name], at[y_name], **BEST[name], clip_on=False, label=name)
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
    handles = list({h.get_label(): h for h in panels[0].get_lines()}.values())
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
    return figure


def _draw_plane(
    axes: Axes, posteriors: Sequence[Posterior], index: int, field: str, cmap: str
) -> None:
    values = [getattr(posterior, field) for posterior in posteriors]
    grid = posteriors[index].grid.values()
    has_choice = any(isinstance(axis, tuple) for axis in grid)
    mesh = axes.pcolormesh(
        *map(along, grid),
        values[index],
        cmap=cmap,
        norm=_color_scale(np.array(values), is_acquisition=field == "acquisition"),
        shading="nearest" if has_choice else "gouraud",
        rasterized=True,
    )
    axes.figure.colorbar(mesh, ax=axes)


def _color_scale(values: np.ndarray, is_acquisition: bool) -> Normalize:
    low, high = float(values.min()), float(values.max())
    # What is never negative, such as an improvement, spans many orders of magnitude.
    if is_acquisition and low >= 0:
        high = max(high, 1e-12)
        return LogNorm(high * LEAST_ACQUISITION, high, clip=True)
    return Normalize(low, high)


def _plot_line(
    posterior: Posterior,
    known: pd.DataFrame,
    following: pd.DataFrame,
    objective: Objective,
    acquisition_name: str,
) -> Figure:
    figure, (top, bottom) = plt.subplots(
        2, 1, sharex=True, figsize=(7, 5), height_ratios=(3, 1), layout="constrained"
    )
    ((name, values),) = posterior.grid.items()
    x = along(values)
    band = [posterior.mean + k * posterior.deviation for k in (-1.96, 1.96)]
    top.plot(x, posterior.mean, color=BLUE, label="posterior mean")
    top.fill_between(x, *band, color=BLUE, alpha=0.2, label="mean ± 1.96 deviations")
    for status, of_status in known.groupby("status"):
        reached = of_status[objective.column]
        plot_status(top, of_status[name], reached, status, color="black", label=status)
    for label, trial in find_best(posterior, known, objective).items():
        at = known[known["trial"] == trial]
        top.plot(at[name], at[objective.column], **BEST[label], label=label)
    bottom.plot(x, posterior.acquisition, color=VERMILION)
    for axes in (top, bottom):
        for value in following[name]:
            axes.axvline(value, color="0.3", linestyle=":", label="next")
    top.set_ylabel(objective.label)
    # The panel is low: a word a line.
    bottom.set(
        xlabel=name.replace("_", " "), ylabel=acquisition_name.replace(" ", "\n")
    )
    top.legend()
    return figure
