"""What a search believed of the space before each of its rounds."""

from collections.abc import Sequence

import numpy as np

from asirra.analysis.planes import Posterior
from asirra.search.belief import believe, believed_noise, find_selected
from asirra.search.gaussian_process import make_optimizer
from asirra.search.settings import SearchSettings, chosen_rounds
from asirra.search.space import Choice, Dimension, Value
from asirra.search.study import Study

# Values of a dimension at which a posterior is computed: on a plane, and on a line.
GRID_SIZE, LINE_SIZE = 50, 400


def compute_posterior(
    study: Study, plane: Sequence[str], settings: SearchSettings
) -> Posterior:
    """Return the posterior from which the search suggests after these trials.

    Args:
        study: all trials so far, at least one.
        plane: names of one or two dimensions; the others stay at the selected
            point.
        settings: its xi, gaussian_process and seed are read.
    """
    optimizer = make_optimizer(study, settings)
    selected = find_selected(study, settings)
    by_name = {dimension.name: dimension for dimension in study.space}
    size = LINE_SIZE if len(plane) == 1 else GRID_SIZE
    axes = [_axis(by_name[name], size) for name in plane]
    places = np.meshgrid(*(np.arange(len(axis)) for axis in axes))
    asked = [
        study.points[selected]
        | {n: axis[k] for n, axis, k in zip(plane, axes, place, strict=True)}
        for place in zip(*(mesh.ravel() for mesh in places), strict=True)
    ]
    mean, deviation, acquisition = believe(optimizer, study, asked)
    shape = places[0].shape
    return Posterior(
        num_known=len(study.trials),
        selected=selected,
        noise=believed_noise(optimizer),
        grid=dict(zip(plane, axes, strict=True)),
        mean=mean.reshape(shape),
        deviation=deviation.reshape(shape),
        acquisition=acquisition.reshape(shape),
    )


def _axis(dimension: Dimension, size: int) -> Sequence[Value] | np.ndarray:
    """Return the values at which the posterior is computed."""
    if isinstance(dimension, Choice):
        return dimension.values
    coordinates = np.linspace(*dimension.bounds, size)
    return 10.0**coordinates if dimension.scale == "log" else coordinates


def compute_rounds(study: Study, settings: SearchSettings) -> list[Posterior]:
    """Return the posterior before each round that the Gaussian process suggested.

    All show the same plane: the two dimensions that matter most after all results.
    Where the Gaussian process suggested no round, only the posterior after all trials
    is returned.

    Args:
        study: all trials.
        settings: settings of a strategy that learns from results.
    """
    plane = choose_plane(study, settings)
    num_trials = len(study.trials)
    starts = chosen_rounds(num_trials, len(study.known), settings)
    return [
        compute_posterior(study.before(start), plane, settings)
        for start in starts or [num_trials]
    ]


def choose_plane(study: Study, settings: SearchSettings) -> list[str]:
    """Return the two dimensions along which the posterior mean varies most.

    They are in the order of the space. Each is varied alone, from the best point.
    """
    names = [dimension.name for dimension in study.space]
    if len(names) <= 2:
        return names

    def spread(name: str) -> float:
        posterior = compute_posterior(study, [name], settings)
        return float(np.std(posterior.mean))

    chosen = sorted(names, key=spread)[-2:]
    return [name for name in names if name in chosen]
